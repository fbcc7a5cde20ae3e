"""Numbers that only a link dials (拨打电话): 咨询电话 or 投诉电话 as the words of a link to `tel:0571-81234567`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.guide.draft import reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_DIALS = re.compile(r"tel:(?://)?\s*([+\d][\d\s()-]{4,19}\d)\s*$", re.IGNORECASE)
_PHONES = frozenset({"consultation_phone", "complaint_phone"})
_HIGHEST, _LONGEST = 3, 12
_WEAK = 3


def put(boxes: Iterable[Box], page: Page, labels: LabelDictionary, draft: Draft) -> None:
    """Put the numbers of such links into the draft, where nothing else states whose they are."""
    for box in boxes:
        dialled = _DIALS.match(box.element.get("href") or "") if box.tag == "a" else None
        if dialled is None or any(sign.isdigit() for sign in box.words):
            continue
        words = _label(box)
        match = labels.exact(words) or labels.short_label(words) if words else None
        if match is None or match.element not in _PHONES:
            continue
        if not any(c.reading.stated for c in draft.candidates.get(match.element, ())):
            found = reading(
                match.element,
                dialled.group(1).strip(),
                evidence=page.evidence,
                locator=page.locator(box.element),
                label=words,
                quote=box.element.get("href"),
            )
            draft.add(found, weakness=_WEAK)


def dials(link: Box) -> bool:
    """Whether a link dials a number and leads nowhere: its words are said on this page."""
    return _DIALS.match(link.element.get("href") or "") is not None


def _label(link: Box) -> str:
    """The words that say whose number a link dials: its own, or what stands before it in the box around."""
    if len(link.words) > len("拨打电话"):
        return link.words
    own, box = link.words, link
    for _ in range(_HIGHEST):
        around = box.parent
        if around is None:
            break
        before = around.words.removesuffix(link.words).strip() if link.words else around.words
        if before:
            return before if len(before) <= _LONGEST else own
        box = around
    return own
