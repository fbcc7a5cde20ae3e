"""Lists without further pages, of which a page shows as many rows as its reader chooses (每页显示)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.page.html import Page
from crawler.page.slots import put, slots

if TYPE_CHECKING:
    from crawler.domain.evidence import Target
    from crawler.page.json_page import JsonPage
    from crawler.page.learned.calls import ListCall
    from crawler.page.slots import Slot

SIZE = re.compile(
    r"^(?:page_?size|size|rows|limit|page_?rows|per_?page|num_?(?:of_?)?(?:per|one|each)_?page|length|page_?count|pagesize\w*"
    r"|my(?:s|sl|ts|xs|jls)|mei_?ye\w*)$",
    re.IGNORECASE,
)
"""Names of the number of rows a page; the last ones are 每页数, 每页条数 and the like as they are spoken."""
_DIGITS = 4
_ROUND = 5


def size_slots(target: Target) -> list[Slot]:
    """Where a request says how many rows it wants."""
    return [slot for slot in slots(target) if is_size(slot)]


def is_size(slot: Slot) -> bool:
    """Whether a value of a request is the number of rows that it wants."""
    return bool(SIZE.match(slot.name)) and re.fullmatch(r"[1-9]\d{0,3}", slot.value) is not None


def widened(call: ListCall, page: Page | JsonPage | None) -> ListCall:
    """The call with the most rows that its page offers, where it declares more than it brings and has no other way."""
    wanted = size_slots(call.target)
    short = call.counter is None and call.cursor is None and (call.total or 0) > (call.size or 0)
    if not short or len(wanted) != 1 or not isinstance(page, Page):
        return call
    most = max(_offered(page, int(wanted[0].value)), default=0)
    if most <= int(wanted[0].value):
        return call
    last = -(-call.total // most) if call.total is not None else None
    return replace(call, target=put(call.target, wanted[0], str(most)), size=most, last=last)


def _offered(page: Page, here: int) -> list[int]:
    """The numbers of rows that a page lets its reader choose from, the one that it shows among them."""
    for choice in page.body.iter("select"):
        said = [(option.get("value") or page.words(option)).strip() for option in choice.iter("option")]
        numbers = [int(one) for one in said if one.isascii() and one.isdigit() and len(one) <= _DIGITS]
        rounded = all(number % _ROUND == 0 for number in numbers)  # As numbers of rows are, and codes are not.
        if len(numbers) == len(said) > 1 and here in numbers and rounded:
            return numbers
    return []
