"""Guides that ask for more than the rendered one did, since a condition of their script goes the other way there.

One guide of a kind is rendered, and its calls serve all others. What its script asks for only where a service has
situations (办理情形), it did not ask for if its own has none: one guide that has is rendered as well, for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from crawler.domain.evidence import FetchState, PageKind
from crawler.page.decode import decode
from crawler.page.guides.hidden_parts import addressed_values, own_values
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.families import family_of
from crawler.page.learned.part_calls import learn_part_calls
from crawler.page.script.conditional_calls import conditional_calls, told_by, told_in
from crawler.page.script.scripts import scripts_of
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
"""Guides of a kind of which it is kept what they tell their script."""


@dataclass(frozen=True, slots=True)
class _Guide:
    """A guide, as it would be rendered."""

    errand: Errand
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


@dataclass(frozen=True, slots=True)
class _First:
    """The first guide of its kind that was rendered: what it asked for, and what it told its script."""

    item: str
    page: Page
    values: Mapping[str, str]
    asked: Mapping[str, str]
    """Addresses of its calls by their keys."""
    told: Mapping[str, list[Any]]


@dataclass(slots=True)
class _Kind:
    """Guides of one kind of address."""

    first: _First | None = None
    turns: list[_Turn] = field(default_factory=list)
    told: dict[str, tuple[_Guide, dict[str, list[Any]]]] = field(default_factory=dict)
    """By item, what guides tell their script."""


class Turns:
    """Has a guide rendered whose script takes another way, and asks as that one did for all others that do."""

    def __init__(self, page_of: Callable[[str], Target | None], *, may_render: bool) -> None:
        self._page_of = page_of
        self._may_render = may_render
        self._kinds: dict[tuple[str, ...], _Kind] = {}
        self._guides: dict[str, Errand] = {}
        self._rendered: set[str] = set()
        self._scripts: dict[str, str] = {}
        """Outer scripts that came, by the keys of their addresses."""

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
        if errand.item not in kind.told and len(kind.told) < _MOST:
            values = own_values(page, at) if isinstance(page, Page) else addressed_values(at)
            one = _Guide(replace(guide, target=at, render=True), look.evidence.id, values)
            kind.told[errand.item] = one, {}
        if errand.item in kind.told:
            one, told = kind.told[errand.item]
            for name, said in (told_by(page) if isinstance(page, Page) else told_in(page.data)).items():
                told.setdefault(name, []).extend(each for each in said if each not in told[name])
            yield from _met(kind.turns, one, told)

    def script(self, errand: Errand, look: Look) -> Iterator[Errand]:
        """A script that came by itself: pages of guides may have their conditions in it."""
        key = errand.target.key
        if key in self._scripts or look.evidence.state is not FetchState.FETCHED:
            return
        self._scripts[key] = decode(look.body, look.evidence.content_type).text
        for kind in self._kinds.values():
            if kind.first is not None and any(key == one.key for one in kind.first.page.outer_scripts()):
                yield from self._learn(kind, kind.first)

    def shown(self, errand: Errand, look: Look, *, known: Callable[[Target], bool]) -> Iterator[Errand]:
        """A rendered guide, or its failure; `known` are calls that others ask for already."""
        if errand.item is None or errand.kind is not PageKind.GUIDE:
            return
        self._rendered.add(errand.item)
        kind = self._kinds.setdefault(family_of(errand.target), _Kind())
        page = look.page()
        if kind.first is None:
            if isinstance(page, Page):
                kind.first = _first(errand.item, page, errand.target, look)
                yield from self._learn(kind, kind.first)
            return
        for turn in kind.turns:
            waiting, turn.scout = turn.scout == errand.item, None if turn.scout == errand.item else turn.scout
            own = [one for one in turn.held if one.errand.item == errand.item]
            if (waiting or own) and not turn.calls:
                values = own_values(page, errand.target) if isinstance(page, Page) else addressed_values(errand.target)
                turn.calls = _further(kind.first, errand, look, values, known)
            held, turn.held = turn.held, []
            for one in held:
                if one.errand.item != errand.item:
                    yield from _next(turn, one)
                elif turn.calls:
                    yield from _asked(turn, one)

    def _learn(self, kind: _Kind, first: _First) -> Iterator[Errand]:
        """The conditions of the scripts that came so far which the first guide met otherwise than others may."""
        outer = [self._scripts[one.key] for one in first.page.outer_scripts() if one.key in self._scripts]
        scripts = scripts_of([first.page.scripts.text, *outer]) if outer else first.page.scripts
        known = {turn.condition for turn in kind.turns}
        found = conditional_calls(scripts, first.asked.values())
        ways = [(one, one.condition.way(first.told.get(one.condition.name, ()))) for one in found]
        fresh = [(one.condition, way) for one, way in ways if way is not None and one.unseen[not way]]
        turns = [_Turn(condition, way) for condition, way in fresh if condition not in known]
        kind.turns += turns
        for item, (guide, told) in kind.told.items():
            if item not in self._rendered:
                yield from _met(turns, guide, told)


def _first(item: str, page: Page, target: Target, look: Look) -> _First:
    exchanges = exchanges_of(look)
    told = told_by(page)
    for one in exchanges:
        for name, said in told_in(one.page.data).items() if isinstance(one.page, JsonPage) else ():
            told.setdefault(name, []).extend(said)
    asked = {one.target.key: one.target.url for one in exchanges}
    return _First(item, page, own_values(page, target), asked, told)


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
        turn.held.append(one)
    elif turn.scouts < _SCOUTS:
        turn.scout = one.errand.item
        turn.scouts += 1
        turn.held.append(one)
        yield one.errand


def _further(
    first: _First, errand: Errand, look: Look, values: Mapping[str, str], known: Callable[[Target], bool]
) -> tuple[PartCall, ...]:
    """The calls of a rendered guide that the first one did not make, nor anybody makes for other reasons."""
    found = learn_part_calls(exchanges_of(look), values, errand.target.url.partition("#")[0])
    of_first = [(call, call.of(first.values)) for call in found if not known(call.target)]
    return tuple(call for call, same in of_first if same is None or same.key not in first.asked)


def _asked(turn: _Turn, one: _Guide) -> Iterator[Errand]:
    for call in turn.calls:
        target = call.of(one.values)
        if target is not None:
            yield Errand(target=target, kind=PageKind.FRAGMENT, parent=one.evidence, item=one.errand.item)
