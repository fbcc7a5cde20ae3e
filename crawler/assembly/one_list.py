"""One list of a portal (一份清单), as its pages came: where it ended, and how many items each pass over it reached."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.domain.records import Counts

if TYPE_CHECKING:
    from crawler.domain.records import DeclaredTotal

_FAR, _LAG = 3, 2
"""A total is no lagging counter of what exceeds it by more than so much, and by three times what another lacks."""
_FULL_PAGE = 10
"""Rows of the smallest page that portals cut their lists into; they cut at round numbers."""


@dataclass(slots=True)
class OneList:
    """One list of a portal: what each pass brought, its rows, the totals it declares."""

    brought: dict[int, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    """By pass the items of each page that came."""
    rows: int = 0
    pages: set[str] = field(default_factory=set)
    shown: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What each of its pages showed first, before it showed nothing or after."""
    leads_on: bool = False
    by_pager: bool = False
    """Whether a pager of the portal's own stands on its pages."""
    ended: bool = False
    """Whether one of its pages says that it is the last."""
    closed: bool = False
    """Whether a page with rows says so."""
    further: set[str] = field(default_factory=set)
    """Addresses that its pages lead on to as pages behind the first."""
    size: int = 0
    """How many rows a page its requests ask for, where they say it."""
    beside: dict[str, int] = field(default_factory=dict)
    """Rows on each of its pages that are counted though they are no items."""
    left: bool = False
    """Whether rows of it that are like those of its items were taken for none."""
    loose: bool = False
    """Whether its rows are of several kinds (main items, items offered no more), each of which a total may count."""
    place: str = ""
    """The address of its first page."""
    last: int = 0
    """The highest number of a last page that it declares."""
    named: int = 0
    """The highest number of a page that its own pager names."""
    totals: dict[tuple[str, int], DeclaredTotal] = field(default_factory=dict)
    mixed: bool = False
    """Whether rows that lead on to further items stand among its items: nothing is known of what its total counts."""
    answers: bool = True
    """Whether answers to calls bring it."""
    goes_on: bool = False
    """Whether a page of it brings further rows by a script: they came by calls, if at all."""
    others: bool = True
    """Whether other lists show all that it shows."""
    ways: dict[tuple[bool, str], str] = field(default_factory=dict)
    """Where each item leads, in answers to calls and on pages."""
    called: dict[tuple[bool, str], str] = field(default_factory=dict)
    """What each item is called that nothing tells apart but its code: under one code there may be several."""
    above: int = 0
    """Of a list whose rows open the number of rows that it shows itself."""
    folders: int = 0
    """How many of those are no items, but lead on to some."""
    untold: bool = False
    """Whether several of its rows may be items of their own that were taken for one."""

    def takes(self, here: str, look: int, keys: tuple[str, ...]) -> None:
        """A page came, in this pass."""
        self.pages.add(here)
        self.brought[look].setdefault(here, set()).update(keys)
        self.shown[here] = self.shown.get(here) or keys

    @property
    def items(self) -> set[str]:
        """The distinct items that it was ever seen to show."""
        return set[str]().union(*(keys for pages in self.brought.values() for keys in pages.values()))

    @property
    def heights(self) -> list[int]:
        """How many rows each of its pages shows; those that show the same are one under several addresses."""
        rows = {keys or (here,): len(keys) + self.beside.get(here, 0) for here, keys in self.shown.items()}
        return [count for count in rows.values() if count]

    def came_to_its_end(self) -> bool:
        """Whether its pages themselves show where it ends, so that a number above its rows may be doubted.

        Portals cut a list at a round number: all pages are full but the last. Several that are not have rows that were
        not read; none that is not, and empty ones behind them, is how a portal answers whose paging is broken.
        """
        heights = self.heights
        alone = len(heights) == 1 and heights[0] % 5 != 0  # A round number may be all that the portal gives at once.
        full = max([self.size if alone else 0, *heights], default=0)
        short = sum(1 for height in heights if height < full)
        if self.left or short > 1:
            return False
        return short == 1 or (self.closed and self.last <= len(heights))

    @property
    def counted(self) -> set[int]:
        """The numbers that a total of rows of several kinds may count: of items, and of rows that open onto them."""
        return {len(self.items), self.above}

    def seen_of(self, total: DeclaredTotal) -> int | None:
        """Of a list whose rows open, how many were seen of what its total counts; None where nobody can tell what.

        It counts the rows of the list, the items beneath them and beside them, or both. Its value says which where it
        is near to one of these and far from what the others would be: 16 where 15 rows and 40 items were seen counts
        rows. Of rows on a page nobody knows how many open: an argument each may be one, or several.
        """
        if not self.answers or not self.above or total.counts is not Counts.ITEMS:
            return None
        seen = {self.above, self.rows, self.rows - self.folders}
        below, beyond = [n for n in seen if n < total.value], [n - total.value for n in seen if n > total.value]
        if total.value in seen or not below:
            return None
        lacks = total.value - max(below)
        return max(below) if all(more > max(_FAR * lacks, _LAG) for more in beyond) else None

    def is_whole(self) -> bool:
        """Whether the list came to its own end. One full page with no way on may be a pager that was not recognised."""
        if self.mixed or self.goes_on or self.untold or self.last > self.turned:
            return False
        if self.by_pager and not self.ended:
            return False
        return self.leads_on or len(self.pages) > 1 or self.rows < _FULL_PAGE or self.rows % 5 != 0

    @property
    def turned(self) -> int:
        """How many of its pages came: those that show the same are one under several addresses, but for empty ones."""
        return len({keys or (here,) for here, keys in self.shown.items()})

    def repeats_itself(self) -> bool:
        """Whether a page behind the first shows the rows of the first: nobody heeds which page was asked for.

        That is no news of a short list, whose pager may lead back to its one page, nor of a call that brings all rows
        whatever page it is asked for.
        """
        shown = {keys for keys in self.shown.values() if keys}
        again = any(here in self.further and keys for here, keys in self.shown.items())
        full = self.rows == self.size if self.answers else self.rows >= _FULL_PAGE
        return len(shown) == 1 and again and full

    def holds_all(self, least: int) -> bool:
        """Whether as many items were seen as it declares itself, or as `least`, and no fewer than that."""
        held = {len(self.items), self.rows}
        counted = (t.value for t in self.totals.values() if t.counts in {Counts.ITEMS, Counts.UNSAID})
        return least in held or any(value in held and value >= least for value in counted)

    def is_cut_short(self, whole: int, *, turns: bool) -> bool:
        """Whether its own pager has pages that nobody turned to; whether any list of the portal `turns` to its pages.

        An empty page is the end of it, whatever it says. Where as many items are known as it declares, of the list or
        of the whole portal, its rows came in another way.
        """
        if not all(self.shown.values()) or (self.named <= self.turned and (turns or not self.repeats_itself())):
            return False
        known = {len(self.items), whole}
        counted = (total for total in self.totals.values() if total.counts in {Counts.ITEMS, Counts.UNSAID})
        return all(total.value not in known for total in counted)

    def reached_of(self, total: DeclaredTotal, whole: int) -> tuple[int, ...]:
        """What was reached of a total; of a number of pages those that came, where it is sure whose pages it counts."""
        if total.counts is Counts.PAGES:
            return (len(self.pages),) if self.answers and not self.others else ()
        if self.mixed and total.value in self.counted:
            return (total.value,)  # Whether main items or those beneath them are counted: as many there are.
        found = self.reached()
        if found and max(found) < total.value != whole and not self.came_to_its_end():
            return ()
        return found if total.value != whole or whole in found else (*found, whole)

    def reached(self) -> tuple[int, ...]:
        """The distinct items of each pass; one that may not have come to the end proves nothing against a counter.

        Passes are held against each other by what both could see: a page that came in one of them alone, or came empty
        in the other, counts in both. Pages that were asked again one by one make no pass.
        """
        if not self.is_whole():
            return ()
        passes = [look for look, pages in sorted(self.brought.items()) if len(pages) * 2 >= len(self.pages)]
        return tuple(len(set[str]().union(*(self._seen(here, look) for here in self.pages))) for look in passes)

    def _seen(self, here: str, look: int) -> set[str]:
        """The items of a page in a pass, or in the first other one that it showed any in."""
        looks = (look, *sorted(self.brought))
        return next((keys for one in looks if (keys := self.brought[one].get(here))), set())
