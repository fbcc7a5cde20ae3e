"""From the evidence of one region to its survey (普查): what the archive shows of a portal beyond list and guides.

Pure over the archive: it finds again on each page what the walker found there, and sees what came of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from crawler.domain.evidence import FetchState, PageKind, Target
from crawler.domain.survey import Entrance, Entry, LinkLook, Reply, Survey
from crawler.domain.values.entrances import is_dead
from crawler.page.portal import published
from crawler.page.portal.entrances import (
    Found,
    by_click,
    entrances,
    entries_of,
    grades,
    grades_in_words,
    named,
    pictures_without_words,
    place_to_write,
    says_out_of_service,
    way_to,
)
from crawler.page.portal.search_forms import search_field
from crawler.survey import looks
from crawler.survey.pages import MOST_GUIDES, reading_of, reading_of_link
from crawler.survey.zones import ZONES, read_zone

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from crawler.domain.elements import Reading
    from crawler.page.finds import Link
    from crawler.page.html import Page
    from crawler.survey.pages import SurveyPages

_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "legend")
_RATINGS = (Entry.RATING_RESULTS, Entry.RATING)


class SurveyReader:
    """Reads the survey of one region's portal. `names` are those of the listed items, by key."""

    def __init__(self, pages: SurveyPages, region: str, names: Mapping[str, str]) -> None:
        self._pages = pages
        self._region = region
        self._names = names

    def survey(self) -> Survey:
        """Everything that was seen; empty parts, and what `seen` does not name, were not looked at."""
        found = self._entrances()
        replies, ratings = self._replies(found), self._ratings(found)
        way_back, read_back = self._way_back(found)
        seen = {
            "links": bool(self._pages.of_kind[PageKind.LINK]),
            "columns": bool(self._pages.of_kind[PageKind.COLUMN]),
            "searches": bool(self._pages.of_kind[PageKind.SEARCH]),
            "replies": replies is not None,
            "consultation": self._nowhere_to_write(found),
            "rating_counts": ratings is not None,
            "way_back": read_back,
        }
        return Survey(
            entrances={entry: self._entrance(entry, page, met) for entry, (page, met) in found.items()},
            looked_for=self._looked_for(found),
            seen=frozenset(name for name, was in seen.items() if was),
            links=(*looks.links(self._pages), *looks.words(self._pages)),
            columns=tuple(looks.read_columns(self._pages)),
            zones=tuple(
                read_zone(entry, self._behind(entry, found), self._pages.front_keys, self._pages.front_texts)
                for entry in ZONES
                if entry in found and self._behind(entry, found)
            ),
            searches=tuple(looks.searches(self._pages, self._names)),
            visits=tuple(looks.visits(self._pages)),
            engines=tuple(looks.engines(self._pages)),
            replies=replies or (),
            rating_counts=ratings or (),
            way_back=way_back,
        )

    # --- entrances --------------------------------------------------------------------------------------------------

    def _entrances(self) -> dict[Entry, tuple[Page, Found]]:
        best: dict[Entry, tuple[tuple[bool, bool], Page, Found]] = {}
        for page, entry, found in self._met():
            opened = found.target is not None and any(
                e.kind is PageKind.ENTRANCE for e in self._pages.at[found.target.key]
            )
            rank = (opened, found.target is not None)
            if entry not in best or rank > best[entry][0]:
                best[entry] = rank, page, found
        return {entry: (page, found) for entry, (_, page, found) in best.items()}

    def _met(self) -> Iterator[tuple[Page, Entry, Found]]:
        for page in self._pages.walked:
            for entry, found in entrances(page, self._region).items():
                yield page, entry, self._clicked(page, found)
            marks = grades(page)
            if marks is not None:
                yield page, Entry.RATING, marks
        for page in self._pages.lists:  # Items that can be looked up by name in their list can be searched.
            if (field := search_field(page)) is not None:
                words = field.get("placeholder") or field.get("title") or "查询"
                yield page, Entry.SEARCH, Found(words=words, locator=page.locator(field))
        if self._pages.front is None:
            return
        for link in pictures_without_words(self._pages.front[1]):
            title = self._title(link.target)
            for entry in entries_of(title):
                yield self._pages.front[1], entry, Found(words=title, locator=link.locator, target=link.target)

    def _clicked(self, page: Page, found: Found) -> Found:
        """An entrance without an address with the one to which a click on it led; where it led nowhere, as it was."""
        if (target := by_click(page, found)) is None:
            return found
        there = self._pages.best([e for e in self._pages.at[target.key] if e.kind is PageKind.ENTRANCE])
        led = there is not None and there.state is FetchState.FETCHED and there.url != page.url
        return replace(found, target=target) if led else found

    def _title(self, target: Target) -> str:
        best = self._pages.best([e for e in self._pages.at[target.key] if e.kind is PageKind.ENTRANCE])
        page = self._pages.page(best) if best is not None else None
        return re.split(r"[-_|—]", page.title)[0].strip() if page is not None else ""

    def _entrance(self, entry: Entry, page: Page, found: Found) -> Entrance:
        reading = reading_of(entry.value, page, found)
        if found.target is None:
            marks = grades(page) if entry is Entry.RATING else None
            return Entrance(reading=reading, place=reading_of(entry.value, page, marks) if marks else None)
        place, says = None, None
        for behind in self._pages.pages_from(found.target):
            mark = {Entry.CONSULTATION: place_to_write, Entry.RATING: grades}.get(entry)
            met = mark(behind) if mark is not None else None
            place = place or (reading_of(entry.value, behind, met) if met is not None else None)
            words = says_out_of_service(behind) if self._pages.is_whole(behind) else None
            says = says or (reading_of(entry.value, behind, words) if words is not None else None)
        look = self._pages.look(found.target)
        handed = (link for link in page.links() if link.by_data or link.guessed)
        if not look.opened and any(link.target == found.target for link in handed):
            return Entrance(reading=reading, place=place, says=says)  # A script may make another address of its words.
        return Entrance(reading=reading, look=look, place=place, says=says)

    def _looked_for(self, found: Collection[Entry]) -> frozenset[Entry]:
        """What would have been found if it were there: the front page was read as a browser shows it, with frames."""
        surveyed = any(e.target.key == self._pages.home for e in self._pages.of_kind[PageKind.ENTRANCE])
        if self._pages.front is None or not surveyed or not self._pages.is_whole(self._pages.front[1]):
            return frozenset()
        page = self._pages.front[1]
        frames = [self._pages.best_page(frame.target) for frame in page.frames()]
        if any(frame is None or not self._pages.is_whole(frame) for frame in frames):
            return frozenset()
        looked = set(Entry)
        if any(self._pages.best_page(link.target) is None for link in pictures_without_words(page)):
            looked = {Entry.SEARCH}
        guides = [e for e in self._pages.of_kind[PageKind.GUIDE] if e.state is FetchState.FETCHED][:MOST_GUIDES]
        if self._names and not any(self._pages.page(e) is not None for e in guides):
            looked.discard(Entry.RATING)
        if grades_in_words(page):
            looked.discard(Entry.RATING)  # What a script or a reader makes of them is not known.
        titles = self._titles_on_ratings.values() if Entry.RATING_RESULTS not in found else ()
        if not all(self._tells_nothing(link.target) for link in titles):
            looked.discard(Entry.RATING_RESULTS)
        # What a heading of the front page is called after stands beneath it, whether a link leads on or not.
        heads = (page.words(element) for element in page.body.iter(*_HEADS))
        return frozenset(looked.difference(named(page), *(set(entries_of(words)) & set(ZONES) for words in heads)))

    def _behind(self, entry: Entry, found: Mapping[Entry, tuple[Page, Found]]) -> list[Page]:
        target = found[entry][1].target if entry in found else None
        return self._pages.pages_from(target) if target is not None else []

    # --- what lies behind them --------------------------------------------------------------------------------------

    def _replies(self, found: Mapping[Entry, tuple[Page, Found]]) -> tuple[Reply, ...] | None:
        pages = self._behind(Entry.CONSULTATION, found)
        if not pages:
            return None
        told = {
            (one.asked, one.answered, one.quote): Reply(
                reading=reading_of("reply", page, Found(words=one.quote, locator=one.locator)),
                asked=one.asked,
                answered=one.answered,
            )
            for page in pages
            for one in published.replies(page)
        }
        return tuple(told.values())

    def _nowhere_to_write(self, found: Mapping[Entry, tuple[Page, Found]]) -> bool:
        """Whether everything behind the entrance was read, with nothing that leads on to a field or to a login."""
        pages = self._behind(Entry.CONSULTATION, found)
        for page in pages:
            words = page.visible_text()
            for said in sorted((link.text for link in page.links() if link.text), key=len, reverse=True):
                words = words.replace(said, " ", 1)  # 登录 of the menu is one link; 登录后提交 is none.
            led = {link.target.key for link in published.write_links(page)}
            unread = [key for key in led if not any(self._pages.page(one) for one in self._pages.at[key])]
            if unread or "登录" in words or page.frames() or not self._pages.is_whole(page):
                return False
        return bool(pages)

    def _ratings(self, found: Mapping[Entry, tuple[Page, Found]]) -> tuple[Reading, ...] | None:
        """The figures of ratings behind their entrances, else behind titles that tell of them; None: not read whole."""
        behind = {p.evidence: p for entry in _RATINGS for p in self._behind(entry, found)}
        titled = [self._pages.best_page(link.target) for link in self._titles_on_ratings.values()]
        read = [page for page in titled if page is not None]
        for pages in (behind.values(), read):  # What a page of results says is not mended by an article.
            if figures := [
                reading_of("rating_counts", page, Found(words=one.words, locator=one.locator))
                for page in pages
                for one in published.figures(page)
            ]:
                return tuple(figures)
        whole = all(self._is_read(p) and not published.drawn_only(p) for p in (*behind.values(), *read))
        return () if behind and whole and len(read) == len(titled) else None

    @cached_property
    def _titles_on_ratings(self) -> Mapping[str, Link]:
        """Links of the walked pages that say that results of ratings are told behind them, by address."""
        return {link.target.key: link for page in self._pages.walked for link in published.rating_titles(page)}

    def _tells_nothing(self, target: Target) -> bool:
        """Whether a page was read to its end and publishes no figures, or two looks found it gone."""
        page = self._pages.best_page(target)
        if page is None:
            return is_dead(self._pages.look(target))
        return not published.figures(page) and self._is_read(page) and not published.drawn_only(page)

    def _is_read(self, page: Page) -> bool:
        """Whether nothing on a page of ratings is left to be read: no script, no article on them, no further page."""
        further = {*page.paging().pages, *(link.target for link in published.rating_rows(page))}
        return self._pages.is_whole(page) and all(self._pages.best_page(one) is not None for one in further)

    def _way_back(self, found: Mapping[Entry, tuple[Page, Found]]) -> tuple[LinkLook | None, bool]:
        for page in self._behind(Entry.GOVERNMENT_PORTAL, found)[:1]:
            link = way_to(page, self._pages.portal)
            if link is not None:
                return LinkLook(reading=reading_of_link(page, link), look=self._pages.look(link.target)), True
            return None, self._pages.is_whole(page)
        return None, False
