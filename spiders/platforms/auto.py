"""Walking an unknown portal: from its front page to its item list, to each guide, to each form.

Pure: looks come in, errands go out. What a page says (items, paging, attachments) is asked of `crawler.page`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from crawler.domain.evidence import Failure, PageKind, Target
from crawler.domain.portal import Render
from crawler.domain.records import Counts
from crawler.domain.sampling import draw
from crawler.page.calls import learn_list_call
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.parse import parse
from spiders.platforms.guides import Guides, exchanges_of
from spiders.platforms.series import Series
from spiders.platforms.walking import CLICK, Errand
from spiders.platforms.wayfinding import Promise, clickable, ranked, site_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.gather.job import CrawlJob
    from crawler.page.finds import ItemLink, Link
    from spiders.platforms.walking import Look

_DEEPEST = 3
"""Clicks from the front page; the assessment itself counts a list that lies deeper as not to be found."""

_MOST_PAGES = {Promise.LIST: 120, Promise.FACET: 200, Promise.PLAIN: 80}
"""Pages of navigation; a portal whose menu never ends is recorded as not walked to the end."""

_BATCH = 12
"""Facets of the list asked at once; when a whole batch brings no new item, the others will not either."""

_MOST_FRAMES = 8
_ADVERSE = frozenset({404, 410})
_NO_SECOND_LOOK = frozenset(
    {Failure.EMPTY_SHELL, Failure.BLOCKED, Failure.LOGIN_REQUIRED, Failure.TOO_LARGE, Failure.BOMB}
)
_SENDS_ON = re.compile(
    r"""(?:http-equiv\s*=\s*["']?refresh["']?[^>]*?url\s*=\s*["']?|(?:window|top|self|document)?\.?location(?:\.href)?\s*=\s*["']|"""
    r"""location\.(?:replace|assign)\(\s*["'])([^"'>\s]+)""",
    re.IGNORECASE,
)
_FEW_WORDS = 200


class Walk:
    """Walks one portal."""

    def __init__(self, job: CrawlJob) -> None:
        self._job = job
        self._profile = job.profile
        self._portal = job.profile.portal or ""
        self._depth: dict[str, int] = {}
        self._asked: set[tuple[str, ...]] = set()
        self._count = dict.fromkeys(Promise, 0)
        self._later: dict[Promise, list[tuple[Link, str]]] = {Promise.FACET: [], Promise.PLAIN: []}
        self._series_of: dict[str, Series] = {}
        self._items: dict[str, ItemLink] = {}
        self._stratum: dict[str, str] = {}
        self._leading: dict[str, str] = {}
        self._opened: set[str] = set()
        render = job.profile.hints.render
        self._guides = Guides(may_render=render is not Render.HTTP, always_render=render is Render.BROWSER)
        self._fallback: dict[str, Errand] = {}
        self._chosen: frozenset[str] | None = None
        self._drawn = False
        self._home_lists: list[Errand] = []
        self._items_before_batch = -1
        self._declared = 0
        self._list_errands: dict[str, Errand] = {}
        self._again: dict[tuple[str, ...], Errand] = {}
        self._scripted = job.profile.hints.render is Render.BROWSER

    # --- Walker -----------------------------------------------------------------------------------------------------

    def start(self) -> Iterable[Errand]:
        """The front page, and the list where a person has pointed it out."""
        self._depth[Target(url=self._portal).key] = 0
        yield from self._page(Target(url=self._portal), PageKind.HOME)
        if self._profile.hints.item_list:
            target = Target(url=urljoin(self._portal, self._profile.hints.item_list))
            self._depth.setdefault(target.key, 0)
            yield from self._step(target, Promise.LIST, None, 0)

    def receive(self, errand: Errand, look: Look) -> Iterable[Errand]:
        """What follows from one look."""
        evidence = look.evidence
        page = parse(look.body, evidence.content_type, evidence.url, evidence.id) if look.body else None
        failure = evidence.failure
        if failure is None and isinstance(page, Page) and page.needs_script() and not errand.render:
            failure = Failure.EMPTY_SHELL
        if errand.kind is PageKind.GUIDE:
            follow = [*self._guides.came(errand, look, shell=failure is Failure.EMPTY_SHELL)]
        else:
            follow = []
        if failure is not None:
            return [*follow, *self._failed(errand, failure, evidence.status)]
        if errand.render and errand.kind in {PageKind.HOME, PageKind.NAVIGATION}:
            learned = self._learn_list(errand, page, look)
            if learned:
                return [*follow, *learned]
        handle = {
            PageKind.HOME: self._way,
            PageKind.NAVIGATION: self._way,
            PageKind.LIST: self._list,
            PageKind.GUIDE: self._guide,
            PageKind.FRAGMENT: self._guide,
            PageKind.FORM: self._form,
        }.get(errand.kind)
        return [*follow, *handle(errand, page)] if handle is not None and page is not None else follow

    def idle(self) -> Iterable[Errand]:
        """Facets of the list, then everything else where no list was found, then the sample, then second looks."""
        for stage in (
            self._front_lists,
            self._facets,
            self._anything,
            self._sample,
            self._stranded,
            self._second_pass,
            self._second_looks,
        ):
            errands = list(stage())
            if errands:
                return errands
        return []

    def found(self) -> int:
        """How many items are listed."""
        return len(self._items)

    # --- the way to the list ----------------------------------------------------------------------------------------

    def _way(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        """A page of the portal's navigation: a list itself, or links that may lead to one."""
        if page.items():
            if errand.kind is PageKind.HOME:
                self._home_lists.append(errand)  # Popular services: the list of last resort.
            else:
                yield from self._list_page(errand.target, errand.parent, None, render=errand.render)
        yield from self._explore(errand, page)

    def _explore(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        depth = self._depth.get(errand.target.key, 1)
        for target in self._sent_on(page):
            yield from self._step(target, Promise.LIST, page.evidence, depth)
        for frame in page.frames():
            if self._same_site(frame.target):
                yield from self._step(frame.target, Promise.LIST, page.evidence, depth)
        if errand.render:
            yield from self._clicks(errand, page, depth)
        guides = {item.target.key for item in page.items() if item.target is not None}
        links = [link for link in page.links() if link.target.key not in guides]
        found = ranked(links, self._portal, self._profile.code, all_areas=self._profile.all_areas)
        for worth, link in found:
            if worth is Promise.LIST:
                yield from self._step(link.target, worth, page.evidence, depth + 1)
            elif depth < _DEEPEST:
                self._depth.setdefault(link.target.key, depth + 1)
                self._later[worth].append((link, page.evidence))

    def _clicks(self, errand: Errand, page: Page | JsonPage, depth: int) -> Iterator[Errand]:
        """Menu entries of a rendered page that have no address: their words are clicked."""
        if not isinstance(page, Page) or errand.target.method == CLICK or depth >= _DEEPEST:
            return
        for text in clickable(page):
            target = Target(url=errand.target.url, method=CLICK, body=text)
            yield from self._step(target, Promise.LIST, page.evidence, depth + 1)

    def _step(self, target: Target, worth: Promise, parent: str | None, depth: int) -> Iterator[Errand]:
        """One more page of navigation, within bounds."""
        if ("way", target.key) in self._asked or not target.url.startswith(("http://", "https://")):
            return
        if depth > _DEEPEST:
            return
        self._depth.setdefault(target.key, depth)
        self._count[worth] += 1
        if self._count[worth] > _MOST_PAGES[worth]:
            skip = f"more than {_MOST_PAGES[worth]} pages of navigation"
            if self._count[worth] == _MOST_PAGES[worth] + 1:
                yield Errand(target=target, kind=PageKind.NAVIGATION, parent=parent, skip=skip)
            return
        self._asked.add(("way", target.key))
        yield from self._page(target, PageKind.NAVIGATION, parent)

    def _sent_on(self, page: Page | JsonPage) -> Iterator[Target]:
        """Where a page without words of its own sends its reader."""
        if not isinstance(page, Page) or len(page.visible_text()) > _FEW_WORDS:
            return
        for match in _SENDS_ON.finditer(page.text):
            target = Target(url=urljoin(page.base, match.group(1)))
            if self._same_site(target):
                yield target

    def _same_site(self, target: Target) -> bool:
        return target.url.startswith(("http://", "https://")) and site_of(target.url) == site_of(self._portal)

    def _front_lists(self) -> Iterator[Errand]:
        """Services on the front page, where there is no list behind it."""
        if self._items:
            return
        for errand in self._home_lists:
            yield from self._list_page(errand.target, errand.parent, None, render=errand.render)
        self._home_lists.clear()

    def _facets(self) -> Iterator[Errand]:
        """Departments and themes, a batch at a time, for as long as they bring items that the list does not show."""
        if self._declared and len(self._items) >= self._declared:
            return
        if self._items and len(self._items) == self._items_before_batch:
            return
        self._items_before_batch = len(self._items) if self._items else -1
        yield from self._some(Promise.FACET, _BATCH)

    def _anything(self) -> Iterator[Errand]:
        """Every other page, where nothing with a better name led to a list."""
        if not self._items:
            yield from self._some(Promise.PLAIN, _BATCH * 2)

    def _some(self, worth: Promise, most: int) -> Iterator[Errand]:
        waiting = self._later[worth]
        sent = 0
        while waiting and sent < most:
            link, parent = waiting.pop(0)
            for errand in self._step(link.target, worth, parent, self._depth.get(link.target.key, 1)):
                sent += 1
                yield errand

    # --- the list ---------------------------------------------------------------------------------------------------

    def _list_page(
        self, target: Target, parent: str | None, series: Series | None, *, render: bool | None = None
    ) -> Iterator[Errand]:
        if ("list", target.key) in self._asked:
            return
        self._asked.add(("list", target.key))
        if series is None:
            series = Series()
            series.asking(target)
        self._series_of[target.key] = series
        yield from self._page(target, PageKind.LIST, parent, render=render)

    def _list(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        """A page of the list: its items, its further pages, and the groups it is shown by."""
        if errand.look > 1:
            for item in page.items():  # Lists change while they are read: what is new is opened as well.
                yield from self._item(item, page.evidence, learnable=isinstance(page, JsonPage))
            return
        series = self._series_of.get(errand.target.key) or Series()
        items = page.items()
        call = series.call
        scripted = any(i.target is not None and i.target.url.startswith("javascript:") for i in items)
        if isinstance(page, Page) and not call and (errand.render or scripted) and errand.target.method == "GET":
            self._guides.shown_at(errand.target.url)
        totals = [t.value for t in page.totals() if t.counts in {Counts.ITEMS, Counts.UNSAID}]
        self._declared = max([self._declared, *totals])
        first = not series.seen
        series.declare(t.value for t in page.totals() if t.counts is Counts.ITEMS)
        self._list_errands[errand.target.key] = errand
        series.came(errand.target, [item.key for item in items], series.paging() if call else page.paging())
        for item in items:
            yield from self._item(item, page.evidence, learnable=isinstance(page, JsonPage))
        yield from self._more(series, page.evidence, render=errand.render)
        if first:
            yield from self._explore(errand, page)

    def _more(self, series: Series, parent: str, *, render: bool) -> Iterator[Errand]:
        for target in series.next():
            if ("list", target.key) in self._asked:
                series.failed(target)
                continue
            yield from self._list_page(target, parent, series, render=render or None)
        for target in series.left_out()[:1]:
            yield Errand(target=target, kind=PageKind.LIST, parent=parent, skip="too many pages in one list")
        if series.trap is not None:
            skip = "pages of the list repeat earlier ones"
            yield Errand(target=series.trap, kind=PageKind.LIST, parent=parent, skip=skip)
            series.trap = None

    def _learn_list(self, errand: Errand, page: Page | JsonPage | None, look: Look) -> list[Errand]:
        """A rendered page got its list by a call of its own: that call is asked for all pages, without a browser."""
        exchanges = exchanges_of(look)
        call = learn_list_call(exchanges)
        if call is None or (errand.kind is PageKind.HOME and call.counter is None):
            return []
        first = call.at(1) or call.target
        if ("list", first.key) in self._asked:
            return []
        items = [i for e in exchanges if e.page is not None for i in e.page.items()]
        series = Series(call=call)
        series.asking(first)
        self._fallback[first.key] = errand
        errands = [*self._list_page(first, look.evidence.id, series, render=False)]
        if isinstance(page, Page):
            self._guides.shown_at(errand.target.url)
            errands += [*self._guides.learn_way(page.links(), items), *self._explore(errand, page)]
        return errands

    def _item(self, item: ItemLink, parent: str, *, learnable: bool) -> Iterator[Errand]:
        known = self._items.get(item.key)
        if known is None or (known.target is None and item.target is not None):
            self._items[item.key] = item
        self._stratum.setdefault(item.key, next((v for e, v, _ in item.fields if e == "item_type"), ""))
        if item.target is not None or learnable:
            self._leading.setdefault(item.key, parent)
        if self._job.sample is None:
            yield from self._open(item)

    def _wanted(self, item: ItemLink) -> bool:
        if self._chosen is not None:
            return item.key in self._chosen
        return not self._job.items or item.key in self._job.items or item.code in self._job.items

    def _sample(self) -> Iterator[Errand]:
        """The sample is drawn once the frame is complete."""
        if self._job.sample is None or self._drawn:
            return
        self._drawn = True
        frame = [(key, self._stratum[key]) for key, item in sorted(self._items.items()) if self._wanted(item)]
        self._chosen = draw(frame, self._job.sample, self._job.seed)
        for item in self._items.values():
            yield from self._open(item)

    # --- guides and forms -------------------------------------------------------------------------------------------

    def _open(self, item: ItemLink) -> Iterator[Errand]:
        """The guide of an item, once however many lists name it; none where its row is a dead link."""
        parent = self._leading.get(item.key)
        if item.key in self._opened or parent is None or not self._wanted(item):
            return
        self._opened.add(item.key)
        yield from self._guides.want(item, self._guide_target(item), parent)

    def _stranded(self) -> Iterator[Errand]:
        return self._guides.stranded()

    def _guide_target(self, item: ItemLink) -> Target | None:
        template = self._profile.hints.guide
        if template and item.code:
            return Target(url=urljoin(self._portal, template.replace("{code}", quote(item.code, safe=""))))
        return item.target

    def _guide(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        """A guide or a part of one: its frames and its forms; a list under a main item is a list."""
        if errand.kind is PageKind.GUIDE and page.items():
            yield from self._list_page(errand.target, errand.parent, None, render=errand.render)
        frames = [f.target for f in page.frames() if self._same_site(f.target)]
        for target in frames[:_MOST_FRAMES]:
            yield from self._part(target, PageKind.FRAGMENT, errand, page.evidence)
        yield from self._forms(errand, page)

    def _form(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        """A page where a file was expected: the forms hang on a page of their own."""
        if self._depth.get(f"form {errand.target.key}", 0) < 1:
            yield from self._forms(errand, page)

    def _forms(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        for attachment in page.attachments():
            if attachment.target is not None and attachment.target.url.startswith(("http://", "https://")):
                if errand.kind is PageKind.FORM:
                    self._depth[f"form {attachment.target.key}"] = 1
                yield from self._part(attachment.target, PageKind.FORM, errand, page.evidence)

    def _part(self, target: Target, kind: PageKind, of: Errand, parent: str) -> Iterator[Errand]:
        known = (kind, target.key, of.item or "")
        if known not in self._asked:
            self._asked.add(known)
            yield Errand(target=target, kind=kind, parent=parent, item=of.item)

    # --- looks ------------------------------------------------------------------------------------------------------

    def _page(
        self,
        target: Target,
        kind: PageKind,
        parent: str | None = None,
        *,
        item: str | None = None,
        render: bool | None = None,
    ) -> Iterator[Errand]:
        """An errand for a page; rendered at once where the portal is known to build its pages by script."""
        routed = "#/" in target.url or "#!" in target.url
        wanted = render if render is not None else routed or self._scripted
        yield Errand(target=target, kind=kind, parent=parent, item=item, render=wanted and self._may_render())

    def _may_render(self) -> bool:
        return self._profile.hints.render is not Render.HTTP

    def _failed(self, errand: Errand, failure: Failure, status: int | None) -> Iterator[Errand]:
        if failure is Failure.EMPTY_SHELL and not errand.render and self._may_render():
            if errand.kind is not PageKind.GUIDE:
                yield replace(errand, render=True)
            return
        rendered = self._fallback.pop(errand.target.key, None)
        if rendered is not None:  # The portal answers its own page and not us: the rendered rows have to do.
            yield from self._list_page(rendered.target, rendered.parent, None, render=True)
        series = self._series_of.get(errand.target.key) if errand.kind is PageKind.LIST else None
        if series is not None:
            series.failed(errand.target)
            yield from self._more(series, errand.parent or "", render=errand.render)
        adverse = status in _ADVERSE or failure is Failure.SOFT_404
        if errand.look == 1 and (adverse or failure.transient):
            self._again[errand.kind, errand.target.key, errand.item or "", str(errand.render)] = errand

    def _second_pass(self) -> Iterator[Errand]:
        """A list that holds another number than it declares is read once more before anybody doubts its counter."""
        for series in {id(one): one for one in self._series_of.values()}.values():
            if series.doubtful():
                for key in series.asked:
                    if key in self._list_errands:
                        yield replace(self._list_errands.pop(key), look=2)

    def _second_looks(self) -> Iterator[Errand]:
        """What was not there or did not answer is asked once more, when everything else is done."""
        for errand in self._again.values():
            yield replace(errand, look=2)
        self._again.clear()
