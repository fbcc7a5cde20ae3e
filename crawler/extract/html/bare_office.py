"""An office that a guide names under no label: below its title (标题下的单位), or at its foot over the date (落款)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.guide.draft import gap, reading
from crawler.extract.html.boxes import INLINE, Box, clean, is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.guide.draft import Draft
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_OFFICE = r"[\u4e00-\u9fff（）()]{3,24}(?:局|委员会|委|厅|府|办公室|办|中心|处|科|院|公司|队|站|部|会)"
_OF_AN_AREA = re.compile(rf"[（(]?(?=[\u4e00-\u9fff]{{1,8}}[省市县区州旗盟镇乡]|国家|中[国华]){_OFFICE}[)）]?")
_DAY = r"[\d零\u3007○一二三四五六七八九十]{4}\s*[年.\-/].{2,10}"
_SIGNED = re.compile(rf"(?P<office>{_OFFICE})(?:\s+{_DAY})?")
_RUN = re.compile(r"\s*([^:：]{2,24}?)\s*[:：]")
_DATE = re.compile(_DAY)
_RIGHT = re.compile(r"text-align\s*:\s*right|align=right|\bright\b", re.IGNORECASE)
_APART = frozenset({"p", "div", "h2", "h3", "h4", "h5", "center", "section"})
_LETTERS = INLINE | {"br"}
_LONGEST = 48
_OF_A_TITLE = frozenset({"update_date", "name"})
_FEWEST_ABOVE = 3
_LAST = 95
"""Believed after every label, and after badges and dates."""


class Offices:
    """The offices that stand alone: what a guide's foot says is no part of its last section."""

    def __init__(self, page: Page, boxes: list[Box], labels: LabelDictionary) -> None:
        self._page = page
        labelled = [box for box in boxes if _is_labelled(box, labels)]
        self._head = _below_title(labelled)
        self._foot = _signed(boxes, labelled)
        self.rest = [box for box in boxes if not box.within(self._foot)] if self._foot else boxes
        """The boxes of the guide without its foot."""
        for box in self._foot:
            _take_out(box)

    def put(self, draft: Draft) -> None:
        """Put the implementing body into the draft where no label gives it; the foot tells who wrote, maybe no more."""
        if "implementing_body" in draft.candidates:
            return
        page = self._page
        if self._head is not None:
            words, at = self._head.words.strip("（）()"), page.locator(self._head.element)
            draft.add(reading("implementing_body", words, evidence=page.evidence, locator=at), rank=_LAST)
        elif self._foot:
            box = self._foot[0]
            draft.add(gap("implementing_body", box.words, page.evidence, page.locator(box.element)), rank=_LAST)


def _is_labelled(box: Box, labels: LabelDictionary) -> bool:
    """Whether a box is a label, or begins with one in its own text; the line of dates below a title is none."""
    if box.match is not None:
        return box.match.element not in _OF_A_TITLE
    first = box.kids[0] if box.kids else None
    run = _RUN.match(box.texts[0]) if isinstance(first, str) and box.texts else None
    match = labels.exact(run[1]) if run is not None else None
    return match is not None and match.element not in _OF_A_TITLE


def _below_title(labelled: Sequence[Box]) -> Box | None:
    """The office whose name is all that stands in a paragraph right before the first label."""
    first = labelled[0] if labelled else None
    while first is not None and first.parent is not None:
        before = [kid for kid in first.parent.kids[: first.index] if not is_blank(kid)]
        if before:
            box = before[-1]
            alone = isinstance(box, Box) and box.tag in _APART and not box.linked and not box.outside
            return box if alone and isinstance(box, Box) and _OF_AN_AREA.fullmatch(box.words) else None
        first = first.parent
    return None


def _signed(boxes: Sequence[Box], labelled: Sequence[Box]) -> list[Box]:
    """The last paragraphs of a text with labels that say who wrote it, over the date or set to the right."""
    if len(labelled) < _FEWEST_ABOVE:
        return []
    for box in boxes[::-1]:
        if box.long or box.linked or box.match is not None or not _is_a_line(box) or len(box.words) > _LONGEST:
            continue
        if any(b.tag not in _LETTERS for b in box.boxes):
            continue
        told = _SIGNED.fullmatch(box.words)
        if told is None or box.parent is None:
            continue
        behind = [kid for kid in box.parent.kids[box.index + 1 :] if not is_blank(kid)]
        dated = told["office"] != box.words or (len(behind) == 1 and _is_date(behind[0]))
        if len(behind) > (told["office"] == box.words and dated) or not (dated or _is_right(box)):
            continue
        before = next((kid for kid in box.parent.kids[: box.index][::-1] if not is_blank(kid)), None)
        above = sum(box.parent.start < label.start < box.start for label in labelled)
        if above >= _FEWEST_ABOVE and not (isinstance(before, Box) and _ends_in_label(before, labelled)):
            return [box, *(kid for kid in behind if isinstance(kid, Box))]
    return []


def _is_a_line(box: Box) -> bool:
    """Whether a box is a paragraph, or one line of a text of lines, which stands in the element of that."""
    return box.tag in _APART or (box.parent is not None and box.element is box.parent.element)


def _is_date(kid: Box | str) -> bool:
    return isinstance(kid, Box) and _DATE.fullmatch(kid.words) is not None


def _is_right(box: Box) -> bool:
    told = (box.element.get(name) or "" for name in ("style", "align", "class"))
    return _RIGHT.search(" ".join(told)) is not None


def _ends_in_label(box: Box, labelled: Sequence[Box]) -> bool:
    """Whether the last words of a box are a label, so that what stands below is its value."""
    return any(label.within([box]) and box.words.endswith(label.words) for label in labelled) or _asks(box)


def _asks(box: Box) -> bool:
    return box.words.endswith(("：", ":"))


def _take_out(box: Box) -> None:
    """Leave a box out of the guide and of the texts around it."""
    box.outside = True
    for around in box.up():
        before, found, behind = around.text.rpartition(box.text)
        if found:
            around.text = f"{before}\n{behind}"
            around.words = clean(around.text)
