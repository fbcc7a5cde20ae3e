"""Places for rows that are still empty beside rows that a page shows (尚待加载的清单): popular services above a list.

Such a page shows a handful of services that its server wrote (热门服务), the same on the page of each theme, and a
script brings the list itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.furniture import in_furniture
from crawler.page.guides.hidden_parts import LOADING, empty_places, may_ask, rows_awaited
from crawler.page.lists.item_rows import is_guide
from crawler.page.lists.more_rows import is_empty_pager
from crawler.page.lists.popular_rows import heading_above, popular_rows
from crawler.page.vocabulary import LIST_ENTRANCE

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page

_OVER_ALL = re.compile(
    r"(?:^|[\s_-])(?:loading|loader|mask|overlay|modal|dialog|popup|layer|toast|spinner)", re.IGNORECASE
)
"""What is laid over a page while it waits for anything: no place for rows."""
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BOXES = ("div", "p", "td", "span", "ul")
_ROWS_STAND_IN = ("div", "section", "ul", "ol", "tbody", "dl", "table")
_NEAR = 2


def awaits_others(page: Page) -> bool:
    """Whether a script is to bring rows to a page of a list that shows some: it has a place of their own for them.

    Any empty place may be one where nothing stands on the page but popular services, and one that a heading calls so
    (按部门, 服务事项). A pager with addresses is that of rows which a server wrote.
    """
    if not page.items() or page.paging().pages or is_guide(page) or not may_ask(page):
        return False
    if rows_awaited(page) or any(map(_is_shown, _waiting(page))):
        return True
    empty = [place for place in empty_places(page) if _is_shown(place)]
    if not empty:
        return False
    if _has_place_above_pager(page, empty) or len(popular_rows(page)) == len(page.items()):
        return True
    return any(LIST_ENTRANCE.search(heading_above(page, place)) for place in empty)


def _waiting(page: Page) -> list[_Element]:
    """Places whose only words are that they wait."""
    named = (e for e in page.body.iter(*_ROWS_STAND_IN) if len(e) <= 1 and (e.get("id") or e.get("class")))
    return [e for e in named if LOADING.match(page.words(e))]


def _is_shown(element: _Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return not (
        _OVER_ALL.search(names)
        or in_furniture(element)
        or any(_HIDDEN.search(e.get("style") or "") for e in (element, *element.iterancestors()))
    )


def _has_place_above_pager(page: Page, empty: list[_Element]) -> bool:
    """Whether the box for a pager is empty, and so is the named place for rows right above it."""
    for box in page.body.iter(*_BOXES):
        if not is_empty_pager(page, box):
            continue
        above = [e for e in box.itersiblings(preceding=True) if isinstance(e.tag, str)][:_NEAR]
        if any(e in empty and not is_empty_pager(page, e) for e in above):
            return True
    return False
