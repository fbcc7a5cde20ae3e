"""Walking the pages of one list to their end, and noticing a list that has none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.domain.records import Counts
from crawler.page.finds import Paging
from crawler.page.lists.paging import page_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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

    A page that is empty, or pages that show the same items as earlier ones, end the series: portals answer page
    numbers beyond the last with an empty page, with the last or with the first.
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
    _made: dict[int, Target | None] = field(default_factory=dict)
    declared: set[int] = field(default_factory=set)
    """Numbers of items that pages of the list declare."""

    def declare(self, totals: Iterable[int]) -> None:
        """Totals that a page of the list states."""
        self.declared.update(totals)

    def doubtful(self) -> bool:
        """Whether the list declares a number of items, and holds another."""
        return bool(self.declared) and not self.declared & {sum(map(len, self.seen)), len(self.rows())}

    def unread(self) -> Target | None:
        """The page whose rows nobody could read, where the list declares more rows than its other pages show."""
        return self.blank if self.declared and max(self.declared) > len(self.rows()) else None

    def read_again(self, target: Target) -> None:
        """A page showed rows on its second look."""
        if self.blank is not None and self.blank.key == target.key:
            self.blank = None

    def rows(self) -> set[str]:
        """The items that its pages show."""
        return {key for page in self.seen for key in page}

    def asking(self, target: Target) -> None:
        """A page is asked."""
        self.asked.setdefault(target.key, len(self.asked))
        self.known.add(page_key(target))
        self.open.add(target.key)

    def failed(self, target: Target) -> None:
        """A page did not come; the others go on."""
        self.open.discard(target.key)

    def came(self, target: Target, keys: Sequence[str], paging: Paging) -> None:
        """A page came with these items."""
        self.open.discard(target.key)
        signature = tuple(keys)
        if not keys:
            if paging.last is not None and paging.here is not None and 1 < paging.here <= paging.last:
                self.blank = self.blank or target
            self._end()
            return
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
