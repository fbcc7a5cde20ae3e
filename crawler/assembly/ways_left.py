"""Ways to items that a walk did not go (未走的路): as long as one is left, what was not found is not missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.assembly.gaps import open_ends, why
from crawler.domain.evidence import Evidence, FetchState, PageKind, Via
from crawler.page.html import Page
from crawler.page.portal.entrances import says_out_of_service
from crawler.page.portal.script_menus import opens_by_script
from crawler.page.portal.search_forms import LIST_WORDS, search_field, search_form
from crawler.page.vocabulary import LIST_ENTRANCE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from crawler.page.json_page import JsonPage

    Reader = Callable[[Evidence], Page | JsonPage | None]

_SELECTION = 30
"""Items that a front page shows at most where it shows the popular ones."""

_LONGEST_PROMISE = 16
_OFFICE = re.compile(r"局|中心|委员会|办公室|主办|承办|[。，,]")
"""Of the office that keeps a portal, and of sentences: they speak of services and lead to none."""


def why_no_rows(home: Evidence | None, walked: Sequence[Evidence], page_of: Reader) -> str | None:
    """Why no row of any list came, where that does not mean that there is none."""
    if home is None or home.state is not FetchState.FETCHED:
        return why(home)
    if left := open_ends(walked):
        return f"{len(left)} page(s) on the way to a list could not be read: {why(left[0])}"
    return way_left(walked, page_of)


def way_left(walked: Sequence[Evidence], page_of: Reader) -> str | None:
    """A way to items that nobody went, in words, where no item was found."""
    if _search_left(walked, page_of):
        return "the portal's own search was not tried"
    read = (page_of(one) for one in walked if one.state is FetchState.FETCHED)
    pages = [page for page in read if isinstance(page, Page)]
    if any(map(opens_by_script, pages)):
        return "a menu of the portal opens by a script that was not followed"
    empty = {
        e.target.key
        for e in walked
        if e.via is Via.HTTP
        and e.state is FetchState.FETCHED
        and isinstance(p := page_of(e), Page)
        and says_out_of_service(p)
    }
    promised = next((words for page in pages for words in _promises(page, empty)), None)
    return f"the portal offers “{promised}”, and what lies behind it could not be read" if promised else None


def _promises(page: Page, empty: Collection[str]) -> Iterator[str]:
    """The short words of a page that promise a list or guides; not of a link to a page that says it is empty."""
    known = {"".join(link.text.split()) for link in page.links() if link.target.key in empty}
    for text in page.body.itertext():
        words = "".join(str(text).split())
        short = 0 < len(words) <= _LONGEST_PROMISE
        if short and words not in known and LIST_ENTRANCE.search(words) and not _OFFICE.search(words):
            yield words


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
