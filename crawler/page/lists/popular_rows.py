"""Services that a page shows under a heading that says they are chosen (热门服务, 高频事项): never a whole list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.html import Page
from crawler.page.paths import element_at

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.finds import ItemLink
    from crawler.page.json_page import JsonPage

_POPULAR = re.compile(
    r"^(?:本周|本月|近期)?(?:热门|热点|高频|常用|推荐|热办|最热|为您推荐|猜您想办|大家都在办)"
    r"(?:政务|公共|便民)?(?:服务|事项|办事|办理|应用|业务)*(?:推荐|排行榜?)?(?:TOP\d*)?[：:]?(?:更多)?[>»]*$",
    re.IGNORECASE,
)
_SAID = re.compile(r"热门|热点|高频|常用|推荐|热办|最热|猜您想办|大家都在办")
_LONGEST = 14
_CLIMB = 4


def popular_rows(page: Page | JsonPage) -> tuple[ItemLink, ...]:
    """The items of a page that stand under such a heading, the nearest above them."""
    if not isinstance(page, Page) or not _SAID.search(page.text):
        return ()
    found = ((item, element_at(page.tree, item.locator)) for item in page.items())
    return tuple(item for item, row in found if row is not None and _is_popular(page, row))


def _is_popular(page: Page, row: _Element) -> bool:
    return _POPULAR.match(heading_above(page, row)) is not None


def heading_above(page: Page, element: _Element) -> str:
    """The nearest short words of another kind above an element, or above what it stands in: what it is called."""
    for around in [element, *element.iterancestors()][: _CLIMB + 1]:
        if around.tag in {"body", "html"}:
            break
        for before in around.itersiblings(preceding=True):
            words = "".join(page.words(before).split()) if isinstance(before.tag, str) else ""
            if words and len(words) <= _LONGEST and before.tag != around.tag:
                return words
    return ""
