"""Where plain links lead (普通链接): the same ones stand in the menus of every page of a portal, and are read once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.evidence import Target
from crawler.page import links
from crawler.page.links import SCRIPT_SCHEME, Place, State
from crawler.page.script import handed_over

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page

_ADDING_NOTHING = frozenset({"class", "href", "id", "rel", "style", "target"})
_SCRIPT_LENGTH = len(SCRIPT_SCHEME)
_MOST = 8192


@lru_cache(maxsize=16_384)
def plain_reference(attributes: tuple[tuple[str, str], ...]) -> str | None:
    """The address of a link whose attributes add nothing to it; None of one that a script may handle."""
    if not all(_is_plain(name, value) for name, value in attributes):
        return None
    reference = next((value for name, value in attributes if name == "href"), "").strip()
    return None if reference[:_SCRIPT_LENGTH].lower().startswith(SCRIPT_SCHEME) else reference


def place_of(page: Page, element: _Element) -> Place | None:
    """Where an element leads: by its own attributes, by a script that listens to it, or by what it hands to one.

    None where nothing speaks of a place.
    """
    place = _written(page, element)
    if (place is None or place.call is None) and page.scripts.listeners and not _has_address(element):
        url = page.scripts.heard(element)
        address = links.absolute(url, page.base, page.encoding) if url is not None else None
        if address is not None:
            return Place(element, State.LIVE, Target(url=address))
    if place is None or (place.state in {State.SCRIPT, State.DEAD} and place.call is None):
        call = handed_over.offered_call(element)
        return place if call is None else Place(element, State.SCRIPT, call=call)
    return place


def _has_address(element: _Element) -> bool:
    """Whether an element itself says where it leads."""
    reference = (element.get("href") or "").strip()
    return not is_no_address(reference) or next(iter(links.data_addresses(element)), None) is not None


def _written(page: Page, element: _Element) -> Place | None:
    """What an element's own attributes say about where it leads; None where it has no such attribute."""
    if element.tag != "a":
        return links.place_of(page, element)
    attributes = tuple(element.items())
    reference = plain_reference(attributes)
    if reference is None or page.scripts.by_attribute:
        return links.place_of(page, element)
    # Nothing but these decides where it leads, wherever it stands; what the scripts say is theirs to keep.
    key: tuple[object, ...] = attributes, links.base_for(reference, page.base), page.encoding
    if is_no_address(reference):
        key = attributes, page.scriptless or page.built_by_script, page.scriptless
    elif reference[0] == "#" and not reference.startswith(("#/", "#!/")):
        key = (attributes,)
    known = page.scripts.places
    if key in known:
        found = known[key]
        return None if found is None else Place(element, *found)
    place = links.place_of(page, element)
    if len(known) >= _MOST:
        known.clear()
    known[key] = None if place is None else (place.state, place.target, place.call, place.guessed)
    return place


@lru_cache(maxsize=8192)
def is_no_address(reference: str) -> bool:
    """Whether what stands for an address is none: empty, `#`, `javascript:void(0)`."""
    return not reference or links.NO_ADDRESS.match(reference) is not None


def _is_plain(name: str, value: str) -> bool:
    """Whether an attribute adds nothing to where a link leads: a class, or a number that a script counts by."""
    if name in _ADDING_NOTHING:
        return True
    return name.startswith("data-") and value.isalnum() and name not in {"data-href", "data-onclick"}
