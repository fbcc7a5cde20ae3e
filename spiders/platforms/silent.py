"""Parts of the list whose pages show no row until a script has run: a few are rendered, their calls serve the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target
from crawler.page.guides.hidden_parts import rows_awaited
from crawler.page.html import Page
from crawler.page.learned.like_calls import learn_like, waiting
from crawler.page.lists.awaited_rows import awaits_others
from crawler.page.lists.toggles import opens_by_names
from spiders.platforms.series import show_fewer
from spiders.platforms.walking import CLICK, Errand
from spiders.platforms.wayfinding import Promise, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.page.json_page import JsonPage
    from crawler.page.learned.calls import ListCall
    from crawler.page.learned.like_calls import LikeCall, Waiting
    from spiders.platforms.lists import Lists
    from spiders.platforms.way import Way

_SCOUTS = 2
"""Pages of a kind that are rendered in vain before the others are given up as not reached."""

_MOST_VAIN = 6
"""Pages of one portal, of all kinds, that are rendered in vain."""

_MOST_RENDERED = 24
"""Pages of one portal that are rendered for their rows."""

_MOST_PLAIN = 200
"""Pages that promise nothing and are kept in case others like them show a list."""

_NOT_REACHED = "a part of the list opens by a script that could not be followed"


@dataclass(frozen=True, slots=True)
class _Part:
    """A page that shows no rows yet."""

    errand: Errand
    evidence: str
    says: Waiting
    beside: frozenset[str] = frozenset()
    """The items that it shows beside the place for its rows."""


@dataclass(slots=True)
class _Family:
    """Pages whose addresses differ in a value alone."""

    held: list[_Part] = field(default_factory=list)
    like: LikeCall | None = None
    shown: int = 0
    """How many of them showed rows when they were rendered."""
    vain: int = 0


class SilentLists:
    """Asks for the rows of pages that promise a part of the list and show none."""

    def __init__(self, way: Way, lists: Lists) -> None:
        self._way = way
        self._lists = lists
        self._families: dict[tuple[str, ...], _Family] = {}
        self._scouts: dict[str, tuple[_Family, _Part]] = {}
        self._asked: list[tuple[_Family, _Part, tuple[ListCall, ...]]] = []
        self._plain: list[_Part] = []
        """Pages that promise nothing and wait for rows: others like them may turn out to be lists."""
        self._met: set[str] = set()
        self._once: set[str] = set()
        self._rendered = 0
        self._vain = {False: 0, True: 0}
        """By whether a page shows rows besides: those that do are not to keep others from being rendered."""

    def met(self, errand: Errand, page: Page | JsonPage) -> None:
        """A page of navigation without rows: it waits where it says that it has some, or has a place for them."""
        promised = self._way.promised(errand.target)
        if errand.render or not isinstance(page, Page) or errand.target.method != "GET":
            return
        if promised not in {Promise.LIST, Promise.FACET}:
            if len(self._plain) < _MOST_PLAIN and rows_awaited(page):
                self._plain.append(_Part(errand, page.evidence, waiting(page, errand.target)))
            return
        if errand.target.key in self._met or not self._way.asks(page):
            return
        says = waiting(page, errand.target)
        asks = says.waits or (promised is Promise.LIST and (self._way.asks_itself(page) or opens_by_names(page)))
        if says.declared or (asks and says.declared is None):
            self._met.add(errand.target.key)
            family = self._families.setdefault(shape_of(errand.target.url), _Family())
            family.held.append(_Part(errand, page.evidence, says))

    def met_beside(self, errand: Errand, page: Page | JsonPage) -> None:
        """A page that shows popular services (热门) and has a place of its own for the rows of its list."""
        if errand.render or not isinstance(page, Page) or errand.target.method != "GET":
            return
        if errand.target.key in self._met or not awaits_others(page):
            return
        self._met.add(errand.target.key)
        rows = frozenset(item.key for item in page.items())
        family = self._families.setdefault(shape_of(errand.target.url), _Family())
        family.held.append(_Part(errand, page.evidence, waiting(page, errand.target), rows))

    def next(self) -> Iterator[Errand]:
        """What to ask once everything that stands on the pages themselves was read."""
        for part in [part for part in self._plain if self._way.shows_list(part.errand.target)]:
            self._plain.remove(part)
            if part.errand.target.key not in self._met:
                self._met.add(part.errand.target.key)
                self._families.setdefault(shape_of(part.errand.target.url), _Family()).held.append(part)
        asked, self._asked = self._asked, []
        for family, part, calls in asked:
            if show_fewer(self._lists.lists_of(calls), part.says.declared or 1):
                yield from self._render(family, part)
        for family in self._families.values():
            yield from self._of(family)

    def _of(self, family: _Family) -> Iterator[Errand]:
        family.held = [part for part in family.held if not self._seen(family, part)]
        family.held.sort(key=lambda part: (-(part.says.declared or 0), -part.says.size, part.errand.target.key))
        while family.held and not any(family is one for one, _ in self._scouts.values()):
            part = family.held.pop(0)
            calls = family.like.of(part.says) if family.like is not None else ()
            if calls:
                self._asked.append((family, part, calls))
                yield from self._lists.ask(calls, part.errand, part.evidence)
            else:
                yield from self._render(family, part)

    def _seen(self, family: _Family, part: _Part) -> bool:
        """Whether a page was rendered in search of any list before; what it taught serves the others."""
        if part.errand.target.key not in self._way.rendered_pages:
            return False
        if calls := self._lists.calls_of(part.errand.target):
            family.shown += 1
            family.like = family.like or learn_like(calls, part.says)
        elif self._lists.shows_rows(part.errand.target):
            family.shown += 1
        else:
            family.vain += 1
        return True

    def _render(self, family: _Family, part: _Part) -> Iterator[Errand]:
        vain = not family.shown and (family.vain >= _SCOUTS or self._vain[bool(part.beside)] >= _MOST_VAIN)
        if vain or self._rendered >= _MOST_RENDERED or not self._way.may_render:
            yield from self._not_reached(
                part, unseen=family.vain < _SCOUTS or family.shown > 0, like_lists=family.shown > 0
            )
            return
        self._rendered += 1
        self._scouts[part.errand.target.key] = family, part
        self._once.add(part.errand.target.key)
        yield self._way.page(part.errand.target, PageKind.NAVIGATION, part.errand.parent, render=True)

    def awaits(self, errand: Errand) -> bool:
        """Whether a rendered page is one that was read before and is rendered for its rows alone."""
        return errand.render and errand.target.key in self._once

    def shown(self, errand: Errand, page: Page | JsonPage | None) -> Iterator[Errand]:
        """A page that was rendered for its rows, or its failure."""
        if not errand.render or errand.target.key not in self._scouts:
            return
        family, part = self._scouts.pop(errand.target.key)
        calls = self._lists.calls_of(errand.target)
        others = page is not None and any(item.key not in part.beside for item in page.items())
        if calls or others:
            family.shown += 1
            family.like = family.like or learn_like(calls, part.says)
            if part.beside and not calls:
                self._lists.stands_in_browser(part.errand.target)
            return
        family.vain += 1
        self._vain[bool(part.beside)] += 1
        yield from self._not_reached(part, unseen=page is None, like_lists=family.shown > 0)

    def _not_reached(self, part: _Part, *, unseen: bool, like_lists: bool) -> Iterator[Errand]:
        """Rows that a page says it has and nobody saw; a page that only counts what other lists show has none.

        `unseen` is a page of which nobody knows what a browser shows there: one that promised a list may have rows, and
        so may one like others that showed some.
        """
        promised = like_lists or self._way.promised(part.errand.target) is Promise.LIST
        hoped = unseen and part.says.waits and promised
        if hoped or (part.says.declared or 0) > self._lists.found():
            hidden = Target(url=part.errand.target.url, method=CLICK, body=_NOT_REACHED)
            yield Errand(target=hidden, kind=PageKind.LIST, parent=part.evidence, skip=_NOT_REACHED)
