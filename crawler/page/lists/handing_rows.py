"""Rows of a list that lead nowhere themselves and hand their item to a script that listens (整行点击).

`<div class="cell" data-code="566d0341"><b>社会保障卡申领</b></div>` has neither link nor handler: what it says of
itself tells one row from the others, and its words are those of a service.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from crawler.page.furniture import in_furniture
from crawler.page.links import NO_ADDRESS, Place, State, data_addresses
from crawler.page.lists.item_around import beside_body, head_of_items
from crawler.page.lists.item_cells import is_name, link_name
from crawler.page.script.handed_over import call_of
from crawler.page.vocabulary import DATE, NOT_ITEM_WORDS, ORGANISATION, SERVICE_WORDS

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page

_TAGS = frozenset({"div", "li", "tr", "dd", "dl", "article", "section", "p", "a", "span"})
_ROWS = frozenset({"li", "dt", "dd"})
_FEWEST = 2
_NAME = 5
"""Signs of a name, on the average: themes (就业创业) are shorter."""
_LONGEST_ROW = 400


def handing_rows(page: Page) -> tuple[Place, ...]:
    """Such rows in page order, each as the place to which a listener leads, or one that its script opens.

    None of those that say how many items lie beneath them: a main item (主项) is none itself.
    """
    if "data-" not in page.text:
        return ()
    groups: dict[tuple[object, ...], list[tuple[_Element, str]]] = defaultdict(list)
    for element in page.leading:
        call = call_of(element) if element.tag in _TAGS else None
        parent = element.getparent()
        if call is not None and parent is not None and _says_nothing(page, element):
            row = parent if _is_name_of(element, parent) else element
            around = row.getparent()
            kind = around, row.tag, row.get("class"), element.tag, element.get("class"), call.partition("(")[0]
            groups[kind].append((element, call))
    found = {element: call for rows in groups.values() if _are_items(page, rows) for element, call in rows}
    return tuple(_place(page, e, found[e]) for e in page.leading if e in found and head_of_items(e) is None)


def _is_name_of(element: _Element, row: _Element) -> bool:
    """Whether what hands over is the name in a row, of which nothing else does: `<li><a data-id>…</a></li>`."""
    return row.tag in _ROWS and not any(e is not element and call_of(e) for e in row.iter())


def _place(page: Page, element: _Element, call: str) -> Place:
    own = page.place(element)
    return own if own is not None and own.state is State.LIVE else Place(element, State.SCRIPT, call=call)


def _says_nothing(page: Page, element: _Element) -> bool:
    """Whether neither an element nor anything in it says where it leads, whatever a listener knows of it."""
    own = page.place(element)
    if own is not None and own.call is not None:
        return False
    if not NO_ADDRESS.match(element.get("href") or "") or any(data_addresses(element)):
        return False
    inside = (page.place(e) for e in element.iterdescendants())
    return all(p is None or (p.state is not State.LIVE and p.call is None) for p in inside)


def _are_items(page: Page, rows: list[tuple[_Element, str]]) -> bool:
    """Whether rows of one kind are called like services, each with an identifier of its own.

    One alone, the last of a list, names the body (实施主体) as well.
    """
    alone = len(rows) < _FEWEST and not all(beside_body(element) for element, _ in rows)
    if alone or len({call for _, call in rows}) < len(rows) or any(in_furniture(e) for e, _ in rows[:_FEWEST]):
        return False
    words = [page.words(element) for element, _ in rows]
    if any(len(said) > _LONGEST_ROW for said in words) or sum(map(bool, map(DATE.search, words))) * 2 > len(rows):
        return False  # Cases that were handled (办件公示) are called like services too, and have a date.
    names = [name for element, _ in rows if is_name(name := link_name(page, element))]
    services = sum(bool(SERVICE_WORDS.search(n)) and not NOT_ITEM_WORDS.search(n) for n in names)
    bodies = sum(ORGANISATION.match(name) is not None for name in names)
    long_enough = sum(map(len, names)) >= _NAME * len(names)
    return len(names) * 5 >= len(rows) * 4 and services * 2 >= len(rows) and bodies * 2 < len(rows) and long_enough
