"""Where an entrance (在线办理) leads that only a script opens: read off the page's scripts and what the page holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from crawler.domain.evidence import Target
from crawler.page.guides.online_entry import is_called_entrance
from crawler.page.links import NO_ADDRESS, State, absolute
from crawler.page.script.expressions import attributes_of, calls_in
from crawler.page.script.listeners import bound_to
from crawler.page.script.page_values import put_in
from crawler.page.script.scripts import Scripts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from crawler.page.html import Page
    from crawler.page.links import Place

_LEADS = re.compile(r"location\b|\bopen\s*\(")
_MOST = 2
_LONGEST = 200_000
"""Letters of the scripts that are followed; those of a framework say nothing of one button."""


class Followed(NamedTuple):
    """Where a click on an entrance leads; `sure` where that hangs on nothing that could not be decided."""

    target: Target
    sure: bool


def scripted_entries(page: Page) -> list[_Element]:
    """Links and buttons of a page that are called so, and lead where a script takes them that we cannot read yet.

    So may one that leads nowhere by itself, where a script that lies beside the page listens to it; of one whose script
    is handed an address, that may be no more than a part of where it leads.
    """
    if page.scriptless:
        return []
    quiet = {element for menu, _ in page.menus for element in menu.iter()}
    called = (e for e in page.leading if is_called_entrance(page, e) and e not in quiet)
    return [e for e in called if _by_script(page.place(e))][:_MOST]


def _by_script(place: Place | None) -> bool:
    if place is None:
        return False
    if place.state is State.LIVE:
        return place.guessed and place.call is not None
    return place.state is State.SCRIPT or (place.state is State.DEAD and place.call is None)


def followed(page: Page, element: _Element, outer: Sequence[str]) -> Followed | None:
    """Where a script takes whoever clicks an element, by the page's own scripts and some that lie beside it.

    None where that is not one address that anybody may ask for, or none that could be read.
    """
    place = page.place(element)
    if place is None or not _by_script(place):
        return None
    text = _joined([page.scripts.text, *outer])
    if not any(name in text for name in _names(place)):
        return None
    scripts = Scripts(put_in(page, text))
    words = page.words(element)
    same = [element, *(one for one in element.iterdescendants() if page.words(one) == words)]
    codes = [put_in(page, place.call)] if place.call else [*bound_to(scripts.text, same)]
    given = attributes_of("this", element.items())
    outcomes = [one for code in codes if (one := scripts.follow(code, given)) is not None]
    if any(one.submits or one.made or one.fetched or one.method != "GET" for one in outcomes):
        return None
    told = {one.url: one for one in outcomes if one.url and not NO_ADDRESS.match(one.url.strip())}
    if len(told) != 1:
        return None
    url, outcome = next(iter(told.items()))
    address = absolute(url, page.base, page.encoding)
    return Followed(Target(url=address), sure=not outcome.doubtful) if address is not None else None


def _joined(scripts: Sequence[str]) -> str:
    """Scripts as one, without those that would make it too long."""
    found: list[str] = []
    for one in scripts:
        if sum(map(len, found)) + len(one) <= _LONGEST:
            found.append(one)
    return "\n".join(found)


def _names(place: Place) -> set[str]:
    """What a script has to speak of that tells where a place leads: what it calls, else what it is known by."""
    if place.call:
        if _LEADS.search(place.call):
            return {""}
        return {call.name.rpartition(".")[2] for call in calls_in(place.call)}
    element = place.element
    inside = (inner.get("id") for inner in element.iterdescendants())
    return {name for name in (element.get("id"), *(element.get("class") or "").split(), *inside) if name}
