"""Cells of a table that label what stands beside them, and name nothing that is known (未识别的标签)."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.extract.html.boxes import Box
    from crawler.extract.html.tables import Cell, Table

_LONGEST = 16
_NUMBER = re.compile(r"[\W\d]*")


def numbers_a_row(words: str) -> bool:
    """Whether words are no more than the number of a row, which labels nothing, or none at all."""
    return _NUMBER.fullmatch(words) is not None


def pair_labels(table: Table) -> Iterator[tuple[Cell, Box]]:
    """Header cells that name no known element, each with the cell beside it."""
    known = _known_by_column(table)
    for number, cells in enumerate(table.rows):
        if number in table.headers:
            continue
        width = len(cells)
        for at, (cell, after) in enumerate(pairwise(cells)):
            if cell.box.match is not None or len(cell.box.words) > _LONGEST or numbers_a_row(cell.box.words):
                continue
            if cell.is_header:
                stands_as_label = not after.is_header
            else:
                stands_as_label = width % 2 == 0 and at % 2 == 0 and known[width, at] >= 2
            if stands_as_label:
                yield cell, after.box


def _known_by_column(table: Table) -> Counter[tuple[int, int]]:
    """How many known labels stand at each place of the rows of each length; the titles of a list label no cell."""
    rows = [cells for number, cells in enumerate(table.rows) if number not in table.headers]
    return Counter((len(cells), at) for cells in rows for at, cell in enumerate(cells) if cell.box.match is not None)
