"""Where the rest of a guide (办事指南) is: sections on pages of their own, and the guide behind a page of choices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.page.item_rows import is_guide
from crawler.page.links import query_pairs
from crawler.page.numbered_pages import is_next_of, is_numbered
from crawler.page.vocabulary import GUIDE_ACTION, GUIDE_SECTIONS

if TYPE_CHECKING:
    from crawler.domain.evidence import Target
    from crawler.page.html import Page

_TELLING = re.compile(r"(?=[^\d]*\d)[\w-]{2,}")
_FEW_WORDS = 400


def guide_parts(page: Page) -> tuple[Target, ...]:
    """Addresses of the same item that a page sends its reader to for sections of the guide, or for the guide itself.

    So are the numbered pages of one item, whatever their links are called.
    """
    own = _values(page.url)
    between = not page.says_more_than(_FEW_WORDS) and not is_guide(page)
    here = page.url.partition("#")[0]
    numbered_here = is_numbered(here)
    found: dict[str, Target] = {}
    for element in page.leading:  # the words are asked first: where a link leads takes longer
        said = "".join(page.label(element).split())
        numbered = numbered_here and element.tag == "a"
        if not (numbered or GUIDE_SECTIONS.match(said) or (between and GUIDE_ACTION.match(said))):
            continue
        place = page.place(element)
        if place is None or (target := place.target) is None:
            continue
        url = target.url
        if numbered and target.method == "GET" and is_next_of(here, url):
            found.setdefault(target.key, target)
            continue
        if not (GUIDE_SECTIONS.match(said) or (between and GUIDE_ACTION.match(said))):
            continue
        same_host = urlsplit(url).netloc == urlsplit(page.url).netloc
        if target.method == "GET" and same_host and url.partition("#")[0] != here and own & _values(url):
            found.setdefault(target.key, target)
    return tuple(found.values())


def _values(url: str) -> set[str]:
    """What in an address may tell an item: numbered values of parameters and path segments."""
    parts = urlsplit(url)
    values = [v for _, v in query_pairs(parts.query)]
    values += [re.sub(r"\.\w{2,5}$", "", segment) for segment in parts.path.split("/")]
    return {v for v in values if _TELLING.fullmatch(v)}
