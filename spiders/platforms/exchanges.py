"""What a rendered page asked for itself, and what came."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.evidence import FetchState
from crawler.page.html import Page
from crawler.page.learned.calls import Exchange
from crawler.page.lists.item_rows import is_guide
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.page.finds import ItemLink
    from spiders.platforms.walking import Look

_FILE_TYPE = re.compile(r"application/(?!json|xml|xhtml|javascript|x-javascript|x-www)|image/", re.IGNORECASE)


def exchanges_of(look: Look) -> list[Exchange]:
    """The calls of a rendered page with their parsed answers."""
    return [
        Exchange(
            target=call.evidence.target,
            page=None
            if _is_file(call)
            else parse(
                call.body, call.evidence.content_type, call.evidence.url, call.evidence.id, base=look.evidence.url
            ),
        )
        for call in look.calls
        if call.evidence.state is FetchState.FETCHED
    ]


def lists_again(look: Look, item: ItemLink) -> bool:
    """Whether a page is a list that shows an item once more: a search for it, behind a name on a front page."""
    page = look.page()
    pages = [page, *(one.page for one in exchanges_of(look))]
    shown = isinstance(page, Page) and not is_guide(page)
    return shown and any(item.key in {row.key for row in one.items()} for one in pages if one is not None)


def _is_file(call: Look) -> bool:
    """Whether a call was answered with a file; a browser keeps the bytes of some from us."""
    return not call.body and _FILE_TYPE.match(call.evidence.content_type or "") is not None
