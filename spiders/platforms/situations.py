"""Situations of guides (办理情形) that only a script asks for: one guide is rendered, its call serves all others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind
from crawler.page.cases import further, learn_case_call
from crawler.page.hidden_parts import own_values
from crawler.page.html import Page
from spiders.platforms.guides import exchanges_of
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.domain.evidence import Target
    from crawler.page.cases import Case, CaseCall
    from spiders.platforms.walking import Look

_SCOUTS = 2
"""Guides with situations that are rendered in vain before those of the others are taken for words on their pages."""
_MOST = 300
"""Guides that are held at once."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """Situations of a guide that are still to be asked for."""

    item: str
    evidence: str
    cases: tuple[Case, ...]
    values: Mapping[str, str]


class Situations:
    """Asks for the situations that guides and their parts let one choose from."""

    def __init__(self, *, may_render: bool) -> None:
        self._may_render = may_render
        self._guides: dict[str, Errand] = {}
        self._call: CaseCall | None = None
        self._learned_from: tuple[Case, ...] = ()
        self._held: list[_Choice] = []
        self._scout: str | None = None
        self._scouts = 0
        self._done: set[str] = set()

    def of(self, errand: Errand, page: Page, look: Look) -> Iterator[Errand]:
        """A guide or a part of one: its further situations, once it is known how they are asked for."""
        if errand.item is None or errand.look > 1:
            return
        if errand.kind is PageKind.GUIDE:
            self._guides[errand.item] = errand
        if errand.render or errand.item in self._done or not (told := further(page)):
            return
        self._done.add(errand.item)
        one = _Choice(errand.item, look.evidence.id, told, own_values(page, errand.target))
        if self._call is not None:
            yield from self._asked(one)
        elif len(self._held) < _MOST:
            self._held.append(one)
            yield from self._scouting()

    def _scouting(self) -> Iterator[Errand]:
        if self._scout is not None or self._scouts >= _SCOUTS or not self._may_render:
            return
        one = next((one for one in self._held if one.item in self._guides), None)
        if one is not None:
            self._scout = one.item
            self._scouts += 1
            yield replace(self._guides[one.item], render=True)

    def shown(self, errand: Errand, look: Look) -> Iterator[Errand]:
        """A rendered guide, or its failure: how it asked for a situation serves all others."""
        exchanges = exchanges_of(look)
        shown: list[tuple[Page, Target]] = []
        for page, target in ((look.page(), errand.target), *((one.page, one.target) for one in exchanges)):
            shown += [(page, target)] if isinstance(page, Page) else []
        for page, target in shown if self._call is None else ():
            told = further(page)
            self._call = learn_case_call(exchanges, told, own_values(page, target)) if told else None
            if self._call is not None:
                self._learned_from = told
                break
        if errand.item == self._scout:
            self._scout = None
        if self._call is not None:
            held, self._held = self._held, []
            for one in held:
                yield from self._asked(one)
        else:
            self._held = [one for one in self._held if one.item != errand.item]
            yield from self._scouting()

    def asks_for_one(self, target: Target) -> bool:
        """Whether a request of the guide that was rendered asks for one of its situations."""
        return self._call is not None and self._call.holds(target, self._learned_from)

    def _asked(self, one: _Choice) -> Iterator[Errand]:
        for case in one.cases:
            target = self._call.of(one.values, case) if self._call is not None else None
            if target is not None:
                yield Errand(target=target, kind=PageKind.FRAGMENT, parent=one.evidence, item=one.item)
