"""Tables with titles at their side (左侧栏目): a merged first cell names the rows beside it, a table of their own.

基本信息 | 事项类型 | … over eight rows, 申请材料 | 材料名称 | 份数 … over the next five: one grid, several parts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.extract.guide import records
from crawler.extract.guide.badges import badge_of
from crawler.extract.guide.draft import reading
from crawler.extract.guide.title_words import FEWEST, parts_named
from crawler.extract.html import asked_rows
from crawler.extract.html.cell_values import heads_values
from crawler.extract.html.tables import OFFERS, Cell, Table, find_headers
from crawler.extract.labels.dictionary import is_short, normalise
from crawler.extract.lists.tables import ELEMENT_OF_GROUP, GROUP_OF_ELEMENT, name_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.place import Place
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_LONGEST = 10
_FEWEST_PARTS = 2
_MOST_STRANGE = 4
"""One title in so many may be unknown."""
_COUNTED = re.compile(r"(?:材料|步骤|环节|窗口|第)?[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?[项步]?")
_FIRST = {"materials": ("material_name",), "steps": ("name",), "windows": ("name", "place")}
"""Lists whose entries may be columns, and the part that then stands in the first row."""


def turned(table: Table, labels: LabelDictionary) -> Table:
    """A table whose rows are the columns of a list with rows and columns changed.

    材料名称 | … | …, 份数 | 1 | 2; 环节 | 申请 | 受理 over 办理时限 | 当场 | 1个工作日.

    A row of numbers may stand over them, and a cell at the left that names several of the rows.
    """
    lines = [_without_side(cells) for cells in table.rows]
    lines = lines[1:] if lines and _numbers(lines[0], labels) else lines
    width = len(lines[0]) if lines else 0
    whole = all(len(cells) == width and all(c.height == c.width == 1 for c in cells[1:]) for cells in lines)
    whole = whole and all(cells[0].height == 1 and cells[0].width <= _FEWEST_PARTS for cells in lines if cells)
    whole = whole and len({cells[1].column for cells in lines if len(cells) > 1}) == 1
    if width < _FEWEST_PARTS + 1 or len(lines) < _FEWEST_PARTS or not whole or table.headers - {0}:
        return table
    titles = [cells[0].box.words for cells in lines]
    group = next((g for g, first in _FIRST.items() if labels.column(g, titles[0]) in first), None)
    if group is None or (group == "materials" and (table.headers or len(titles) == _FEWEST_PARTS)):
        return table
    parts = [labels.column(group, title) for title in titles]
    values = [c.box for cells in lines for c in cells[1:] if not c.box.linked]
    words = {v.words for v in values if badge_of(group, v.words) is None and not OFFERS.search(v.words)}
    if group == "steps":
        words -= {cell.box.words for cell in lines[0][1:] if labels.column(group, cell.box.words) is None}
    of_rows = any(is_short(said) and labels.is_column_title(said) for said in words)
    known = [part for part in parts if part is not None]
    others = [title for title, part in zip(titles, parts, strict=True) if part is None]
    if len(set(known)) < len(known) or _MOST_STRANGE * len(others) > len(known) or of_rows:
        return table
    if any(labels.element_of(title) is not None for title in others):
        return table  # a label of the guide among them: pairs side by side
    if group == "windows" and any(c.box.match is not None for cells in lines for c in cells[1:]):
        return table  # 办理地点 | … | 监督电话 | …: pairs side by side
    rows = [[Cell(cells[n].box, n, number, 1, 1) for number, cells in enumerate(lines)] for n in range(width)]
    return Table(table.box, rows, [{c.column: c for c in cells} for cells in rows], {0})


def _without_side(row: Sequence[Cell]) -> Sequence[Cell]:
    """A row without the cell at its left that names several rows of titles: 材料要求 beside 类型, 份数 and 形式."""
    beside = len(row) > _FEWEST_PARTS and row[0].height > 1 and row[1].height == row[1].width == 1
    return row[1:] if beside else row


def _numbers(row: Sequence[Cell], labels: LabelDictionary) -> bool:
    """Whether a row numbers the columns: 序号 | 1 | 2 | 3, 序号 | 材料一 | 材料二."""
    words = [cell.box.words for cell in row]
    counted = len(words) > _FEWEST_PARTS and all(_COUNTED.fullmatch(each) for each in words[1:])
    return counted and (not words[0] or labels.is_mark("row_columns", words[0]))


def split(table: Table, labels: LabelDictionary) -> list[Table]:
    """The parts of a table: those beside a title without its cell, and the rows between them."""
    found: list[Table] = []
    loose: list[int] = []
    number = 0
    while number < len(table.rows):
        title = _title(table, number, labels)
        if title is None:
            loose.append(number)
            number += 1
            continue
        if loose:
            found.append(_part(table, loose, None, labels))
            loose = []
        covered = range(number, min(number + title.height, len(table.rows)))
        found.append(_part(table, covered, title, labels))
        number = covered.stop
    if not found:
        return [table]
    if loose:
        found.append(_part(table, loose, None, labels))
    return found


def _title(table: Table, number: int, labels: LabelDictionary) -> Cell | None:
    """The first cell of a row, where it is the title of the rows that it reaches over."""
    cells = table.rows[number]
    if len(cells) < 2 or cells[0].column > 0:
        return None
    first = cells[0]
    words = normalise(first.box.words)
    if not 0 < len(words) <= _LONGEST or any(c.column == 0 for row in _below(table, first) for c in row):
        return None
    group = GROUP_OF_ELEMENT.get(first.box.match.element) if first.box.match is not None else None
    if group is None and not labels.is_mark("headings", words):
        return None
    if first.height == 1:
        # 常见问题 | 问题 | … | 解答 | …: the title of one row that is made of pairs.
        inner = labels.column(group, cells[1].box.words) if group is not None and len(cells) > 2 else None
        if inner is None or group not in {"faq", "legal_basis", "windows"} or heads_values(table, number):
            return None
        return first if labels.column(group, cells[2].box.words) is None else None  # else titles side by side
    several = sum(len(row) > 1 for row in (cells[1:], *_below(table, first)))
    return first if several else None


def _below(table: Table, cell: Cell) -> Iterator[list[Cell]]:
    return (table.rows[n] for n in range(cell.row + 1, min(cell.row + cell.height, len(table.rows))))


def _part(table: Table, numbers: range | list[int], title: Cell | None, labels: LabelDictionary) -> Table:
    """These rows of a table as one of their own, without the title's cell."""
    first = numbers[0]
    made: dict[int, Cell] = {}
    rows: list[list[Cell]] = []
    grid: list[dict[int, Cell]] = []
    for number in numbers:
        kept = [c for c in table.rows[number] if c is not title]
        for cell in kept:
            made[id(cell)] = replace(cell, row=number - first)
        rows.append([made[id(c)] for c in kept])
        grid.append({n: made[id(c)] for n, c in table.grid[number].items() if id(c) in made})
    row_box = next((c.box.parent for row in rows for c in row if c.box.parent is not None), table.box)
    part = Table(row_box, rows, grid, title=title.box if title is not None else None)
    part.headers = find_headers(part, labels)
    return part


def rows_of_pairs(table: Table, group: str, page: Page, labels: LabelDictionary) -> list[dict[str, Reading]]:
    """The entries of a part that is written as pairs: 法律法规名称 | … | 条款号 | …; none where it is no such part."""
    entries: list[dict[str, Reading]] = [{}]
    parts: set[str] = set()
    for cells in table.rows:
        for cell, after in pairwise(cells):
            part = labels.column(group, cell.box.words)
            if part is None or labels.column(group, after.box.words) is not None:
                continue
            if holds_list(after.box, group, labels):
                return []  # its rows are the entries, and the pairs beside it say something of the guide
            if part in entries[-1]:
                entries.append({})
            parts.add(part)
            entries[-1][part] = _read(part, cell.box, after.box, page)
    return entries if len(parts) >= _FEWEST_PARTS else []


def holds_list(value: Box, group: str, labels: LabelDictionary) -> bool:
    """Whether a value is a list with titles of its own over columns: 收费项目 | 收费项目名称 收费标准 …."""
    rows = (row.boxes for row in value.walk() if len(row.boxes) >= FEWEST) if value.boxes else ()
    told = ([box.words for box in row if box.words] for row in rows)
    return any(2 * len(parts_named(words, group, labels)) >= max(len(words), 2 * FEWEST) for words in told)


def read_pairs(table: Table, page: Page, labels: LabelDictionary, draft: Draft) -> str | None:
    """Put the entries beside a title into the draft, and what names them; gives their list, or None."""
    if table.title is None:
        return asked_rows.put(table, page, draft)
    match = table.title.match
    group = GROUP_OF_ELEMENT.get(match.element) if match is not None else None
    if group is None:
        return None
    hosts = [records.keep(draft, group, parts, ()) for parts in rows_of_pairs(table, group, page, labels)]
    named = [host for host in hosts if host is not None]
    if not named:
        return None
    name_list(ELEMENT_OF_GROUP[group], named, label=table.title.words, table=table, page=page, draft=draft)
    return group


def section_of(table: Table, places: Sequence[Place]) -> Place | None:
    """The innermost labelled block that holds a table; the title at its side comes before all."""
    if table.title is not None:
        return next((p for p in places if p.box is table.title), None)
    box = table.box
    return min((p for p in places if p.kids and box.within(p.boxes)), key=lambda p: len(p.at.words), default=None)


def _read(part: str, label: Box, value: Box, page: Page) -> Reading:
    locator = page.locator(value.element)
    words = value.words
    return reading(part, words or None, evidence=page.evidence, locator=locator, label=label.words, quote=words)
