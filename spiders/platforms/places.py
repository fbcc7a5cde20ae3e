"""Places (区划) by which a list is chosen, where all of them belong to the region: opened by clicks, else a gap."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target
from crawler.page.html import Page
from crawler.page.lists.column_words import is_area
from crawler.page.lists.places import places_asked, places_without_address
from spiders.platforms.walking import CLICK, Errand
from spiders.platforms.wayfinding import Promise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.page.json_page import JsonPage
    from crawler.page.learned.calls import ListCall
    from spiders.platforms.way import Way

_LEFT = "places by which the list is chosen could not be opened"
_MOST_CLICKED = 40


@dataclass(slots=True)
class _Menu:
    """The places that a page lets one choose from, none of them by an address."""

    errand: Errand
    parent: str
    names: frozenset[str]
    clicked: bool = False
    opened: set[str] = field(default_factory=set)


class Places:
    """Remembers menus of places that no call of their page asks for."""

    def __init__(self, way: Way) -> None:
        self._way = way
        self._menus: dict[frozenset[str], _Menu] = {}
        self._told: set[frozenset[str]] = set()

    def met(self, errand: Errand, page: Page | JsonPage | None, calls: Iterable[ListCall] = ()) -> None:
        """A page of a list, and the calls that bring it."""
        if not self._way.all_areas or not isinstance(page, Page):
            return
        names = places_without_address(page)
        if len(names) > max(1, places_asked(call.target for call in calls)):
            self._menus.setdefault(frozenset(filter(is_area, names)), _Menu(errand, page.evidence, names))

    def next(self) -> Iterator[Errand]:
        """Each place of a menu, once it is known that nothing else opens them."""
        for menu in self._menus.values():
            if menu.clicked or menu.errand.target.method != "GET" or not self._way.may_render:
                continue
            menu.clicked = True
            for name in sorted(filter(is_area, menu.names))[:_MOST_CLICKED]:
                target = Target(url=menu.errand.target.url, method=CLICK, body=name)
                yield from self._way.step(target, Promise.FACET, menu.parent, 1)

    def came(self, errand: Errand, url: str) -> None:
        """What a click on a place led to: another address, or nothing that can be told from what was there."""
        for menu in self._menus.values():
            if errand.target.method == CLICK and errand.target.body in menu.names and url != menu.errand.target.url:
                menu.opened.add(errand.target.body)

    def left(self) -> Iterator[Errand]:
        """The gap of menus of which not every place was opened."""
        for names, menu in self._menus.items():
            if names not in self._told and not names <= menu.opened:
                self._told.add(names)
                gap = Target(url=menu.errand.target.url, method=CLICK, body=_LEFT)
                yield Errand(target=gap, kind=PageKind.LIST, parent=menu.parent, skip=_LEFT)
