"""The paragraphs and tables of a PDF (段落与表格), put together from the places of its letters and rules."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from crawler.extract.pdf.columns import Rows, hangs_over, regions, rows_in
from crawler.extract.pdf.lines import (
    Joined,
    Seg,
    fills,
    joins,
    joins_in_cell,
    line_of,
    margin_of,
    rows_of_letters,
    segs_of,
    together,
)
from crawler.extract.pdf.tables import Grid, grids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crawler.extract.pdf.lines import Margin
    from crawler.extract.pdf.page import Letter, PdfPage

AT = "data-at"
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第?\s*\d{1,3}\s*页?)?(?:[\s,，/]*(?:共\s*)?\d{1,3}\s*页?)?[-—–·\s]*")
_SAME_EDGES = 4.0
_PADDING = 2.0
_FEWEST_BOXES = 3
_COLUMNS = "columns of a page stand without rules, and its lines cannot be told apart"
_DRAWING = "words stand in a drawing"


@dataclass(slots=True)
class Cell:
    """A cell of a ruled table: its place, where its lines end, and its lines."""

    rows: tuple[int, int]
    columns: tuple[int, int]
    right: float
    lines: list[Seg]


@dataclass(slots=True)
class Table:
    """A ruled table; `height` counts its rows."""

    edges: tuple[float, ...]
    height: int
    cells: list[Cell]


@dataclass(slots=True)
class Laid:
    """What a PDF shows, in order. `lost` are the reasons why some of its words are not among the blocks."""

    blocks: list[Seg | Rows | Table] = field(default_factory=list)
    ends: set[int] = field(default_factory=set)
    """Places in `blocks` before which a page begins."""
    pictures: int = 0
    lost: list[str] = field(default_factory=list)
    torn: bool = False
    """Whether rows may be among them, so that the lists of the guide cannot be relied on."""
    margin: Margin | None = None


def laid_out(pages: Sequence[PdfPage], titles: Callable[[str], bool]) -> Laid:
    """The blocks of a PDF's pages, without page numbers and what every page repeats."""
    laid = Laid()
    found = [_blocks(page, laid) for page in pages]
    heads = _repeated(found)
    for number, blocks in enumerate(found):
        laid.ends.add(len(laid.blocks))
        own = [one for at, one in enumerate(blocks) if not _is_furniture(at, one, blocks, heads, number)]
        laid.blocks += own
    width = max((page.width for page in pages), default=0)
    laid.margin = margin_of((one for one in laid.blocks if isinstance(one, Seg)), width=width, titles=titles)
    return laid


def written(laid: Laid, *, glued: bool) -> tuple[str, bool, list[list[Seg] | Rows | None]]:
    """The blocks as HTML, whether something was in doubt (`glued` says how that was decided), and what they show."""
    maker = _Maker(glued=glued)
    parts = list(maker.parts(laid))
    return "".join(parts), maker.doubted, maker.shown


def _blocks(page: PdfPage, laid: Laid) -> list[Seg | Rows | Table]:
    laid.pictures += page.pictures
    if page.lost:
        laid.lost.append(page.lost)
    tables = grids(page.across, page.down)
    boxes = [grid for grid in tables if len(grid.boxes) == 1]
    tables = sorted((grid for grid in tables if len(grid.boxes) > 1), key=_area)
    free: list[tuple[int, list[Letter]]] = []
    numbered = list(enumerate(rows_of_letters(page.letters), 1))
    drawn = _drawing(boxes, page)
    cells: dict[tuple[int, int], list[tuple[int, list[Letter]]]] = {}
    for number, row in numbered:
        rest: list[Letter] = []
        placed: dict[tuple[int, int], list[Letter]] = {}
        for one in row:
            x, y = (one.left + one.right) / 2, one.base + one.size / 3
            at = next((n for n, grid in enumerate(tables) if grid.holds(x, y)), None)
            if at is not None:
                box = next((n for n, own in enumerate(tables[at].boxes) if own.holds(x, y)), None)
                if box is not None:
                    placed.setdefault((at, box), []).append(one)
            elif not any(grid.holds(x, y) for grid in drawn):
                rest.append(one)
        for place, letters in placed.items():
            cells.setdefault(place, []).append((number, letters))
        if any(not one.text.isspace() for one in rest):
            free.append((number, rest))
    if drawn:
        laid.pictures += 1
        laid.lost.append(_DRAWING)
    blocks: list[tuple[float, Seg | Rows | Table]] = []
    for at, grid in enumerate(tables):
        own = [cells.get((at, box), []) for box in range(len(grid.boxes))]
        if not any(own):
            continue
        if not grid.even:
            laid.pictures += 1
            laid.lost.append(_DRAWING)
            continue
        blocks.append((grid.ys[0], _table(grid, own, page.number)))
    blocks += _free(free, page, [grid.ys[0] for grid in tables], laid)
    return [block for _, block in sorted(blocks, key=lambda pair: -pair[0])]


def _area(grid: Grid) -> float:
    return (grid.xs[-1] - grid.xs[0]) * (grid.ys[0] - grid.ys[-1])


def _drawing(boxes: Sequence[Grid], page: PdfPage) -> list[Grid]:
    """The boxes of a drawing, as a flow chart is one: several that hold words, none as wide as the text."""
    own = [
        grid
        for grid in boxes
        if grid.xs[-1] - grid.xs[0] < 0.6 * page.width
        and sum(grid.holds((one.left + one.right) / 2, one.base + one.size / 3) for one in page.letters) > 1
    ]
    return own if len(own) >= _FEWEST_BOXES else []


def _free(
    free: list[tuple[int, list[Letter]]], page: PdfPage, tops: Sequence[float], laid: Laid
) -> Iterator[tuple[float, Seg | Rows | Table]]:
    """The blocks that stand in no table: lines, and rows of columns without rules."""
    lines = [segs_of(row, page.number, number) for number, row in free]
    for part in _between(lines, tops):
        groups = regions(part)
        for at, group in enumerate(groups):
            if len(group[0]) == 1:
                yield group[0][0].base, group[0][0]
                continue
            before = groups[at - 1][-1][0] if at and len(groups[at - 1][-1]) == 1 else None
            after = groups[at + 1][0][0] if at + 1 < len(groups) else None
            rows = None if hangs_over(group, before, after) else rows_in(group)
            if rows is None:
                laid.lost.append(_COLUMNS)
                laid.torn = True
            else:
                yield group[0][0].base, rows


def _between(lines: Sequence[list[Seg]], tops: Sequence[float]) -> list[list[list[Seg]]]:
    """Lines parted where a table begins between them."""
    parts: list[list[list[Seg]]] = [[]]
    for line in lines:
        last = parts[-1][-1][0].base if parts[-1] else None
        if last is not None and any(last > top > line[0].base for top in tops):
            parts.append([])
        parts[-1].append(line)
    return [part for part in parts if part]


def _table(grid: Grid, own: Sequence[list[tuple[int, list[Letter]]]], page: int) -> Table:
    lines = [[line for number, letters in rows if (line := line_of(letters, page, number)) is not None] for rows in own]
    padding: dict[tuple[int, int], float] = {}
    for box, some in zip(grid.boxes, lines, strict=True):
        for line in some:
            gap = min(line.left - box.left, box.right - line.right, line.size + _PADDING)
            padding[box.columns] = max(0.0, min(gap, padding.get(box.columns, gap)))
    return Table(
        edges=grid.xs,
        height=len(grid.ys) - 1,
        cells=[
            Cell(box.rows, box.columns, box.right - padding.get(box.columns, 0.0), some)
            for box, some in zip(grid.boxes, lines, strict=True)
        ],
    )


def _repeated(found: Sequence[list[Seg | Rows | Table]]) -> set[str]:
    """What stands first or last on most pages, its numbers aside."""
    counts: Counter[str] = Counter()
    for blocks in found:
        counts.update({_shape(one) for one in (blocks[:1] + blocks[-1:]) if isinstance(one, Seg)})
    return {shape for shape, count in counts.items() if count > 1 and 2 * count > len(found)}


def _shape(line: Seg) -> str:
    return re.sub(r"\d+", "#", "".join(line.text.split()))


def _is_furniture(at: int, block: Seg | Rows | Table, blocks: Sequence[object], heads: set[str], page: int) -> bool:
    """Whether a line at the edge of a page is its number, or repeats what the page before had there."""
    if not isinstance(block, Seg) or at not in {0, len(blocks) - 1}:
        return False
    if any(c.isdigit() for c in block.text) and _PAGE_NUMBER.fullmatch(block.text):
        return True
    return _shape(block) in heads and (page > 0 or at > 0)


@dataclass(slots=True)
class _Maker:
    glued: bool
    doubted: bool = False
    shown: list[list[Seg] | Rows | None] = field(default_factory=list)
    """Paragraphs, rows of columns and (None) ruled tables, in order."""

    def parts(self, laid: Laid) -> Iterator[str]:
        text: list[list[Seg]] = []
        waiting: Table | None = None
        for at, block in enumerate(laid.blocks):
            if isinstance(block, Table) and waiting is not None and at in laid.ends and _alike(waiting, block):
                waiting = self._longer(waiting, block)
                continue
            if waiting is not None:
                yield self._table(waiting)
                waiting = None
            if isinstance(block, Seg):
                last = text[-1] if text else None
                if (
                    last is not None
                    and laid.margin is not None
                    and self._is(joins(last[0], last[-1], block, laid.margin))
                ):
                    last.append(block)
                else:
                    text.append([block])
                continue
            yield from self._paragraphs(text)
            text = []
            if isinstance(block, Table):
                waiting = block
            else:
                self.shown.append(block)
                yield _rows(block)
        if waiting is not None:
            yield self._table(waiting)
        yield from self._paragraphs(text)

    def _paragraphs(self, texts: list[list[Seg]]) -> Iterator[str]:
        self.shown += texts
        yield from map(_paragraph, texts)

    def _is(self, answer: Joined) -> bool:
        if answer is Joined.DOUBT:
            self.doubted = True
            return self.glued
        return answer is Joined.YES

    def _longer(self, table: Table, more: Table) -> Table:
        """A table with what stands of it on the next page, without the head that is repeated there."""
        cells = list(more.cells)
        skipped = 0
        if _first_row(more) and _first_row(more) == _first_row(table):
            skipped = 1
            cells = [cell for cell in cells if cell.rows[0] > 0]
        kept = [Cell(c.rows, c.columns, c.right, list(c.lines)) for c in table.cells]
        top = [cell for cell in cells if cell.rows[0] == skipped]
        if self._is(_goes_on(kept, top, table.height)):
            ends = {cell.columns: cell for cell in kept if cell.rows[1] == table.height}
            for cell in top:
                ends[cell.columns].lines += cell.lines
            skipped += 1
            cells = [cell for cell in cells if cell not in top]
        down = table.height - skipped
        kept += [Cell((c.rows[0] + down, c.rows[1] + down), c.columns, c.right, c.lines) for c in cells]
        return Table(table.edges, table.height + more.height - skipped, kept)

    def _table(self, table: Table) -> str:
        if len(table.edges) == 2:
            texts = [piece for cell in sorted(table.cells, key=lambda c: c.rows) for piece in self._texts(cell)]
            return "".join(self._paragraphs(texts))
        self.shown.append(None)
        rows: list[list[Cell]] = [[] for _ in range(table.height)]
        for cell in table.cells:
            rows[cell.rows[0]].append(cell)
        lines = ("".join(self._cell(one) for one in sorted(row, key=lambda c: c.columns)) for row in rows)
        return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"

    def _cell(self, cell: Cell) -> str:
        columns, rows = cell.columns[1] - cell.columns[0], cell.rows[1] - cell.rows[0]
        span = (f" colspan={columns}" if columns > 1 else "") + (f" rowspan={rows}" if rows > 1 else "")
        place = f' {AT}="{cell.lines[0].locator}"' if cell.lines else ""
        # Bold cells among others that are not are titles, as header cells of a page are.
        tag = "th" if cell.lines and all(line.bold for line in cell.lines) else "td"
        return f"<{tag}{place}{span}>{'<br>'.join(_words(piece) for piece in self._texts(cell))}</{tag}>"

    def _texts(self, cell: Cell) -> list[list[Seg]]:
        texts: list[list[Seg]] = []
        for line in cell.lines:
            last = texts[-1] if texts else None
            if last is not None and self._is(joins_in_cell(last[0], last[-1], line, cell.right)):
                last.append(line)
            else:
                texts.append([line])
        return texts


def _alike(table: Table, more: Table) -> bool:
    return len(table.edges) == len(more.edges) and all(
        abs(one - other) <= _SAME_EDGES for one, other in zip(table.edges, more.edges, strict=True)
    )


def _first_row(table: Table) -> list[str]:
    cells = sorted((c for c in table.cells if c.rows[0] == 0), key=lambda cell: cell.columns)
    return ["".join(line.text for line in cell.lines) for cell in cells] if any(c.lines for c in cells) else []


def _goes_on(kept: Sequence[Cell], top: Sequence[Cell], height: int) -> Joined:
    """Whether the first row of a page goes on with the last row of the page before.

    It does where its first cell is empty and a cell above it was full; the next row of a table begins with its first.
    """
    ends = {cell.columns: cell for cell in kept if cell.rows[1] == height}
    filled = [cell for cell in top if cell.lines]
    if not filled or any(cell.columns not in ends for cell in top):
        return Joined.NO
    full = [
        cell
        for cell in filled
        if (last := ends[cell.columns]).lines and fills(last.lines[-1], cell.lines[0], last.right)
    ]
    first = min(top, key=lambda cell: cell.columns)
    if not first.lines:
        return Joined.YES if full and len(full) == len(filled) else Joined.DOUBT
    if not ends[first.columns].lines:
        return Joined.DOUBT
    whole = len(filled) == len(top) and len(full) < len(top)
    if first not in full or whole or first.lines[0].text.isdigit():
        return Joined.NO
    return Joined.YES if len(filled) < len(top) and len(full) == len(filled) else Joined.DOUBT


def _paragraph(lines: list[Seg]) -> str:
    return f'<p {AT}="{lines[0].locator}">{_words(lines)}</p>'


def _rows(rows: Rows) -> str:
    def cell(lines: list[Seg]) -> str:
        return f'<td {AT}="{lines[0].locator}">{_words(lines)}</td>' if lines else "<td></td>"

    whole = [f"<tr>{''.join(map(cell, row))}</tr>" for row in rows]
    if len({len(row) for row in rows}) > 1:
        return "".join(f"<table>{row}</table>" for row in whole)
    return f"<table>{''.join(whole)}</table>"


def _words(lines: Sequence[Seg]) -> str:
    text = ""
    for line in lines:
        text = together(text, line.text) if text else line.text
    return escape(text)
