"""The pages of one region's archive, as the survey (普查) reads them: each once, of several looks the best."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target, Via
from crawler.domain.survey import Look
from crawler.page.html import Page
from crawler.page.lists import columns
from crawler.page.portal.entrances import Found
from crawler.survey.zones import short_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crawler.page.finds import Link
    from crawler.page.json_page import JsonPage

_MOST_WALKED = 80
MOST_GUIDES = 5
_MOST_LISTS = 5


class SurveyPages:
    """What the archive of one portal holds, by kind and by address."""

    def __init__(
        self, evidence: Sequence[Evidence], load: Callable[[Evidence], Page | JsonPage | None], portal: str
    ) -> None:
        self.portal = portal
        self._load = load
        self._loaded: dict[str, Page | JsonPage | None] = {}
        self.by_id = {one.id: one for one in evidence}
        self.of_kind: dict[PageKind, list[Evidence]] = defaultdict(list)
        self.at: dict[str, list[Evidence]] = defaultdict(list)
        for one in evidence:
            self.of_kind[one.kind].append(one)
            if one.kind is not PageKind.SECOND_NETWORK:  # says whether the page comes, not what it shows
                self.at[one.target.key].append(one)

    @property
    def home(self) -> str:
        """The key of the front page's address."""
        return Target(url=self.portal).key

    def page(self, evidence: Evidence) -> Page | None:
        """A look as an HTML page; None where it failed or is something else."""
        page = self.answer(evidence)
        return page if isinstance(page, Page) else None

    def answer(self, evidence: Evidence) -> Page | JsonPage | None:
        """A look as a page or JSON; None where it failed or is a file."""
        if evidence.id not in self._loaded:
            self._loaded[evidence.id] = self._load(evidence) if evidence.state is FetchState.FETCHED else None
        return self._loaded[evidence.id]

    def best(self, looks: Sequence[Evidence]) -> Evidence | None:
        """Of several looks at one address the one to read: rendered before plain, fetched before failed."""
        ranked = sorted(looks, key=lambda e: (e.state is FetchState.FETCHED, e.via is Via.BROWSER, e.look))
        return ranked[-1] if ranked else None

    @cached_property
    def front(self) -> tuple[Evidence, Page] | None:
        """The front page as it was seen best."""
        looks = [e for e in self.at[self.home] if e.kind in {PageKind.HOME, PageKind.ENTRANCE}]
        best = self.best(looks)
        page = self.page(best) if best is not None else None
        return (best, page) if best is not None and page is not None else None

    @cached_property
    def front_keys(self) -> frozenset[str]:
        """Addresses that the front page leads to."""
        return frozenset(link.target.key for link in self.front[1].links()) if self.front else frozenset()

    @cached_property
    def front_texts(self) -> frozenset[str]:
        """What the front page shows by itself, in menus and elsewhere."""
        return short_texts(self.front[1]) if self.front else frozenset()

    @cached_property
    def walked(self) -> list[Page]:
        """Pages on which entrances usually stand: front page, navigation, some guides, and what the survey opened."""
        looks = [self.front[0]] if self.front else []
        looks += self.of_kind[PageKind.HOME] + self.of_kind[PageKind.NAVIGATION][:_MOST_WALKED]
        looks += [e for e in self.of_kind[PageKind.GUIDE] if e.state is FetchState.FETCHED][:MOST_GUIDES]
        looks += self.of_kind[PageKind.ENTRANCE]
        pages = {one.id: page for one in looks if (page := self.page(one)) is not None}
        return list(pages.values())

    @cached_property
    def lists(self) -> list[Page]:
        """The first lists of items."""
        looks = (e for e in self.of_kind[PageKind.LIST] if e.state is FetchState.FETCHED)
        return [page for one in islice(looks, _MOST_LISTS) if (page := self.page(one)) is not None]

    def best_page(self, target: Target) -> Page | None:
        """The page at an address, whatever it was asked for as."""
        best = self.best(self.at[target.key])
        return self.page(best) if best is not None else None

    def is_whole(self, page: Page) -> bool:
        """Whether nothing on a page is left for a script to bring."""
        return self.by_id[page.evidence].via is Via.BROWSER or not columns.may_be_filled(page)

    def pages_from(self, target: Target) -> list[Page]:
        """The page behind an entrance, and those that were opened from it."""
        best = self.best([e for e in self.at[target.key] if e.kind is PageKind.ENTRANCE])
        first = self.page(best) if best is not None else None
        if first is None:
            return []
        found: dict[str, Page] = {target.key: first}
        ids = {e.id for e in self.at[target.key]}
        for one in self.of_kind[PageKind.ENTRANCE]:  # In the order in which they were planned: parents first.
            if one.parent in ids and one.target.key not in found:
                ids.update(e.id for e in self.at[one.target.key])
                page = self.page(self.best(self.at[one.target.key]) or one)
                if page is not None:
                    found[one.target.key] = page
        return list(found.values())

    def look(self, target: Target) -> Look:
        """What opening an address led to, however often and as whatever it was asked for."""
        looks = [e for e in self.at[target.key] if e.state is not FetchState.PLANNED]
        best = self.best(looks)
        if best is None:
            return Look(target=target)
        opened = best.state is FetchState.FETCHED
        last = best if opened else max(looks, key=lambda e: e.look)
        alike = {e.look for e in looks if e.attempts and _adverse(e) == _adverse(last)}
        times = [e.seconds for e in looks if e.seconds is not None]
        return Look(
            target=target,
            opened=opened,
            status=last.status,
            failure=last.failure,
            looks=len(alike),
            seconds=min(times, default=None),
            evidence=last.id,
        )


def _adverse(evidence: Evidence) -> tuple[Failure | None, int | None]:
    return evidence.failure, evidence.status


def reading_of(element: str, page: Page, found: Found) -> Reading:
    """Something that was met on a page, as a reading."""
    return reading_at(page.evidence, element, found)


def reading_at(evidence: str, element: str, found: Found) -> Reading:
    """The same, by the id of the evidence."""
    return Reading(
        element=element,
        state=State.STATED,
        value=found.words,
        quote=found.words,
        evidence=evidence,
        locator=found.locator,
    )


def reading_of_link(page: Page, link: Link, element: str = "link") -> Reading:
    """A link as a reading: its words, or its address where it shows a picture only."""
    return reading_of(element, page, Found(words=link.text or link.target.url, locator=link.locator))
