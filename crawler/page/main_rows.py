"""Rows of an item list that stand beside the items and lead on (主项) to the items beneath them, on another page.

A list may show an item itself where it has no sub-items, and a link to a list of sub-items where it has. The rows are
of one kind, and only those of one address pattern were read as items.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.attachments import is_file_address
from crawler.page.expressions import calls_in
from crawler.page.html import Page
from crawler.page.item_cells import is_name, link_name
from crawler.page.links import State
from crawler.page.vocabulary import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.domain.evidence import Target
    from crawler.page.json_page import JsonPage
    from crawler.page.links import Place

_ROWS = frozenset({"li", "tr", "dd", "dt", "p"})
_TELLING = re.compile(r"(?=.*\d)[\w.-]{4,64}")
_BENEATH = re.compile(r"[（(]?\s*(?:共|含|下设)?\s*\d{1,3}\s*(?:个|项|件)(?:子项|事项|办理项|业务项|情形)?\s*[)）]?")


def main_rows(page: Page | JsonPage) -> Iterator[Target]:
    """Where the rows lead that are like those of the items and are none; nothing where no items are listed."""
    if not isinstance(page, Page):
        return
    items = {item.target.key for item in page.items() if item.target is not None}
    if not items:
        return
    places = [(place, page.place_target(place)) for place in page.places]
    listed = [place.element for place, target in places if target is not None and target.key in items]
    leading: dict[_Element, tuple[Place, Target]] = {
        place.element: (place, target)
        for place, target in places
        if target is not None and target.key not in items and place.state is State.LIVE
    }
    seen: set[str] = set()
    for row in _rows_beside(listed):
        inside = [leading[e] for e in row.iter() if e in leading]
        named = [(p, t) for p, t in inside if is_name(link_name(page, p.element)) and not is_file_address(t)]
        if len(named) != 1 or not any(_BENEATH.fullmatch(" ".join(str(text).split())) for text in row.itertext()):
            continue
        target = named[0][1]
        if target.method == "GET" and target.key not in seen:
            seen.add(target.key)
            yield target


def opening_rows(page: Page | JsonPage) -> Iterator[tuple[str, int, str]]:
    """Rows that say how many items lie beneath them and open by a script: its name, an argument's place and value."""
    if not isinstance(page, Page) or "onclick" not in page.text.lower():
        return
    for element in page.body.iter():
        handler = element.get("onclick")
        if not handler:
            continue
        row = next((e for e in (element, *element.iterancestors()) if e.tag in _ROWS), element)
        if _heads_items(element) or _heads_items(row):  # What was opened stands in the row, and not in its name.
            for call in calls_in(handler)[:1]:
                yield from ((call.name, at, v) for at, v in enumerate(call.arguments) if v and _TELLING.fullmatch(v))


def _heads_items(row: _Element) -> bool:
    """Whether a row names one thing, which is no body, and says how many items lie beneath it."""
    pieces = [" ".join(str(text).split()) for text in row.itertext()]
    others = [piece for piece in pieces if not _BENEATH.fullmatch(piece)]
    names = [piece for piece in others if is_name(piece) and not ORGANISATION.match(piece)]
    return len(names) == 1 and len(others) < len(pieces)


def _rows_beside(listed: list[_Element]) -> Iterator[_Element]:
    """Rows of the same kind as those around some elements, which hold none of them."""
    holding = {around for element in listed for around in (element, *element.iterancestors())}
    done: set[_Element] = set()
    for element in listed:
        for row in (element, *element.iterancestors()):
            parent = row.getparent()
            if parent is None or row.tag in {"body", "html"}:
                break
            alike = [e for e in parent.iterchildren(row.tag) if e.get("class") == row.get("class")]
            if len(alike) > 1 and row.tag != "a":
                if parent not in done:
                    done.add(parent)
                    yield from (e for e in alike if e not in holding)
                break
