"""Titles over groups of materials (必交材料, 选交材料) that are drawn like the titles of sections, and open none."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from crawler.extract.guide.material_groups import is_kind
from crawler.extract.labels.dictionary import LabelMatch
from crawler.extract.labels.questions import RANK_OF_QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from crawler.extract.html.boxes import Box

_FEWEST, _LONGEST = 2, 16
_COUNTED = re.compile(r"[（(]?\s?([1-9一二])\s?[)）、.．](?!\d)")
_OF_ROWS = ("material_", "blank_form", "sample_form", "review_standard")


def name(boxes: Sequence[Box], shape_of: Callable[[Box], Hashable]) -> None:
    """Let the title of the first group be the label of the materials, where known labels are drawn so and none is."""
    if any(b.match is not None and b.match.element == "materials" for b in boxes):
        return
    titles = [b for b in boxes if b.match is None and 0 < len(b.words) <= _LONGEST and is_kind(b.words)]
    shapes = Counter(shape_of(b) for b in boxes if b.match is not None) if titles else Counter()
    for box in titles:
        if (shape := shape_of(box)) is not None and shapes[shape] >= _FEWEST:
            box.match = LabelMatch("materials", 1.0, RANK_OF_QUESTIONS)
            return


def go_on(hits: list[Box]) -> list[Box]:
    """The labels without the titles of further groups of materials: their section goes on below them."""
    further: list[Box] = []
    for box in hits:
        if box.match is not None and box.match.element == "material_name" and _is_over_list(box):
            box.match = LabelMatch("materials", box.match.confidence, box.match.rank)
    opened: Box | None = None
    for box in hits:
        if box.match is None or box.match.element.startswith(_OF_ROWS):
            continue
        if opened is not None and box.kind == opened.kind and is_kind(box.words):
            further.append(box)
        elif box.match.element == "materials":
            opened = box
        elif opened is not None and box.tag == opened.tag:
            opened = None
    for box in further:
        box.match = None
    return [box for box in hits if box.match is not None] if further else hits


def _is_over_list(title: Box) -> bool:
    """Whether a title of names stands over a list that counts them: 申请材料名称 over （1）申请表 and （2）船舶证书."""
    below = [b for b in title.parent.boxes if b.index > title.index and b.words][:_FEWEST] if title.parent else []
    numbers = [found[1] for b in below if (found := _COUNTED.match(b.words)) is not None]
    return numbers in (["1", "2"], ["一", "二"])
