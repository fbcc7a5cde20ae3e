"""Parts of guides that only a script brings: one guide of a kind is rendered, its calls serve all others."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target
from crawler.page.guides.awaited_values import awaited_values
from crawler.page.guides.hidden_parts import hides_parts, names_of_hidden, own_values, panels_of_tabs, tabs
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.families import family_of, folder_apart
from crawler.page.learned.part_calls import learn_part_calls
from spiders.platforms.exchanges import exchanges_of
from spiders.platforms.situations import Situations
from spiders.platforms.turns import Turns
from spiders.platforms.walking import CLICK, Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from crawler.page.learned.part_calls import PartCall
    from spiders.platforms.walking import Look
    from spiders.platforms.way import Way

_SCOUTS = 2
"""Guides of a kind that are rendered in vain before the parts of the others are given up as not reached."""
_MOST_SCOUTS = 6
"""Guides of a kind that are rendered because they name parts that no rendered one had, or ask in another way."""

_FEWEST_WHOLE = 2
"""Panels of a guide that came with words before that shows anything: the one that is open comes so in any case."""

_NOT_REACHED = "a part of the guide opens by a script that could not be followed"


@dataclass(frozen=True, slots=True)
class _Guide:
    """A guide whose parts are still to be asked for."""

    errand: Errand
    evidence: str
    values: Mapping[str, str]
    hidden: frozenset[str]
    """What the parts are called that its page does not hold."""
    named: bool
    """Whether the page itself names sections that it does not hold."""
    waiting: frozenset[str]
    """The places of its values that are empty."""
    panels: frozenset[str]
    """The names of the panels of its tabs that are empty."""


@dataclass(frozen=True, slots=True)
class _Taught:
    """What a rendered guide taught: the calls for its parts, none where none was seen."""

    hidden: frozenset[str]
    calls: tuple[PartCall, ...]


@dataclass(slots=True)
class _Family:
    """Guides of one kind of address."""

    taught: list[_Taught] = field(default_factory=list)
    scout: _Guide | None = None
    held: list[_Guide] = field(default_factory=list)
    filled: bool = False
    """Whether a browser showed values in places that were empty, and no call brought them that could be learnt."""
    panels: set[str] = field(default_factory=set)
    """Panels that came with words as the page came: one that is empty elsewhere has nothing to say there."""

    def is_whole(self, one: _Guide) -> bool:
        """Whether each panel that is empty in a guide came filled with others of its kind."""
        return bool(one.panels) and not one.waiting and one.panels <= self.panels

    def calls_for(self, one: _Guide) -> tuple[PartCall, ...] | None:
        """The calls for the parts of a guide; None where a browser has to show them first.

        They are those of a rendered guide that had all of its parts and knows itself by the same values.
        """
        like = [known for known in self.taught if one.hidden <= known.hidden]
        for known in like:
            if any(call.of(one.values) is not None for call in known.calls):
                return known.calls
        if sum(1 for known in like if not known.calls) >= _SCOUTS:
            return ()
        if len(self.taught) < _MOST_SCOUTS:
            return None
        nearest = max(self.taught, key=lambda known: (bool(known.calls), len(known.hidden & one.hidden)))
        return nearest.calls


class Parts:
    """Asks for the parts of guides."""

    def __init__(self, way: Way, page_of: Callable[[str], Target | None]) -> None:
        self._way = way
        self._families: dict[tuple[str, ...], _Family] = {}
        self._situations = Situations(page_of, may_render=way.may_render)
        self._turns = Turns(page_of, may_render=way.may_render)
        self._left: list[tuple[_Family, _Guide]] = []
        """Guides of whose parts none could be asked for."""

    def of(self, errand: Errand, page: Page | JsonPage, look: Look) -> Iterator[Errand]:
        """A guide as its address gives it: its parts, once it is known how they are asked for."""
        yield from self._situations.of(errand, page, look)
        yield from self._turns.of(errand, page, look)
        if isinstance(page, JsonPage):
            return
        if errand.kind is not PageKind.GUIDE or errand.render or errand.look > 1:
            return
        waiting = awaited_values(page)
        empty, filled = panels_of_tabs(page)
        if len(filled) >= _FEWEST_WHOLE:
            self._families.setdefault(family_of(errand.target), _Family()).panels |= filled
        if not waiting and not hides_parts(page):
            return
        family = self._families.setdefault(family_of(errand.target), _Family())
        hidden = names_of_hidden(page) | frozenset(waiting.values())
        values = own_values(page, errand.target)
        one = _Guide(errand, look.evidence.id, values, hidden, bool(tabs(page)), frozenset(waiting.values()), empty)
        yield from self._next(family, one)

    def script(self, errand: Errand, look: Look) -> Iterator[Errand]:
        """A script that came by itself, of which guides' pages may be made."""
        yield from self._turns.script(errand, look)

    def _next(self, family: _Family, one: _Guide) -> Iterator[Errand]:
        calls = family.calls_for(one) if self._way.may_render else ()
        calls = self._of_other_folders(one) if calls is None else calls
        if one.waiting and family.filled and not calls:
            yield replace(one.errand, render=True)
        elif calls is not None:
            yield from self._asked(family, calls, one)
        elif family.scout is None and not any(other.scout is not None for other, _ in self._beside(one)):
            family.scout = one
            yield replace(one.errand, render=True)
        else:
            family.held.append(one)

    def _beside(self, one: _Guide) -> Iterator[tuple[_Family, tuple[str, str]]]:
        """Guides of which the address differs in one folder, and what it is called there and here."""
        kind = family_of(one.errand.target)
        for other, family in self._families.items():
            if (names := folder_apart(other, kind)) is not None:
                yield family, names

    def _of_other_folders(self, one: _Guide) -> tuple[PartCall, ...] | None:
        """The calls for the parts of a guide that another department's taught, where none of them names a folder."""
        for family, names in self._beside(one):
            for known in family.taught:
                asked = [call.of(one.values) for call in known.calls]
                own = any(step in target.url for target in asked if target is not None for step in names)
                if one.hidden <= known.hidden and asked and all(asked) and not own:
                    return known.calls
        return None

    def shown(self, errand: Errand, look: Look) -> Iterator[Errand]:
        """A rendered guide, or its failure: the calls that it made teach how the parts of all are asked for."""
        yield from self._situations.shown(errand, look)
        yield from self._turns.shown(errand, look, known=self._situations.asks_for_one)
        family = self._families.get(family_of(errand.target))
        if family is None or family.scout is None or family.scout.errand.item != errand.item:
            return
        scout, family.scout = family.scout, None
        calls = learn_part_calls(exchanges_of(look), scout.values, errand.target.url.partition("#")[0])
        calls = tuple(call for call in calls if not self._situations.asks_for_one(call.target))
        page = look.page() if scout.waiting and not calls and look.evidence.failure is None else None
        family.filled |= isinstance(page, Page) and not scout.waiting <= frozenset(awaited_values(page).values())
        family.taught.append(_Taught(scout.hidden, calls))
        yield from self._asked(family, calls, scout)
        for other in (family, *(each for each, _ in self._beside(scout))):
            waiting, other.held = other.held, []
            for one in waiting:
                yield from self._next(other, one)

    def _asked(self, family: _Family, calls: Iterable[PartCall], one: _Guide) -> Iterator[Errand]:
        found = [target for call in calls if (target := call.of(one.values)) is not None]
        if one.named and not found:
            self._left.append((family, one))
        for target in found:
            yield Errand(target=target, kind=PageKind.FRAGMENT, parent=one.evidence, item=one.errand.item)

    def at_last(self) -> Iterator[Errand]:
        """Parts that could not be followed, once all guides came: some show that the others are whole."""
        left, self._left = self._left, []
        for family, one in left:
            if not family.is_whole(one):
                url = one.errand.target.url
                hidden = Target(url=url, method=CLICK, body=_NOT_REACHED)
                yield Errand(
                    target=hidden, kind=PageKind.FRAGMENT, parent=one.evidence, item=one.errand.item, skip=_NOT_REACHED
                )
