"""Numbers below an address (地址下的电话): a line that is nothing but a phone number is no part of the place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import phone
from crawler.extract.guide_draft import reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.guide_draft import Draft
    from crawler.extract.guide_places import Place
    from crawler.page.html import Page

_NOT_SAID = re.compile(r"[\d\s()（）+—–—―~_、，,；;/.-]|转|分机|或者?|和|及|电话|联系|☎|📞")
_BELIEVED_LAST = 4
"""Weakness of a number under the label of an address."""


def without_numbers(place: Place, lines: Sequence[str], page: Page, draft: Draft) -> list[str]:
    """The lines of an address without those that are phone numbers; the numbers are where its office is asked."""
    said = list(lines)
    numbers = [line for line in said if _is_number(line)] if place.match.element == "place" and len(said) > 1 else []
    if not numbers or len(numbers) == len(said):
        return said
    locator = page.locator(place.at.element)
    told = reading("consultation_phone", numbers[0], evidence=page.evidence, locator=locator)
    draft.add(told, weakness=_BELIEVED_LAST)
    return [line for line in said if line not in numbers]


def _is_number(line: str) -> bool:
    return bool(phone.find_phones(line)) and not _NOT_SAID.sub("", line)
