"""Rows of a list that open by a script (主项): once one was opened, its call opens those on every page of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target
from crawler.page.calls import ListCall
from crawler.page.main_rows import opening_rows
from crawler.page.slots import put, slots
from spiders.platforms.walking import CLICK, Errand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.page.calls import Exchange
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage
    from crawler.page.main_rows import OpeningRow
    from crawler.page.slots import Slot

_MOST = 2000
"""Rows of one portal that are opened."""

_SCOUTS = 2
"""Rows of a kind that are clicked for the call that opens them."""

_UNOPENED = "rows of the list open by a script that could not be followed"

Opened = tuple[ListCall, Errand, str]
"""A call, the errand whose page shows the row, and that page's evidence."""

_Kind = tuple[str, int]
"""The function that opens rows, and which of its arguments tells them apart."""


class Openings:
    """Knows which rows open, and how."""

    def __init__(self) -> None:
        self._calls: dict[_Kind, tuple[Target, Slot]] = {}
        self._waiting: dict[_Kind, dict[str, tuple[OpeningRow, Errand, str]]] = {}
        self._known: dict[str, set[_Kind]] = {}
        self._clicked: dict[str, int] = {}

    def met(self, errand: Errand, page: Page | JsonPage) -> Iterator[Opened]:
        """A page of a list: its rows that open, as far as it is known how."""
        for row in opening_rows(page):
            kind = row.function, row.at
            known = self._known.setdefault(row.value, set())
            if kind not in known and len(self._known) <= _MOST:
                known.add(kind)
                self._waiting.setdefault(kind, {})[row.value] = row, errand, page.evidence
        yield from self._ready()

    def learn(self, exchanges: Sequence[Exchange]) -> Iterator[Opened]:
        """The calls of a rendered page: one that carries what a row says of itself, and brings items, opens it."""
        for one in exchanges if self._known else ():
            for slot in slots(one.target):
                kinds = [kind for kind in self._known.get(slot.value, ()) if kind not in self._calls]
                if kinds and one.page is not None and one.page.items():
                    self._calls.update(dict.fromkeys(kinds, (one.target, slot)))
        yield from self._ready()

    def scouts(self) -> Iterator[Errand]:
        """Rows to click, where nothing told yet how they open; the gap, where clicks told nothing either."""
        for kind, rows in self._waiting.items():
            if rows and kind[0] not in {function for function, _ in self._calls}:
                row, errand, evidence = next(iter(rows.values()))
                clicked = self._clicked[kind[0]] = self._clicked.get(kind[0], 0) + 1
                del rows[row.value]
                where = errand.target.url
                if clicked > _SCOUTS or errand.target.method not in {"GET", CLICK}:
                    rows.clear()
                    gap = Target(url=where, method=CLICK, body=_UNOPENED)
                    yield Errand(target=gap, kind=PageKind.LIST, parent=evidence, skip=_UNOPENED)
                else:
                    click = Target(url=where, method=CLICK, body="".join(row.name.split()))
                    yield Errand(target=click, kind=PageKind.NAVIGATION, parent=evidence, render=True)

    def _ready(self) -> Iterator[Opened]:
        for kind, (target, slot) in self._calls.items():
            for value, (_, errand, evidence) in self._waiting.pop(kind, {}).items():
                one = put(target, slot, value)
                call = ListCall(
                    target=one, counter=None, by_rows=False, first=1, here=1, size=None, total=None, last=None
                )
                yield call, errand, evidence
