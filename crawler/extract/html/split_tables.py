"""One list drawn as several tables (一表拆成几张): its titles in a table of their own, or rows behind a page's end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.tables import Cell, Table

_PAIR = 2
_FEWEST_OF_NUMBERED, _FEWEST = 3, 5
"""Columns of a list that goes on in the next table: fewer are those of pairs."""
_NEAR = 12
"""Boxes around the next table that hold nothing else."""


def join_split_tables(tables: Sequence[Table]) -> None:
    """Give a table of titles alone the rows of the table after it, and a list those that stand behind a page's end."""
    heads: Table | None = None
    last: Table | None = None
    for body in tables:
        if heads is not None and last is not None and _follows(heads, last, body):
            _add(heads, body)
        else:
            heads = body
        last = body


def _follows(heads: Table, last: Table, body: Table) -> bool:
    if body.headers or not body.rows or not heads.rows or body.box.start >= last.box.end + _NEAR:
        return False
    width = max(heads.grid[-1], default=-1) + 1
    labelled = sum(row[0].box.match is not None for row in body.rows if row)  # a step may be called 结果送达
    most = len(body.rows) // 2 if width > _PAIR and len(body.rows) > 1 else 0
    if labelled > most:
        return False
    # A place over the bar that scrolls may stand behind the titles.
    beside = max(body.grid[0], default=-1) + 1 in {width, width - 1}
    return (beside and _are_titles(heads)) or _goes_on(heads, last, body)


def _are_titles(table: Table) -> bool:
    """Whether all rows of a table are titles: the last one heads the list, and header cells alone stand above it."""
    last = len(table.rows) - 1
    over = (all(cell.is_header for cell in row) for n, row in enumerate(table.rows) if n not in table.headers)
    return last in table.headers and all(over)


def _goes_on(heads: Table, last: Table, body: Table) -> bool:
    """Whether a table has the next rows of a list: as many cells in each, with no words between the two tables.

    Its rows are numbered on, or it has so many columns that they are no pairs, and no label in them.
    """
    cells, first = heads.rows[-1], body.rows[0]
    widths = {len(row) for row in (cells, *body.rows)}
    if (
        not cells
        or not heads.headers
        or len(heads.rows) - 1 in heads.headers
        or widths != {max(heads.grid[-1], default=-1) + 1}
    ):
        return False
    between = last.box.order.between(last.box.end, body.box.start)
    if any(box.words for box in between if box.end <= body.box.start):
        return False
    if (number := cells[0].box.words).isdigit():
        return len(cells) >= _FEWEST_OF_NUMBERED and first[0].box.words == str(int(number) + 1)
    return len(cells) >= _FEWEST and not any(_is_label(cell) for row in body.rows for cell in row)


def _is_label(cell: Cell) -> bool:
    return cell.is_header or cell.box.match is not None


def _add(heads: Table, body: Table) -> None:
    """Add rows to a list, as cells of their own: what is below no title of it is still asked for where it came from."""
    height = len(heads.rows)
    moved = {id(cell): replace(cell, row=cell.row + height) for row in body.rows for cell in row}
    heads.rows += [[moved[id(cell)] for cell in row] for row in body.rows]
    heads.grid += [{column: moved[id(cell)] for column, cell in line.items()} for line in body.grid]
