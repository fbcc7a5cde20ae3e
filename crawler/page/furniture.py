"""The furniture of a page: menus, headers, footers and the like, which stand on every page of a portal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|header|head|footer|foot|crumb|breadcrumbs?|crumbs|topbar|sidebar|filter|pager|paging|pagination|"
    r"friendlink|links?)(?:$|[\s_-])|"
    # What a page or a tab holds (page-main, tab-content) is what its reader came for.
    r"(?:^|[\s_-])(?:page|tab)s?(?:$|\s|[_-](?:nav|bar|menu|hd|head|header|title|links?|btns?|num|ul|li|item)(?:$|[\s_-]))"
)


def in_furniture(element: _Element) -> bool:
    """Whether an element stands in a part of the page that calls itself a menu, header, footer or the like."""
    return next(_boxes(element), None) is not None


def around_each(elements: Iterable[_Element]) -> bool:
    """Whether several such parts hold one element each: rows of a list call the place of their links so as well."""
    outermost = [box for element in elements for box in list(_boxes(element))[-1:]]
    return len(outermost) > 1 and len(set(outermost)) == len(outermost)


def row_around(element: _Element) -> _Element | None:
    """What the outermost such part stands in: the row, where it is the place of the row's links."""
    boxes = list(_boxes(element))
    return boxes[-1].getparent() if boxes else None


def _boxes(element: _Element) -> Iterator[_Element]:
    for around in element.iterancestors():
        names = f"{around.get('class') or ''} {around.get('id') or ''}".lower()
        named = names.strip() and _NAMES.search(names) and around.tag not in {"body", "html"}
        if named or around.tag in {"nav", "header", "footer"}:
            yield around
