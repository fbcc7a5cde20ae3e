"""Looking at a portal beyond its list and guides (普查): its entrances, columns, search, and a sample of its links.

Comes after everything else, within bounds of its own. Nothing is ever sent but the words of a search.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.domain.evidence import PageKind, Target
from crawler.domain.site import site_of
from crawler.domain.survey import Entry
from crawler.page.guides.hidden_parts import asked_by_tabs
from crawler.page.lists import columns
from crawler.page.portal import published
from crawler.page.portal.entrances import (
    by_click,
    entrances,
    entries_of,
    pictures_without_words,
    place_to_write,
    says_out_of_service,
    way_to,
)
from crawler.page.portal.search_forms import LIST_WORDS, part_of, results, search_form
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.gather.job import CrawlJob
    from crawler.page.finds import ItemLink, Link
    from crawler.page.html import Page
    from crawler.page.portal.search_forms import SearchForm
    from spiders.platforms.way import Way

_MOST_COLUMNS = 40
_MOST_ROUTED = 10
_MOST_OWN_LINKS = 40
_MOST_OUTER_LINKS = 6
_MOST_NAMES = 10
_MOST_PARTS = 3
_MOST_TYPED, _MOST_TYPED_PARTS = 5, 2
"""Names, and parts of names, that are typed into a search field in a browser, which costs a page built for each."""

_MOST_PICTURES = 12
_MOST_HUBS = 3
_MOST_PAGES = 10
_MOST_REPLIES = 10
_MOST_RATED = 3
"""Articles on ratings that are opened where a page of their results, or all else, has no figures."""
_MOST_RENDERED = 12
_MOST_KEPT = 5000
_GUIDES_READ = 5
_LISTS_READ = 3
_DEEPEST = 3

_HUB = re.compile(
    r"^(?:网站|站点)(?:地图|导航)$|^(?:更多|特色|专题|主题|全部)(?:服务|专区|专栏)$|^(?:服务|特色)专[区栏]$"
)
_LEAVE = re.compile(
    r"登录|登陆|注册|退出|删除|取消|撤销|提交|退订|点赞|投票|签到|收藏|订阅|"
    r"log(?:in|out|off)|sign(?:in|out|up)|sso|/cas/|delete|remove|cancel|vote|submit|praise|subscribe",
    re.IGNORECASE,
)
"""Links that may do more than show a page: they are never opened for the sake of a sample."""

_LARGE = re.compile(r"\.(?:apk|exe|msi|dmg|iso|ipa|zip|rar|7z|gz|mp[34]|avi|wmv|mov|flv)$", re.IGNORECASE)
_ZONES = frozenset({Entry.CROSS_PROVINCE, Entry.ONE_THING, Entry.EVERYDAY})
_RATINGS = frozenset({Entry.RATING, Entry.RATING_RESULTS})
_LOOKED_BEHIND = _ZONES | _RATINGS | {Entry.CONSULTATION}
"""Entrances of which what lies behind them counts: where they have no address, they are clicked."""


class Surveyor:
    """Collects what pages of the walk offer, then opens it."""

    def __init__(self, job: CrawlJob, way: Way) -> None:
        self._job = job
        self._way = way
        self._portal = job.profile.portal or ""
        self._search: tuple[SearchForm, str] | None = None
        self._entrances: dict[Entry, tuple[Target | None, str]] = {}
        self._clicks: dict[Entry, tuple[Target, str]] = {}
        """Entrances of the front page that only a click opens."""
        self._pictures: dict[str, tuple[Link, str]] = {}
        self._hubs: dict[str, tuple[Link, str]] = {}
        self._columns: dict[str, tuple[Link, str]] = {}
        self._links: dict[str, tuple[bool, Link, str]] = {}
        self._listed: set[str] = set()
        self._read = {PageKind.GUIDE: _GUIDES_READ, PageKind.LIST: _LISTS_READ}
        self._opened: dict[str, set[Entry]] = {}
        self._depth: dict[str, int] = {}
        self._in_browser: set[str] = set()
        """Pages that the walk saw as a browser shows them."""
        self._rated: dict[str, tuple[Link, str]] = {}
        """Titles that tell of ratings, wherever they were met; opened where no entrance brought figures."""
        self._figures = False
        self._rendered = 0
        self._searched = self._doubted = False
        self._stage = 0
        self._form_links: frozenset[str] = frozenset()
        self._questions: list[tuple[bool, Errand]] = []
        """What is put to the search once one answer came: whether it is a whole name, and the errand."""
        self._scripted = False

    # --- what the walk meets ----------------------------------------------------------------------------------------

    def met(self, errand: Errand, page: Page) -> None:
        """A page that was read on the walk."""
        if errand.kind in {PageKind.HOME, PageKind.NAVIGATION} and (self._search is None or self._search[0].by_typing):
            form = search_form(page)
            worse = form is not None and form.by_typing and self._search is not None
            if form is not None and not worse and (asked := form.ask("")) is not None and self._way.same_site(asked):
                self._search = form, page.evidence
                self._form_links = frozenset(link.target.key for link in page.links())
        if not self._job.survey:
            return
        if errand.render:
            self._in_browser.add(errand.target.key)
        if errand.kind in self._read:
            self._read[errand.kind] -= 1
            if self._read[errand.kind] < 0:
                return
        self._collect(page, front=errand.kind is PageKind.HOME)

    def _collect(self, page: Page, *, front: bool) -> None:
        for entry, found in entrances(page, self._job.profile.name).items():
            known = self._entrances.get(entry)
            if known is None or known[0] is None:
                self._entrances[entry] = found.target, page.evidence
            if front and entry in _LOOKED_BEHIND and (target := by_click(page, found)) is not None:
                self._clicks[entry] = target, page.evidence
        for link in columns.columns(page):
            self._columns.setdefault(link.target.key, (link, page.evidence))
        for link in published.rating_titles(page):
            self._rated.setdefault(link.target.key, (link, page.evidence))
        self._listed.update(item.target.key for item in page.items() if item.target is not None)
        asked = asked_by_tabs(page)
        for link in page.links():
            if len(self._links) < _MOST_KEPT and _may_be_opened(link) and link.target.url not in asked:
                known_link = self._links.get(link.target.key)
                if known_link is None or (front and not known_link[0]):
                    self._links[link.target.key] = front, link, page.evidence
            if _HUB.match("".join(link.text.split())) and self._way.same_site(link.target):
                self._hubs.setdefault(link.target.key, (link, page.evidence))
        if front:
            self._scripted = self._scripted or columns.may_be_filled(page)
            for link in pictures_without_words(page):
                self._pictures.setdefault(link.target.key, (link, page.evidence))

    # --- stages -----------------------------------------------------------------------------------------------------

    def by_search(self, found: int) -> Iterator[Errand]:
        """The last way to a list, the portal's own search; and the gap where it alone showed items: some of them."""
        if found and self._searched and not self._doubted:
            self._doubted = True
            yield self._way.promised_in_vain(Target(url=self._portal))
        if found or self._search is None or self._searched:
            return
        self._searched = True
        form, parent = self._search
        for words in LIST_WORDS:
            if (target := form.ask(words)) is not None and (self._way.may_render or not form.by_typing):
                yield Errand(target=target, kind=PageKind.NAVIGATION, parent=parent, render=form.by_typing)

    def next(self, items: Iterable[ItemLink]) -> Iterator[Errand]:
        """The front page once more, as a browser shows it where it has scripts; then everything that was met."""
        if not self._job.survey:
            return
        self._stage += 1
        if self._stage == 1:
            home = Target(url=self._portal)
            engines = self._job.engines and self._way.may_render
            yield self._entrance(home, None, render=engines or (self._scripted and self._way.may_render))
            if engines:
                yield Errand(target=home, kind=PageKind.ENGINE, render=True)
        elif self._stage == 2:
            parts = (self._open(), self._search_for(items), self._chosen_columns(), self._sampled_links())
            met = [errand for part in parts for errand in part]
            yield from met or self._told_ratings()
        else:
            yield from self._other_questions(render=False)
            yield from self._told_ratings()

    def _open(self) -> Iterator[Errand]:
        """Entrances that were met and not opened yet; pictures and maps of the site where some were not met."""
        for entry, (target, parent) in self._entrances.items():
            if target is not None and entry is not Entry.SEARCH and _plain(target):
                yield from self._step(target, parent, {entry})
            elif target is None and self._way.may_render and entry in self._clicks:
                yield from self._step(*self._clicks[entry], {entry})
        if len(self._entrances) < len(Entry):
            for link, parent in list(self._pictures.values())[:_MOST_PICTURES]:
                yield from self._step(link.target, parent, set())
            for link, parent in list(self._hubs.values())[:_MOST_HUBS]:
                yield from self._step(link.target, parent, set())

    def _told_ratings(self) -> Iterator[Errand]:
        """Titles on results of ratings, and one step further from each, where no entrance to them led to figures."""
        waiting, self._rated = self._rated, {}
        own = [(link, parent) for link, parent in waiting.values() if self._way.same_site(link.target)]
        for link, parent in own[:_MOST_RATED] if not self._figures else ():
            yield from self._step(link.target, parent, {Entry.RATING_RESULTS}, _DEEPEST - 1)

    def _step(self, target: Target, parent: str, entries: set[Entry], depth: int = 0) -> Iterator[Errand]:
        self._opened.setdefault(target.key, set()).update(entries)
        if target.key in self._depth or depth > _DEEPEST:
            return
        self._depth[target.key] = depth
        yield self._entrance(target, parent)

    def _entrance(self, target: Target, parent: str | None, *, render: bool | None = None) -> Errand:
        return self._way.page(target, PageKind.ENTRANCE, parent, render=render)

    def _search_for(self, items: Iterable[ItemLink]) -> Iterator[Errand]:
        """Names of published items, and parts of some of them, put to the portal's own search."""
        if self._search is None or (self._search[0].by_typing and not self._way.may_render):
            return
        form, parent = self._search
        if self._job.profile.all_areas:  # A portal's search knows the place that is chosen, most likely.
            every, own = [*items], self._job.profile.code
            items = [item for item in every if (item.code or "")[2 : 2 + len(own)] == own] or every
        chosen = sorted(items, key=lambda item: _rank(self._job.seed, item.key))[:_MOST_NAMES]
        asked = [(True, item.key, item.name) for item in chosen]
        asked += [(False, i.key, part) for i in chosen[:_MOST_PARTS] if (part := part_of(i.name)) is not None]
        for whole, key, words in asked:
            if (target := form.ask(words)) is not None:
                errand = Errand(target=target, kind=PageKind.SEARCH, parent=parent, item=key, render=form.by_typing)
                self._questions.append((whole, errand))
        yield from (errand for _, errand in self._questions[:1])
        del self._questions[:1]
        if form.by_typing:
            yield from self._other_questions(render=True)

    def _other_questions(self, *, render: bool) -> Iterator[Errand]:
        """The other questions: fewer where only a browser shows the answers, one page built for each."""
        waiting, self._questions = self._questions, []
        left = {True: _MOST_TYPED - 1, False: _MOST_TYPED_PARTS}
        for whole, errand in waiting:
            left[whole] -= 1
            if not render or left[whole] >= 0:
                yield replace(errand, render=render)

    def _chosen_columns(self) -> Iterator[Errand]:
        """Columns in the order of the seed; few of those that only a browser can open."""
        routed = 0
        crossings = columns.crossings(link for link, _ in self._columns.values())
        met = {key: one for key, one in self._columns.items() if key not in crossings}
        for link, parent in _drawn(met, self._job.seed)[:_MOST_COLUMNS]:
            errand = self._way.page(link.target, PageKind.COLUMN, parent)
            routed += errand.render
            if routed <= _MOST_ROUTED or not errand.render:
                yield errand

    def _sampled_links(self) -> Iterator[Errand]:
        """A sample of the links that were met: those of the front page first, few of other hosts."""
        ranked = sorted(
            (pair for key, pair in self._links.items() if key not in self._listed),
            key=lambda pair: (not pair[0], _rank(self._job.seed, pair[1].target.key)),
        )
        own = [pair for pair in ranked if self._way.same_site(pair[1].target)][:_MOST_OWN_LINKS]
        outer = {site_of(pair[1].target.url): pair for pair in ranked if not self._way.same_site(pair[1].target)}
        for _, link, parent in [*own, *list(outer.values())[:_MOST_OUTER_LINKS]]:
            yield Errand(target=link.target, kind=PageKind.LINK, parent=parent)

    # --- what comes back --------------------------------------------------------------------------------------------

    def came(self, errand: Errand, page: Page) -> Iterator[Errand]:
        """What lies behind an entrance may lead on; what shows nothing yet is read as a browser shows it."""
        if errand.kind is PageKind.SEARCH:
            if results(page, "", self._form_links) is None and self._may_show_more(errand, page):
                yield replace(errand, render=True)
            else:
                yield from self._other_questions(render=errand.render)
        elif errand.kind is PageKind.COLUMN:
            if not page.items() and errand.target.key not in self._in_browser:
                yield from self._as_a_browser_shows_it(errand, page)
        elif errand.kind is PageKind.ENTRANCE:
            yield from self._behind(errand, page)

    def _may_show_more(self, errand: Errand, page: Page) -> bool:
        """Whether a browser may show on a page what did not come with it."""
        plain = not errand.render and errand.target.method == "GET"
        return plain and self._way.may_render and columns.may_be_filled(page)

    def _as_a_browser_shows_it(self, errand: Errand, page: Page) -> Iterator[Errand]:
        if not self._may_show_more(errand, page):
            return
        self._rendered += 1
        if self._rendered <= _MOST_RENDERED:
            yield replace(errand, render=True)

    def _behind(self, errand: Errand, page: Page) -> Iterator[Errand]:
        front = errand.target.key == Target(url=self._portal).key
        entries = self._opened.get(errand.target.key, set())
        if front or not entries:
            entries |= {e for part in re.split(r"[-_|—]", page.title)[:1] for e in entries_of(part)}
            self._collect(page, front=front)
            if self._stage > 1 or not front:
                yield from self._open()
        depth = self._depth.get(errand.target.key, 0) + 1
        self._figures = self._figures or (bool(entries & _RATINGS) and bool(published.figures(page)))
        for target in self._onward(entries, page) if not front else ():
            yield from self._step(target, page.evidence, set(entries), depth)
        if entries and not front and self._nothing_yet(entries, page):
            yield from self._as_a_browser_shows_it(errand, page)

    def _nothing_yet(self, entries: set[Entry], page: Page) -> bool:
        """Whether a page does not show what its entrance promised; its script may bring it."""
        if Entry.GOVERNMENT_PORTAL in entries:
            return way_to(page, self._portal) is None
        if entries & _RATINGS:
            return not published.figures(page)
        if Entry.CONSULTATION in entries:
            return place_to_write(page) is None
        return bool(entries & _ZONES) and (not page.links() or says_out_of_service(page) is not None)

    def _onward(self, entries: set[Entry], page: Page) -> Iterator[Target]:
        """Further pages that belong to what lies behind an entrance, all on the portal's own site."""
        found: list[Target] = [frame.target for frame in page.frames()][:2] if entries else []
        if Entry.CONSULTATION in entries:
            if place_to_write(page) is None:
                found += [link.target for link in published.write_links(page)][:2]
            if not published.replies(page):
                found += [link.target for link in published.reply_links(page)][:2]
                found += [link.target for link in published.reply_rows(page)][:_MOST_REPLIES]
        if entries & (_RATINGS | {Entry.CONSULTATION}):
            met = entrances(page).get(Entry.RATING_RESULTS)
            found += [met.target] if met is not None and met.target is not None else []
            if not published.figures(page):
                rows = published.rating_rows if entries & _RATINGS else published.rating_titles
                found += [link.target for link in rows(page)][:_MOST_RATED]
        if entries & _ZONES:
            found += page.paging().pages[: _MOST_PAGES - 1]
        for target in found:
            if _plain(target) and self._way.same_site(target):
                yield target


def _plain(target: Target) -> bool:
    return target.method == "GET" and target.url.startswith(("http://", "https://"))


def _may_be_opened(link: Link) -> bool:
    """Whether opening a link does nothing but show a page."""
    url = link.target.url
    if link.by_data or link.guessed or not _plain(link.target) or "#" in url or _LARGE.search(urlsplit(url).path):
        return False
    return not _LEAVE.search(link.text) and not _LEAVE.search(url)


def _rank(seed: int, key: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{key}".encode()).digest()


def _drawn(met: dict[str, tuple[Link, str]], seed: int) -> list[tuple[Link, str]]:
    return [met[key] for key in sorted(met, key=lambda one: _rank(seed, one))]
