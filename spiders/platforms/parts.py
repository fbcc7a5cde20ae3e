"""Parts of guides that only a script brings: one guide of a kind is rendered, its calls serve all others."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target
from crawler.page.guides.hidden_parts import family_of, hides_parts, own_values, tabs
from crawler.page.json_page import JsonPage
from crawler.page.learned.part_calls import learn_part_calls
from spiders.platforms.guides import exchanges_of
from spiders.platforms.situations import Situations
from spiders.platforms.walking import CLICK, Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from crawler.page.html import Page
    from crawler.page.learned.part_calls import PartCall
    from spiders.platforms.walking import Look
    from spiders.platforms.way import Way

_SCOUTS = 2
"""Guides of a kind that are rendered in vain before the parts of the others are given up as not reached."""

_NOT_REACHED = "a part of the guide opens by a script that could not be followed"


@dataclass(frozen=True, slots=True)
class _Guide:
    """A guide whose parts are still to be asked for."""

    errand: Errand
    evidence: str
    values: Mapping[str, str]
    named: bool
    """Whether the page itself names sections that it does not hold."""


@dataclass(slots=True)
class _Family:
    """Guides of one kind of address."""

    calls: tuple[PartCall, ...] | None = None
    """What brings the parts, once it is known; empty where nothing does."""
    scout: _Guide | None = None
    scouts: int = 0
    held: list[_Guide] = field(default_factory=list)


class Parts:
    """Asks for the parts of guides."""

    def __init__(self, way: Way, page_of: Callable[[str], Target | None]) -> None:
        self._way = way
        self._families: dict[tuple[str, ...], _Family] = {}
        self._situations = Situations(page_of, may_render=way.may_render)

    def of(self, errand: Errand, page: Page | JsonPage, look: Look) -> Iterator[Errand]:
        """A guide as its address gives it: its parts, once it is known how they are asked for."""
        yield from self._situations.of(errand, page, look)
        if isinstance(page, JsonPage):
            return
        if errand.kind is not PageKind.GUIDE or errand.render or errand.look > 1 or not hides_parts(page):
            return
        family = self._families.setdefault(family_of(errand.target), _Family())
        one = _Guide(errand, look.evidence.id, own_values(page, errand.target), bool(tabs(page)))
        if family.calls is not None or not self._way.may_render:
            yield from _asked(family, one)
        elif family.scout is not None:
            family.held.append(one)
        else:
            yield self._scouting(family, one)

    @staticmethod
    def _scouting(family: _Family, one: _Guide) -> Errand:
        family.scout = one
        family.scouts += 1
        return replace(one.errand, render=True)

    def shown(self, errand: Errand, look: Look) -> Iterator[Errand]:
        """A rendered guide, or its failure: the calls that it made teach how the parts of all are asked for."""
        yield from self._situations.shown(errand, look)
        family = self._families.get(family_of(errand.target))
        if family is None or family.scout is None or family.scout.errand.item != errand.item:
            return
        scout, family.scout = family.scout, None
        calls = learn_part_calls(exchanges_of(look), scout.values, errand.target.url.partition("#")[0])
        calls = tuple(call for call in calls if not self._situations.asks_for_one(call.target))
        if not calls and family.scouts < _SCOUTS and family.held:
            yield from _asked(_Family(calls=()), scout)
            yield self._scouting(family, family.held.pop(0))
            return
        family.calls = calls
        waiting, family.held = [scout, *family.held], []
        for one in waiting:
            yield from _asked(family, one)


def _asked(family: _Family, one: _Guide) -> Iterator[Errand]:
    found = [call.of(one.values) for call in family.calls or ()]
    for target in found:
        if target is not None:
            yield Errand(target=target, kind=PageKind.FRAGMENT, parent=one.evidence, item=one.errand.item)
    if one.named and not any(found):
        hidden = Target(url=one.errand.target.url, method=CLICK, body=_NOT_REACHED)
        yield Errand(
            target=hidden, kind=PageKind.FRAGMENT, parent=one.evidence, item=one.errand.item, skip=_NOT_REACHED
        )
