"""Labels known by the company they keep (同类标签): a short word or a question is one where its like are labels."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from crawler.extract.guide_boxes import HEADINGS
from crawler.extract.guide_choice import TYPED, plausible
from crawler.extract.labels import LabelMatch
from crawler.extract.question_words import LONGEST, RANK_OF_QUESTIONS, asked_for

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


def label_shapes(hits: Sequence[Box], fewest: int = _SEVERAL) -> set[Shape]:
    """The shapes in which several different known labels are drawn, each inside a box of its own with its value."""
    return {shape for shape, count in _drawn(hits).items() if count >= fewest}


def _drawn(hits: Sequence[Box]) -> dict[Shape, int]:
    """How many different labels are drawn in each shape."""
    elements: dict[Shape, set[str]] = defaultdict(set)
    for hit in hits:
        shape = shape_of(hit)
        # A row of words without values is a menu or a row of titles.
        if shape is not None and hit.match is not None and has_company(hit):
            elements[shape].add(hit.match.element)
    return {shape: len(known) for shape, known in elements.items()}


def has_company(box: Box) -> bool:
    """Whether something beside a box may be its value: other words, a picture, an empty box."""
    parent = box.parent
    if parent is None or len(parent.words) <= len(box.words):
        return False
    first = next((k for k in parent.boxes if k.words), None)
    return first is box


def short_labels(boxes: Sequence[Box], hits: Sequence[Box], labels: LabelDictionary) -> list[Box]:
    """The boxes whose short word or question is a label here; each then has its match.

    Beside two labels a short word is a third one where its value is of the kind that its element takes.
    """
    found = _among_headings(boxes, hits, labels)
    of_few = {shape: count for shape, count in _drawn(hits).items() if count >= _SEVERAL - 1}
    if not of_few:
        return found
    kinds = {kind for kind, _ in of_few}
    for box in boxes:
        if box.match is not None or box.kind not in kinds or not 0 < len(box.words) <= LONGEST:
            continue
        shape = shape_of(box)
        if shape not in of_few:
            continue
        alike = of_few[shape] >= _SEVERAL
        match = labels.short_label(box.words) if len(box.words) <= _LONGEST else None
        if match is not None and not alike and not _is_of_its_kind(match.element, box):
            continue
        if match is None and alike and has_company(box):
            match = _question(box, hits)
        if match is not None and not _among_rows(box, hits):
            box.match = match
            found.append(box)
    return found


def _among_headings(boxes: Sequence[Box], hits: Sequence[Box], labels: LabelDictionary) -> list[Box]:
    """The headings of one short word beside several that are known: 咨询 and 救济 between 许可条件 and 设定依据."""
    known: dict[tuple[int, tuple[str, str]], set[str]] = defaultdict(set)
    for hit in hits:
        if hit.tag in HEADINGS and hit.match is not None and hit.parent is not None:
            known[id(hit.parent), hit.kind].add(hit.match.element)
    several = {place for place, elements in known.items() if len(elements) >= _SEVERAL}
    found = []
    for box in boxes if several else ():
        if box.match is None and box.tag in HEADINGS and (id(box.parent), box.kind) in several:
            match = labels.short_label(box.words) if len(box.words) <= _LONGEST else None
            if match is not None and all(match.element not in elements for elements in known.values()):
                box.match = match
                found.append(box)
    return found


def _is_of_its_kind(element: str, box: Box) -> bool:
    """Whether the words beside a label are a value that its element takes, where it takes no other."""
    around = box.parent.words if box.parent is not None else ""
    return element in TYPED and has_company(box) and plausible(element, around.removeprefix(box.words).strip())


def _question(box: Box, hits: Sequence[Box]) -> LabelMatch | None:
    """What a question asks for, if it is not one of those that others ask (常见问题)."""
    element = asked_for(box.words)
    if element is None:
        return None
    before = max((h for h in hits if h.start < box.start), key=lambda h: h.start, default=None)
    if before is not None and before.match is not None and before.match.element == "faq":
        return None
    return LabelMatch(element, 1.0, RANK_OF_QUESTIONS)


def _among_rows(box: Box, hits: Sequence[Box]) -> bool:
    """Whether labels of a material stand around a word: it is then one of that material too."""
    block = box.parent.parent if box.parent is not None else None
    return block is not None and any(
        h.match is not None and h.match.element.startswith("material_") and h.within([block]) for h in hits
    )
