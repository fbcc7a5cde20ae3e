"""Ruled tables of a PDF page (带框线的表格): cells are what rules enclose, letters belong to the cell around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.extract.pdf.page import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NEAR = 3.0
"""Points by which rules that meet may miss each other."""
_GAP = 4.0
"""Points between the dashes of a dashed rule."""
_SHORTEST = 8.0
_COVERED = 0.6
"""Share of an edge that rules cover where it parts two cells."""
_MOST_CELLS = 1500
_MOST_RULES = 1200
"""Whole rules of a page; one with more is a drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A cell: the rows and columns that it takes, the first and the one after the last, and its edges in points."""

    rows: tuple[int, int]
    columns: tuple[int, int]
    left: float
    right: float
    bottom: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point stands in the cell."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table, or one box alone. `even` says that its cells are boxes and nothing else, as those of a table are."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...] = field(default=())
    even: bool = True

    def holds(self, x: float, y: float) -> bool:
        """Whether a point stands in the table."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]


def grids(across: Sequence[Rule], down: Sequence[Rule]) -> list[Grid]:
    """The tables and boxes that the rules of a page make, from top to bottom; none where there are too many rules."""
    across, down = _whole(across), _whole(down)
    if len(across) + len(down) > _MOST_RULES:
        return []
    found: list[Grid] = []
    for own_across, own_down in _together(across, down):
        grid = _grid(own_across, own_down)
        if grid is not None:
            found.append(grid)
    return sorted(found, key=lambda grid: -grid.ys[0])


def _whole(rules: Iterable[Rule]) -> list[Rule]:
    """Rules put together of pieces that lie in one line."""
    whole: list[Rule] = []
    for at, one in sorted(_lanes(rules), key=lambda pair: (pair[0], pair[1].start)):
        last = whole[-1] if whole else None
        if last is not None and last.at == at and one.start <= last.end + _GAP:
            whole[-1] = Rule(at=at, start=last.start, end=max(last.end, one.end))
        else:
            whole.append(Rule(at=at, start=one.start, end=one.end))
    return [one for one in whole if one.end - one.start >= _SHORTEST]


def _lanes(rules: Iterable[Rule]) -> list[tuple[float, Rule]]:
    """Each rule with the place of the first one of its line."""
    lanes: list[tuple[float, Rule]] = []
    at = first = None
    for one in sorted(rules, key=lambda rule: rule.at):
        if at is None or first is None or one.at - at > _NEAR / 2:
            first = one.at
        at = one.at
        lanes.append((first, one))
    return lanes


def _together(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, group by group."""
    rest = [*((True, one) for one in across), *((False, one) for one in down)]
    groups: list[tuple[list[Rule], list[Rule]]] = []
    while rest:
        group, front = [rest[0]], [rest.pop(0)]
        while front:
            level, one = front.pop()
            met = [other for other in rest if other[0] is not level and _meet(one, other[1])]
            rest = [other for other in rest if other not in met]
            group += met
            front += met
        groups.append(([r for level, r in group if level], [r for level, r in group if not level]))
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    return one.start - _NEAR <= other.at <= one.end + _NEAR and other.start - _NEAR <= one.at <= other.end + _NEAR


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    """The table of rules that meet; sides that are left open end where the rules do."""
    if not across or not down or len(across) + len(down) < 3:  # at the end of a page a row may have no rule below it
        return None
    xs = _places([*(r.at for r in down), min(r.start for r in across), max(r.end for r in across)])
    ys = _places([*(r.at for r in across), min(r.start for r in down), max(r.end for r in down)])[::-1]
    columns, rows = len(xs) - 1, len(ys) - 1
    if not columns or not rows or columns * rows > _MOST_CELLS:
        return None
    group = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

    def root(cell: tuple[int, int]) -> tuple[int, int]:
        while group[cell] != cell:
            cell = group[cell]
        return cell

    for r, c in list(group):
        if c + 1 < columns and not _parts(down, xs[c + 1], ys[r + 1], ys[r]):
            group[max(root((r, c)), root((r, c + 1)))] = min(root((r, c)), root((r, c + 1)))
        if r + 1 < rows and not _parts(across, ys[r + 1], xs[c], xs[c + 1]):
            group[max(root((r, c)), root((r + 1, c)))] = min(root((r, c)), root((r + 1, c)))
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for cell in group:
        members.setdefault(root(cell), []).append(cell)
    boxes, even = [], True
    for cells in members.values():
        top, bottom = min(r for r, _ in cells), max(r for r, _ in cells) + 1
        first, last = min(c for _, c in cells), max(c for _, c in cells) + 1
        even = even and len(cells) == (bottom - top) * (last - first)
        boxes.append(
            Box(
                rows=(top, bottom),
                columns=(first, last),
                left=xs[first],
                right=xs[last],
                top=ys[top],
                bottom=ys[bottom],
            )
        )
    return Grid(xs=tuple(xs), ys=tuple(ys), boxes=tuple(boxes), even=even)


def _places(values: Iterable[float]) -> list[float]:
    """Places in order, those that are near each other as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _parts(rules: Iterable[Rule], at: float, start: float, end: float) -> bool:
    """Whether rules cover the edge between two cells."""
    covered = sum(max(0.0, min(one.end, end) - max(one.start, start)) for one in rules if abs(one.at - at) <= _NEAR)
    return covered >= _COVERED * (end - start)
