"""Where the rest of a guide (办事指南) is: sections on pages of their own, and the guide behind a page of choices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.page.guides.numbered_pages import is_next_of, is_numbered
from crawler.page.links import query_pairs
from crawler.page.lists.item_rows import is_guide
from crawler.page.vocabulary import GUIDE_ACTION, GUIDE_SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from crawler.domain.evidence import Target
    from crawler.page.html import Page

_TELLING = re.compile(r"(?=[^\d]*\d)[\w-]{2,}")
_FEW_WORDS = 400
_FEWEST_SECTIONS = 2
_LONGEST_TITLE = 12


def guide_parts(page: Page) -> tuple[Target, ...]:
    """Addresses of the same item that a page sends its reader to for sections of the guide, or for the guide itself.

    So are the numbered pages of one item, whatever their links are called, and what stands in a row with links to
    sections and differs from them in one place alone.
    """
    own = says_whose(page.url)
    between = not page.says_more_than(_FEW_WORDS) and not is_guide(page)
    here = page.url.partition("#")[0]
    numbered_here = is_numbered(here)
    found: dict[str, Target] = {}
    sections: list[_Element] = []
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
        if target.method == "GET" and same_host and url.partition("#")[0] != here and own & says_whose(url):
            found.setdefault(target.key, target)
            sections += [element] if GUIDE_SECTIONS.match(said) else []
    for target in _beside(page, sections):
        if target.url.partition("#")[0] != here and own & says_whose(target.url):
            found.setdefault(target.key, target)
    return tuple(found.values())


def _beside(page: Page, sections: Sequence[_Element]) -> Iterator[Target]:
    """Where the other titles of a row of tabs lead, of which several name sections of the guide."""
    if len(sections) < _FEWEST_SECTIONS:
        return
    row = next((e for e in sections[0].iterancestors() if sections[1] in set(e.iter())), None)
    inside = set() if row is None else set(row.iter())
    known = {
        frame
        for e in sections
        if (place := page.place(e)) is not None and place.target is not None
        for frame in _frames(place.target)
    }
    for element in page.leading:
        words = "".join(page.label(element).split()) if element in inside else ""
        if not 0 < len(words) <= _LONGEST_TITLE:
            continue
        place = page.place(element)
        if place is None or place.target is None:
            continue
        if place.target.method == "GET" and not known.isdisjoint(_frames(place.target)):
            yield place.target


def _frames(target: Target) -> set[tuple[str, ...]]:
    """An address without what may tell its section: the value of its last parameter, or the last step of its path."""
    parts = urlsplit(target.url)
    folder = parts.path.rpartition("/")[0]
    if not parts.query:
        return {(parts.netloc, folder)}
    query, _, _ = parts.query.rpartition("=")
    return {(parts.netloc, parts.path, query), (parts.netloc, folder, "", parts.query)}


def says_whose(url: str) -> set[str]:
    """What in an address may tell an item: numbered values of parameters and path segments."""
    parts = urlsplit(url)
    values = [v for _, v in query_pairs(parts.query)]
    values += [re.sub(r"\.\w{2,5}$", "", segment) for segment in parts.path.split("/")]
    return {v for v in values if _TELLING.fullmatch(v)}
