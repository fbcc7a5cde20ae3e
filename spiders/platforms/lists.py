"""The lists of a portal: their pages, the calls that bring them, and the parts they are shown by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.facet_calls import learn_list_calls, shows_unread
from crawler.page.lists.main_rows import brings_rows, heads_of, holds_rows, main_rows, opening_rows, opens_rows
from crawler.page.lists.more_rows import goes_on_by_script
from crawler.page.lists.paging import page_key
from crawler.page.states import listed
from spiders.platforms.columns import Columns
from spiders.platforms.empty_answers import EmptyAnswers
from spiders.platforms.exchanges import exchanges_of
from spiders.platforms.going_on import GoingOn, Held
from spiders.platforms.list_gaps import blank_page, blank_pages, rest, unopened
from spiders.platforms.narrowed import Narrowed
from spiders.platforms.offered import OfferedGuides
from spiders.platforms.opening import Openings
from spiders.platforms.places import Places
from spiders.platforms.series import Series, declared_by, declared_rows
from spiders.platforms.walking import CLICK, Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from crawler.page.finds import ItemLink
    from crawler.page.learned.calls import ListCall
    from spiders.platforms.guides import Guides
    from spiders.platforms.walking import Look
    from spiders.platforms.way import Way

    Met = Callable[[ItemLink, str, bool], Iterator[Errand]]
    """What follows from an item: the item, the page that lists it, and whether its guide may be learned from a call."""


class Lists:
    """Walks every list of one portal to its end."""

    def __init__(self, way: Way, guides: Guides, met: Met, found: Callable[[], int]) -> None:
        self._way = way
        self._guides = guides
        self._met = met
        self.found = found
        self._asked: set[tuple[object, ...]] = set()
        self._series_of: dict[str, Series] = {}
        self._by_page: dict[str, Series] = {}
        self._calls_of: dict[str, tuple[ListCall, ...]] = {}
        self._fallback: dict[str, Errand] = {}
        self._errands: dict[str, Errand] = {}
        self._came: set[str] = set()
        self._by_script: set[str] = set()
        self._learned: set[str] = set()
        self._offering: set[str] = set()
        """Calls of pages that offered more rows still, once they were turned."""
        self._blanks: set[str] = set()
        self._openings = Openings()
        self._going_on = GoingOn(way)
        self._empty = EmptyAnswers()
        self._narrowed = Narrowed(lambda target: self._by_page.get(page_key(target)))
        self._unfolded: set[str] = set()
        self._shown: set[str] = set()
        """Calls that brought rows to a page of the portal's own."""
        self.offered = OfferedGuides(way)
        """Guides that pages of navigation offer by name."""
        self._held: dict[str, tuple[ItemLink, str]] = {}
        """Listed rows that count the items beneath them, and the answers that list them."""
        self.places = Places(way)
        """Districts by which lists are chosen."""
        self.columns = Columns(way)

    # --- pages ------------------------------------------------------------------------------------------------------

    def page(
        self, target: Target, parent: str | None, series: Series | None = None, *, render: bool | None = None
    ) -> Iterator[Errand]:
        """A page of a list, once."""
        if self._known(target):
            return
        self._asked.add(("list", page_key(target)))
        if series is None:
            series = Series()
            series.asking(target)
        self._series_of[target.key] = series
        self._by_page[page_key(target)] = series
        yield self._way.page(target, PageKind.LIST, parent, render=render)

    def _known(self, target: Target) -> bool:
        return ("list", page_key(target)) in self._asked

    def came(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        """A page of the list: its items, its further pages, and the groups it is shown by."""
        shown, page = page, listed(page)
        if errand.look > 1 and errand.target.key in self._came:
            for item in page.items():  # Lists change while they are read: what is new is opened as well.
                if not self._openings.takes(item.key):
                    yield from self._met(item, page.evidence, isinstance(page, JsonPage))
            return
        series = self._series_of.get(errand.target.key) or Series()
        items = page.items()
        call = series.call
        if items:
            self._openings.showed(errand.target)
            self._came.add(errand.target.key)  # One that showed rows on its second look alone is read like any other.
        silent = (call is not None or isinstance(page, JsonPage)) and self._empty.met(errand, page, called=bool(call))
        if not items and (silent or (call and errand.target.key in self._shown)):
            yield from self._no_answer(errand, series, page, silent=silent)
            return
        yield from self._still_silent(errand, series, page)
        scripted = any(i.target is not None and i.target.url.startswith("javascript:") for i in items)
        # A click may have led to an address of its own.
        there = errand.target.url if errand.target.method == "GET" else page.url
        itself = errand.target.method == "GET" or there != errand.target.url
        if isinstance(shown, Page) and not call and (errand.render or scripted or shown is not page) and itself:
            self._guides.shown_at(there, items)
        first = not series.seen
        self._turn(series, errand, shown, page)
        opened = [*self._open(self._openings.met(errand, page, called=call is not None))]
        if call and items and (above := self._openings.row_above(errand.target, self._guides.where_shown)):
            self._guides.shown_beneath(above, items)
        self.offered.listed(items)
        self.columns.listed(errand, page)
        if call and brings_rows(page):
            self._openings.opened_onto_rows(errand.target)
        elif call and (row := self._openings.opened_in_vain(errand.target)) is not None:
            yield from self._itself(row)
            if not holds_rows(page):
                yield unopened(errand.target, page.evidence)
        for item in items:
            if self._openings.takes(item.key):
                self._held[item.key] = item, page.evidence
            else:
                yield from self._met(item, page.evidence, isinstance(page, JsonPage))
        yield from opened
        for target in main_rows(page):
            if self._way.same_site(target):
                yield from self.page(target, page.evidence)
        yield from self._more(series, page.evidence, render=errand.render)
        yield from self._go_on(Held(errand, series, page, errand.target.key in self._offering))
        if not first:
            return
        if items and not call:
            self._way.listed(errand.target)
        self.places.met(errand, shown, () if call is None else (call,))
        yield from self._on_by_script(errand, series, shown)
        yield from self._way.explore(errand, shown)

    def _turn(self, series: Series, errand: Errand, shown: Page | JsonPage, page: Page | JsonPage) -> None:
        """What a page says of its list: how much it holds, and how it goes on."""
        heads = heads_of(page)
        series.declare(declared_rows(page, heads))
        self._errands[errand.target.key] = errand
        paging = shown.paging() if shown.paging().pages else page.paging()
        came = paging if series.call is None else series.paging(page)
        series.came(errand.target, [i.key for i in page.items()], came, heads=heads, leads=brings_rows(page))

    def _no_answer(self, errand: Errand, series: Series, page: Page | JsonPage, *, silent: bool) -> Iterator[Errand]:
        """A call that the portal answers its own page and not us, or says nothing to; that one is asked once more."""
        if not silent:
            yield from self.failed(errand)
            return
        series.failed(errand.target)
        yield from self._more(series, page.evidence, render=errand.render)

    def _still_silent(self, errand: Errand, series: Series, page: Page | JsonPage) -> Iterator[Errand]:
        """The gap of a page that says nothing in its second look either, and is no end of its list."""
        again = self._empty.is_silent_again(errand, page, first=not series.seen)
        if again and (series.call is None or series.falls_short(errand.target)):
            yield blank_page(errand.target)

    def answers_again(self) -> Iterator[Errand]:
        """Second looks at answers that said nothing; what says nothing again is an end, unless its list has more."""
        again, settled = self._empty.again()
        yield from again
        for errand, page in settled:
            yield from self.came(errand, page)

    def _itself(self, key: str) -> Iterator[Errand]:
        """A row that opens onto nothing but its cases (情形), or onto nothing: it is an item."""
        if (held := self._held.pop(key, None)) is not None:
            yield from self._met(*held, True)

    def _on_by_script(self, errand: Errand, series: Series, page: Page | JsonPage) -> Iterator[Errand]:
        """A list whose further rows only a script brings is rendered once, for the call that brings them."""
        if series.call is not None or not isinstance(page, Page) or errand.target.method != "GET":
            return
        if series.waiting or series.open or errand.target.key in self._learned:
            return
        if not goes_on_by_script(page, rendered=errand.render):
            return
        if not errand.render and self._way.may_render:
            self._by_script.add(errand.target.key)
            yield self._way.page(errand.target, PageKind.NAVIGATION, errand.parent, render=True)
        else:
            yield rest(errand.target, page.evidence)

    def _go_on(self, one: Held, *, may_ask: bool = True) -> Iterator[Errand]:
        """A list that says that it goes on, by a call that knows no second page: known ways serve, else its page."""
        if not self._going_on.falls_short(one):
            return
        if self._going_on.follow(one):
            yield from self._more(one.series, one.page.evidence, render=False)
            return
        shown = self._fallback.get(one.errand.target.key) if may_ask else None
        asked = self._going_on.scout(one, shown, self._calls_of)
        if asked is not None:
            yield from asked
        elif one.says_so():
            yield rest(one.errand.target, one.page.evidence)

    def _gone_on(self, first: Held | None, behind: Iterable[Held]) -> Iterator[Errand]:
        """Lists that waited for what a browser shows of the first one's page."""
        if first is not None:
            yield from self._go_on(first, may_ask=False)
        for one in behind:
            yield from self._go_on(one)

    def shown(self, errand: Errand) -> Iterator[Errand]:
        """A list that was rendered for its further rows and told no call: the rows that the browser shows serve."""
        if errand.target.key in self._by_script:
            self._by_script.discard(errand.target.key)
            self._asked.discard(("list", page_key(errand.target)))
            yield from self.page(errand.target, errand.parent, None, render=True)

    def stands_in_browser(self, target: Target) -> None:
        """A page was rendered that shows other rows in a browser than without, and told no call."""
        self._by_script.add(target.key)

    def _more(self, series: Series, parent: str, *, render: bool) -> Iterator[Errand]:
        for target in series.next():
            if self._known(target):
                series.failed(target)
                continue
            yield from self.page(target, parent, series, render=render or None)
        for target in series.left_out()[:1]:
            yield Errand(target=target, kind=PageKind.LIST, parent=parent, skip="too many pages in one list")
        if series.trap is not None:
            skip = "pages of the list repeat earlier ones"
            yield Errand(target=series.trap, kind=PageKind.LIST, parent=parent, skip=skip)
            series.trap = None

    # --- calls ------------------------------------------------------------------------------------------------------

    def learn(self, errand: Errand, page: Page | JsonPage | None, look: Look, *, known: bool = False) -> list[Errand]:
        """A rendered page got its list by a call of its own: that call is asked for all pages, without a browser.

        `known` is a page whose own words were read before it was rendered.
        """
        exchanges = exchanges_of(look)
        brought = [(one.target, one.page) for one in exchanges if one.page is not None and one.page.items()]
        self._shown |= {target.key for target, _ in brought}
        self._empty.shown(brought)
        calls = learn_list_calls(exchanges, page)
        self._calls_of[errand.target.key] = calls
        self._going_on.learn(calls)
        if isinstance(page, Page) and self._going_on.are_left(calls, brought, page):
            self._offering.add((calls[0].at(1) or calls[0].target).key)
        gone_on = [*self._gone_on(*self._going_on.shown(errand))]
        asked = calls if errand.kind is not PageKind.HOME else [call for call in calls if call.counter is not None]
        enough = declared_by(page) if len(calls) == 1 else None
        now = asked if self._way.all_areas else self._narrowed.split(asked, exchanges, errand, look.evidence.id)
        errands = [*self.ask(now, errand, look.evidence.id, enough), *gone_on]
        if asked:
            self.places.met(errand, page, calls)
        elsewhere = errand.kind is not PageKind.HOME and any(self._comes_elsewhere(call) for call in asked)
        if not errands and not elsewhere:
            return []
        self._by_script.discard(errand.target.key)
        self._learned.add(errand.target.key)
        items = [i for e in exchanges if e.page is not None for i in e.page.items()]
        if isinstance(page, Page):
            if errand.kind is PageKind.NAVIGATION and errand.target.method == "GET" and items:
                self._way.listed(errand.target)
            nodes = [row.name for e in exchanges if e.page is not None for row in opening_rows(e.page)]
            self._guides.shown_at(look.evidence.url, [*page.items(), *items], nodes, page.visible_text())
            errands += self._guides.learn_way(page.links(), items)
            # Several lists are those of tabs and names that were turned to already.
            clicks = not known and not gone_on and len(calls) == 1
            errands += self._way.explore(errand, page, clicks=clicks)
        return errands

    def _comes_elsewhere(self, call: ListCall) -> bool:
        """Whether the rows of a call are asked for already, since another page of the portal makes the same one.

        A call without pages may be that of a menu or a tree: what the page shows beneath it is still to be opened.
        """
        if call.counter is None and call.cursor is None:
            return False
        series = self._by_page.get(page_key(call.at(1) or call.target))
        return series is not None and series.call is not None and bool(series.open or series.shown())

    def learned(self, errand: Errand) -> bool:
        """Whether the rows that a page shows in a browser are those of calls that are asked for all pages."""
        return errand.target.key in self._learned

    def unread(self, errand: Errand, page: Page | JsonPage | None, look: Look) -> Iterator[Errand]:
        """The gap of a rendered page that shows rows of calls which nobody could read."""
        known = self._calls_of.get(errand.target.key) or errand.kind is not PageKind.NAVIGATION
        if not known and isinstance(page, Page) and shows_unread(exchanges_of(look), page):
            yield rest(errand.target, look.evidence.id)

    def ask(
        self, calls: Iterable[ListCall], errand: Errand, parent: str, enough: int | None = None
    ) -> Iterator[Errand]:
        """Lists by their calls; where the portal answers its own page and not us, the errand's page is rendered."""
        for call in calls:
            first = call.at(1) or call.target
            if not self._known(first):
                series = Series(call=call, enough=enough)
                series.asking(first)
                self._fallback[first.key] = errand
                yield from self.page(first, parent, series, render=False)

    def opened(self, errand: Errand, page: Page | JsonPage | None, look: Look) -> Iterator[Errand]:
        """A rendered page, whose rows may have been opened."""
        self.places.came(errand, look.evidence.url)
        if page is not None and errand.kind is not PageKind.LIST:
            yield from self._open(self._openings.met(errand, page))
        exchanges = exchanges_of(look)
        answers = [(e.page, e.target) for e in exchanges if e.page is not None and opens_rows(e.page)]
        rows = [row for answer, by in answers for row in self._openings.met(errand, answer, called=True, by=by)]
        rows += self._openings.learn(exchanges)
        if rows and isinstance(page, Page):  # It shows where the items lead that lie beneath the row it opened.
            items = [item for one in exchanges if one.page is not None for item in one.page.items()]
            yield from self._guides.learn_way(page.links(), items)
            self._unfolded |= {errand.target.key} if errand.target.method == CLICK else set()
        yield from self._open(rows)

    def unfolded(self, errand: Errand) -> bool:
        """Whether a click opened a row: what the page shows beneath it, the call brings that opens all others."""
        return errand.target.key in self._unfolded

    def unopened(self) -> Iterator[Errand]:
        """Rows of which nobody knows yet how they open; those that do not are items."""
        yield from map(self._guides.clicking, self._openings.scouts(self._guides.where_shown))
        for key in self._openings.given_up():
            if (held := self._held.pop(key, None)) is not None:
                yield from self._met(*held, True)

    def _open(self, rows: Iterable[tuple[ListCall, Errand, str]]) -> Iterator[Errand]:
        yield from (one for call, errand, parent in rows for one in self.ask([call], errand, parent))

    def calls_of(self, target: Target) -> tuple[ListCall, ...]:
        """What a rendered page taught."""
        return self._calls_of.get(target.key, ())

    def are_whole(self) -> bool:
        """Whether a list declares as many items as are known."""
        return any(self.found() in series.declared for series in self._series_of.values())

    def shows_rows(self, target: Target) -> bool:
        """Whether the page at an address was read as a page of a list."""
        series = self._by_page.get(page_key(target))
        return series is not None and bool(series.shown())

    def lists_of(self, calls: Iterable[ListCall]) -> list[Series]:
        """The lists of these calls, as far as they came."""
        firsts = {page_key(call.at(1) or call.target) for call in calls}
        return [self._by_page[one] for one in firsts if one in self._by_page]

    # --- what failed, what is left ----------------------------------------------------------------------------------

    def failed(self, errand: Errand) -> Iterator[Errand]:
        """A page of a list did not come: what is left to do without it."""
        rendered = self._fallback.pop(errand.target.key, None)
        if rendered is not None:  # The portal answers its own page and not us: the rendered rows have to do.
            yield from self.page(rendered.target, rendered.parent, None, render=True)
        yield from self._gone_on(*self._going_on.shown(errand))
        series = self._series_of.get(errand.target.key) if errand.kind is PageKind.LIST else None
        if series is not None:
            series.failed(errand.target)
            yield from self._more(series, errand.parent or "", render=errand.render)

    def parts(self) -> Iterator[Errand]:
        """Departments and themes, a batch at a time; what is chosen on a page of its own by filters first."""
        found = self.found()
        yield from self._open(self._narrowed.next(found))
        yield from self.columns.next(found, self._every())

    def _every(self) -> Collection[Series]:
        return {id(one): one for one in self._series_of.values()}.values()

    def second_pass(self) -> Iterator[Errand]:
        """A list that holds another number than it declares is read once more before anybody doubts its counter."""
        yield from self._gone_on(*self._going_on.rest())
        every = self._every()
        # Two lists may go on with the same page.
        doubted = {key: None for one in every if one.doubtful() for key in one.asked if key in self._errands}
        doubted |= {page.key: None for one in every for page in one.among() if page.key in self._errands}
        yield from [replace(self._errands.pop(key), look=2) for key in doubted]
        if not doubted:
            silent = self._empty.unanswered() if not self.are_whole() else []
            yield from blank_pages(every, silent, self._blanks)
            yield from self.offered.unread()
            yield from self.places.left()
            yield from self.columns.left(self.found(), whole=self.are_whole())
