"""Menus that offer nothing (不含文件的菜单): the same on every page of a portal, so their links are looked at once.

A menu or footer is known by its source. Where the address of each link in it depends on the folder of the page alone,
what the links offer is the same on the next page that shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.page.guides.flow_charts import may_be_chart
from crawler.page.links import base_for
from crawler.page.portal.known_places import is_no_address, plain_reference

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

    from crawler.page.html import Page

_MOST, _LARGEST = 200, 50_000
_known: dict[tuple[bytes, str, str], bool] = {}
"""Whether a menu offers nothing, by its source, the folder of its page and the encoding of that."""


def quiet(page: Page) -> frozenset[_Element]:
    """The elements of those menus that are known to offer nothing."""
    menus = [menu for menu, source in page.menus if _known.get(_key(page, source))]
    return frozenset(element for menu in menus for element in menu.iter())


def note(page: Page, loud: Collection[_Element]) -> None:
    """Remember which menus of a page offer nothing. `loud` are the elements that were no plain links to other pages."""
    for menu, source in page.menus:
        key = _key(page, source)
        if key in _known or len(source) > _LARGEST:
            continue
        if len(_known) >= _MOST:
            _known.clear()
        inside = frozenset(menu.iter())
        _known[key] = inside.isdisjoint(loud) and all(_is_quiet(page, e) for e in page.leading if e in inside)


def _is_quiet(page: Page, link: _Element) -> bool:
    """Whether a link is no flow chart, and leads elsewhere wherever in its folder the page lies."""
    reference = plain_reference(tuple(link.items()))
    if reference is None or may_be_chart(page.label(link)):
        return False
    return is_no_address(reference) or base_for(reference, page.base) in {_folder(page), base_for("/", page.base)}


def _key(page: Page, source: bytes) -> tuple[bytes, str, str]:
    return source, _folder(page), page.encoding


def _folder(page: Page) -> str:
    return base_for("a", page.base)
