"""Items in the row of their main item (主项): handling items (办理项) that unfold in the page, line by line."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.page.files.attachments import is_file_address
from crawler.page.links import State
from crawler.page.lists.item_around import counts_beneath
from crawler.page.lists.item_cells import (
    code_in_call,
    identity,
    is_action,
    is_code,
    is_name,
    link_name,
    make_item,
    pairs,
)
from crawler.page.script.expressions import calls_in
from crawler.page.vocabulary import CODE_ELEMENTS, COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from crawler.page.finds import ItemLink
    from crawler.page.html import Page
    from crawler.page.links import Place

_ROWS = ("li", "tr", "dd", "div", "p")
_FEWEST = 2
_CASES = re.compile(r"\d\s*[个种项类]?情形|情形\s*[（(:：]\s*\d")
"""Cases of one item (情形), as its row counts them: they are no items."""
Cell = tuple[str, str, str]


def items_beneath(page: Page, cell: _Element, said: Sequence[Cell]) -> list[ItemLink]:
    """The items that the cell of a main item lists, each in a line of its own; `said` is what their row says of all.

    They are several lines of one kind whose links lead apart in the same way, or a single one in a list where the row
    says how many there are.
    """
    if _CASES.search(page.words(cell)):
        return []
    lines: dict[_Element, dict[_Element, Place]] = defaultdict(dict)
    for element in cell.iterdescendants():
        place = page.place(element)
        if place is None or not _names_item(page, place):
            continue
        line = next((up for up in (element, *element.iterancestors()) if up.tag in _ROWS or up is cell), cell)
        around = line.getparent()
        if line is not cell and around is not None and line not in lines[around]:
            lines[around][line] = place
    found: dict[_Element, Place] = max(lines.values(), key=len, default={})
    if len({line.tag for line in found}) > 1 or len({_way(place) for place in found.values()}) > 1:
        return []
    if len({_told_by(place) for place in found.values()}) < len(found) or not found:
        return []
    listed = next(iter(found)).tag == "li" and counts_beneath(cell)
    if len(found) < _FEWEST and not listed:
        return []
    return [_item(page, line, place, said) for line, place in found.items()]


def _names_item(page: Page, place: Place) -> bool:
    if place.state not in {State.LIVE, State.SCRIPT} or is_action(page.label(place.element)):
        return False
    if place.target is not None and is_file_address(place.target):
        return False
    leads = place.target is not None or any(any(call.arguments) for call in calls_in(place.call or ""))
    return leads and is_name(link_name(page, place.element))


def _way(place: Place) -> tuple[str, ...]:
    """What links that lead to things of one kind share: the function, or the folder and the ending of the address."""
    if calls := calls_in(place.call or ""):
        return "script", calls[0].name
    path = urlsplit(place.target.url).path if place.target is not None else ""
    return "address", path.rpartition("/")[0].rstrip("0123456789"), path.rpartition(".")[2] if "." in path else ""


def _told_by(place: Place) -> str:
    return identity(place.target) if place.target is not None else place.call or ""


def _item(page: Page, line: _Element, place: Place, said: Sequence[Cell]) -> ItemLink:
    name = link_name(page, place.element)
    own = [*pairs(page, line, skip=(name,))]
    labels = {label for label, _, _ in own}
    # The code in the row is that of the main item.
    shared = [one for one in said if one[0] not in labels and COLUMNS.get(one[0]) not in CODE_ELEMENTS]
    pieces = (" ".join(str(text).split()) for text in line.itertext())
    code = next((piece for piece in pieces if is_code(piece)), None) or code_in_call(place.call)
    item = make_item(
        name,
        page.place_target(place),
        page.locator(line),
        (*own, *shared),
        code=code,
        by_script=place.call is not None,
    )
    return replace(item, beneath=True)
