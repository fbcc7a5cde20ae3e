"""Columns without rules (无框线的分栏): rows of pieces that stand one under the other, and the lines of their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.pdf.lines import fills, right_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.pdf.lines import Seg

_GUTTER = 0.5
_WRAPS = 2.5
"""Widths of a letter between a column and what stands beside it where its texts are wrapped."""
_LONGEST_FIRST = 40
"""Characters of a first cell: a longer one is a column of running text."""

Rows = list[list[list["Seg"]]]
"""Rows of cells, each the lines of its text; a cell without any is empty."""


def regions(lines: Sequence[list[Seg]]) -> list[list[list[Seg]]]:
    """The lines of a page in groups: lines of one piece by themselves, and neighbours that stand in columns."""
    groups: list[list[list[Seg]]] = []
    for line in lines:
        last = groups[-1] if groups else None
        if last is not None and _in_columns(last) and (len(line) > 1 or _is_beside(last, line[0])):
            last.append(line)
        else:
            groups.append([line])
    return groups


def _in_columns(group: list[list[Seg]]) -> bool:
    return len(group[0]) > 1


def _is_beside(group: list[list[Seg]], piece: Seg) -> bool:
    """Whether a piece alone stands right of the first column."""
    return piece.left >= max(line[0].right for line in group if len(line) > 1) + _GUTTER * piece.size


def hangs_over(group: list[list[Seg]], before: Seg | None, after: Seg | None) -> bool:
    """Whether the line before or after lines in columns may belong to a cell of theirs."""
    full = [line for line in group if len(line) > 1]
    second = min(line[1].left for line in full)
    last = full[-1][0]
    if before is not None and before.left >= second - before.size and abs(before.size - last.size) < 1:
        return True
    return after is not None and after.left < second and last.right + after.first > second - _GUTTER * last.size


def rows_in(group: list[list[Seg]]) -> Rows | None:
    """The rows of lines in columns; None where their places do not tell which lines are one row.

    Lines that stand in no common columns are a row each.
    """
    edges = _columns(group)
    if len(edges) < 2:
        return [[[piece] for piece in line] for line in group] if all(len(line) > 1 for line in group) else None
    bounds = [*(after[0] for after in edges[1:]), 0.0]  # what stands right of the last one is not known
    wraps = [own[1] >= bound - _WRAPS * group[0][0].size for own, bound in zip(edges, bounds, strict=True)]
    rights = [right_of([piece for line in group for piece in line if own <= piece.left <= end]) for own, end in edges]
    rows: Rows = []
    above: dict[int, Seg] = {}
    for line in group:
        placed = {_column(edges, piece): piece for piece in line}
        on = [
            column
            for column, piece in placed.items()
            if wraps[column] and column in above and fills(above[column], piece, rights[column])
        ]
        if len(placed) < len(line):
            return None
        if 0 in placed and 0 not in on:
            rows.append([[] for _ in edges])
        elif len(on) < len(placed):
            return None
        for column, piece in placed.items():
            rows[-1][column].append(piece)
        above = placed
    if any(sum(len(piece.text) for piece in row[0]) > _LONGEST_FIRST for row in rows):
        return None
    return rows


def _columns(group: list[list[Seg]]) -> list[tuple[float, float]]:
    """The edges of the columns: what is written on no line parts them."""
    edges: list[tuple[float, float]] = []
    for left, right, size in sorted((piece.left, piece.right, piece.size) for line in group for piece in line):
        if edges and left < edges[-1][1] + _GUTTER * size:
            edges[-1] = edges[-1][0], max(edges[-1][1], right)
        else:
            edges.append((left, right))
    return edges


def _column(edges: list[tuple[float, float]], piece: Seg) -> int:
    return next(at for at, (left, right) in enumerate(edges) if left <= piece.left <= right)
