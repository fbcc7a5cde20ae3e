"""Rows of several lists put together (清单行): one item met in two places, and items beneath a main item (主项)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.page.vocabulary import CODE_ELEMENTS

if TYPE_CHECKING:
    from crawler.domain.records import ListedItem

_SAID_ABOVE = (*CODE_ELEMENTS, "item_type", "implementing_body")
_ABOVE = "the row of the main item above says it for the items beneath"


def has_code(row: ListedItem) -> bool:
    """Whether a row says a code of its item."""
    return any(row.read(element).value for element in CODE_ELEMENTS)


def beneath(row: ListedItem, head: ListedItem | None) -> ListedItem:
    """A row beneath a main item (主项), whose row says for all of them what theirs have no place for: unread here."""
    told = [head.readings[e] for e in _SAID_ABOVE if e in head.readings] if head is not None else []
    above = (replace(r, state=State.UNREAD, value=None, reason=_ABOVE) for r in told if r.stated)
    own = {*row.readings, *(CODE_ELEMENTS if row.readings.keys() & {*CODE_ELEMENTS} else ())}
    left = {reading.element: reading for reading in above if reading.element not in own}
    return replace(row, readings={**row.readings, **left}) if left else row


def joined(first: ListedItem, second: ListedItem) -> ListedItem:
    """One item met in two places: what either row says."""
    said = {e: r for e, r in first.readings.items() if r.stated or not second.read(e).stated}
    return replace(first, target=first.target or second.target, readings={**second.readings, **said})
