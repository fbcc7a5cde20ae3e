"""Labels known by the company they keep (同类标签): a short word is one where its like beside it are known labels."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.guide_boxes import Box
    from crawler.extract.labels import LabelDictionary

_SEVERAL = 3
_LONGEST = 12
Shape = tuple[tuple[str, str], tuple[str, str]]


def shape_of(box: Box) -> Shape | None:
    """Tag and class of a box and of the one around it: labels drawn alike have one shape."""
    return (box.kind, box.parent.kind) if box.parent is not None else None


def label_shapes(hits: Sequence[Box]) -> set[Shape]:
    """The shapes in which several different known labels are drawn, each inside a box of its own with its value."""
    elements: dict[Shape, set[str]] = defaultdict(set)
    for hit in hits:
        shape = shape_of(hit)
        # A row of words without values is a menu or a row of titles.
        if shape is not None and hit.match is not None and has_company(hit):
            elements[shape].add(hit.match.element)
    return {shape for shape, known in elements.items() if len(known) >= _SEVERAL}


def has_company(box: Box) -> bool:
    """Whether something beside a box may be its value: other words, a picture, an empty box."""
    parent = box.parent
    if parent is None or len(parent.words) <= len(box.words):
        return False
    first = next((k for k in parent.boxes if k.words), None)
    return first is box


def short_labels(boxes: Sequence[Box], hits: Sequence[Box], labels: LabelDictionary) -> list[Box]:
    """The boxes whose short word is a label here; each then has its match."""
    shapes = label_shapes(hits)
    if not shapes:
        return []
    found = []
    for box in boxes:
        if box.match is not None or not 0 < len(box.words) <= _LONGEST or shape_of(box) not in shapes:
            continue
        match = labels.short_label(box.words)
        if match is not None and not _among_rows(box, hits):
            box.match = match
            found.append(box)
    return found


def _among_rows(box: Box, hits: Sequence[Box]) -> bool:
    """Whether labels of a material stand around a word: it is then one of that material too."""
    block = box.parent.parent if box.parent is not None else None
    return block is not None and any(
        h.match is not None and h.match.element.startswith("material_") and h.within([block]) for h in hits
    )
