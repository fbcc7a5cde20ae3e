"""Tables of header cells over their values (上标签下值): a row of labels, a row of values, again and again.

Print views are drawn so, with merged cells and a cell at the left that names several rows. Such a table is read as one
of pairs: each header cell with the cell below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.html import sides
from crawler.extract.html.page_titles import UNKNOWN
from crawler.extract.html.tables import Cell, Table, find_headers, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.boxes import Box
    from crawler.extract.labels.dictionary import LabelDictionary

_FEWEST = 2
"""So many rows of labels have to be followed by one row of values each, one of them with several labels."""


def tables_of(box: Box, labels: LabelDictionary) -> list[Table]:
    """The tables that a table is: turned, with the labels beside their values, cut at the titles at its side."""
    turned = sides.turned(read_table(box, labels), labels)
    return sides.split(unstacked(turned, labels), labels)


def unstacked(table: Table, labels: LabelDictionary) -> Table:
    """The table with a row for each header cell and the cell below it; the table itself where it is not drawn so."""
    rows = [_without_group(row) for row in table.rows]
    tops = [n for n in range(len(rows) - 1) if _over_values(rows, n) and not _heads_list(rows[n], labels)]
    if len(tops) < _FEWEST or not any(len(rows[n]) > 1 for n in tops):
        return table
    for row, kept in zip(table.rows, rows, strict=True):
        if len(kept) < len(row) and row[0].is_header and row[0].box.words:
            row[0].box.match = row[0].box.match or UNKNOWN
    made: list[list[Cell]] = []
    number = 0
    while number < len(rows):
        if number in tops:
            for title, value in zip(rows[number], rows[number + 1], strict=True):
                at = len(made)
                made.append([Cell(title.box, at, 0, 1, 1), Cell(value.box, at, 1, 1, 1)])
            number += 2
            continue
        at = len(made)
        made.append([Cell(c.box, at, c.column, 1, c.width) for c in rows[number]])
        number += 1
    grid = [{c.column + across: c for c in row for across in range(c.width)} for row in made]
    pairs = Table(table.box, made, grid, title=table.title)
    pairs.headers = find_headers(pairs, labels)
    return pairs


def _without_group(row: Sequence[Cell]) -> list[Cell]:
    """A row without the cell at its left that names several rows."""
    first = row[0] if row else None
    grouped = first is not None and len(row) > 1 and first.height > 1 and first.column == 0 and row[1].height == 1
    return list(row[1:] if grouped else row)


def _over_values(rows: Sequence[Sequence[Cell]], number: int) -> bool:
    """Whether a row of header cells stands over one row of values that are as wide, and not over a list of them."""
    top, below = rows[number], rows[number + 1]
    if not top or not all(c.is_header and c.box.words for c in top) or any(c.is_header for c in below):
        return False
    if _layout(top) != _layout(below):
        return False
    after = rows[number + 2] if number + 2 < len(rows) else ()
    return not after or any(c.is_header for c in after)


def _layout(row: Sequence[Cell]) -> list[tuple[int, int]]:
    return [(c.column, c.width) for c in row]


def _heads_list(row: Sequence[Cell], labels: LabelDictionary) -> bool:
    """Whether header cells are the titles of a list of materials, which may have one row."""
    return sum(labels.column("materials", c.box.words) is not None for c in row) * 2 > len(row) > 1
