"""Opening the guides of listed items: one of a kind first, the others in the way that one showed.

A guide may be a page of its own, a page that a script builds, or nothing but a call to an API. One guide of each kind
of address is opened first; if it is an empty shell, one is rendered, its calls are learned, tried over plain HTTP and
used for all others. A browser for each guide is the last resort.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.evidence import FetchState, PageKind, Target
from crawler.page.finds import Link
from crawler.page.guides.hidden_parts import own_values
from crawler.page.guides.hollow import is_hollow
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.called_routes import function_of
from crawler.page.learned.calls import learn_beneath, learn_guide_call, learn_route
from crawler.page.learned.families import family_of
from crawler.page.learned.page_calls import learn_page_calls
from spiders.platforms.clickable_rows import ClickableRows
from spiders.platforms.exchanges import exchanges_of, lists_again
from spiders.platforms.guide_calls import after_first, by_calls, errand_for
from spiders.platforms.guide_families import Family, State, Wanted
from spiders.platforms.row_ways import RowWays
from spiders.platforms.walking import CLICK, Errand, Look

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crawler.page.finds import ItemLink
    from spiders.platforms.row_ways import Row

_SCOUTS = 3
"""Guides rendered in vain before the others are rendered one by one."""

_UNREADABLE = "the guide opens by a script that could not be read"
_NO_BROWSER = "the guide needs a browser, which the profile rules out"


class Guides:
    """Decides how each guide is asked."""

    def __init__(self, *, may_render: bool, always_render: bool) -> None:
        self._may_render = may_render
        self._always_render = always_render
        self._families: dict[tuple[str, ...], Family] = {}
        self._family_of: dict[str, Family] = {}
        self._nowhere: list[tuple[ItemLink, str | None]] = []
        self._ways = RowWays()
        self._rows = ClickableRows()
        self._pages: dict[str, Target] = {}
        self._items: dict[str, ItemLink] = {}

    # --- wanting ----------------------------------------------------------------------------------------------------

    def want(self, item: ItemLink, target: Target | None, parent: str | None) -> Iterator[Errand]:
        """Open an item's guide; without an address it waits for a rendered list to show the way."""
        if target is None or not target.url.startswith(("http://", "https://")):
            target = self._ways.of(item)
            if target is None:
                asked = self._ways.ask(item, parent)
                self._nowhere += [(item, parent)] if asked is None else []
                yield from asked or ()
                return
        family = self._families.setdefault(family_of(target), Family())
        self._family_of[item.key] = family
        self._items[item.key] = item
        self._pages[item.key] = target
        yield from self._ask(family, Wanted(item, target, parent))

    def page_of(self, key: str) -> Target | None:
        """The address at which a reader finds the guide of an item, however it is asked for."""
        return self._pages.get(key)

    def learn_way(self, links: Sequence[Link], items: Sequence[ItemLink]) -> Iterator[Errand]:
        """A rendered list shows where its rows lead: items without an address find theirs."""
        route = learn_route(links, items)
        if route is None:
            return
        self._ways.learn(route)
        waiting, self._nowhere = self._nowhere, []
        for item, parent in waiting:
            yield from self.want(item, None, parent)

    def shown_at(
        self, url: str, items: Iterable[ItemLink], others: Iterable[str] = (), text: str | None = None
    ) -> None:
        """A rendered page on which items stand whose rows have no address, and other rows: a click may open them.

        Where a click on it may have brought them, its `text` is what it shows by itself.
        """
        self._rows.shown_at(url, (*(item.name for item in items), *others), text)

    def shown_beneath(self, row: Target, items: Iterable[ItemLink]) -> None:
        """A row that a click opens, and the items beneath it without an address: there a click may open them."""
        self._rows.shown_beneath(row, frozenset(item.name for item in items if item.target is None))

    def where_shown(self, name: str) -> str | None:
        """A rendered page on which a row of that name stands."""
        return self._rows.where_shown(name)

    def clicking(self, errand: Errand) -> Errand:
        """A click on a row for what it opens: others are clicked on other pages first."""
        self._rows.clicked_at(errand.target.url)
        return errand

    def stranded(self) -> Iterator[Errand]:
        """When all else is done: items that no address leads to. One is clicked; what that shows serves the others."""
        yield from self._named_elsewhere()
        waiting = [item for item, _ in self._nowhere]
        click = self._rows.next(waiting) if waiting and self._may_render else None
        if click is not None:
            item, parent = self._nowhere.pop(click.at)
            # One page may show rows of several kinds: what one of them told says nothing about another.
            family = self._families["click", click.page, item.name] = Family(state=State.SCOUTING)
            self._family_of[item.key] = family
            target = Target(url=click.page, method=CLICK, body=f"{click.above}{item.name}")
            family.first = Wanted(item, target, parent)
            family.names = click.names
            self._pages[item.key] = target
            yield Errand(target=target, kind=PageKind.GUIDE, parent=parent, item=item.key, render=True)
            return
        left, self._nowhere = self._nowhere, []
        for item, parent in left:
            if not self._rows.was_clicked(item):  # Else its look says what came of it.
                target = Target(url=f"javascript:{item.key}")
                yield Errand(target=target, kind=PageKind.GUIDE, parent=parent, item=item.key, skip=_UNREADABLE)

    def _named_elsewhere(self) -> Iterator[Errand]:
        """Other lists show some of those items with an address: what of their rows stands in it tells the way."""
        waiting = {item.name: item for item, _ in self._nowhere}
        known = [(self._items[key].name, target) for key, target in self._pages.items() if target.method == "GET"]
        links = [Link(text=name, target=target, locator="/") for name, target in known if name in waiting]
        if links:
            yield from self.learn_way(links, [waiting[link.text] for link in links])

    def _ask(self, family: Family, wanted: Wanted) -> Iterator[Errand]:
        if family.state is State.NEW:
            family.first = wanted
            routed = "#/" in wanted.target.url or "#!" in wanted.target.url
            if (routed or self._always_render or family.of_shells) and self._may_render:
                family.state = State.SCOUTING
                yield errand_for(wanted, render=True)
            elif routed:
                yield errand_for(wanted, skip=_NO_BROWSER)
            else:
                family.state = State.PROBING
                yield errand_for(wanted)
        elif family.state is State.PLAIN:
            yield errand_for(wanted)
        elif family.state is State.RENDER:
            yield errand_for(wanted, render=True)
        elif family.state is State.CALLS:
            if family.calls:
                yield from by_calls(family, wanted)
            elif wanted.values is not None:
                yield from self._by_page(family, wanted, wanted.values)
            else:
                yield errand_for(wanted)
        else:
            family.held.append(wanted)

    def _by_page(self, family: Family, wanted: Wanted, values: Mapping[str, str]) -> Iterator[Errand]:
        """The calls that hold what the page of a guide knows itself by; a browser where it lacks that."""
        parent, item = family.page or wanted.parent, wanted.item.key
        targets = [call.of(values) for call in family.parts]
        if targets[0] is None:
            yield errand_for(wanted, render=True)
            return
        for at, target in enumerate(targets):
            if target is not None:
                kind = PageKind.FRAGMENT if at else PageKind.GUIDE
                yield Errand(target=target, kind=kind, parent=parent, item=item)

    # --- answers ----------------------------------------------------------------------------------------------------

    def came(self, errand: Errand, look: Look, *, shell: bool) -> Iterator[Errand]:
        """What the first guide of a family teaches; nothing for any other.

        A `shell` has no words at all; a hollow page has none of the guide's, and that may be all there is.
        """
        family = self._family_of.get(errand.item or "")
        bare, hollow = shell, family is not None and not shell and self._is_hollow(errand, look)
        if family is not None and errand.render and look.evidence.state is FetchState.FETCHED:
            yield from family.hollow.rendered(hollow=hollow)
        elif hollow and family is not None:
            shell = family.hollow.wanted(errand)
        if family is not None and not errand.render and errand.kind is PageKind.GUIDE:
            yield from after_first(family, look)
            yield from self._thin(family, errand, look) if errand.look == 1 else ()
        astray = self._ways.unknown(errand, look)
        if family is None or family.first is None or family.first.item.key != errand.item or errand.look > 1:
            if astray and family is not None:
                self._click_instead([Wanted(self._items[errand.item or ""], errand.target, errand.parent)])
            if family is not None and family.parts and errand.look == 1 and self._is_page(errand):
                wanted = Wanted(self._items[errand.item or ""], errand.target, errand.parent)
                yield from self._by_page(family, wanted, _known(look, errand.target))
            elif shell and family is not None and not errand.render and self._may_render:
                yield from self._among_plain(family, errand, look, bare=bare)
            return
        if family.state is State.PROBING and astray:
            yield from self._led_astray(family)
        elif family.state is State.PROBING:
            family.values = _known(look, errand.target)
            yield from self._probed(family, errand, shell=shell)
        elif family.state is State.SCOUTING and errand.render:
            yield from self._scouted(family, look, hollow=hollow)
        elif family.state is State.TRYING and errand.kind is PageKind.GUIDE and not errand.render:
            family.state = State.CALLS if look.evidence.state is FetchState.FETCHED else State.RENDER
            yield from self._release(family)

    def _among_plain(self, family: Family, errand: Errand, look: Look, *, bare: bool) -> Iterator[Errand]:
        """A guide of which nothing came among others that came whole: those are a kind of their own."""
        item = self._items.get(errand.item or "") if bare and errand.look == 1 else None
        if item is None:
            yield replace(errand, render=True, look=1)
            return
        known = _known(look, errand.target)
        family.shells = family.shells or Family(of_shells=True, values=known)
        self._family_of[item.key] = family.shells
        yield from self._ask(family.shells, Wanted(item, errand.target, errand.parent, known))

    def _thin(self, family: Family, errand: Errand, look: Look) -> Iterator[Errand]:
        """The page of a guide whose answer says next to nothing, or no materials: what its reader sees instead."""
        page = look.page() if look.evidence.failure is None else None
        there = self._pages.get(errand.item or "")
        shown = there is not None and there.key != errand.target.key and self._may_render
        if isinstance(page, JsonPage) and family.thin.met(page) and there is not None and shown:
            yield replace(errand, target=there, render=True)

    def _is_page(self, errand: Errand) -> bool:
        """Whether the page of a guide was asked over HTTP, and none of its calls."""
        there = self._pages.get(errand.item or "")
        plain = errand.kind is PageKind.GUIDE and not errand.render
        return plain and there is not None and there.key == errand.target.key

    def _is_hollow(self, errand: Errand, look: Look) -> bool:
        page = look.page() if errand.kind is PageKind.GUIDE and look.evidence.failure is None else None
        item = self._items.get(errand.item or "")
        return isinstance(page, Page) and is_hollow(page, item.name if item is not None else "")

    def composed(self, errand: Errand, look: Look) -> Iterator[Errand] | None:
        """Guides whose address an answer completes; None for an errand of any other purpose."""
        found = self._ways.answered(errand, look)
        return None if found is None else self._opened_at(found)

    def _opened_at(self, found: Iterable[tuple[Row, Target | None]]) -> Iterator[Errand]:
        for (item, parent), target in found:
            yield from self.want(item, target, parent)

    def given_up(self, errand: Errand) -> bool:
        """Whether an address was made wrongly for an item, which is clicked instead."""
        return self._ways.given_up(errand)

    def _led_astray(self, family: Family) -> Iterator[Errand]:
        """The portal knows no address like the one that was made for a row: another is tried, then all are clicked."""
        assert family.first is not None
        family.astray.append(family.first)
        if not self._ways.misled(family.first.item, last=not family.held):
            family.first = family.held.pop(0)
            yield errand_for(family.first)
            return
        family.state, family.first = State.NEW, None
        self._click_instead([*family.astray, *family.held])
        family.astray, family.held = [], []

    def _click_instead(self, rows: Sequence[Wanted]) -> None:
        for wanted in rows:
            self._ways.give_up(wanted.item, wanted.target)
            self._pages.pop(wanted.item.key, None)
            self._nowhere.append((wanted.item, wanted.parent))
        self._rows.again(wanted.item.name for wanted in rows)

    def _probed(self, family: Family, errand: Errand, *, shell: bool) -> Iterator[Errand]:
        if shell and self._may_render:
            family.state = State.SCOUTING
            yield replace(errand, render=True, look=1)
            return
        family.state = State.PLAIN
        yield from self._release(family)

    def _scouted(self, family: Family, look: Look, *, hollow: bool) -> Iterator[Errand]:
        assert family.first is not None
        item = family.first.at_its_page
        exchanges = exchanges_of(look)
        family.calls = learn_guide_call(exchanges, item)
        if family.first.target.method == CLICK:
            family.calls = family.calls or learn_beneath(exchanges, item)
            asked = {call.target.key for call in family.calls}
            beneath = [one.page.items() for one in exchanges if one.page is not None and one.target.key in asked]
            rows = [row for found in beneath for row in found]
            self.shown_beneath(family.first.target, rows if all(row.key != item.key for row in rows) else ())
        family.page = look.evidence.id
        # A page of which a call failed shows only part of what guides are made of: another one may show all of it.
        lame = any(one.evidence.state is FetchState.FAILED for one in (look, *look.calls))
        more = bool(family.held) and family.scouts < _SCOUTS
        in_vain = hollow and family.hollow.met > 0  # A browser shows no more than came over HTTP.
        if family.first.target.method == CLICK:
            yield from self._clicked(family, look)
        elif lame and more:
            yield _scouted_again(family)
        elif family.calls:
            family.state = State.TRYING
            yield from by_calls(family, family.first)
        elif parts := learn_page_calls(exchanges, item, family.values, family.first.target.url.partition("#")[0]):
            family.parts, family.state = parts, State.TRYING
            yield from self._by_page(family, family.first, family.values)
        elif more and not in_vain:
            yield _scouted_again(family)
        else:
            family.state = State.PLAIN if in_vain else State.RENDER
            yield from self._release(family)

    def _clicked(self, family: Family, look: Look) -> Iterator[Errand]:
        """A click on a row: the address it led to shows the way to the others, else its calls do, else more clicks."""
        assert family.first is not None
        first = family.first
        waiting, self._nowhere = self._nowhere, []
        yield from self._shown_beneath(look)
        led = self._ways.clicked(look, first.item)
        if led is not None:
            if led != look.evidence.url:  # A window over the list showed the guide.
                waiting = [(first.item, first.parent), *waiting]
            for item, parent in waiting:
                yield from self.want(item, None, parent)
            return
        if look.evidence.state is not FetchState.FETCHED:
            # Nothing opened; another row or page may do better, and tell the way to this one as well.
            self._rows.failed(first.item)
            self._nowhere = [*waiting, (first.item, first.parent)]
            return
        if not family.calls and look.evidence.url != first.target.url and lists_again(look, first.item):
            self._rows.led_to(look.evidence.url, first.item)
            self._nowhere = [*waiting, (first.item, first.parent)]
            return
        here = [(item, parent) for item, parent in waiting if _is_reached(family, item)]
        self._nowhere = [(item, parent) for item, parent in waiting if not _is_reached(family, item)]
        family.held = [
            Wanted(item, Target(url=first.target.url, method=CLICK, body=item.name), parent) for item, parent in here
        ]
        for wanted in family.held:
            self._family_of[wanted.item.key] = family
            self._pages[wanted.item.key] = wanted.target
        if family.calls:
            family.state = State.TRYING
            yield from by_calls(family, first)
        else:
            family.state = State.RENDER
            yield from self._release(family)

    def _shown_beneath(self, look: Look) -> Iterator[Errand]:
        """A main item that a click unfolded shows where the items beneath it lead."""
        page = look.page()
        beneath = [item for e in exchanges_of(look) if e.page is not None for item in e.page.items()]
        if page is not None and beneath:
            yield from self.learn_way(page.links(), beneath)

    def _release(self, family: Family) -> Iterator[Errand]:
        waiting, family.held = family.held, []
        for wanted in waiting:
            yield from self._ask(family, wanted)


def _is_reached(family: Family, item: ItemLink) -> bool:
    """Whether a row knows what the calls of a click ask for, or stands on its page and opens like the one clicked."""
    like = family.first is None or function_of(item) == function_of(family.first.item)
    return (like and item.name in family.names) or (bool(family.calls) and family.calls[0].of(item) is not None)


def _known(look: Look, target: Target) -> Mapping[str, str]:
    """What the page of a guide as it came knows itself by."""
    page = look.page()
    return own_values(page, target) if isinstance(page, Page) else {}


def _scouted_again(family: Family) -> Errand:
    """Another guide of a family is rendered in place of one that taught nothing."""
    family.scouts += 1
    family.first = family.held.pop(0)
    return errand_for(family.first, render=True)
