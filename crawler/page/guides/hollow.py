"""Pages asked for as a guide (办事指南) that are but its frame: a menu, a footer, and nothing between.

The frame may have the headings of the guide already, each over a place that a script has yet to fill.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.page.guides.hidden_parts import awaits_words, empty_places, hides_parts, may_ask
from crawler.page.vocabulary import guide_section

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page

_SECTIONS = 2
"""Headings of a guide; one alone stands in many a menu (常见问题)."""
_FEW = 2
"""The part of the headings that say something in a guide that came."""


def is_hollow(page: Page, name: str) -> bool:
    """Whether neither the name of the item nor sections of a guide stand on a page whose script may bring them."""
    if not may_ask(page) or page.own.has_frame or page.carries_its_words():
        return False
    said = "".join(page.visible_text().split())
    if not name or "".join(name.split()) in said:
        return False
    words = {page.words(e).rstrip("：: ") for e in page.body.iter() if len(e) <= 1}
    sections = {one for one in words if guide_section(one)}
    if len(sections) < _SECTIONS or len(sections - _over_nothing(page)) < _SECTIONS:
        return True
    return not hides_parts(page) and len(sections & _spoken(page)) * _FEW < len(sections)


def _spoken(page: Page) -> set[str]:
    """Headings behind which stands anything but the next one; an unknown one, or a footer, stands behind some."""
    texts = (str(text).strip().rstrip("：: ") for text in page.body.itertext())
    told = [text for text in texts if any(sign.isalnum() for sign in text)]
    return {one for one, behind in pairwise(told) if guide_section(one) and not guide_section(behind)}


def _over_nothing(page: Page) -> set[str]:
    """The words right above each place of the page that has a name of its own and is empty."""
    places = set(empty_places(page))
    found, above = set(), ""
    for element in page.body.iter("*"):
        if element in places or (not len(element) and awaits_words(element)):
            found.add(_words_beside(element) or above)
        elif len(element) <= 1 and _has_words(element) and not _is_column(element):
            above = page.words(element).rstrip("：: ")
    return found


def _words_beside(element: _Element) -> str:
    """Words right before an element that no element of their own holds: `<br>年满十八周岁。<div id="x">`."""
    before = element.getprevious()
    return ((before.tail if before is not None else None) or "").strip()


def _has_words(element: _Element) -> bool:
    return any(text and text.strip() for text in (element.text, *(inner.tail for inner in element)))


def _is_column(element: _Element) -> bool:
    """Whether an element stands in the head of a table, of which the rows are what may be missing."""
    row = element if element.tag == "tr" else next(element.iterancestors("tr"), None)
    return row is not None and len(row) > 1 and all(cell.tag == "th" for cell in row)
