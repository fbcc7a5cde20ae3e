"""Guides that ask for more than the rendered one did, since a condition of their script goes the other way there.

One guide of a kind is rendered, and its calls serve all others. What its script asks for only where a service has
situations (办理情形), it did not ask for if its own has none: one guide that has is rendered as well, for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from crawler.domain.evidence import PageKind
from crawler.page.guides.hidden_parts import addressed_values, own_values
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.families import family_of
from crawler.page.learned.part_calls import learn_part_calls
from crawler.page.script.conditional_calls import conditional_calls, told_by, told_in
from spiders.platforms.exchanges import exchanges_of
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from crawler.domain.evidence import Target
    from crawler.page.learned.part_calls import PartCall
    from crawler.page.script.conditional_calls import Condition
    from spiders.platforms.walking import Look

_SCOUTS = 2
"""Guides that are rendered in vain for one condition."""
_MOST = 300
"""Guides that are held at once."""


@dataclass(frozen=True, slots=True)
class _Guide:
    """A guide whose script takes the other way."""

    errand: Errand
    """Renders it."""
    evidence: str
    values: Mapping[str, str]


@dataclass(slots=True)
class _Turn:
    """A condition, and what is known of the way that the first rendered guide did not take."""

    condition: Condition
    first: bool
    """The way that one took."""
    calls: tuple[PartCall, ...] = ()
    scout: str | None = None
    scouts: int = 0
    held: list[_Guide] = field(default_factory=list)
    met: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Kind:
    """Guides of one kind of address."""

    turns: list[_Turn] | None = None
    """None until one of them was rendered."""
    asked: frozenset[str] = frozenset()
    values: Mapping[str, str] = field(default_factory=dict)
    earlier: list[tuple[_Guide, Mapping[str, list[Any]]]] = field(default_factory=list)
    """Guides that came before, and what their pages tell their scripts."""


class Turns:
    """Has a guide rendered whose script takes another way, and asks as that one did for all others that do."""

    def __init__(self, page_of: Callable[[str], Target | None], *, may_render: bool) -> None:
        self._page_of = page_of
        self._may_render = may_render
        self._kinds: dict[tuple[str, ...], _Kind] = {}
        self._guides: dict[str, Errand] = {}
        self._rendered: set[str] = set()

    def of(self, errand: Errand, page: Page | JsonPage, look: Look) -> Iterator[Errand]:
        """A guide or a part of one, asked over HTTP: what it tells the script of its page."""
        if errand.item is None or errand.render or errand.look > 1 or not self._may_render:
            return
        if errand.kind is PageKind.GUIDE:
            self._guides.setdefault(errand.item, errand)
        guide, at = self._guides.get(errand.item), self._page_of(errand.item)
        if guide is None or errand.item in self._rendered:
            return
        at = at if at is not None else guide.target
        kind = self._kinds.setdefault(family_of(at), _Kind())
        values = own_values(page, at) if isinstance(page, Page) else addressed_values(at)
        one = _Guide(replace(guide, target=at, render=True), look.evidence.id, values)
        if kind.turns is None:
            if isinstance(page, Page) and len(kind.earlier) < _MOST:
                kind.earlier.append((one, told_by(page)))
            return
        if kind.turns:
            names = [turn.condition.name for turn in kind.turns]
            told = told_by(page) if isinstance(page, Page) else told_in(page.data, names)
            yield from _met(kind.turns, one, told)

    def shown(self, errand: Errand, look: Look, *, known: Callable[[Target], bool]) -> Iterator[Errand]:
        """A rendered guide, or its failure; `known` are calls that others ask for already."""
        if errand.item is None or errand.kind is not PageKind.GUIDE:
            return
        self._rendered.add(errand.item)
        kind = self._kinds.setdefault(family_of(errand.target), _Kind())
        page = look.page()
        if kind.turns is None:
            if isinstance(page, Page):
                yield from self._learn(kind, errand, page, look)
            return
        for turn in kind.turns:
            waiting = turn.scout == errand.item
            own = [one for one in turn.held if one.errand.item == errand.item]
            turn.held = [one for one in turn.held if one.errand.item != errand.item]
            if waiting:
                turn.scout = None
            if (waiting or own) and not turn.calls:
                values = own_values(page, errand.target) if isinstance(page, Page) else addressed_values(errand.target)
                turn.calls = _further(kind, errand, look, values, known)
            for one in own:
                yield from _asked(turn, one)
            held, turn.held = turn.held, []
            for one in held:
                yield from _next(turn, one)

    def _learn(self, kind: _Kind, errand: Errand, page: Page, look: Look) -> Iterator[Errand]:
        exchanges = exchanges_of(look)
        kind.asked = frozenset(one.target.key for one in exchanges)
        kind.values = own_values(page, errand.target)
        found = conditional_calls(page.scripts, [one.target.url for one in exchanges])
        told = told_by(page) if found else {}
        for one in exchanges if found else ():
            if isinstance(one.page, JsonPage):
                for name, said in told_in(one.page.data, [one.condition.name for one in found]).items():
                    told.setdefault(name, []).extend(said)
        ways = [(one, one.condition.way(told.get(one.condition.name, ()))) for one in found]
        kind.turns = [_Turn(one.condition, way) for one, way in ways if way is not None and one.unseen[not way]]
        earlier, kind.earlier = kind.earlier, []
        for guide, own in earlier if kind.turns else ():
            if guide.errand.item != errand.item:
                yield from _met(kind.turns, guide, own)


def _met(turns: list[_Turn], one: _Guide, told: Mapping[str, list[Any]]) -> Iterator[Errand]:
    item = one.errand.item or ""
    for turn in turns:
        way = turn.condition.way(told.get(turn.condition.name, ()))
        if way is not None and way is not turn.first and item not in turn.met:
            turn.met.add(item)
            yield from _next(turn, one)


def _next(turn: _Turn, one: _Guide) -> Iterator[Errand]:
    """Ask for what a guide asks for on its way, or have it rendered if nobody knows that yet."""
    if turn.calls:
        yield from _asked(turn, one)
    elif turn.scout is not None:
        turn.held += [one] if len(turn.held) < _MOST else []
    elif turn.scouts < _SCOUTS:
        turn.scout = one.errand.item
        turn.scouts += 1
        turn.held.append(one)
        yield one.errand


def _further(
    kind: _Kind, errand: Errand, look: Look, values: Mapping[str, str], known: Callable[[Target], bool]
) -> tuple[PartCall, ...]:
    """The calls of a rendered guide that the first one did not make, nor anybody makes for other reasons."""
    found = learn_part_calls(exchanges_of(look), values, errand.target.url.partition("#")[0])
    of_first = [(call, call.of(kind.values)) for call in found if not known(call.target)]
    return tuple(call for call, first in of_first if first is None or first.key not in kind.asked)


def _asked(turn: _Turn, one: _Guide) -> Iterator[Errand]:
    for call in turn.calls:
        target = call.of(one.values)
        if target is not None:
            yield Errand(target=target, kind=PageKind.FRAGMENT, parent=one.evidence, item=one.errand.item)
