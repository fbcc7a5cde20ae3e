"""The way from the front page to the lists: which pages of navigation are asked, how deep, and which are rendered."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from crawler.domain.evidence import Failure, PageKind, Target
from crawler.domain.portal import Render
from crawler.domain.site import site_of
from crawler.page.guides.hidden_parts import empty_places
from crawler.page.html import Page
from crawler.page.lists.column_words import is_column
from crawler.page.lists.more_links import by_their_headings
from crawler.page.lists.paging import page_key
from crawler.page.portal.search_forms import TYPE
from crawler.page.script.sending_on import addresses
from spiders.platforms.walking import CLICK, Errand
from spiders.platforms.wayfinding import (
    Promise,
    called,
    clickable,
    filters_of,
    other_area,
    others_like,
    ranked,
    shape_of,
    sisters,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.domain.portal import PortalProfile
    from crawler.page.finds import Link
    from crawler.page.json_page import JsonPage

_DEEPEST = 3
"""Clicks from the front page; the assessment itself counts a list that lies deeper as not to be found."""

_MOST_PAGES = {Promise.LIST: 120, Promise.FACET: 200, Promise.PLAIN: 80}
"""Pages of navigation; a portal whose menu never ends is recorded as not walked to the end."""

_MOST_ALIKE = 300
"""Addresses of one shape that are kept in case one of them shows a list."""

_MOST_RENDERED = 8
"""Pages of words that are rendered in search of a list, best promise first."""

_NO_LIST = "no list was found but the services on the front page"

_LOST = "a page that promises a list did not come"
_NO_LOSS = frozenset({Failure.HTTP_4XX, Failure.SOFT_404, Failure.LOGIN_REQUIRED, Failure.REFUSED_ADDRESS})
"""What such a page may be without any list behind it: not there, a person's own services, another network's."""

_FEW_WORDS = 200
_WELCOME = 80
_ENTERS = re.compile(r"进入|欢迎|首页|主页|跳过|点击|^(?:enter|home|skip)", re.IGNORECASE)
_ASKS = re.compile(
    r"\bfetch\s*\(|XMLHttpRequest|\bajax\b|\$\.(?:get|post|getJSON)\b|\.load\s*\(|axios|createElement\(\s*['\"]script",
    re.IGNORECASE,
)


class Way:
    """Pages of navigation, each asked once and within bounds."""

    def __init__(self, profile: PortalProfile) -> None:
        self._profile = profile
        self._portal = profile.portal or ""
        self._depth: dict[str, int] = {}
        self._asked: set[str] = set()
        self._count = dict.fromkeys(Promise, 0)
        self._later: dict[Promise, list[tuple[Link, str]]] = {Promise.FACET: [], Promise.PLAIN: []}
        self._lists: set[tuple[str, ...]] = set()
        self._filters: dict[tuple[str, ...], set[frozenset[tuple[str, str]]]] = {}
        """By place, the filters of addresses that showed a list."""
        self._alike: dict[tuple[str, ...], list[tuple[Link, str, int]]] = {}
        self._promised: dict[str, Promise] = {}
        self._columns: set[str] = set()
        """Addresses that were asked for under the name of a department or a theme."""
        self._silent: dict[Promise, list[Errand]] = {p: [] for p in Promise}
        self._fronts: set[str] = set()
        self._around: dict[str, Target] = {}
        """By frame: the page around it, which shows what the frame shows."""
        self._title = ""
        """What the front page calls itself."""
        self._first_promise: list[Target] = []
        self._words: dict[str, tuple[Target, str]] = {}
        """By address that promises a list: the rendered page on which its words stand."""
        self.rendered_pages: set[str] = set()
        """Pages that were rendered in search of any list."""
        self.all_areas = profile.all_areas
        self.may_render = profile.hints.render is not Render.HTTP
        self._scripted = profile.hints.render is Render.BROWSER

    def start(self) -> Iterator[Errand]:
        """The front page, and the list where a person has pointed it out."""
        home = Target(url=self._portal)
        self._depth[home.key] = 0
        yield self.page(home, PageKind.HOME)
        if self._profile.hints.item_list:
            yield from self.step(
                Target(url=urljoin(self._portal, self._profile.hints.item_list)), Promise.LIST, None, 0
            )

    def page(self, target: Target, kind: PageKind, parent: str | None = None, *, render: bool | None = None) -> Errand:
        """An errand for a page; rendered at once where the portal is known to build its pages by script."""
        routed = "#/" in target.url or "#!" in target.url or target.method in {CLICK, TYPE}
        wanted = render if render is not None else routed or self._scripted
        return Errand(target=target, kind=kind, parent=parent, render=wanted and self.may_render)

    def explore(self, errand: Errand, page: Page | JsonPage, *, clicks: bool = True) -> Iterator[Errand]:
        """Everything on a page that may lead to a list; what promises less than a list waits."""
        depth = self._depth.get(errand.target.key, 1)
        for target in self._fronts_behind(errand, page):
            self._fronts.add(target.key)
            yield from self.step(target, Promise.LIST, page.evidence, depth)
        for target in self._sent_on(page):
            yield from self.step(target, Promise.LIST, page.evidence, depth)
        for frame in page.frames():
            if self.same_site(frame.target):
                self._around.setdefault(frame.target.key, errand.target)
                yield from self.step(frame.target, Promise.LIST, page.evidence, depth)
        if errand.render and clicks:
            yield from self._clicks(errand, page, depth)
        guides = {item.target.key for item in page.items() if item.target is not None}
        links = [link for link in page.links() if link.target.key not in guides]
        links = [*by_their_headings(page, links)] if isinstance(page, Page) else links
        found = ranked(links, self._portal, self._profile.code, all_areas=self._profile.all_areas)
        for worth, link in found:
            if worth is Promise.LIST:
                if errand.render and errand.target.method == "GET" and link.text:
                    self._words.setdefault(link.target.key, (errand.target, "".join(link.text.split())))
                if self._narrows(link.target):  # 行政许可 of one department: a part of what is listed already.
                    self._depth.setdefault(link.target.key, depth + 1)
                    self._later[Promise.FACET].append((link, page.evidence))
                    continue
                yield from self.step(link.target, worth, page.evidence, depth + 1)
            elif depth < _DEEPEST:
                self._depth.setdefault(link.target.key, depth + 1)
                self._later[worth].append((link, page.evidence))
        areas = self._profile.all_areas
        for link in others_like(links, errand.target, self._portal, self._profile.code, all_areas=areas):
            if depth < _DEEPEST:
                self._meet(link, page.evidence, depth + 1)

    def listed(self, target: Target) -> None:
        """A page showed a list: addresses that differ from its own in a value alone show other parts of it."""
        if (around := self._around.pop(target.key, None)) is not None:
            self.listed(around)
        place, chosen = filters_of(target.url)
        self._filters.setdefault(place, set()).add(chosen)
        shape = shape_of(target.url)
        if shape not in self._lists:
            self._lists.add(shape)
            for known in [one for one in self._alike if one == shape or sisters(one, shape)]:
                for link, parent, depth in self._alike.pop(known):
                    self._meet(link, parent, depth)

    def _narrows(self, target: Target) -> bool:
        """Whether an address puts one more filter to a list that another filter had shown."""
        place, chosen = filters_of(target.url)
        shown = self._filters.get(place, set())
        every = frozenset.intersection(*shown) if shown else frozenset()  # of the portal, as its site id is
        return any(known - every and known < chosen for known in shown)

    def shows_list(self, target: Target) -> bool:
        """Whether a page at an address like this one showed a list."""
        return shape_of(target.url) in self._lists

    def _meet(self, link: Link, parent: str, depth: int) -> None:
        shape = shape_of(link.target.url)
        if shape in self._lists or any(sisters(shape, one) for one in self._lists):
            self._depth.setdefault(link.target.key, depth)
            self._later[Promise.FACET].append((link, parent))
        elif len(waiting := self._alike.setdefault(shape, [])) < _MOST_ALIKE:
            waiting.append((link, parent, depth))

    def step(self, target: Target, worth: Promise, parent: str | None, depth: int) -> Iterator[Errand]:
        """One more page of navigation, within bounds."""
        once = page_key(target)
        if once in self._asked or not target.url.startswith(("http://", "https://")) or depth > _DEEPEST:
            return
        self._depth.setdefault(target.key, depth)
        self._count[worth] += 1
        if self._count[worth] > _MOST_PAGES[worth]:
            skip = f"more than {_MOST_PAGES[worth]} pages of navigation"
            if self._count[worth] == _MOST_PAGES[worth] + 1:
                yield Errand(target=target, kind=PageKind.NAVIGATION, parent=parent, skip=skip)
            return
        self._asked.add(once)
        self._promised[target.key] = worth
        if worth is Promise.LIST and not self._first_promise:
            self._first_promise.append(target)
        yield self.page(target, PageKind.NAVIGATION, parent)

    def only(self, target: Target, parent: str | None) -> Iterator[Errand]:
        """A page that is looked at, and leads no further."""
        if self.same_site(target) and (self.all_areas or not other_area(target.url, self._profile.code)):
            yield from self.step(target, Promise.PLAIN, parent, _DEEPEST)

    def gone(self, errand: Errand) -> Iterator[Errand]:
        """An address that led nowhere, where a script built the page that names it: its words are clicked instead."""
        page, words = self._words.pop(errand.target.key, (None, ""))
        if page is not None:
            target = Target(url=page.url, method=CLICK, body=words)
            yield from self.step(target, Promise.LIST, errand.parent, self._depth.get(errand.target.key, 1))

    def is_column(self, target: Target) -> bool:
        """Whether an address was asked for as one department's or one theme's services."""
        return target.key in self._columns and target.method == "GET"

    def lost(self, errand: Errand, failure: Failure, *, whole: bool) -> Iterator[Errand]:
        """A page that promised a list and did not come: other lists may not show its rows, unless they are `whole`.

        One like those that showed a list promises one as well, and has one behind its login.
        """
        if errand.kind is not PageKind.NAVIGATION or errand.target.method != "GET":
            return
        alike = self.shows_list(errand.target) and not whole
        promised = self.promised(errand.target) is Promise.LIST or alike
        if promised and (failure not in _NO_LOSS or (alike and failure is Failure.LOGIN_REQUIRED)):
            hidden = Target(url=errand.target.url, method=CLICK, body=_LOST)
            yield Errand(target=hidden, kind=PageKind.LIST, parent=errand.parent, skip=_LOST)

    def later(self, worth: Promise, most: int, *, wide: bool = False) -> Iterator[Errand]:
        """The next pages of those that waited: of each kind of address in turn, the first of it first.

        `wide` leaves out those that put one more filter to a list that was shown.
        """
        if wide:
            self._later[worth] = [one for one in self._later[worth] if not self._narrows(one[0].target)]
        waiting = self._later[worth] = _in_turn(self._later[worth])
        sent = 0
        while waiting and sent < most:
            link, parent = waiting.pop(0)
            if is_column(link.text):
                self._columns.add(link.target.key)
            for errand in self.step(link.target, worth, parent, self._depth.get(link.target.key, 1)):
                sent += 1
                yield errand

    def named(self, errand: Errand, page: Page | JsonPage) -> None:
        """A page that calls itself a list promises one, whatever the link that led to it says."""
        if not isinstance(page, Page):
            return
        if errand.kind is PageKind.HOME:
            self._title = page.title
        elif called(page.title, self._title) > self.promised(errand.target):
            self._promised[errand.target.key] = Promise.LIST

    def silent(self, errand: Errand, page: Page | JsonPage) -> None:
        """A page of words that shows no list: its script may bring one."""
        if isinstance(page, Page) and not errand.render and self.may_render and self.asks(page):
            promised = self.promised(errand.target)
            if promised is not Promise.PLAIN or empty_places(
                page
            ):  # Of pages of any kind, those with a place for rows.
                self._silent[promised].append(errand)

    @staticmethod
    def asks(page: Page) -> bool:
        """Whether a script may bring something to a page that its source does not hold."""
        return bool(_ASKS.search(page.scripts.text)) or any(e.get("src") for e in page.root.iter("script"))

    @staticmethod
    def asks_itself(page: Page) -> bool:
        """Whether a script of the page's own asks for something; what outer ones do may be of every page."""
        return any(_ASKS.search(source) for _, source in page.script_places)

    def promised(self, target: Target) -> Promise:
        """What the link that led to an address promised."""
        return self._promised.get(target.key, Promise.NONE)

    def promised_in_vain(self, front: Target) -> Errand:
        """No page showed a list: recorded as a gap, at the first that promised one or else at the front page."""
        hidden = Target(url=(self._first_promise or [front])[0].url, method=CLICK, body=_NO_LIST)
        return Errand(target=hidden, kind=PageKind.LIST, skip=_NO_LIST)

    def rendered(self, *worths: Promise) -> Iterator[Errand]:
        """Silent pages of these promises, to be read as a browser shows them."""
        for worth in worths:
            waiting, self._silent[worth] = self._silent[worth], []
            for errand in waiting[:_MOST_RENDERED]:
                self.rendered_pages.add(errand.target.key)
                yield self.page(errand.target, errand.kind, errand.parent, render=True)

    def same_site(self, target: Target) -> bool:
        """Whether an address is the portal's own."""
        return target.url.startswith(("http://", "https://")) and site_of(target.url) == site_of(self._portal)

    def _clicks(self, errand: Errand, page: Page | JsonPage, depth: int) -> Iterator[Errand]:
        """Menu entries of a rendered page that have no address: their words are clicked."""
        if not isinstance(page, Page) or errand.target.method == CLICK or depth >= _DEEPEST:
            return
        for text in clickable(page):
            target = Target(url=errand.target.url, method=CLICK, body=text)
            yield from self.step(target, Promise.LIST, page.evidence, depth + 1)

    def is_front(self, errand: Errand) -> bool:
        """Whether a page is the portal's front page, or stands behind one that only welcomes its reader (欢迎页)."""
        return errand.kind is PageKind.HOME or errand.target.key in self._fronts

    def _fronts_behind(self, errand: Errand, page: Page | JsonPage) -> list[Target]:
        """Where a front page of a few words and links leads: to the one that shows what the portal has."""
        if not (isinstance(page, Page) and self.is_front(errand)) or page.items() or page.says_more_than(_WELCOME):
            return []
        own = {one.target.key: one for one in page.links() if self.same_site(one.target)}
        pictured = [one for one in own.values() if len(own) == 1 and not one.text.strip()]
        inside = [one.target for one in own.values() if one in pictured or _ENTERS.search(one.text)]
        framed = [frame.target for frame in page.frames() if self.same_site(frame.target)]
        return [*inside, *framed, *self._sent_on(page)]

    def _sent_on(self, page: Page | JsonPage) -> Iterator[Target]:
        """Where a page without words of its own sends its reader."""
        if not isinstance(page, Page) or len(page.visible_text()) > _FEW_WORDS:
            return
        for address in addresses(page):
            target = Target(url=address)
            if self.same_site(target):
                yield target


def _in_turn(waiting: Iterable[tuple[Link, str]]) -> list[tuple[Link, str]]:
    """Departments tell nothing about themes: a few of all kinds are better known than many of one."""
    met = Counter[tuple[str, ...]]()
    placed: list[tuple[int, tuple[Link, str]]] = []
    for one in waiting:
        shape = shape_of(one[0].target.url)
        placed.append((met[shape], one))
        met[shape] += 1
    return [one for _, one in sorted(placed, key=lambda pair: pair[0])]
