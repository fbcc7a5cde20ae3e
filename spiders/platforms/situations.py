"""Situations of guides (办理情形) that only a script asks for: one guide is rendered, its call serves all others.

A guide writes its situations on its page, or an answer tells them to the page's script.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind
from crawler.page.guides.cases import chooses, further, learn_case_call
from crawler.page.guides.hidden_parts import addressed_values, own_values
from crawler.page.guides.told_cases import told_cases
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from spiders.platforms.exchanges import exchanges_of
from spiders.platforms.walking import CLICK, Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from crawler.domain.evidence import Target
    from crawler.page.guides.cases import Case, CaseCall
    from crawler.page.learned.calls import Exchange
    from spiders.platforms.walking import Look

_SCOUTS = 2
"""Guides with situations that are rendered in vain before those of the others are taken for words on their pages."""
_MOST = 300
"""Guides that are held at once."""
_NOT_ASKED = "a situation of the guide is asked for by a script that could not be followed"


@dataclass(frozen=True, slots=True)
class _Choice:
    """Situations of a guide that are still to be asked for."""

    item: str
    evidence: str
    guide: Errand
    """Renders it."""
    cases: tuple[Case, ...]
    values: Mapping[str, str]


class Situations:
    """Asks for the situations that guides and their parts let one choose from."""

    def __init__(self, page_of: Callable[[str], Target | None], *, may_render: bool) -> None:
        self._page_of = page_of
        self._guides: dict[str, Errand] = {}
        self._written = _Kind(_written, may_render)
        self._told = _Kind(_told, may_render)

    def of(self, errand: Errand, page: Page | JsonPage, look: Look) -> Iterator[Errand]:
        """A guide or a part of one: its further situations, once it is known how they are asked for."""
        if errand.item is None or errand.look > 1:
            return
        if errand.kind is PageKind.GUIDE:
            self._guides[errand.item] = errand
        guide = self._guides.get(errand.item)
        if errand.render or guide is None:
            return
        if isinstance(page, Page):
            yield from self._written.of(page, errand.target, replace(guide, render=True), look)
        elif (at := self._page_of(errand.item)) is not None:
            yield from self._told.of(page, at, replace(guide, target=at, render=True), look)

    def shown(self, errand: Errand, look: Look) -> Iterator[Errand]:
        """A rendered guide, or its failure: how it asked for a situation serves all others."""
        exchanges = exchanges_of(look)
        page = look.page()
        pages = [(page, errand.target)] if page is not None else []
        pages += [(one.page, one.target) for one in exchanges if one.page is not None]
        yield from self._written.shown(errand.item, pages, exchanges)
        answers = [(one.page, errand.target) for one in exchanges if one.page is not None]
        yield from self._told.shown(errand.item, answers, exchanges)

    def asks_for_one(self, target: Target) -> bool:
        """Whether a request of the guide that was rendered asks for one of its situations."""
        return self._written.asks_for_one(target) or self._told.asks_for_one(target)


@dataclass(slots=True)
class _Kind:
    """Situations that are made known in one way."""

    read: Callable[[Page | JsonPage, Target], tuple[tuple[Case, ...], Mapping[str, str]] | None]
    """The further situations that a page or an answer tells, and what it knows its guide by."""
    may_render: bool
    calls: list[CaseCall] = field(default_factory=list)
    """One call, told by what each page of a rendered guide knows itself by: a part knows less than the whole guide."""
    learned_from: tuple[Case, ...] = ()
    held: list[_Choice] = field(default_factory=list)
    scout: str | None = None
    scouts: int = 0
    done: set[str] = field(default_factory=set)

    def of(self, page: Page | JsonPage, target: Target, guide: Errand, look: Look) -> Iterator[Errand]:
        """A page or an answer of a guide, which `guide` renders."""
        assert guide.item is not None
        if guide.item in self.done or (told := self.read(page, target)) is None:
            return
        self.done.add(guide.item)
        one = _Choice(guide.item, look.evidence.id, guide, *told)
        if self.calls:
            yield from self._asked(one)
        elif len(self.held) < _MOST:
            self.held.append(one)
            yield from self._scouting()

    def shown(
        self, item: str | None, pages: Iterable[tuple[Page | JsonPage, Target]], exchanges: Sequence[Exchange]
    ) -> Iterator[Errand]:
        """The page and the answers of a rendered guide, and all that it asked for."""
        for page, target in pages if not self.calls else ():
            cases, values = self.read(page, target) or ((), {})
            call = learn_case_call(exchanges, cases, values) if cases else None
            if call is not None and call not in self.calls:
                self.calls.append(call)
                self.learned_from = self.learned_from or cases
        self.scout = None if item == self.scout else self.scout
        waiting, self.held = self.held, []
        for one in waiting:
            if self.calls:
                yield from self._asked(one)
            elif one.item != item:
                self.held.append(one)
            elif chooses(exchanges, one.cases):
                gap = replace(one.guide.target, method=CLICK, body=_NOT_ASKED)
                yield Errand(target=gap, kind=PageKind.FRAGMENT, parent=one.evidence, item=item, skip=_NOT_ASKED)
        yield from self._scouting()

    def asks_for_one(self, target: Target) -> bool:
        """Whether a request of the guide that was rendered asks for one of its situations."""
        return any(call.holds(target, self.learned_from) for call in self.calls)

    def _scouting(self) -> Iterator[Errand]:
        if self.held and self.scout is None and self.scouts < _SCOUTS and self.may_render:
            self.scout = self.held[0].item
            self.scouts += 1
            yield self.held[0].guide

    def _asked(self, one: _Choice) -> Iterator[Errand]:
        for case in one.cases:
            target = next(filter(None, (call.of(one.values, case) for call in self.calls)), None)
            if target is not None:
                yield Errand(target=target, kind=PageKind.FRAGMENT, parent=one.evidence, item=one.item)


def _written(page: Page | JsonPage, target: Target) -> tuple[tuple[Case, ...], Mapping[str, str]] | None:
    """What a page shows of situations."""
    found = further(page) if isinstance(page, Page) else ()
    return (found, own_values(page, target)) if found and isinstance(page, Page) else None


def _told(page: Page | JsonPage, target: Target) -> tuple[tuple[Case, ...], Mapping[str, str]] | None:
    """What an answer tells of them, at the address of the guide's page."""
    found = told_cases(page) if isinstance(page, JsonPage) else ()
    return (found, addressed_values(target)) if found else None
