"""Tables of header cells over their values (上标签下值): a row of labels, a row of values, again and again.

Print views are drawn so, with merged cells and a cell at the left that names several rows. Such a table is read as one
of pairs: each header cell with the cell below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.html import sides
from crawler.extract.html.entry_lines import in_one_row
from crawler.extract.html.page_titles import UNKNOWN
from crawler.extract.html.strips import are_of_their_kinds
from crawler.extract.html.tables import Cell, Table, find_headers
from crawler.extract.lists.tables import GROUP_OF_ELEMENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

_FEWEST = 2
"""So many rows of labels have to be followed by one row of values each, one of them with several labels."""
_OF_ONE_ROW = frozenset({"legal_basis", "faq", "steps"})
"""Lists that a title at the side names, of which the parts are no labels of the guide: one row of them is a list."""


def tables_of(grid: Table, labels: LabelDictionary) -> list[Table]:
    """The tables that a grid is: turned, with the labels beside their values, cut at the titles at its side."""
    grid = in_one_row(grid, labels)
    grid.headers = grid.headers or find_headers(grid, labels)
    turned = sides.turned(grid, labels)
    return sides.split(unstacked(turned, labels), labels)


def unstacked(table: Table, labels: LabelDictionary) -> Table:
    """The table with a row for each header cell and the cell below it; the table itself where it is not drawn so."""
    rows = [_without_group(row) for row in table.rows]
    if any(_under_values(rows, n) for n in range(1, len(rows))):
        return _turned_up(table, rows, labels)
    tops = [
        n for n in range(len(rows) - 1) if _over_values(rows, n) and not _heads_list(table.rows[n], rows[n], labels)
    ]
    if len(tops) < _FEWEST or not any(len(rows[n]) > 1 for n in tops):
        return table
    for row, kept in zip(table.rows, rows, strict=True):
        if len(kept) < len(row) and row[0].is_header and row[0].box.words:
            row[0].box.match = row[0].box.match or UNKNOWN
    return _paired(table, rows, {n: n + 1 for n in tops}, labels)


def _paired(table: Table, rows: Sequence[Sequence[Cell]], values_of: dict[int, int], labels: LabelDictionary) -> Table:
    """The table with a row for each label and its value, given which row holds the values of which row of labels."""
    made: list[list[Cell]] = []
    values = set(values_of.values())
    for number, row in enumerate(rows):
        if number in values_of:
            for title, value in zip(row, rows[values_of[number]], strict=True):
                at = len(made)
                made.append([Cell(title.box, at, 0, 1, 1), Cell(value.box, at, 1, 1, 1)])
        elif number not in values:
            at = len(made)
            made.append([Cell(c.box, at, c.column, 1, c.width) for c in row])
    grid = [{c.column + across: c for c in row for across in range(c.width)} for row in made]
    pairs = Table(table.box, made, grid, title=table.title)
    pairs.headers = find_headers(pairs, labels)
    return pairs


def _turned_up(table: Table, rows: Sequence[Sequence[Cell]], labels: LabelDictionary) -> Table:
    """The table with a row for each label that stands below its value."""
    below = {n: n - 1 for n in range(1, len(rows)) if _under_values(rows, n)}
    return _paired(table, rows, below, labels)


def _under_values(rows: Sequence[Sequence[Cell]], number: int) -> bool:
    """Whether a row of labels stands under one row of as many values, which are of their kinds: 20个工作日, 0次."""
    row, above = rows[number], rows[number - 1]
    if len(row) < _FEWEST or _layout(row) != _layout(above) or any(c.box.match is None for c in row):
        return False
    if any(c.is_header or c.box.match is not None for c in above):
        return False
    after = rows[number + 1] if number + 1 < len(rows) else ()
    alike = _layout(after) == _layout(row) and all(c.box.match is None for c in after)
    if alike and not (number + 2 < len(rows) and _under_values(rows, number + 2)):
        return False  # labels over their values
    return are_of_their_kinds([(c.box.match, v.box.words) for c, v in zip(row, above, strict=True)])


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


def _heads_list(whole: Sequence[Cell], row: Sequence[Cell], labels: LabelDictionary) -> bool:
    """Whether header cells are the titles of a list, which may have one row: of materials, or of what names the rows.

    设定依据 beside 法律法规名称 | 文号 | 条款号 and 常见问题 beside 问题 | 解答 name such a list.
    """
    title = whole[0].box.match if len(whole) > len(row) else None
    named = GROUP_OF_ELEMENT.get(title.element) if title is not None else None
    groups = {"materials", named} & {"materials", *_OF_ONE_ROW}
    return any(sum(labels.column(g, c.box.words) is not None for c in row) * 2 > len(row) > 1 for g in groups if g)
