"""Titles that say themselves that nothing is charged (标题即说明): 收费（不收费）, 七、本事项不收费."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.guide.draft import reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.page.html import Page

_NUMBER = r"(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]?\s*[、.．)）]\s*)"
_FREE = r"(?:不收费|不收取(?:任何)?费用|免费办理|免收费用)"
_TITLE = re.compile(
    rf"(?:{_NUMBER}?(?:(?:是否|有无)?收费(?:标准|情况|说明)?|费用)\s*[（(【]\s*(?P<aside>{_FREE}|免费)\s*[)）】]"
    rf"|[（(]?[一二三四五六七八九十]{{1,3}}[)）]?[、.．]?\s*(?P<counted>{_FREE})|{_NUMBER}?(?P<said>(?:办理)?本?(?:事项|业务){_FREE}))[。.]?"
)
_LONGEST = 24
_LAST, _WEAK = 60, 3
_ELEMENTS = ("fee_status", "fee_standard")


def put(boxes: Iterable[Box], page: Page, draft: Draft) -> None:
    """Put what such a title says into the draft, where nothing else says anything of a fee."""
    if draft.fees or any(c.reading.stated for e in _ELEMENTS for c in draft.candidates.get(e, ())):
        return
    for box in boxes:
        found = _TITLE.fullmatch(box.words) if len(box.words) <= _LONGEST and not box.linked else None
        if found is not None:
            said = found["aside"] or found["counted"] or found["said"]
            locator = page.locator(box.element)
            status = reading(
                "fee_status", said, evidence=page.evidence, locator=locator, label=box.words, confidence=0.8
            )
            draft.add(status, rank=_LAST, weakness=_WEAK)
            return
