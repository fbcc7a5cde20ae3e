"""Walking an unknown portal: from its front page to its item list, to each guide, to each form.

Pure: looks come in, errands go out. What a page says (items, paging, attachments) is asked of `crawler.page`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from crawler.domain.evidence import WALKED, Failure, PageKind, Target
from crawler.domain.portal import Render
from crawler.domain.records import Counts
from crawler.page.guides.chart_places import chart_targets
from crawler.page.guides.flow_charts import flow_charts
from crawler.page.guides.guide_parts import guide_parts
from crawler.page.guides.hidden_parts import turns_one_place
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.shown_routes import ShownRoutes
from crawler.page.lists.main_rows import opens_rows
from crawler.page.parse import is_script
from crawler.page.states import listed
from spiders.platforms.drawing import Drawing
from spiders.platforms.entry_scripts import EntryScripts
from spiders.platforms.exchanges import exchanges_of
from spiders.platforms.guide_files import GuideFiles
from spiders.platforms.guides import Guides
from spiders.platforms.lists import Lists
from spiders.platforms.online_entrances import OnlineEntrances
from spiders.platforms.outer import OuterScripts, SharedScripts
from spiders.platforms.parts import Parts
from spiders.platforms.silent import SilentLists
from spiders.platforms.silent_parts import SilentParts
from spiders.platforms.surveying import Surveyor
from spiders.platforms.walking import CLICK, Errand
from spiders.platforms.walled import Walled
from spiders.platforms.way import Way
from spiders.platforms.wayfinding import Promise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.gather.job import CrawlJob
    from crawler.page.finds import ItemLink
    from spiders.platforms.walking import Look

_BATCH = 24
"""Pages without a promise that are asked at once."""

_MOST_FRAMES = 8
_ADVERSE = frozenset({404, 410})
_SURVEYED = WALKED | {PageKind.GUIDE}
_OF_THE_SURVEY = frozenset({PageKind.ENTRANCE, PageKind.COLUMN, PageKind.SEARCH, PageKind.LINK, PageKind.ENGINE})


class Walk:
    """Walks one portal."""

    def __init__(self, job: CrawlJob) -> None:
        self._job = job
        self._profile = job.profile
        self._way = Way(job.profile)
        self._outer = OuterScripts(self._way.same_site)
        self._shared = SharedScripts(self._way.same_site)
        self._survey = Surveyor(job, self._way)
        self._asked: set[tuple[str, ...]] = set()
        self._items: dict[str, ItemLink] = {}
        self._leading: dict[str, str] = {}
        self._opened: set[str] = set()
        render = job.profile.hints.render
        self._guides = Guides(may_render=render is not Render.HTTP, always_render=render is Render.BROWSER)
        self._parts = Parts(self._way, self._guides.page_of)
        self._files = GuideFiles(self._guides.page_of, self._part, may_render=render is not Render.HTTP)
        self._chart_routes = ShownRoutes()
        self._entrances = OnlineEntrances(self._part)
        self._entry_scripts = EntryScripts(self._way.same_site, self._entrances)
        self._lists = Lists(self._way, self._guides, self._item, self.found)
        self._silent = SilentLists(self._way, self._lists)
        self._silent_parts = SilentParts()
        self._walled = Walled()
        self._drawing = Drawing(job)
        self._around: dict[str, str] = {}
        """Address of each page of a guide: parts and answers that it asked for are put into it."""
        self._looks = 0
        self._home_lists: list[tuple[Errand, bool]] = []
        """The front page, and whether what it shows says of itself that it is a whole list."""
        self._again: dict[tuple[str, ...], tuple[Errand, Failure]] = {}

    # --- Walker -----------------------------------------------------------------------------------------------------

    def start(self) -> Iterable[Errand]:
        """The front page, and the list where a person has pointed it out."""
        return self._way.start()

    def receive(self, errand: Errand, look: Look) -> Iterable[Errand]:
        """What follows from one look."""
        self._looks += 1
        evidence, page = look.evidence, look.page()
        failure = evidence.failure
        if isinstance(page, Page) and errand.kind is PageKind.GUIDE:
            self._around[evidence.id] = evidence.url
        elif isinstance(page, JsonPage) and errand.parent in self._around:
            page.put_into(self._around[errand.parent])
        if (opened := self._guides.composed(errand, look)) is not None:
            return opened
        script = errand.kind is PageKind.FRAGMENT and is_script(errand.target.url, evidence.content_type)
        turned = [*self._parts.script(errand, look), *self._entry_scripts.came(errand, look)] if script else []
        if errand.kind is PageKind.FRAGMENT and (again := self._outer.came(errand, look)) is not None:
            return [
                *turned,
                *(e for one in again for e in (*self._files.read_again(*one), *self._entrances.of(*one))),
            ]
        if script or self._shared.awaits(errand):  # One that failed says by nothing that it is a script.
            return [*turned, *(e for waiting in self._shared.came(errand, look) for e in self.receive(*waiting))]
        if isinstance(page, Page) and errand.kind is PageKind.GUIDE and not errand.render and turns_one_place(page):
            page = self._shared.read(page, look)  # An outer script may say which page each tab shows in a frame.
            if (scripts := self._shared.wanted(errand, page, look)) is not None:
                return scripts
        plain = not errand.render and errand.kind is not PageKind.LINK  # A sampled link that answers is no shell.
        if failure is None and isinstance(page, Page) and page.needs_script() and plain:
            failure = Failure.EMPTY_SHELL
        shown = errand.kind is PageKind.GUIDE or (errand.kind is PageKind.FRAGMENT and errand.render)
        follow = self._guide_came(errand, look, page, failure) if shown else []
        follow += self._entrances.came(errand, replace(evidence, failure=failure))
        if failure is not None:
            follow += self._silent.shown(errand, None)
            return [*follow, *self._failed(errand, failure, evidence.status)]
        if isinstance(page, Page) and (errand.kind in WALKED or errand.kind is PageKind.FORM):
            page = self._shared.read(page, look)
            if (scripts := self._shared.wanted(errand, page, look)) is not None:
                return scripts
        if isinstance(page, Page) and errand.kind in _SURVEYED:
            self._survey.met(errand, page)
        if isinstance(page, Page) and errand.kind in _OF_THE_SURVEY:
            return [*self._survey.came(errand, page)]
        follow += self._lists.opened(errand, page, look) if errand.render else ()
        if errand.render and errand.kind in {PageKind.HOME, PageKind.NAVIGATION}:
            learned = self._lists.learn(errand, page, look, known=self._silent.awaits(errand))
            follow += self._silent.shown(errand, page)
            if learned or self._lists.unfolded(errand) or self._lists.learned(errand):
                return [*follow, *learned]
            follow += self._lists.unread(errand, page, look)
        if errand.kind in {PageKind.GUIDE, PageKind.FRAGMENT} and page is not None:
            self._walled.came(errand)
            if not errand.render:
                self._silent_parts.met(errand, [(errand.target, page)])
            follow += self._parts.of(errand, page, look)
            asked, ready = self._outer.wanted(errand, page, look)
            follow += [
                *asked,
                *self._outer.explaining(errand, page, look),
                *self._entry_scripts.wanted(errand, page, look, asked),
                *(e for one in ready for e in (*self._files.read_again(*one), *self._entrances.of(*one))),
            ]
        handle = {
            PageKind.HOME: self._navigation,
            PageKind.NAVIGATION: self._navigation,
            PageKind.LIST: self._lists.came,
            PageKind.GUIDE: self._guide,
            PageKind.FRAGMENT: self._guide,
            PageKind.FORM: self._files.where_expected,
        }.get(errand.kind)
        return [*follow, *handle(errand, page)] if handle is not None and page is not None else follow

    def _guide_came(
        self, errand: Errand, look: Look, page: Page | JsonPage | None, failure: Failure | None
    ) -> list[Errand]:
        """What one guide teaches about the others: how they are asked for, and how their parts and files are."""
        shell = failure is Failure.EMPTY_SHELL
        follow = [*self._guides.came(errand, look, shell=shell)] if errand.kind is PageKind.GUIDE else []
        follow += self._parts.shown(errand, look) if errand.render else []
        made = exchanges_of(look)
        if errand.render:
            self._silent_parts.met(errand, [(one.target, one.page) for one in made])
        follow += self._files.shown(errand, look, page, made, failed=failure is not None)
        if errand.render and failure is None and isinstance(page, Page):
            self._chart_routes.learn(
                [c.target for c in flow_charts(page)], [e.page for e in made if e.page is not None]
            )
            if errand.kind is PageKind.GUIDE:
                follow += self._entry_scripts.shown(page, [one.page for one in made])
        for answer in (e.page for e in made if isinstance(e.page, JsonPage) and failure is None):
            if not answer.items():
                follow += [*self._charts(errand, answer), *self._entrances.of(errand, answer)]
                follow += self._entry_scripts.answered(errand, answer)
        return follow

    def idle(self) -> Iterable[Errand]:
        """Facets of the list, then everything else where no list was found, then the sample, then second looks."""
        for stage in (
            self._by_script,
            self._lists.parts,
            self._lists.unopened,
            self._lists.places.next,
            self._silent.next,
            self._anything,
            self._by_script_at_last,
            self._front_lists,
            self._lists.parts,
            self._by_search,
            self._lists.answers_again,
            self._sample,
            self._guides.stranded,
            self._parts.at_last,
            self._files.at_last,
            self._lists.second_pass,
            self._beyond,
            self._second_looks,
        ):
            errands = list(stage())
            if errands:
                return errands
        return []

    def found(self) -> int:
        """How many items are listed."""
        return len(self._items)

    def sample(self) -> int | None:
        """How many of them were drawn."""
        return self._drawing.sample

    # --- the way to the list ----------------------------------------------------------------------------------------

    def _navigation(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        """A page of the portal's navigation: a list itself, or links that may lead to one."""
        self._way.named(errand, page)
        self._lists.offered.met(errand, page)
        self._lists.columns.met(errand, page)
        rows = listed(page).items()
        if not rows and not opens_rows(page):
            self._way.silent(errand, page)
            self._silent.met(errand, page)
        elif self._way.is_front(errand):
            # Popular services, most likely: the list of last resort.
            self._lists.offered.front(errand, page.evidence, rows)
            told = {t.value for t in page.totals() if t.counts is Counts.ITEMS}
            self._home_lists.append((errand, len(rows) in told or bool(page.paging().pages)))
        else:
            yield from self._lists.page(errand.target, errand.parent, render=errand.render)
            self._silent.met_beside(errand, page)
        yield from self._lists.shown(errand)
        yield from self._way.explore(errand, page, clicks=not self._silent.awaits(errand))

    def _by_script(self) -> Iterator[Errand]:
        """Pages whose words promised a list that their source does not hold, as a browser shows them."""
        if not self._items:
            yield from self._way.rendered(Promise.LIST)

    def _by_script_at_last(self) -> Iterator[Errand]:
        """The same for any other page, the front page first."""
        if not self._items:
            yield from self._way.rendered(Promise.NONE, Promise.FACET, Promise.PLAIN)

    def _by_search(self) -> Iterator[Errand]:
        """What the portal's own search finds, where nothing else led to a list: that is never all of it."""
        yield from self._survey.by_search(self.found())

    def _beyond(self) -> Iterator[Errand]:
        """The portal beyond its list and guides; the stage after which nothing but second looks is left."""
        return self._survey.next(self._items.values())

    def _front_lists(self) -> Iterator[Errand]:
        """Services on the front page, where no list was found behind it: a gap, unless they say that they are all."""
        if self._items:
            return
        lists, self._home_lists = self._home_lists[:1], []
        for errand, whole in lists:
            yield from self._lists.page(errand.target, errand.parent, render=errand.render)
            if not whole:
                yield self._way.promised_in_vain(errand.target)

    def _anything(self) -> Iterator[Errand]:
        """Every other page, where nothing with a better name led to a list."""
        if not self._items:
            yield from self._way.later(Promise.PLAIN, _BATCH)

    # --- items ------------------------------------------------------------------------------------------------------

    def _item(self, item: ItemLink, parent: str, learnable: bool) -> Iterator[Errand]:
        known = self._items.get(item.key)
        if known is None or (known.target is None and item.target is not None):
            self._items[item.key] = item
        self._drawing.met(item)
        if item.target is not None or learnable:
            self._leading.setdefault(item.key, parent)
        if self._drawing.opens_all:
            yield from self._open(item)

    def _sample(self) -> Iterator[Errand]:
        """Census or sample is decided once the frame is complete."""
        if self._drawing.decide(self._items, self._looks):
            for item in self._items.values():
                yield from self._open(item)

    # --- guides and forms -------------------------------------------------------------------------------------------

    def _open(self, item: ItemLink) -> Iterator[Errand]:
        """The guide of an item, once however many lists name it; none where its row is a dead link."""
        parent = self._leading.get(item.key)
        if item.key in self._opened or parent is None or not self._drawing.wanted(item):
            return
        self._opened.add(item.key)
        yield from self._guides.want(item, self._guide_target(item), parent)

    def _guide_target(self, item: ItemLink) -> Target | None:
        template = self._profile.hints.guide
        if template and item.code:
            path = template.replace("{code}", quote(item.code, safe=""))
            return Target(url=urljoin(self._profile.portal or "", path))
        return item.target

    def _guide(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        """A guide or a part of one: its frames and its forms; a list under a main item is a list."""
        if errand.kind is PageKind.GUIDE and page.items():
            yield from self._lists.page(errand.target, errand.parent, render=errand.render)
        frames = [f.target for f in page.frames() if self._way.same_site(f.target)]
        parts = guide_parts(page) if isinstance(page, Page) else ()
        for target in (*frames[:_MOST_FRAMES], *parts[:_MOST_FRAMES]):
            yield from self._part(target, PageKind.FRAGMENT, errand, page.evidence)
        if not self._outer.waits(errand):
            yield from self._files.came(errand, page)
        yield from self._charts(errand, page)
        yield from self._entrances.of(errand, page)
        if isinstance(page, JsonPage):
            yield from self._entry_scripts.answered(errand, page)
        row = self._items.get(errand.item or "") if errand.kind is PageKind.GUIDE and not page.items() else None
        if row is not None:
            yield from self._entrances.of_row(errand, page, row)

    def _charts(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        for target in (*chart_targets(page), *self._chart_routes.of(page)):
            yield from self._part(target, PageKind.FORM, errand, page.evidence)

    def _part(
        self, target: Target, kind: PageKind, of: Errand, parent: str, skip: str | None = None
    ) -> Iterator[Errand]:
        known = (kind, target.key, of.item or "")
        if known not in self._asked:
            self._asked.add(known)
            yield Errand(target=target, kind=kind, parent=parent, item=of.item, skip=skip)

    # --- looks ------------------------------------------------------------------------------------------------------

    def _failed(self, errand: Errand, failure: Failure, status: int | None) -> Iterator[Errand]:
        if failure is Failure.EMPTY_SHELL and not errand.render and self._way.may_render:
            if errand.kind is not PageKind.GUIDE:
                yield replace(errand, render=True)
            return
        yield from self._lists.failed(errand)
        self._walled.failed(errand, failure)
        adverse = status in _ADVERSE or failure is Failure.SOFT_404
        if adverse and errand.kind is PageKind.NAVIGATION:
            yield from self._way.gone(errand)
        again = adverse or (failure.transient and errand.kind is not PageKind.LINK)
        # A wall before one page of the list costs every item on it: one more look, when everything else is done.
        again = again or (failure is Failure.BLOCKED and errand.kind in WALKED)
        again = again or (failure is Failure.LOGIN_REQUIRED and errand.kind is PageKind.NAVIGATION)
        if errand.look == 1 and again:
            self._again[errand.kind, errand.target.key, errand.item or "", str(errand.render)] = errand, failure
        else:
            lost = [*self._way.lost(errand, failure, whole=self._lists.are_whole())]
            if not lost:
                self._lists.columns.vain.lost(errand)
            yield from lost

    def _second_looks(self) -> Iterator[Errand]:
        """What was not there or did not answer is asked once more, when everything else is done."""
        for errand, failure in self._again.values():
            there = self._guides.page_of(errand.item or "") if errand.target.method == CLICK else None
            told = there is not None and there.key != errand.target.key  # Another click told the way meanwhile.
            # What needs a login is a person's own, but for a page like those that show lists to everybody.
            told = told or self._guides.given_up(errand)
            if not told and (failure is not Failure.LOGIN_REQUIRED or self._way.shows_list(errand.target)):
                yield replace(errand, look=2)
        self._again.clear()
        yield from self._walled.again()
        yield from self._silent_parts.again()
