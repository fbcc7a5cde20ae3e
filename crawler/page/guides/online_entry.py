"""The entrance to handling an item online (在线办理), by the words of the link: what a walk may open once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from crawler.domain.evidence import Target
from crawler.domain.values.remembered import remembered
from crawler.page.files.attachments import is_file_address
from crawler.page.links import absolute
from crawler.page.slots import slots
from crawler.page.vocabulary import undrawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.page.finds import ItemLink
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

ENTRANCE = (
    r"(?:在线|网上|立即|我要|马上)(?:办理|申报|申请|申办)(?:入口|地址|网址)?"
    r"|(?:办理|申报|申请)入口|我要办|马上办|去办理"
)
"""What links and buttons are called that lead there."""
_WORDS = re.compile(ENTRANCE)
_KEY = re.compile(
    r"(?:(?=.*(?:online|net(?!work)|apply|handl|transact|declar|banli|shenbao|shenqing))[a-z_]*"
    r"(?:url|link|href|address|addr|path|entrance|entry|dizhi|rukou)"
    r"|(?:ws|zx|wy)?_?(?:bl|sb|sq|bs)_?(?:url|link|dz|lj|rk))",
    re.IGNORECASE,
)
_NO_KEY = re.compile(
    r"file|attach|form|sample|img|image|pic|photo|icon|logo|map|down|flow|process|result|guide|consult|complain|appoint"
    r"|reserv|evaluat|apprais|comment|video|quer|search|pay|progress|template|print",
    re.IGNORECASE,
)
"""Addresses of other things than the entrance."""
_ADDRESS = re.compile(r"(?:https?:/|\.{0,2})?/[\x21-\x7e]+$|#!?/[\x21-\x7e]+$")
_ROOTED = re.compile(r"https?://|/(?!/)")
_TELLING = re.compile(r"(?=.*\d)[\w./-]{5,}")
_GOES_ON = re.compile(r"(?:https?:)?//[\w-]|/[\w#!]|#!?/\w", re.IGNORECASE)
_IN_QUERY = frozenset({"query", "route"})
_PIECE = re.compile(r"[\w.-]+")
_LONGEST = 12
_MOST = 2


def entry_cells(page: Page, row: _Element) -> Iterator[tuple[str, str, str]]:
    """The entrance that a list row offers beside the guide, as a cell (label, address, locator)."""
    for element in row.iter("a", "button"):
        place = page.place(element)
        words = undrawn("".join(page.label(element).split())) if place is not None else ""
        target = page.place_target(place) if place is not None and len(words) <= _LONGEST else None
        if target is not None and _WORDS.fullmatch(words):
            yield "在线办理", target.url, page.locator(element)
            return


def row_entries(row: ItemLink, url: str) -> tuple[Target, ...]:
    """Addresses that a row of the list has for the entrance; `url` is that of the guide, whose host they are on.

    One that begins anywhere but at the root of the host begins at a page of the list.
    """
    named = (value.strip() for key, value, _ in row.cells if _is_key(key.rpartition("/")[2]))
    found = (absolute(value, url) for value in named if _ADDRESS.match(value) and _ROOTED.match(value))
    targets = (Target(url=one) for one in dict.fromkeys(found) if one is not None)
    return tuple(one for one in targets if not is_file_address(one))[:_MOST]


def is_called_entrance(page: Page, element: _Element) -> bool:
    """Whether a link or button is called so."""
    words = undrawn("".join(page.label(element).split()))
    return len(words) <= _LONGEST and _WORDS.fullmatch(words) is not None


def online_entries(page: Page) -> Iterator[Target]:
    """Addresses behind links that are called so, in page order; forms that post are left alone."""
    seen: set[str] = set()
    for element in page.leading:  # the words are asked first: where a link leads takes longer
        if not is_called_entrance(page, element):
            continue
        place = page.place(element)
        if place is None or (target := place.target) is None or target.key in seen:
            continue
        if target.method == "GET" and target.url.startswith(("http://", "https://")):
            seen.add(target.key)
            yield target
            if len(seen) == _MOST:
                return


def told_entries(page: JsonPage) -> tuple[Target, ...]:
    """Addresses that an answer gives under keys that call them so: onlineUrl, applyAddress, zxblUrl, 在线办理地址."""
    told = ((at.rpartition("/")[2], value.strip()) for at, value in page.values() if isinstance(value, str))
    named = (value for key, value in told if _ADDRESS.match(value) and _is_key(key))
    found = (absolute(address, page.base or page.url) for address in named)
    targets = (Target(url=one) for one in dict.fromkeys(found) if one is not None)
    return tuple(one for one in targets if not is_file_address(one))[:_MOST]


@remembered
def _is_key(key: str) -> bool:
    return (_KEY.fullmatch(key) is not None and _NO_KEY.search(key) is None) or _WORDS.fullmatch(key) is not None


def alike(target: Target) -> tuple[str, ...]:
    """An entrance without what tells the item in it: that of another item of the portal has the same."""
    parts = urlsplit(target.url)
    said = ("*" if _TELLING.fullmatch(slot.value) else _untold(slot.value) for slot in slots(target))
    return target.method, parts.scheme, parts.netloc.lower(), *said


def but_for_return(target: Target) -> tuple[str, ...] | None:
    """An entrance without the address that it is told to go on to (`?redirect=https://…`); None where it is told none.

    Whatever its parameter is called: an address in an address is where something else leads, as a login does.
    """
    said = [(slot.where, *map(str, slot.path), slot.value) for slot in slots(target)]
    own = [one for one in said if one[0] not in _IN_QUERY or not _GOES_ON.match(unquote(one[-1]))]
    parts = urlsplit(target.url)
    here = target.method, parts.scheme, parts.netloc.lower(), parts.fragment.partition("?")[0]
    return None if len(own) == len(said) else (*here, *("\n".join(one) for one in own))


def _untold(value: str) -> str:
    """A value without what tells the item in it: the login may be told where to go on, `back=/apply?item=A0012`."""
    return _PIECE.sub(lambda one: "*" if _TELLING.fullmatch(one[0]) else one[0], value) if "=" in value else value


def is_routed(target: Target) -> bool:
    """Whether only a script shows what an address leads to: `/#/apply?id=…`."""
    return urlsplit(target.url).fragment.startswith(("/", "!"))
