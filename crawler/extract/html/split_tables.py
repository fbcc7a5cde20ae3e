"""One list drawn as several tables (一表拆成几张): its titles in a table of their own, or rows behind a page's end."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.extract.html.frozen_columns import inside_others
from crawler.extract.labels.dictionary import is_short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.tables import Cell, Table
    from crawler.extract.labels.dictionary import LabelDictionary

_PAIR = 2
_FEWEST_OF_NUMBERED, _FEWEST = 3, 5
"""Columns of a list that goes on in the next table: fewer are those of pairs."""
_NEAR = 12
"""Boxes around the next table that hold nothing else."""


_TITLE_WORDS = 16
_SIDES_NEAR = 24
"""Boxes around the columns of a list that stand still beside those that move."""


def join_split_tables(tables: Sequence[Table], labels: LabelDictionary) -> list[Table]:
    """Give a table of titles alone the rows of the table after it, and a list those that stand behind a page's end.

    Columns that stand still (冻结列) are tables of their own as well: they are put beside the others. Those that
    only say again what columns of the list say are given back.
    """
    halves = inside_others(tables)
    tables = [table for table in tables if not any(table is half for half in halves)]
    _mark_titles(tables, labels)
    heads: Table | None = None
    last: Table | None = None
    split: dict[int, tuple[Table, Table]] = {}
    for body in tables:
        if heads is not None and last is not None and _follows(heads, last, body, of_split=id(heads) in split):
            if id(heads) in split or _are_titles(heads):
                split[id(heads)] = (heads, body)
            _add(heads, body)
        else:
            heads = body
        last = body
    _unmark_titles(tables, split)
    return halves + _put_side_by_side(list(split.values()), labels)


def _mark_titles(tables: Sequence[Table], labels: LabelDictionary) -> None:
    """Take one row of plain cells for titles where they are those of a list, and a table without any follows."""
    alone = [_over(heads, body) for heads, body in pairwise(tables)]
    for n, words in enumerate(alone):
        if words is None:
            continue
        beside = alone[n + 2] if n + 2 < len(alone) else None
        if _group(words, labels) is not None:
            if _group(_words(tables[n + 1].rows[0]), labels) is None:
                tables[n].headers = {0}
        elif beside is not None and len(tables[n + 1].rows) == len(tables[n + 3].rows):  # 材料名称 stands still
            both = _group([*words, *beside], labels)
            if both is not None and all(_group(_words(tables[n + m].rows[0]), labels) is None for m in (1, 3)):
                tables[n].headers, tables[n + 2].headers = {0}, {0}


def _over(heads: Table, body: Table) -> list[str] | None:
    """The words of one row of plain cells right over the rows of another table; None for any other table."""
    if len(heads.rows) != 1 or heads.headers or body.headers or not body.rows or _words_between(heads, body):
        return None
    return None if any(cell.box.linked for cell in heads.rows[0]) else _words(heads.rows[0])


def _words(row: Sequence[Cell]) -> list[str]:
    return [cell.box.words for cell in row if cell.box.words]


def _unmark_titles(tables: Sequence[Table], split: dict[int, tuple[Table, Table]]) -> None:
    """Titles to which no rows were found are as before: plain cells."""
    for table in tables:
        if len(table.rows) == 1 and id(table) not in split and not any(c.is_header for c in table.rows[0]):
            table.headers = set()


def _group(words: Sequence[str], labels: LabelDictionary) -> str | None:
    """The list that words are titles of: two thirds of them, and each but once."""
    if len(words) < _PAIR or len(set(words)) < len(words) or not all(is_short(each, _TITLE_WORDS) for each in words):
        return None
    marks = sum(labels.is_mark("row_columns", each) for each in words)
    known = {group: sum(labels.column(group, each) is not None for each in words) for group in labels.columns}
    group = max(known, key=lambda name: known[name])
    return group if known[group] >= _PAIR and (known[group] + marks) * 3 >= 2 * len(words) else None


def _words_between(above: Table, below: Table) -> bool:
    between = above.box.order.between(above.box.end, below.box.start)
    return any(box.words for box in between if box.end <= below.box.start)


def _put_side_by_side(split: Sequence[tuple[Table, Table]], labels: LabelDictionary) -> list[Table]:
    """Put together the columns of lists that were drawn beside each other; those said twice are given back."""
    again: list[Table] = []
    left: tuple[Table, Table] | None = None
    for table, last in split:
        near = left is not None and table.box.start < left[1].box.end + _SIDES_NEAR
        if left is None or not near or not _are_rows_alike(left[0], table) or _words_between(left[1], table):
            left = (table, last)
            continue
        own, other = (set(_words(each.rows[0])) for each in (left[0], table))
        if own >= other or other >= own:
            fewer, more = (table, left[0]) if own >= other else (left[0], table)
            if _says_again(fewer, more):
                again.append(fewer)
                left = (more, last)
            else:
                left = (table, last)
        elif not own & other and _group([*own, *other], labels) is not None:
            _add_columns(left[0], table)
            again.append(table)
            left = (left[0], last)
        else:
            left = (table, last)
    return again


def _are_rows_alike(left: Table, right: Table) -> bool:
    single = all(cell.height == 1 for table in (left, right) for row in table.rows for cell in row)
    return single and left.headers == right.headers == {0} and len(left.rows) == len(right.rows)


def _says_again(fewer: Table, more: Table) -> bool:
    """Whether each column of a list stands in another one with the same words."""
    places = {cell.box.words: cell.column for cell in more.rows[0]}
    return all(
        (other := more.grid[number].get(places[title.box.words])) is not None
        and ((own := fewer.grid[number].get(title.column)) is None or own.box.words == other.box.words)
        for title in fewer.rows[0]
        if title.box.words
        for number in range(1, len(fewer.rows))
    )


def _add_columns(left: Table, right: Table) -> None:
    """Add the columns of a list to those before them."""
    width = max(left.grid[0], default=-1) + 1
    for number, row in enumerate(right.rows):
        moved = {id(cell): replace(cell, column=cell.column + width) for cell in row}
        left.rows[number] += moved.values()
        line = right.grid[number].items()
        left.grid[number] |= {column + width: moved[id(cell)] for column, cell in line}


def _follows(heads: Table, last: Table, body: Table, *, of_split: bool) -> bool:
    if body.headers or not body.rows or not heads.rows or body.box.start >= last.box.end + _NEAR:
        return False
    width = max(heads.grid[-1], default=-1) + 1
    labelled = sum(row[0].box.match is not None for row in body.rows if row)  # a step may be called 结果送达
    most = len(body.rows) // 2 if width > _PAIR and len(body.rows) > 1 else 0
    if labelled > most:
        return False
    # A place over the bar that scrolls may stand behind the titles.
    bare = heads.rows[0] and not heads.rows[0][-1].box.words
    beside = max(body.grid[0], default=-1) + 1 in ({width, width - 1} if bare else {width})
    if of_split and max(body.grid[0], default=-1) + 1 == width and not _words_between(last, body):
        return True  # each row in a table of its own
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
    if _words_between(last, body):
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
