"""The entrance to handling an item online (在线办理), by the words of the link: what a walk may open once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.vocabulary import undrawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.domain.evidence import Target
    from crawler.page.html import Page

_WORDS = re.compile(
    r"(?:在线|网上|立即|我要|马上)(?:办理|申报|申请|申办)(?:入口|地址|网址)?|(?:办理|申报|申请)入口|我要办|马上办|去办理"
)
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


def online_entries(page: Page) -> Iterator[Target]:
    """Addresses behind links that are called so, in page order; forms that post are left alone."""
    seen: set[str] = set()
    for element in page.leading:  # the words are asked first: where a link leads takes longer
        words = undrawn("".join(page.label(element).split()))
        if len(words) > _LONGEST or not _WORDS.fullmatch(words):
            continue
        place = page.place(element)
        if place is None or (target := place.target) is None or target.key in seen:
            continue
        if target.method == "GET" and target.url.startswith(("http://", "https://")):
            seen.add(target.key)
            yield target
            if len(seen) == _MOST:
                return
