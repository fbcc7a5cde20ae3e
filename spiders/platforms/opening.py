"""Rows of a list that open by a script (主项): once one was opened, its call opens those on every page of the list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target
from crawler.page.json_page import JsonPage
from crawler.page.learned.calls import ListCall, without_page
from crawler.page.lists.main_rows import brings_rows, opening_rows
from crawler.page.slots import put, slots
from spiders.platforms.walking import CLICK, Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from crawler.page.html import Page
    from crawler.page.learned.calls import Exchange
    from crawler.page.lists.main_rows import OpeningRow
    from crawler.page.slots import Slot

_MOST = 2000
"""Rows of one portal that are opened."""

_SCOUTS = 2
"""Rows of a kind that are clicked for the call that opens them."""

_MOST_CLICKED = 40
"""Rows of a kind that are clicked each, where a click shows what lies beneath and its call cannot be read."""

_UNOPENED = "rows of the list open by a script that could not be followed"

Opened = tuple[ListCall, Errand, str]
"""A call, the errand whose page shows the row, and that page's evidence."""

_Kind = tuple[str, int | str]
"""The function that opens rows, and which of its arguments tells them apart."""

_DEEPEST = 6
"""Rows that lie beneath each other."""

_SHORT = 4
"""A value of fewer signs may stand in a request by chance: there its place has to be named like an identifier's."""

_NAMED = re.compile(r"(?:id|code|key|guid|node|parent|value|dm|bm)$", re.IGNORECASE)


_Told = tuple[str, tuple[tuple[str, str], ...], tuple[object, ...]]
"""What a row is opened by, what else it hands over, and the list that it stands in."""


@dataclass(frozen=True, slots=True)
class _Call:
    """What opens rows: where in the request the value of a row stands, and where what else it hands over."""

    target: Target
    slot: Slot
    beside: tuple[tuple[Slot, str], ...]
    chosen: tuple[Slot, ...] = ()
    """What the list was chosen by in which the row stood: its department, its theme."""

    def of(self, row: OpeningRow, listed: Target) -> Target:
        """The request for what lies beneath a row of the list that a request brought."""
        target, told = put(self.target, self.slot, row.value), dict(row.beside)
        chosen = _said(listed) if self.chosen else {}
        for slot in self.chosen:
            target = put(target, slot, chosen[slot.name]) if slot.name in chosen else target
        for slot, name in self.beside:
            target = put(target, slot, told[name]) if name in told else target
        return target


def _choosing(listed: Target) -> list[Slot]:
    """The named values by which the list of a request is chosen, whatever its page."""
    kept = {*without_page(listed)}
    return [slot for slot in slots(listed) if slot.name and (slot.where, slot.path, slot.value) in kept]


def _said(listed: Target) -> dict[str, str]:
    return {slot.name: slot.value for slot in _choosing(listed)}


def _chosen(target: Target, lists: Iterable[Target]) -> tuple[Slot, ...]:
    """Where a request for what lies beneath a row repeats what was said for one of the lists that show this row."""
    own = _choosing(target)
    found = (tuple(one for one in own if said.get(one.name) == one.value) for said in map(_said, lists))
    return max(found, key=len, default=())


def _beside(target: Target, own: Slot, rows: Iterable[OpeningRow]) -> tuple[tuple[Slot, str], ...]:
    """Where the row that was opened handed over more than its value: the one of those rows that tells the most."""
    others = [slot for slot in slots(target) if slot != own]
    found = (tuple((s, n) for s in others for n, v in row.beside if v == s.value != row.value) for row in rows)
    return max(found, key=len, default=())


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A row of which nobody knows yet how it opens."""

    row: OpeningRow
    errand: Errand
    evidence: str
    in_answer: bool
    listed: Target
    """The request that brought it."""

    def click(
        self, where_shown: Callable[[str], str | None], opened: Mapping[str, _Waiting], depth: int = 0
    ) -> Target | None:
        """What has to be clicked to open it: what it lies beneath first."""
        own = "".join(self.row.name.split())
        asked = self.errand.target
        page = asked.url if asked.method in {"GET", CLICK} and (not self.in_answer or self.errand.render) else None
        if self.in_answer:
            above = asked if asked.method == CLICK else None
            if above is None and (row := opened.get(asked.key)) is not None and depth < _DEEPEST:
                above = row.click(where_shown, opened, depth + 1)
            page = above.url if above is not None else where_shown(self.row.name) or page
            own = f"{above.body}\n{own}" if above is not None else own
        return Target(url=page, method=CLICK, body=own) if page is not None else None


class Openings:
    """Knows which rows open, and how."""

    def __init__(self) -> None:
        self._calls: dict[_Kind, _Call] = {}
        self._waiting: dict[_Kind, dict[_Told, _Waiting]] = {}
        self._rows: dict[str, list[OpeningRow]] = {}
        self._lists: dict[str, dict[tuple[object, ...], Target]] = {}
        """The lists that show the rows of a value, by what stays the same from page to page of them."""
        self._known: dict[str, dict[_Kind, str | None]] = {}
        self._clicked: dict[str, int] = {}
        self._clicks: dict[str, str] = {}
        """By the click of a row: the function that opens rows of its kind."""
        self._by_click: set[str] = set()
        """Those whose clicks showed items."""
        self._clicked_at: set[str] = set()
        """The pages on which rows were clicked: what that did not open there, it may on another page."""
        self._seen: set[str] = set()
        self._given_up: list[str] = []
        self._taken: set[str] = set()
        self._rows_opened: dict[str, _Waiting] = {}
        self._opened: dict[str, str] = {}
        """Of a listed row that opens, by the request for what lies beneath it."""
        self._fruitful: set[str] = set()

    def met(
        self, errand: Errand, page: Page | JsonPage, *, called: bool = False, by: Target | None = None
    ) -> Iterator[Opened]:
        """A page of a list: its rows that open, as far as it is known how.

        Of what a page `called` for, no reader sees the rows there; `by` is that request, where it is not the errand's.
        """
        called, listed = called or isinstance(page, JsonPage), by or errand.target
        chosen = without_page(listed)
        for row in opening_rows(page):
            kind = row.function, row.at
            known = self._known.setdefault(row.value, {})
            if len(self._known) > _MOST:
                continue
            lists = self._lists.setdefault(row.value, {})
            if kind not in known or row not in self._rows[row.value]:
                known[kind] = row.item
                self._rows.setdefault(row.value, []).append(row)
                self._taken |= {row.item} if row.item is not None else set()
            elif chosen in lists or not (kind in self._calls or self._waiting.get(kind)):
                continue
            lists[chosen] = listed
            mark = row.value, row.beside, chosen
            self._waiting.setdefault(kind, {})[mark] = _Waiting(row, errand, page.evidence, called, listed)
        yield from self._ready()

    def takes(self, item: str) -> bool:
        """Whether a listed row is one of those that may open, and no item until it is known not to."""
        return item in self._taken

    def row_above(self, target: Target, where_shown: Callable[[str], str | None]) -> Target | None:
        """What is clicked for the row that a request opens, what lies above it first; None for any other request."""
        row = self._rows_opened.get(target.key)
        return row.click(where_shown, self._rows_opened) if row is not None else None

    def opened_in_vain(self, target: Target) -> str | None:
        """The listed row, by its key, that a request opened onto nothing: it is an item like others.

        Unless something lies beneath it in another list.
        """
        row = self._opened.pop(target.key, None)
        if row is None or row in self._fruitful or row in self._opened.values():
            return None
        self._taken.discard(row)
        return row

    def opened_onto_rows(self, target: Target) -> None:
        """A request brought rows: the one that it opened is no item."""
        if (row := self._opened.pop(target.key, None)) is not None:
            self._fruitful.add(row)

    def learn(self, exchanges: Sequence[Exchange]) -> Iterator[Opened]:
        """The calls of a rendered page: one that carries what a row says of itself, and brings items, opens it.

        What it brings may open again, as departments do.
        """
        for one in exchanges if self._known else ():
            items = {item.key for item in one.page.items()} if one.page is not None else set()
            for slot in slots(one.target) if brings_rows(one.page) else ():
                known = self._known.get(slot.value, {})
                if len(slot.value) < _SHORT and not _NAMED.search(slot.name):
                    continue
                kinds = [kind for kind, item in known.items() if kind not in self._calls and item not in items]
                if kinds:
                    beside = _beside(one.target, slot, self._rows.get(slot.value, ()))
                    lists = self._lists.get(slot.value, {}).values()
                    call = _Call(one.target, slot, beside, _chosen(one.target, lists))
                    self._calls.update(dict.fromkeys(kinds, call))
        yield from self._ready()

    def showed(self, click: Target) -> None:
        """The page that came after a click shows items: where no call tells how, the other rows are clicked as well."""
        if (function := self._clicks.get(click.key)) is not None:
            self._by_click.add(function)

    def scouts(self, where_shown: Callable[[str], str | None]) -> Iterator[Errand]:
        """Rows to click, where nothing told yet how they open; the gap, where clicks told nothing either.

        `where_shown` tells the rendered page that shows the rows of an answer. Those are items, should none open.
        """
        done = {function for function, _ in self._calls}
        for function in {function: None for (function, _), rows in self._waiting.items() if rows}:
            if function in done:
                continue
            waiting = [one for (name, _), rows in self._waiting.items() if name == function for one in rows.values()]
            clicked = self._clicked[function] = self._clicked.get(function, 0) + 1
            fresh = (other for other in waiting if other.row.name not in self._seen)
            one, click = self._next_click(fresh, where_shown) or (waiting[0], None)
            if clicked <= (_MOST_CLICKED if function in self._by_click else _SCOUTS) and click is not None:
                self._seen.add(one.row.name)
                self._clicks[click.key] = function
                self._clicked_at.add(click.url)
                yield Errand(target=click, kind=PageKind.NAVIGATION, parent=one.evidence, render=True)
                continue
            self._given_up += [other.row.item for other in waiting if other.row.item is not None]
            for name, rows in self._waiting.items():
                if name[0] == function:
                    rows.clear()
            if one.row.item is None:
                gap = Target(url=one.errand.target.url, method=CLICK, body=_UNOPENED)
                yield Errand(target=gap, kind=PageKind.LIST, parent=one.evidence, skip=_UNOPENED)

    def _next_click(
        self, rows: Iterable[_Waiting], where_shown: Callable[[str], str | None]
    ) -> tuple[_Waiting, Target] | None:
        """The first row that can be clicked, and what is clicked: on a page where none was before any other."""
        shown = ((one, one.click(where_shown, self._rows_opened)) for one in rows)
        found: tuple[_Waiting, Target] | None = None
        for one, at in shown:
            if at is not None and at.url not in self._clicked_at:
                return one, at
            found = found or ((one, at) if at is not None else None)
        return found

    def given_up(self) -> Iterator[str]:
        """The keys of listed rows that did not open, each once: they are items like others."""
        yield from dict.fromkeys(self._given_up)
        self._taken -= {*self._given_up}
        self._given_up.clear()

    def _ready(self) -> Iterator[Opened]:
        for kind, known in self._calls.items():
            for one in self._waiting.pop(kind, {}).values():
                target = known.of(one.row, one.listed)
                if target.key in self._rows_opened:
                    continue
                call = ListCall(
                    target=target,
                    counter=None,
                    by_rows=False,
                    first=1,
                    here=1,
                    size=None,
                    total=None,
                    last=None,
                )
                self._rows_opened[call.target.key] = one
                if one.row.item is not None:
                    self._opened[call.target.key] = one.row.item
                yield call, one.errand, one.evidence
