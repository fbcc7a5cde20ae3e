"""Addresses of guides that we made (自拟地址): out of a script's parts, or as those of other rows were.

That nothing is at such an address is no word of the portal's. It says something only where the same way of making it
led to a guide: for a row of the same kind of list, by a value of the same form, and a power or a public service as it
is: portals have a page of guides for the powers of administration, and often another for public services.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.domain.evidence import FetchState, PageKind, guides_of
from crawler.domain.values import item_type
from crawler.domain.values.item_code import form
from crawler.domain.values.item_type import ItemType
from crawler.page.slots import slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from crawler.domain.evidence import Evidence, Target
    from crawler.domain.records import ListedItem

    _Way = tuple[object, ...]

_NUMBER = re.compile(r"\d+")


def kind_of_list(target: Target) -> tuple[str, ...]:
    """What requests for pages of one kind of list have in common."""
    parts = urlsplit(target.url)
    route = parts.fragment.partition("?")[0]
    return target.method, parts.netloc.lower(), _NUMBER.sub("#", parts.path), _NUMBER.sub("#", route)


class MadeAddresses:
    """Knows which ways of making the address of a guide ever led to one."""

    def __init__(
        self,
        of_item: Mapping[str, Sequence[Evidence]],
        rows: Mapping[str, ListedItem],
        lists_of: Callable[[str], Iterable[tuple[str, ...]]],
    ) -> None:
        self._lists_of = lists_of
        guides = (
            (row, e)
            for key, row in rows.items()
            for e in of_item.get(key, ())
            if e.kind is PageKind.GUIDE and e.state is FetchState.FETCHED
        )
        self._led = frozenset(way for row, e in guides for way in self._ways(row, e))

    def is_own(self, row: ListedItem, asked: Iterable[Evidence]) -> bool:
        """Whether a guide was asked for at an address like that of its row, and not by a call that we learned."""
        if row.target is None or row.by_script or not row.target.url.startswith(("http://", "https://")):
            return False
        return any(guides_of(one.target) == guides_of(row.target) for one in asked)

    def led(self, row: ListedItem, asked: Iterable[Evidence]) -> bool:
        """Whether a guide was asked for in a way that led to one of another row of its kind."""
        return any(not self._led.isdisjoint(self._ways(row, one)) for one in asked)

    def _ways(self, row: ListedItem, one: Evidence) -> set[_Way]:
        forms = tuple(told for slot in slots(one.target) if (told := form(slot.value)) is not None)
        kind = item_type.parse(row.read("item_type").text)
        own = (guides_of(one.target), forms, None if kind is None else kind is ItemType.PUBLIC_SERVICE)
        return {(*own, of) for of in self._lists_of(row.key)}
