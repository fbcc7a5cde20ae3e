"""Lists that say that they go on, asked for by a call that knows no second page (续取未知的清单)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind
from crawler.page.learned.ways_on import gone_on_alike
from crawler.page.lists.cursors import goes_on
from crawler.page.lists.more_rows import has_grown, offers_rest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.domain.evidence import Target
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage
    from crawler.page.learned.calls import ListCall
    from spiders.platforms.series import Series
    from spiders.platforms.walking import Errand
    from spiders.platforms.way import Way

_MOST_SCOUTS = 8
"""Pages of one portal that are rendered for what follows the first rows of their lists."""


@dataclass(frozen=True, slots=True)
class Held:
    """A list of which the first rows came, and the answer that brought them."""

    errand: Errand
    series: Series
    page: Page | JsonPage
    offered: bool = False
    """Whether the page that shows the list still had a button for more rows once that was pressed."""

    def says_so(self) -> bool:
        """Whether the answer itself or its page says that rows follow; a total that was missed is doubted elsewhere."""
        size = self.series.call.size if self.series.call is not None else None
        ended = self.series.is_whole() or (size is not None and len(self.page.items()) < size)
        return (self.offered and not ended) or goes_on(self.page)


class GoingOn:
    """Finds how such lists go on: as another list of the portal does, else as a browser shows on their own page."""

    def __init__(self, way: Way) -> None:
        self._way = way
        self._known: list[ListCall] = []
        self._held: list[Held] = []
        self._under_way: tuple[str, Held] | None = None
        self._scouts = 0

    @staticmethod
    def falls_short(one: Held) -> bool:
        """Whether a list holds less than its answer says, and its call knows no way to the rest."""
        series, call = one.series, one.series.call
        if call is None or call.counter is not None or call.cursor is not None or not series.rows():
            return False
        return one.says_so() or bool(series.declared and max(series.declared) > len(series.rows()))

    @staticmethod
    def are_left(calls: Sequence[ListCall], brought: Sequence[tuple[Target, Page | JsonPage]], page: Page) -> bool:
        """Whether a page has further rows that nobody asks for: none of its calls knows a way on.

        It offers them still, once it was turned; or it grew by one answer after the other while it was scrolled, which
        was as often as may teach a call. Where the last answer that was `brought` holds fewer rows than others, it is
        the end, whatever the page offers.
        """
        rows = [len(answer.items()) for _, answer in brought]
        ended = len(rows) > 1 and rows[-1] < max(rows)
        if ended or not calls or any(call.counter is not None or call.cursor is not None for call in calls):
            return False
        return offers_rest(page) or has_grown(page, [answer for _, answer in brought])

    def follow(self, one: Held) -> bool:
        """Whether a list goes on as another one does; its further pages wait in its series then."""
        assert one.series.call is not None
        first = one.series.call.target
        found = next((call for way in self._known if (call := gone_on_alike(way, first)) is not None), None)
        if found is not None:
            one.series.go_on_by(found, one.page)
        return found is not None

    def scout(self, one: Held, shown: Errand | None, seen: Iterable[str]) -> tuple[Errand, ...] | None:
        """What to ask for a list that is held until its page was `shown` in a browser; None where nothing is left.

        One page is shown at a time: what it teaches may serve the lists that wait behind it.
        """
        if self._under_way is not None:
            self._held.append(one)
            return ()
        known = shown is None or shown.render or shown.target.method != "GET" or shown.target.key in seen
        if shown is None or known or not self._way.may_render or self._scouts >= _MOST_SCOUTS:
            return None
        self._scouts += 1
        self._under_way = shown.target.key, one
        return (self._way.page(shown.target, PageKind.NAVIGATION, shown.parent, render=True),)

    def learn(self, calls: Sequence[ListCall]) -> None:
        """Calls of a rendered page; those that know a second page serve the lists that do not."""
        self._known += [call for call in calls if call.cursor is not None or call.counter is not None]

    def shown(self, errand: Errand) -> tuple[Held | None, list[Held]]:
        """The list whose page came in a browser or failed to, and those that waited behind it."""
        if self._under_way is None or not errand.render or errand.target.key != self._under_way[0]:
            return None, []
        return self.rest()

    def rest(self) -> tuple[Held | None, list[Held]]:
        """The same of a page that never came."""
        first = self._under_way[1] if self._under_way is not None else None
        behind, self._held, self._under_way = self._held, [], None
        return first, behind
