"""Lists with columns that stand still (冻结列) drawn with boxes: each half of their rows is in a box of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.html import tables
from crawler.extract.html.tables import Cell, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.boxes import Box
    from crawler.extract.labels.dictionary import LabelDictionary

_GRID = re.compile(r"grid|table|sheet", re.IGNORECASE)
_ROLES = frozenset({"grid", "treegrid", "table"})
_TITLE = re.compile(r"head|column(?:header|title|name)", re.IGNORECASE)
_HALVES = range(2, 4)
"""Columns stand still on the left, on the right, or on both sides."""
_LONGEST_TITLE = 16
_FEWEST = 2


def read_rows_of_boxes(box: Box, labels: LabelDictionary) -> Table | None:
    """A list drawn with boxes instead of a table, in one piece or with columns that stand still."""
    return side_by_side(box, labels) or tables.read_rows_of_boxes(box, labels)


def side_by_side(box: Box, labels: LabelDictionary) -> Table | None:
    """A list of which some columns stand in boxes beside the others, with as many titles over as many rows each."""
    if (box.plain or box.element.get("role") not in _ROLES) and _GRID.search(box.kind[1]) is None:
        return None
    inner = box.walk()[1:]
    if any(b.tag == "table" for b in inner):
        return None
    heads = _rows_of_titles(inner)
    if len(heads) not in _HALVES:
        return None
    halves = _halves(inner, heads)
    titles = [title for head in heads for title in head.boxes if title.words]
    words = [title.words for title in titles]
    known = max(sum(labels.column(group, each) is not None for each in words) for group in labels.columns)
    if halves is None or len(set(words)) < len(words) or known < _FEWEST or known * 3 < 2 * len(words):
        return None
    rows = [[cell for half in halves for cell in half[number].boxes] for number in range(len(halves[0]))]
    grid = [{n: Cell(b, r, n, 1, 1) for n, b in enumerate(line)} for r, line in enumerate([titles, *rows])]
    return Table(box, [list(line.values()) for line in grid], grid, {0}, is_frozen=True)


def inside_others(found: Sequence[Table]) -> list[Table]:
    """The tables that are but a half of one whose columns stand still."""
    whole = [table for table in found if table.is_frozen]
    return [t for t in found if any(t is not one and t.box.within([one.box]) for one in whole)] if whole else []


def _rows_of_titles(inner: Sequence[Box]) -> list[Box]:
    """The boxes that hold titles of columns and nothing else, the outermost of each."""
    found: list[Box] = []
    for box in inner:
        own = [b for b in box.boxes if b.words]
        if own and all(map(_is_title, own)) and not box.within(found):
            found.append(box)
    return found


def _is_title(box: Box) -> bool:
    """Whether a box is the title of one column by what it is called."""
    called = box.element.get("role") == "columnheader" or _TITLE.search(box.kind[1]) is not None
    return (
        called
        and len(box.words) <= _LONGEST_TITLE
        and all(sum(bool(b.words) for b in one.boxes) < 2 for one in box.walk())
    )


def _halves(inner: Sequence[Box], heads: Sequence[Box]) -> list[list[Box]] | None:
    """The rows below each row of titles, as many in each half; None where that is not so."""
    widths = [sum(bool(title.words) for title in head.boxes) for head in heads]
    groups: list[list[Box]] = []
    for box in inner:
        rows = [b for b in box.boxes if b.words]
        alike = len({(b.tag, _class(b)) for b in rows}) == 1 and len({len(b.boxes) for b in rows}) == 1
        if (
            alike
            and len(rows[0].boxes) in widths
            and not any(b.within(heads) or h.within([b]) for b in rows for h in heads)
        ):
            groups.append(rows)
    for group in groups:
        found: list[list[Box]] = []
        if len(group[0].boxes) != max(widths):
            continue
        for width in widths:
            behind = found[-1][-1].end if found else 0
            fits = (g for g in groups if len(g[0].boxes) == width and len(g) == len(group) and g[0].start >= behind)
            if (half := next(fits, None)) is not None:
                found.append(half)
        if len(found) == len(widths):
            return found
    return None


def _class(box: Box) -> str:
    """What the rows of one list have in common: even ones and odd ones are called so as well."""
    return " ".join(sorted(set(box.kind[1].split()) - {"even", "odd", "ag-row-even", "ag-row-odd"}))
