"""Ways to items that a walk did not go (未走的路): as long as one is left, what was not found is not missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import Evidence, FetchState, PageKind
from crawler.page.html import Page
from crawler.page.script_menus import opens_by_script
from crawler.page.search_forms import LIST_WORDS, search_field, search_form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crawler.page.json_page import JsonPage

    Reader = Callable[[Evidence], Page | JsonPage | None]

_SELECTION = 30
"""Items that a front page shows at most where it shows the popular ones."""


def way_left(walked: Sequence[Evidence], page_of: Reader, *, listed: bool) -> str | None:
    """A way to items that nobody went, in words; `listed` says whether any were found."""
    if _search_left(walked, page_of):
        return "the portal's own search was not tried"
    pages = (page_of(one) for one in walked if one.state is FetchState.FETCHED)
    by_script = not listed and any(isinstance(p, Page) and opens_by_script(p) for p in pages)
    return "a menu of the portal opens by a script that was not followed" if by_script else None


def are_chosen(showing: Sequence[Evidence], home: Evidence | None, page_of: Reader, *, items: int) -> bool:
    """Whether items stand on the front page alone, which offers a search besides: popular ones (热门), no list."""
    if home is None or not 0 < items <= _SELECTION or any(one.target.key != home.target.key for one in showing):
        return False
    front = page_of(home)
    return isinstance(front, Page) and search_field(front) is not None


def _search_left(walked: Sequence[Evidence], page_of: Reader) -> bool:
    """Whether a page that was walked offers a search for services, which nobody tried."""
    tried = {e.target.key for e in walked if e.kind is PageKind.NAVIGATION and e.state is FetchState.FETCHED}
    for one in walked:
        page = page_of(one) if one.state is FetchState.FETCHED else None
        if not isinstance(page, Page) or search_field(page) is None:
            continue
        form = search_form(page)
        asked = [form.ask(words) for words in LIST_WORDS] if form is not None else [None]
        if any(target is None or target.key not in tried for target in asked):
            return True
    return False
