"""Columns of labels (标签列): in a table of pairs every cell of a label column is a label, misspelt or rare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.html.slot_words import element, heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.tables import Cell, Table
    from crawler.extract.labels.dictionary import LabelDictionary, LabelMatch

_FEWEST = 3
_SHORTEST = 2
_LONGEST = 14


def name_labels(tables: Sequence[Table], labels: LabelDictionary) -> None:
    """Give the labels of such columns their meaning: at least three cells in four of one are labels that are known.

    Where all of them are marked as headers, it is enough that half of them are known or tell what they mean.
    """
    for table in tables:
        if table.headers:
            continue
        columns: dict[int, list[Cell]] = {}
        for row in table.rows:
            for cell in row:
                if cell.box.words:
                    columns.setdefault(cell.column, []).append(cell)
        for cells in columns.values():
            known = [cell for cell in cells if cell.box.match is not None]
            marked = all(cell.is_header for cell in cells)  # a column that the page itself marks as one of labels
            if len(known) < _FEWEST or (not marked and len(known) * 4 < len(cells) * 3):
                continue
            meant = [(cell, match) for cell in cells if (match := _meaning(cell, table, labels)) is not None]
            if (len(known) + len(meant)) * 2 < len(cells):
                continue
            for cell, match in meant:
                cell.box.match = match


def _meaning(cell: Cell, table: Table, labels: LabelDictionary) -> LabelMatch | None:
    words = cell.box.words
    if cell.box.match is not None or not _SHORTEST <= len(words) <= _LONGEST or cell.height > 1:
        return None
    beside = table.text_at(cell.row, cell.column + cell.width)
    if beside is None or beside.box.match is not None:
        return None
    return element(words, beside.box.words, labels) or heading(words, beside.box)
