"""What the survey's own looks brought (普查): links, columns, searches, visits to the front page."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target, Via
from crawler.domain.survey import Column, EngineLook, LinkLook, Look, SearchLook, Visit, not_there
from crawler.page.html import Page
from crawler.page.lists import columns
from crawler.page.portal.entrances import Found
from crawler.page.portal.search_forms import part_of, place_of, results, search_form
from crawler.survey.pages import reading_at, reading_of, reading_of_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.page.finds import Link
    from crawler.survey.pages import SurveyPages

_OF_COLUMNS = frozenset({PageKind.COLUMN, PageKind.NAVIGATION, PageKind.LIST})
"""What the page of a column was asked for as: the walk may have seen it in a browser before the survey did."""
_MOST_WORDS = 600
_MOST_PAGES = 12
_LONGEST_WORDS = 20
_FEW_COLUMNS = 3
_MENU_SHARE = 0.6
"""Of the columns' pages, those on which a link of the menu or the footer stands at least."""


def links(pages: SurveyPages) -> Iterator[LinkLook]:
    """The sample of links that was opened, where each stands and what came back."""
    done: set[str] = set()
    for one in pages.of_kind[PageKind.LINK]:
        parent = pages.by_id.get(one.parent or "")
        page = pages.page(parent) if parent is not None else None
        if page is None or one.target.key in done:
            continue
        done.add(one.target.key)
        # What a script is handed is no address yet.
        link = next((link for link in page.links() if link.target.key == one.target.key and not link.guessed), None)
        if link is not None:
            yield LinkLook(reading=reading_of_link(page, link), look=pages.look(one.target))


def words(pages: SurveyPages) -> Iterator[LinkLook]:
    """What else the front page and the pages of the menu lead to, by its words alone; each once.

    Several names may lead to places of one page (`/bm.html#water`, `/bm.html#notary`).
    """
    if pages.front is None:
        return
    known = {(look.look.target.key, look.reading.text) for look in links(pages)}
    menu = (page for one in pages.of_kind[PageKind.NAVIGATION][:_MOST_PAGES] if (page := pages.page(one)) is not None)
    left = _MOST_WORDS
    for page in (pages.front[1], *menu):
        for link in page.links()[:_MOST_WORDS]:
            named = link.target.key, link.text
            if left and link.text and len(link.text) <= _LONGEST_WORDS and named not in known:
                known.add(named)
                left -= 1
                yield LinkLook(reading=reading_of_link(page, link), look=Look(target=link.target))


def read_columns(pages: SurveyPages) -> Iterator[Column]:
    """Every column that was met, with the entries of those that were opened."""
    looks = pages.of_kind[PageKind.COLUMN]
    if not looks:
        return
    keys = dict.fromkeys(e.target.key for e in looks)
    best = {key: b for key in keys if (b := pages.best([e for e in pages.at[key] if e.kind in _OF_COLUMNS]))}
    opened = {key: page for key, one in best.items() if (page := pages.page(one)) is not None}
    counts = Counter(k for page in opened.values() for k in {link.target.key for link in page.links()})
    named: dict[str, tuple[Page, Link]] = {}
    for page in pages.walked:
        for link in columns.columns(page):
            named.setdefault(link.target.key, (page, link))
    crossings = columns.crossings(link for _, link in named.values())
    for key, (page, link) in named.items():
        if key in crossings:
            continue
        if len(opened) < _FEW_COLUMNS:
            shared = {x.target.key for x in page.links()} | pages.front_keys
        else:  # A service of the front page, or of two departments, is an entry all the same.
            shared = {k for k, n in counts.items() if n >= _MENU_SHARE * len(opened)}
        here = opened.get(key)
        entries = columns.entries(here, shared) if here is not None else None
        words = columns.nothing_here(here) if here is not None and not entries else None
        if entries == 0 and here is not None and not pages.is_whole(here):
            entries = None
        yield Column(
            name=reading_of_link(page, link, "column"),
            look=pages.look(link.target) if key in best else Look(target=link.target),
            entries=entries,
            words=reading_of("column", here, words) if here is not None and words is not None else None,
        )


def searches(pages: SurveyPages, names: Mapping[str, str]) -> Iterator[SearchLook]:
    """The questions that were put to the portal's own search."""
    by_target: dict[str, list[Evidence]] = defaultdict(list)
    for one in pages.of_kind[PageKind.SEARCH]:
        by_target[one.target.key].append(one)
    for looks in by_target.values():
        first = looks[0]
        parent = pages.by_id.get(first.parent or "")
        page = pages.page(parent) if parent is not None else None
        form = search_form(page) if page is not None else None
        wanted = names.get(first.item or "")
        if page is None or form is None or wanted is None:
            continue
        words = next((w for w in (wanted, part_of(wanted)) if w and _asks(form.ask(w), first.target)), None)
        best = pages.best(looks)
        if words is None or best is None:
            continue
        yield _search(pages, best, page, words, wanted)


def _search(pages: SurveyPages, look: Evidence, page: Page, words: str, wanted: str) -> SearchLook:
    shown = None
    if look.state is FetchState.FETCHED:
        answer = pages.answer(look)
        known = {link.target.key for link in page.links()}
        shown = results(answer, words, known) if answer is not None else None
        if shown == () and isinstance(answer, Page) and not pages.is_whole(answer):
            shown = None
    found = Found(words=shown[0] if shown else words, locator="/")
    return SearchLook(
        query=words,
        wanted=wanted,
        exact=words == wanted,
        reading=reading_at(look.id, "search", found),
        at=place_of(words, shown) if shown else None,
        shown=len(shown or ()),
        failure=(look.failure or Failure.UNKNOWN) if shown is None else None,
    )


def visits(pages: SurveyPages) -> Iterator[Visit]:
    """Each look at the front page; a shell came as fast as its script had built it."""
    rendered = [e for e in pages.of_kind[PageKind.HOME] if e.via is Via.BROWSER and e.state is FetchState.FETCHED]
    elsewhere: dict[int, list[Evidence]] = defaultdict(list)
    for one in pages.of_kind[PageKind.SECOND_NETWORK]:
        elsewhere[one.look].append(one)
    for one in pages.of_kind[PageKind.HOME]:
        if one.captured_at is None or (one.failure is Failure.EMPTY_SHELL and rendered):
            continue
        second = pages.best(elsewhere[one.look])
        confirmed = second is not None and not_there(second.seconds, second.failure)
        yield Visit(at=one.captured_at, seconds=one.seconds, failure=one.failure, evidence=one.id, confirmed=confirmed)


def engines(pages: SurveyPages) -> Iterator[EngineLook]:
    """The front page in each engine that opened it: Chromium shows every rendered page, Firefox is the second one."""
    rendered = [e for e in pages.at[pages.home] if e.via is Via.BROWSER and e.kind is not PageKind.API]
    for engine, second in (("chromium", False), ("firefox", True)):
        looks = [e for e in rendered if (e.kind is PageKind.ENGINE) is second]
        best = pages.best(looks)
        page = pages.page(best) if best is not None else None
        if page is not None:
            found = Found(words=page.title, locator="/")
            yield EngineLook(
                engine=engine, reading=reading_of("name", page, found), title=page.title, items=len(page.links())
            )


def _asks(asked: Target | None, target: Target) -> bool:
    return asked is not None and asked.key == target.key
