"""Lists whose entries take several rows each (一条占几行), beside a cell that reaches over them, mostly their number.

序号 | 材料名称 | 材料类型 over 份数 | 必要性, then 1 | 申请表 | 原件 over 2 | 必要: titles and entries are drawn alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.guide.badges import badge_of
from crawler.extract.html.tables import Cell, Table
from crawler.extract.labels.dictionary import is_short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

_MOST_LINES = 4
_FEWEST, _LONGEST = 3, 16


def in_one_row(table: Table, labels: LabelDictionary) -> Table:
    """The table with one row for each entry; the table itself where its entries are drawn otherwise."""
    height = table.rows[0][0].height if table.rows and table.rows[0] else 1
    if not 1 < height <= _MOST_LINES or len(table.rows) < 2 * height:
        return table
    entries: list[list[Cell]] = []
    layout: list[tuple[int, int, int, int]] = []
    number = 0
    while number < len(table.rows):
        lines = table.rows[number : number + height]
        if entries and len(lines[0]) == 1 and lines[0][0].height == 1:  # a title across some of the entries
            entries.append(lines[0])
            number += 1
            continue
        cells = [cell for line in lines for cell in line]
        drawn = [(c.row - number, c.column, c.width, c.height) for c in cells]
        layout = layout or drawn
        if drawn != layout or not all(lines):
            return table
        entries.append(cells)
        number += height
    return _joined(table, entries, len(layout)) if _are_titles(entries[0], entries[1], labels) else table


def _are_titles(cells: Sequence[Cell], below: Sequence[Cell], labels: LabelDictionary) -> bool:
    """Whether most of the cells are titles of one list, each its own, and those of the next entry are none."""
    titles = [cell.box.words for cell in cells]
    own = [words for words in titles if words and not labels.is_mark("row_columns", words)]
    if len(own) < _FEWEST or len(set(own)) < len(own) or not all(is_short(words, _LONGEST) for words in own):
        return False
    group = max(labels.columns, key=lambda name: sum(labels.column(name, words) is not None for words in own))
    known = sum(labels.column(group, words) is not None for words in own)
    values = [cell.box.words for cell in below if not cell.box.linked and badge_of(group, cell.box.words) is None]
    return 2 * known > len(own) and not any(labels.is_column_title(words) for words in values)


def _joined(table: Table, entries: Sequence[Sequence[Cell]], width: int) -> Table:
    rows = [
        [Cell(cell.box, number, at, 1, width if len(cells) < width else 1) for at, cell in enumerate(cells)]
        for number, cells in enumerate(entries)
    ]
    grid = [{cell.column + across: cell for cell in row for across in range(cell.width)} for row in rows]
    return Table(table.box, rows, grid, {0})
