"""Titles of columns that are labels of the guide (列标题): each with the cell below it, in a table or a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.html.asked_rows import asked_in
from crawler.extract.html.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.extract.html.tables import Cell, Table
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.extract.lists.tables import ListTable

_FEWEST = 2
_OF_SPECIAL_STEPS = re.compile(
    r"(?:特[别殊](?:程序|环节))?(?:办理|法定|承诺|设定|批准)*(?:时限|期限|时间|天数|依据)(?:[（(].{1,6}[)）])?"
)
"""What the columns beside the name of a special step tell of it."""
_OF_LISTS = frozenset({"windows", "fees"})
"""Lists whose rows may say something of the guide as a whole: where to complain, whether a fee is charged."""


def single_row(table: Table, header: int, labels: LabelDictionary) -> list[Place]:
    """A header over one row of values is a row of pairs: 法定时限 | 承诺时限 over 20个工作日 | 5个工作日."""
    rows = list(table.data_rows(header))
    cells = table.rows[header]
    if (special := _special_steps(table, cells, rows)) is not None:
        return [special]
    known = [c for c in cells if c.box.match is not None]
    if len(rows) != 1 or len(known) < _FEWEST or any(labels.is_mark("row_columns", c.box.words) for c in cells):
        return []
    return list(_places(table, known, rows[0]))


def beside_list(found: ListTable) -> list[Place]:
    """The columns of a list that are no part of its rows but an element of the guide, as its first row says them."""
    rows = found.rows()
    if found.group not in _OF_LISTS or not rows:
        return []
    others = [
        cell
        for cell in found.table.rows[found.header]
        if cell.column not in found.columns and cell.column not in found.joint and cell.box.match is not None
    ]
    return list(_places(found.table, others, rows[0]))


def not_understood(table: Table, header: int, labels: LabelDictionary) -> Iterator[Cell]:
    """The cells of a table that seemed to hold a list and holds none that a guide has.

    The titles over a list of other items (事项名称, 操作) say nothing of this one.
    """
    cells = table.rows[header]
    of_items = any(
        labels.is_mark("row_columns", c.box.words) or (c.box.match and c.box.match.element == "name") for c in cells
    )
    rows = [table.rows[number] for number in table.data_rows(header)]
    for row in rows if of_items else [cells, *rows]:
        yield from row


def mark(table: Table, in_lists: bytearray) -> None:
    """Mark the boxes in the titles and the rows of the lists of a table, by their numbers."""
    rows = table.rows if not table.headers and asked_in(table) else []
    cells = [cell for row in rows for cell in row]
    for header in table.headers:
        for number in table.data_rows(header):
            cells += table.rows[number]
        reaching = {id(c): c for c in table.grid[header].values()}
        cells += [*reaching.values(), *(c for top in {c.row for c in reaching.values()} for c in table.rows[top])]
    for cell in cells:
        in_lists[cell.box.start : cell.box.end] = b"\1" * (cell.box.end - cell.box.start)


def _special_steps(table: Table, titles: list[Cell], rows: list[int]) -> Place | None:
    """A table of special steps, whose other columns tell of each how long it takes and what it rests on."""
    name = titles[0].box if titles else None
    if name is None or name.match is None or name.match.element != "special_step" or not rows:
        return None
    others = [c.box.words for c in titles[1:]]
    if not others or not all(map(_OF_SPECIAL_STEPS.fullmatch, others)):
        return None
    told = [c.box for row in rows for c in table.rows[row]]
    return Place(name.match, name.words, name, kids=[*told], holder=told[0] if told else name)


def _places(table: Table, titles: list[Cell], row: int) -> Iterator[Place]:
    for title in titles:
        value = table.text_at(row, title.column)
        if value is not None and title.box.match is not None:
            yield Place(title.box.match, title.box.words, title.box, kids=[value.box], holder=value.box)
