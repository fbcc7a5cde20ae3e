"""Rows of a list that open by a script (主项): once one was opened, its call opens those on every page of the list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.page.main_rows import opening_rows
from crawler.page.slots import put, slots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.page.calls import ListCall
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage
    from crawler.page.slots import Slot
    from spiders.platforms.walking import Errand

_MOST = 2000
"""Rows of one portal that are opened."""

Opened = tuple["ListCall", "Errand", str]
"""A call, the errand whose page shows the row, and that page's evidence."""


class Openings:
    """Knows which rows open, and how."""

    def __init__(self) -> None:
        self._calls: dict[tuple[str, int], tuple[ListCall, Slot]] = {}
        self._waiting: dict[tuple[str, int], dict[str, tuple[Errand, str]]] = {}
        self._known: set[tuple[str, int, str]] = set()

    def met(self, errand: Errand, page: Page | JsonPage) -> Iterator[Opened]:
        """A page of a list: its rows that open, as far as it is known how."""
        for name, at, value in opening_rows(page):
            if (name, at, value) not in self._known and len(self._known) < _MOST:
                self._known.add((name, at, value))
                self._waiting.setdefault((name, at), {})[value] = errand, page.evidence
        yield from self._ready()

    def learn(self, calls: Sequence[ListCall], errand: Errand, page: Page | JsonPage | None) -> Iterator[Opened]:
        """The calls of a rendered page, whose rows were opened: one that carries what a row says of itself opens it."""
        rows = {(name, at, value) for name, at, value in opening_rows(page)} if page is not None else set()
        for call in calls if rows else ():
            for slot in slots(call.target):
                for name, at, value in rows:
                    if value == slot.value:
                        self._calls.setdefault((name, at), (call, slot))
        yield from self.met(errand, page) if page is not None else ()

    def _ready(self) -> Iterator[Opened]:
        for key, (call, slot) in self._calls.items():
            for value, (errand, evidence) in self._waiting.pop(key, {}).items():
                yield replace(call, target=put(call.target, slot, value), total=None, last=None), errand, evidence
