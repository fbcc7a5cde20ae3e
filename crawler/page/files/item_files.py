"""Guides that are files: old sites hang what somebody wrote in Word straight into the list, between pages."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from crawler.page.files.attachments import is_text_file
from crawler.page.furniture import in_furniture
from crawler.page.lists.item_cells import clean_name, is_name
from crawler.page.vocabulary import FORM_NAME, GUIDE_NAME, NOT_ITEM_WORDS, SERVICE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from crawler.page.links import Place

_ENDING = re.compile(r"\.(?:docx?|wps|pdf|rtf|ofd)$", re.IGNORECASE)
_FEWEST = 2
"""A single file that is called a guide hangs on a page of anything."""


def guide_files(files: Sequence[tuple[Place, str]], pages: Sequence[Place]) -> list[Place]:
    """Files (each with its words) that are guides: called so, or in rows of the list that `pages` stand in.

    A file in the row of a page is that item's own, whatever it is called.
    """
    rows = {shape for place in pages if (shape := _row(place.element)) is not None}
    held: dict[_Element | None, set[str]] = defaultdict(set)
    for place in pages:
        held[_around(place.element)].add(place.target.key if place.target is not None else place.call or "")
    # A row that holds several pages is one of the layout, no row of the list.
    loose = [(place, words) for place, words in files if len(held.get(_around(place.element), ())) != 1]
    found = [place for place, words in loose if _is_guide(place, file_title(words), rows)]
    return found if pages or len(found) >= _FEWEST else []


def file_title(words: str) -> str:
    """What a link to a file is called, without the file's ending."""
    return clean_name(_ENDING.sub("", words.strip()))


def guide_name(words: str) -> str:
    """The service that a file is the guide of."""
    return GUIDE_NAME.sub("", file_title(words))


def _is_guide(place: Place, title: str, rows: set[tuple[object, ...]]) -> bool:
    if place.target is None or not is_text_file(place.target) or in_furniture(place.element):
        return False
    if NOT_ITEM_WORDS.search(title) or not is_name(title):
        return False
    if GUIDE_NAME.search(title):
        return True
    return _row(place.element) in rows and bool(SERVICE_WORDS.search(title)) and not FORM_NAME.search(title)


def _around(element: _Element) -> _Element | None:
    """The row that a link stands in."""
    return next(element.iterancestors("li", "tr", "dd"), None)


def _row(element: _Element) -> tuple[object, ...] | None:
    """The block in which a link's row stands, and the way from the row to the link."""
    way: list[object] = [element.tag]
    for around in element.iterancestors():
        way.append(around.tag)
        if around.tag in {"li", "tr", "dd"}:
            parent = around.getparent()
            return (parent, *way) if parent is not None else None
    return None
