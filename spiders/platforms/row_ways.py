"""Ways from rows without an address to their guides (无地址的行), as clicks told them; and those that mislead.

What an address holds that no row says may be of the one row that was clicked. An address that we made and that the
portal does not know is our failure: after a few of them the way is given up, and its rows are clicked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.domain.evidence import Failure, PageKind, Target
from crawler.page.finds import Link
from crawler.page.html import Page
from crawler.page.learned.answered_routes import learn_answered
from crawler.page.learned.called_routes import CalledRoute, function_of, learn_called
from crawler.page.learned.calls import learn_route
from spiders.platforms.exchanges import exchanges_of
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.page.finds import ItemLink
    from crawler.page.learned.answered_routes import AnsweredRoute
    from crawler.page.learned.calls import Route
    from spiders.platforms.walking import Look

Row = tuple["ItemLink", "str | None"]
"""An item, and the evidence of the page that lists it."""

_MOST_UNKNOWN = 3
"""Addresses of one way that the portal does not know, before the way is given up."""
_UNKNOWN = frozenset({Failure.HTTP_4XX, Failure.SOFT_404})


@dataclass(slots=True)
class _Way:
    """A way, and how it fared."""

    route: Route | CalledRoute
    by_click: bool
    """Told by one row: what of its address is of all rows, and what of this one, is a guess."""
    opened: bool = False
    unknown: int = 0


@dataclass(slots=True)
class RowWays:
    """Tells addresses for rows, and which of them were wrong."""

    _ways: list[_Way] = field(default_factory=list)
    _answered: list[AnsweredRoute] = field(default_factory=list)
    _made: dict[str, tuple[_Way, Target]] = field(default_factory=dict)
    """By item, the way that made its address."""
    _misleading: set[str] = field(default_factory=set)
    """Functions behind rows whose addresses were made in vain."""
    _dropped: list[Route | CalledRoute] = field(default_factory=list)
    _wrong: set[tuple[str, str]] = field(default_factory=set)
    """Items with addresses that were given up."""
    _asking: dict[str, tuple[AnsweredRoute, list[Row]]] = field(default_factory=dict)
    _unanswered: set[str] = field(default_factory=set)

    def learn(self, route: Route | CalledRoute, *, by_click: bool = False) -> None:
        """A way that the links of a list told, or a click on one of its rows."""
        if route not in self._dropped:
            self._ways.append(_Way(route, by_click))

    def clicked(self, look: Look, item: ItemLink) -> str | None:
        """A click on a row led to an address, or showed windows: the one of them that tells the way to others."""
        page = look.page()
        windows = page.frames() if isinstance(page, Page) else []
        for url in (look.evidence.url, *(one.target.url for one in windows)):
            answered = learn_answered(url, item, exchanges_of(look))
            if answered is not None:
                self._answered.append(answered)
                return url
            there = Link(text=item.name, target=Target(url=url), locator="/")
            route = learn_called(url, item) or learn_route([there], [item])
            if route is not None and function_of(item) not in self._misleading:
                self.learn(route, by_click=True)
                return url
        return None

    def of(self, item: ItemLink) -> Target | None:
        """The address of an item's guide, as far as a way to it is known."""
        if self._asked_for(item) is not None:
            return None
        for way in self._ways:
            target = way.route.of(item)
            if target is not None and (item.key, target.key) not in self._wrong:
                self._made[item.key] = way, target
                return target
        return None

    def ask(self, item: ItemLink, parent: str | None) -> Iterator[Errand] | None:
        """What has to be asked before the address of an item is known; None where nothing would tell it."""
        found = self._asked_for(item)
        if found is None:
            return None
        route, target = found
        waiting = self._asking.get(target.key)
        if waiting is not None:
            waiting[1].append((item, parent))
            return iter(())
        self._asking[target.key] = route, [(item, parent)]
        return iter((Errand(target=target, kind=PageKind.FRAGMENT, parent=parent),))

    def _asked_for(self, item: ItemLink) -> tuple[AnsweredRoute, Target] | None:
        asked = ((route, route.asks(item)) for route in self._answered)
        return next(((r, t) for r, t in asked if t is not None and t.key not in self._unanswered), None)

    def answered(self, errand: Errand, look: Look) -> list[tuple[Row, Target | None]] | None:
        """What an answer tells of the rows that waited for it; None for an errand of any other purpose."""
        if errand.kind is not PageKind.FRAGMENT or errand.item is not None:
            return None
        waiting = self._asking.pop(errand.target.key, None)
        if waiting is None:
            return None
        route, rows = waiting
        page = look.page() if look.evidence.failure is None else None
        found = [(row, route.of(row[0], page) if page is not None else None) for row in rows]
        if any(target is None for _, target in found):
            self._unanswered.add(errand.target.key)
        return found

    def unknown(self, errand: Errand, look: Look) -> bool:
        """Whether a guide did not come since a way made an address for it that the portal does not know."""
        way, made = self._made.get(errand.item or "", (None, None))
        if way is None or made is None or made.key != errand.target.key or errand.look > 1:
            return False
        failure = look.evidence.failure
        way.opened = way.opened or failure is None
        if failure not in _UNKNOWN or way.opened or not way.by_click:
            return False
        way.unknown += 1
        return True

    def misled(self, item: ItemLink, *, last: bool) -> bool:
        """Whether the way of an item is given up, after addresses in vain; the `last` one that waits decides."""
        way, _ = self._made[item.key]
        if way.unknown < _MOST_UNKNOWN and not last:
            return False
        self._ways = [one for one in self._ways if one is not way]
        self._dropped.append(way.route)
        self._misleading |= {function_of(item)} - {""}
        return True

    def give_up(self, item: ItemLink, target: Target) -> None:
        """An item waits for a click in place of an address that was made for it."""
        self._wrong.add((item.key, target.key))
        self._made.pop(item.key, None)

    def given_up(self, errand: Errand) -> bool:
        """Whether an address was made wrongly for an item: it is not asked again."""
        return (errand.item or "", errand.target.key) in self._wrong
