"""Walking the pages of one list to their end, and noticing a list that has none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.domain.records import Counts
from crawler.page.finds import Paging
from crawler.page.lists.paging import page_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from crawler.domain.evidence import Target
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage
    from crawler.page.learned.calls import ListCall

AHEAD = 4
"""Pages of one list asked at the same time: enough to keep the rate, few enough to stop in time."""

MOST_PAGES = 5000


@dataclass(slots=True)
class Series:
    """The pages of one list, as far as they were seen.

    An empty page behind which none waits, two empty pages one after the other, or pages that show the same items as
    earlier ones, end the series: portals answer page numbers beyond the last with an empty page, with the last or with
    the first. One empty page before others that the list names may be a failure of the portal.
    """

    call: ListCall | None = None
    """The call of a rendered page that brings the list, where there is one."""
    waiting: list[Target] = field(default_factory=list)
    asked: dict[str, int] = field(default_factory=dict)
    """Target key -> place in the order of asking."""
    known: set[str] = field(default_factory=set)
    """Pages that are asked or waiting."""
    open: set[str] = field(default_factory=set)
    seen: set[tuple[str, ...]] = field(default_factory=set)
    repeats: int = 0
    ended: bool = False
    enough: int | None = None
    """Rows that the page which makes the call says there are."""
    trap: Target | None = None
    """The page that was not asked any more, because pages repeat."""
    blank: Target | None = None
    """A page before the end that the list declares, on which no row was read."""
    early: Target | None = None
    """An answer without rows to the call for a page before the last; that one is counted though it holds nothing."""
    without: dict[str, Target] = field(default_factory=dict)
    """Pages that showed no row, by key."""
    empties: int = 0
    """How many of those came since the last page with rows."""
    farthest: int = 0
    """The last page with rows, in the order of asking."""
    dropped: list[Target] = field(default_factory=list)
    """Pages that empty ones kept from being asked."""
    _made: dict[int, Target | None] = field(default_factory=dict)
    declared: set[int] = field(default_factory=set)
    """Numbers of items that pages of the list declare."""
    heads: set[str] = field(default_factory=set)
    """Rows that are no items, and open onto those beneath them."""
    last: int | None = None
    """The number of the last page, as far as pages of the list declare it."""

    def declare(self, totals: Iterable[int]) -> None:
        """Totals that a page of the list states."""
        self.declared.update(totals)

    def doubtful(self) -> bool:
        """Whether the list declares a number of items, and holds another."""
        return bool(self.declared) and not self.declared & {sum(map(len, self.seen)), len(self.shown())}

    def is_whole(self) -> bool:
        """Whether the list says how many items or pages it has, and as many came."""
        if self.declared:
            return not self.doubtful()
        return self.last is not None and len(self.seen) >= self.last

    def unread(self) -> Target | None:
        """The page whose rows nobody could read, where the list declares more rows than its other pages show.

        Of a list that declares no number it is one that shows none among others that do, or before the last.
        """
        early = self.early if not self._ends_short() else None
        if self.declared:
            return (self.blank or early) if max(self.declared) > len(self.shown()) else None
        return next(iter(self.among()), early)

    def _ends_short(self) -> bool:
        """Whether a page with fewer rows than the others, or than were asked for, shows where the list ends."""
        heights = [len(keys) for keys in self.seen]
        size = self.call.size if self.call is not None and len(heights) == 1 else None
        return bool(heights) and min(heights) < max(*heights, size or 0, 0)

    def among(self) -> list[Target]:
        """Pages without rows before one that has some; the first may only lead to the others."""
        return [page for key, page in self.without.items() if 0 < self.asked.get(key, 0) < self.farthest]

    def falls_short(self, target: Target) -> bool:
        """Whether an answer that says nothing cannot be the end of the list: others follow, or more is declared."""
        told = self.declared or ({self.enough} if self.enough is not None else set())
        return bool(told and max(told) > len(self.shown())) or self.asked.get(target.key, 0) < self.farthest

    def shown(self) -> set[str]:
        """The rows of its pages: items, and main items (主项) that open onto some."""
        return {key for page in self.seen for key in page}

    def rows(self) -> set[str]:
        """The items that its pages show."""
        return self.shown() - self.heads

    def asking(self, target: Target) -> None:
        """A page is asked."""
        self.asked.setdefault(target.key, len(self.asked))
        self.known.add(page_key(target))
        self.open.add(target.key)

    def failed(self, target: Target) -> None:
        """A page did not come; the others go on."""
        self.open.discard(target.key)

    def came(
        self, target: Target, keys: Sequence[str], paging: Paging, *, heads: Sequence[str] = (), leads: bool = False
    ) -> None:
        """A page came with these items, and these heads; one without any may have rows that lead on to some."""
        self.open.discard(target.key)
        self.last = max(self.last or 0, paging.last or 0) or None
        self.heads.update(heads)
        signature = (*keys, *heads)
        if not signature:
            self._came_empty(target, paging, leads=leads)
            return
        self._showed_rows(target)
        if signature in self.seen:
            # Once is the first page under a second address; twice is a portal that does not heed the page number.
            self.repeats += 1
            if self.repeats > 1:
                if self.waiting and not self._is_whole(paging):
                    self.trap = self.waiting[0]
                self._end()
            return
        self.seen.add(signature)
        if not self.ended:
            self._add(paging.pages)

    def _came_empty(self, target: Target, paging: Paging, *, leads: bool) -> None:
        if paging.last is not None and paging.here is not None and 1 < paging.here <= paging.last:
            self.blank = self.blank or target
        # An answer without rows says nothing of pages; those of a call are asked for in the order of their numbers.
        called = self.call is not None and self.call.counter is not None
        if called and not leads and 1 < self.asked.get(target.key, 0) + 1 < (self.last or 0):
            self.early = self.early or target
        self.without.setdefault(target.key, target)
        self.empties += 1
        if self.empties > 1 or not self.waiting:
            self.dropped += self.waiting
            self._end()

    def _showed_rows(self, target: Target) -> None:
        self.empties = 0
        self.farthest = max(self.farthest, self.asked.get(target.key, 0))
        if self.without.pop(target.key, None) is None:
            return
        if self.blank is not None and self.blank.key == target.key:
            self.blank = None
        if self.early is not None and self.early.key == target.key:
            self.early = None
        if self.repeats <= 1:  # What ended the list was a failure of the portal.
            self.ended = False
            self.waiting, self.dropped = [*self.dropped, *self.waiting], []

    def go_on_by(self, call: ListCall, page: Page | JsonPage) -> None:
        """The list is known to go on by another call: what follows the page that came waits to be asked."""
        self.call, self._made = call, {}
        self._add(self.paging(page).pages)

    def _is_whole(self, paging: Paging) -> bool:
        """Whether as many rows or pages came as the list says it has: what repeats them then is met a second time."""
        told = bool(self.declared) and not self.doubtful()
        return told or (paging.last is not None and len(self.seen) >= paging.last)

    def paging(self, page: Page | JsonPage) -> Paging:
        """The further pages of a list that a call brings: all up to a declared last one, else the next."""
        assert self.call is not None
        if self.call.cursor is not None:
            following = self.call.after(page)
            return Paging(pages=(following,) if following is not None else ())
        if self.call.last is None and self.enough is not None:
            met = self.rows() | {item.key for item in page.items()}
            if len(met) >= self.enough:
                return Paging()
        last = self.call.last or _last_by(page, self.call)
        numbers = range(2, min(last, MOST_PAGES) + 1) if last is not None else [len(self.asked) + 1]
        return Paging(pages=tuple(t for n in numbers if (t := self._by_call(n)) is not None), last=last)

    def _by_call(self, number: int) -> Target | None:
        """The call for a page; made once, since each page that comes names all of them."""
        assert self.call is not None
        if number not in self._made:
            self._made[number] = self.call.at(number)
        return self._made[number]

    def next(self) -> Iterable[Target]:
        """The pages to ask now."""
        while self.waiting and len(self.open) < AHEAD and len(self.asked) < MOST_PAGES:
            target = self.waiting.pop(0)
            self.asking(target)
            yield target

    def left_out(self) -> Sequence[Target]:
        """Pages that a bound kept from being asked."""
        return self.waiting if len(self.asked) >= MOST_PAGES else ()

    def _add(self, pages: Iterable[Target]) -> None:
        for target in pages:
            if (key := page_key(target)) not in self.known:
                self.known.add(key)
                self.waiting.append(target)

    def _end(self) -> None:
        self.ended = True
        self.waiting.clear()


def _last_by(page: Page | JsonPage, call: ListCall) -> int | None:
    """The last page as an answer itself declares its rows; the number of its own rows on a full page says nothing."""
    counted = {t.value for t in page.totals() if t.counts in {Counts.ITEMS, Counts.UNSAID}}
    rows = len(page.items())
    if len(counted) != 1 or not call.size or (rows >= call.size and counted <= {rows}):
        return None
    return max(1, -(-counted.pop() // call.size))


def declared_by(page: Page | JsonPage | None) -> int | None:
    """How many items a page says that its list has."""
    counted = {t.value for t in page.totals() if t.counts is Counts.ITEMS} if page is not None else set()
    return counted.pop() if len(counted) == 1 else None


def declared_rows(page: Page | JsonPage, heads: Collection[str]) -> set[int]:
    """How many rows a page says that its list has: main items (主项) where it shows such, else items."""
    counting = {Counts.MAIN_ITEMS, Counts.UNSAID} if heads else {Counts.ITEMS}
    return {total.value for total in page.totals() if total.counts in counting}


def show_fewer(lists: Collection[Series], than: int) -> bool:
    """Whether lists show fewer items than a number, and no main items that open onto some."""
    return not any(one.heads for one in lists) and len(set[str]().union(*(one.rows() for one in lists))) < than
