"""Numbered pages of one item (分页的办事指南): `96_1.html`, `96_2.html`, each a part of its guide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.page.links import absolute

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page

_NUMBERED = re.compile(r"(?P<item>.*\d{4,})[_-]\d{1,2}(?P<kind>\.\w{2,5})")
"""An address with the number of an item, and behind it that of one of its pages."""


def is_numbered(url: str) -> bool:
    """Whether an address may be one of several pages of an item."""
    parts = urlsplit(url)
    return not parts.query and _NUMBERED.fullmatch(parts.path) is not None


def is_next_of(url: str, other: str) -> bool:
    """Whether two addresses are numbered pages of one item, in one folder."""
    one, two = urlsplit(url), urlsplit(other)
    if one.netloc != two.netloc or one.query or two.query or one.path == two.path:
        return False
    here, there = _NUMBERED.fullmatch(one.path), _NUMBERED.fullmatch(two.path)
    return here is not None and there is not None and here.group("item", "kind") == there.group("item", "kind")


def further_pages(page: Page) -> list[_Element]:
    """The links of a page to the other numbered pages of its item."""
    if not is_numbered(page.url):
        return []
    leading = (
        (e, absolute(e.get("href") or "", page.base, page.encoding)) for e in page.tree.iter("a") if e.get("href")
    )
    return [element for element, address in leading if address is not None and is_next_of(page.url, address)]
