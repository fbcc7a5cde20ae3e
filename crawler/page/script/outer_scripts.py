"""Outer scripts of a page: which of them say where its links lead, and what a click on its elements does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.links import State
from crawler.page.lists.handing_rows import handing_rows
from crawler.page.lists.more_rows import goes_on_by_script
from crawler.page.portal.known_places import plain_reference
from crawler.page.script.expressions import calls_in
from crawler.page.script.handed_over import offered_call
from crawler.page.script.scripts import scripts_of
from crawler.page.tree import is_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.page.html import Page
    from crawler.page.links import Place

_DOWNLOAD = re.compile(r"down|attach|file|fj|yangb", re.IGNORECASE)
_SERVER = frozenset({"__doPostBack"})
"""Calls that send the page's own form back, whatever a script adds to them."""
_OF_THE_BROWSER = frozenset(
    {
        "this", "event", "e", "window", "self", "top", "parent", "opener", "document", "location", "history", "console",
        "navigator", "screen", "localStorage", "sessionStorage", "Math", "JSON", "Date", "$", "jQuery",
    }
)  # fmt: skip
"""Objects whose functions (`history.back()`) no script of a portal defines."""


def unread_calls(page: Page) -> frozenset[str]:
    """Names of the functions behind links of a page that none of its own scripts defines."""
    calls = [place.call for place in _by_script(page) if place.state is State.SCRIPT and place.call]
    names = {call.name for code in calls for call in calls_in(code) if _is_own(call.name)}
    return frozenset(name for name in names - _SERVER if page.scripts.function(name) is None)


def _is_own(name: str) -> bool:
    """Whether a function may be one of the portal's own: alone, or a member of an object (`Hall.open`)."""
    thing, _, member = name.partition(".")
    return not member or ("." not in member and thing not in _OF_THE_BROWSER)


def offers_by_script(page: Page) -> bool:
    """Whether elements of a page that offer guides, or rows, hand over whose they are to a script not its own."""
    places = (place for place in _by_script(page) if place.state is State.SCRIPT and place.call)
    return any(place.call == offered_call(place.element) for place in places) or bool(handing_rows(page))


def _by_script(page: Page) -> Iterator[Place]:
    """Places that a script may open; most links of a page lead to their address, and cost nothing here."""
    for element in page.leading:
        if element.tag != "a" or plain_reference(tuple(element.items())) is None:
            place = page.place(element)
            if place is not None:
                yield place


def guessed_files(page: Page) -> list[str]:
    """Downloads by a function that no script of the page tells, with an address among what it is called with."""
    found = []
    for place in _by_script(page):
        first = next(iter(calls_in(place.call)), None) if place.guessed and place.call else None
        if first is not None and _DOWNLOAD.search(first.name) and "." not in first.name:
            found.append(place.call or "")
    return found


def telling(page: Page, texts: Mapping[str, str]) -> list[str]:
    """The outer scripts, out of those known by address, that define what links of the page call, or listen to them.

    Of a piece of markup that a script puts into its page, those of the portal's other pages.
    """
    if not texts:
        return []
    asked = [target.key for target in page.outer_scripts()]
    piece = not asked and not is_document(page.text)
    own = [text for key in (texts if piece else asked) if (text := texts.get(key))]
    if not own:
        return []
    names = unread_calls(page)
    return [text for text in own if any(_defines(text, name) for name in sorted(names)) or _listens(page, text)]


def _defines(text: str, name: str) -> bool:
    """Whether a script may define a function; a member of an object where it names the object as well."""
    thing, dot, member = name.rpartition(".")
    if re.search(rf"(?<![\w$]){re.escape(member)}\s*[(=:]", text) is None:
        return False
    return not dot or re.search(rf"(?<![\w$.]){re.escape(thing)}(?![\w$])", text) is not None


def _listens(page: Page, text: str) -> bool:
    """Whether an outer script leads on whoever clicks an element of a page that says nothing of where it leads."""
    script = scripts_of([text])
    if not script.listeners:
        return False
    places = [place for place in (*_by_script(page), *handing_rows(page)) if place.state is State.SCRIPT]
    if goes_on_by_script(page):  # Its pager may say nothing but numbers.
        places += [place for place in page.places if place.target is None]
    return any(script.heard(place.element) is not None for place in places)
