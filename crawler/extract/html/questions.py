"""Guides that ask (问答式办事指南): their questions are the labels of what stands below them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from crawler.extract.guide import meant as guide_meant
from crawler.extract.html.boxes import HEADINGS, INLINE
from crawler.extract.html.company import shape_of
from crawler.extract.labels.composed import untranslated
from crawler.extract.labels.dictionary import LabelMatch
from crawler.extract.labels.item_questions import LONGEST_WITH_ITEM, asked_of_item
from crawler.extract.labels.questions import ASKING, LONGEST, RANK_OF_QUESTIONS, asked_for, asked_of_material, is_asked

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from crawler.extract.html.boxes import Box
    from crawler.extract.html.company import Shape

_FEWEST = 3
_NAMING = frozenset({"h1", "h2"})
_FOLDS = re.compile(r"\s*(?:点击)?(?:展开|收起|折叠)(?:全部|详情)?\s*[▲▼]?$")
"""The button behind a title."""
_COUNTED = re.compile(r"(?:Q|问题?)\s*\d{1,2}\s*[.、．:：]\s*|Q\s*[:：]\s*", re.IGNORECASE)
_TERMS = {"dt": "dd", "th": "td"}
_CELLS = frozenset({"td", "li", "p", "span"})
"""What is drawn alike in such boxes may be anything: only boxes that serve as titles count."""


def item_titles(title: str, boxes: Sequence[Box]) -> tuple[str, ...]:
    """What a page is about: its title and its first headings, which name the item as questions may do."""
    return tuple(dict.fromkeys([title, *(b.words for b in boxes if b.tag in _NAMING and not b.long)]))


def name_questions(root: Box, boxes: Sequence[Box], titles: tuple[str, ...]) -> list[Box]:
    """Make labels of the questions that head the parts of a guide; questions of others (常见问题) are left alone.

    `titles` name the item, as a question may do.
    Gives the questions that head a part as well and ask for something that is not known.
    """
    asked = sum(map(root.text.count, ASKING[:6]))
    few = root.text.count("？") + root.text.count("?") < _FEWEST and asked < _FEWEST
    if few and not asked:
        return []
    known = {b.match.element for b in boxes if b.match is not None}
    told: dict[tuple[str, str], dict[str, list[Box]]] = defaultdict(lambda: defaultdict(list))
    others: dict[tuple[str, str], list[Box]] = defaultdict(list)
    asks_others: Box | None = None
    for box in boxes:
        if box.match is not None:
            if box.match.element == "faq" and not _leads_on(box):
                asks_others = box
            continue
        words = _asked_in(box)
        if not 2 < len(words) <= LONGEST_WITH_ITEM:
            continue
        element = asked_for(words) or (asked_of_item(words, titles) if is_asked(words) else None)
        if element is None and len(words) > LONGEST:
            continue
        if (element is None and not is_asked(words)) or _leads_on(box):
            continue  # most words ask nothing
        if asks_others is not None and not _is_level(box, asks_others):
            continue
        if asked_of_material(words) is not None and _is_of_a_material(box):
            continue
        if element is None:
            others[box.kind].append(box)
            continue
        if element == "faq":
            asks_others = box
        told[box.kind][element].append(box)
    unknown: list[Box] = []

    def told_so(kind: tuple[str, str]) -> int:
        """How many different known labels are drawn like questions, where that way of drawing is one of titles."""
        alike = {b.match.element for b in boxes if b.match is not None and b.kind == kind}
        return len(alike) if kind[1] or kind[0] in HEADINGS else 0

    shapes = Counter(shape_of(b) for b in boxes if b.match is not None)
    strange = {shape_of(b) for alike in others.values() for b in alike}
    for kind, found in told.items():
        boxes_of_kind = sum(map(len, found.values())) + len(others[kind])
        fresh = [e for e in found if e not in known]
        if few:
            meant = [e for e in fresh if _stands_among_labels(found[e][0]) or _is_titled(found[e][0], shapes, strange)]
        elif (
            len(found) + told_so(kind) >= _FEWEST
            and len(found) * 5 >= boxes_of_kind * 3
            and len(fresh) * 2 >= len(found)
        ):
            meant = list(found)
            unknown += others[kind]
        else:
            among = [e for e in fresh if _stands_among_labels(found[e][0]) or _is_titled(found[e][0], shapes, strange)]
            meant = [e for e in found if (kind[0] in HEADINGS and e in fresh) or _has_colon(found[e][0]) or e in among]
        meant += [e for e in fresh if e not in meant and _is_term(found[e][0])]
        for element in meant:
            for box in found[element]:
                box.match = LabelMatch(element, 1.0, RANK_OF_QUESTIONS)
    return unknown


def _asked_in(box: Box) -> str:
    """The words of a box that may ask something, without the button and the translation behind them."""
    words = box.words
    if "展开" in words or "收起" in words or "折叠" in words:
        words = _FOLDS.sub("", words)
    if (counted := _COUNTED.match(words)) is not None:
        words = words[counted.end() :]
    if words and words[-1].isascii() and words[-1].isalnum() and any(asking in words for asking in ASKING):
        words = untranslated("".join(words.split()))
    return words


def asks_often(hits: Sequence[Box]) -> bool:
    """Whether several labels of a page are questions: then those before a colon in its text are labels as well."""
    return sum(h.match is not None and h.match.rank == RANK_OF_QUESTIONS for h in hits) >= _FEWEST


def _is_level(box: Box, heading: Box) -> bool:
    """Whether a box stands on the level of a heading or above it, so that it ends what that heading began."""
    if box.kind == heading.kind:  # a bare span is drawn as the box around it is
        return bool(box.kind[1]) or box.tag not in INLINE or shape_of(box) == shape_of(heading)
    return box.tag in HEADINGS and heading.tag in HEADINGS and box.tag < heading.tag


def _is_of_a_material(box: Box) -> bool:
    """Whether labels of a material stand beside a question, in its box or in boxes like it."""
    rows = box.parent.parent.boxes if box.parent is not None and box.parent.parent is not None else []
    alike = [b for row in rows if box.parent is not None and row.kind == box.parent.kind for b in row.boxes]
    beside = (*(box.parent.boxes if box.parent is not None else ()), *alike)
    said = {b.match.element for b in beside if b.match is not None and b.match.element.startswith("material_")}
    return len(said) >= _FEWEST - 1


def _has_colon(box: Box) -> bool:
    return box.words.endswith((":", "："))


def _stands_among_labels(box: Box) -> bool:
    """Whether several labels drawn like this question stand beside it: the title of one tab among others."""
    beside = box.parent.boxes if box.parent is not None else []
    labels = sum(b.match is not None and b.kind[0] == box.kind[0] for b in beside)
    return labels >= _FEWEST and not any(is_asked(b.words) and asked_for(b.words) is None for b in beside)


def _is_titled(box: Box, titles: Counter[Shape | None], strange: Collection[Shape | None]) -> bool:
    """Whether several known labels are drawn in the very shape of a question, and none that asks for anything else."""
    shape = shape_of(box)
    return shape is not None and titles[shape] >= _FEWEST and shape not in strange and box.tag not in _CELLS


def _is_term(box: Box) -> bool:
    """Whether a question is a term or a header cell, and what stands beside it can be what it asks for."""
    beside = box.parent.boxes if box.tag in _TERMS and box.parent is not None else []
    value = next((b for b in beside if b.index > box.index), None)
    return value is not None and value.tag == _TERMS[box.tag] and guide_meant.asked(box.words, value.words) is not None


def _leads_on(box: Box) -> bool:
    return box.linked > 0 or any(b.tag in {"a", "button", "nav"} for b in box.up())
