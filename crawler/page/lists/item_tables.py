"""Item lists written as a table with headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.guides.online_entry import entry_cells
from crawler.page.links import SCRIPT_SCHEME, State
from crawler.page.lists.item_cells import (
    clean_label,
    clean_name,
    code_in_call,
    is_action,
    is_name,
    link_name,
    make_item,
)
from crawler.page.lists.rows_beneath import items_beneath
from crawler.page.lists.withdrawn import is_withdrawn
from crawler.page.vocabulary import CODE_ELEMENTS, COLUMNS, DATE, NOT_GUIDE_ADDRESS, OTHER_TABLE, says_guide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.page.finds import ItemLink
    from crawler.page.html import Page
    from crawler.page.links import Place

_HEADING_LIMIT = 16
_WEAK_NAMES = frozenset({"项目名称", "服务名称", "事项", "服务项目", "名称"})
_GUIDE_COLUMNS = frozenset({"办事指南", "服务指南", "指南"})
_PUBLISHED = re.compile(r"(?:信息|页面)?(?:发布|更新)(?:时间|日期)")
"""Beside codes of items the day on which a content system published the guide; alone it is a column of news."""
_AROUND = frozenset(
    {"序号", "操作", "办理", "办事指南", "指南", "在线办理", "查看", "详情", "编号", "更多操作", "服务"}
)


def items(page: Page) -> list[ItemLink]:
    """Rows of every item table of a page; a table inside one (the numbers of the pages, buttons) is no row of it."""
    return [item for table in page.body.iter("table") for item in _rows(page, table)]


def grid(table: _Element) -> Iterator[tuple[_Element, dict[int, _Element]]]:
    """Rows of a table, each with its cells by column; a cell that spans rows stands in each of them."""
    spanning: dict[int, tuple[int, _Element]] = {}
    inside = next(table.iterdescendants("table"), None) is not None
    for row in table.iter("tr"):
        if inside and next(row.iterancestors("table")) is not table:
            continue
        cells: dict[int, _Element] = {}
        column = 0
        for cell in row.iterchildren("td", "th"):
            while column in spanning:
                column = _carry(spanning, cells, column)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for at in range(column, column + across):
                cells[at] = cell
                if down > 1:
                    spanning[at] = (down, cell)
            column += across
        for at in list(spanning):
            if at not in cells:
                _carry(spanning, cells, at)
        spanning = {at: (left - 1, cell) for at, (left, cell) in spanning.items() if left > 1}
        yield row, cells


def _carry(spanning: dict[int, tuple[int, _Element]], cells: dict[int, _Element], column: int) -> int:
    cells[column] = spanning[column][1]
    return column + 1


def _span(cell: _Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return min(max(int(text), 1), 500) if text.isascii() and text.isdigit() else 1


def _rows(page: Page, table: _Element) -> Iterator[ItemLink]:
    headings: dict[int, str] = {}
    name_column = -1
    above: ItemLink | None = None
    """The last row, until it is known that the next one does not list items beneath it."""
    for row, cells in grid(table):
        if name_column < 0 and len(set(cells.values())) == 1:
            continue  # a title above the table
        if name_column < 0:
            labels = {at: clean_label(page.words(cell)) for at, cell in cells.items()}
            column = _name_column(labels, cells)
            if column is not None:
                headings, name_column = labels, column
            elif labels:
                return  # the first row with several cells decides
            continue
        if beneath := _beneath(page, row, cells, headings, name_column):
            if above is not None and (len(set(cells.values())) > 1 or not _opens(above)):
                yield above
            above = None
            yield from beneath
            continue
        if above is not None:
            yield above
            above = None
        if len(set(cells.values())) == 1 and next(row.iterdescendants("table"), None) is not None:
            continue  # the pages of the list, or rows of its own
        if sum(1 for cell in set(cells.values()) if clean_label(page.words(cell)) in COLUMNS) >= 2:
            return  # label and value take turns: no heading row after all
        above = _item(page, row, cells, headings, name_column)
    if above is not None:
        yield above


def _opens(item: ItemLink) -> bool:
    """Whether a row may be a main item: nobody knows where it leads."""
    return item.target is None or item.target.url.startswith(SCRIPT_SCHEME)


def _beneath(
    page: Page, row: _Element, cells: dict[int, _Element], headings: dict[int, str], name_column: int
) -> list[ItemLink]:
    """The items that a row lists beneath its main item, or beneath that of the row above."""
    cell = cells.get(name_column)
    if cell is None or next(cell.iterancestors("tr"), None) is not row:
        return []
    return items_beneath(page, cell, _said(page, cells, headings, cell))


def _name_column(labels: dict[int, str], cells: dict[int, _Element]) -> int | None:
    coded = any(COLUMNS.get(label) in CODE_ELEMENTS for label in labels.values())
    told_other = (label for label in labels.values() if not (coded and _PUBLISHED.fullmatch(label)))
    if len(set(cells.values())) < 2 or any(map(OTHER_TABLE.search, told_other)):
        return None
    if any(len(label) > _HEADING_LIMIT for label in labels.values()):
        return None
    known = {at: COLUMNS[label] for at, label in labels.items() if label in COLUMNS}
    named = [at for at, element in known.items() if element == "name"]
    if not named and known and not _GUIDE_COLUMNS.isdisjoint(labels.values()):
        named = [at for at, label in labels.items() if label == "名称"]  # what has guides beside it is a service
    if not named:
        return None
    others = len(set(known.values()) - {"name"}) + sum(1 for label in labels.values() if label in _AROUND)
    strong = [at for at in named if labels[at] not in _WEAK_NAMES]
    if not others or not (strong or set(known.values()) - {"name"}):
        return None
    all_headings = all(cell.tag == "th" for cell in cells.values())
    told = sum(1 for label in labels.values() if not label or label in COLUMNS or label in _AROUND)
    return (strong or named)[-1] if all_headings or told * 2 >= len(labels) else None


def _item(
    page: Page, row: _Element, cells: dict[int, _Element], headings: dict[int, str], name_column: int
) -> ItemLink | None:
    name_cell = cells.get(name_column)
    if name_cell is None or next(name_cell.iterancestors("tr"), None) is not row:
        return None
    places = [p for p in (page.place(e) for e in row.iter()) if p is not None]
    in_name = [p for p in places if name_cell in (p.element, *p.element.iterancestors("td", "th"))]
    names = [link_name(page, p.element) for p in in_name if p.element is not row]
    name = max((n for n in names if is_name(n)), key=len, default="") or clean_name(page.words(name_cell))
    if not name or is_action(name) or len(name) > 200:
        return None
    said = _said(page, cells, headings, name_cell)
    if is_withdrawn(value for _, value, _ in said):
        return None
    place = _guide(page, places, in_name)
    has_code = any(COLUMNS.get(label) in CODE_ELEMENTS and value for label, value, _ in said)
    if place is None and not has_code:
        return None
    if DATE.search(name):
        return None
    target = page.place_target(place) if place is not None else None
    return make_item(
        name,
        target,
        page.locator(row),
        (*entry_cells(page, row), *said),
        code=code_in_call(place.call) if place else None,
        by_script=place is not None and place.call is not None,
    )


def _said(
    page: Page, cells: dict[int, _Element], headings: dict[int, str], name_cell: _Element
) -> list[tuple[str, str, str]]:
    return [
        (headings[at], page.words(cell), page.locator(cell))
        for at, cell in sorted(cells.items())
        if headings.get(at) and cell is not name_cell
    ]


def _guide(page: Page, places: list[Place], in_name: list[Place]) -> Place | None:
    """The place of a row that leads to the guide: what says so, else the name; a live one before a dead one."""
    saying = [p for p in places if says_guide(page.label(p.element))]
    other = [p for p in places if p.target is not None and not is_action(page.label(p.element))]
    candidates = [
        *saying,
        *in_name,
        *(p for p in other if not NOT_GUIDE_ADDRESS.search(p.target.url if p.target else "")),
    ]
    for state in (State.LIVE, State.SCRIPT, State.DEAD):
        for place in candidates:
            if place.state is state:
                return place
    return None
