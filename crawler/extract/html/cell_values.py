"""Where the value of a label stands in a table (单元格里的值): in the cells beside it, or in the rows below."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.extract.html.boxes import has_own_place
from crawler.extract.html.place import Place

if TYPE_CHECKING:
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.tables import Cell, Table

_PAIR = 2
_LONGEST_TITLE = 10
_TITLE = re.compile(r"[\u4e00-\u9fff（）()/、]{2,12}")
_SENTENCE = re.compile(r"[\d。；;，,：:《]")


def value_cells(table: Table, cell: Cell) -> list[Box] | None:
    """The cells that hold the value of a label cell; None where the table has no place for one.

    The value stands to the right, up to the next label; below, where the label fills a row of its own.
    """
    if cell.row in table.headers:
        return None
    if _is_side_title(table, cell) or _is_title_over_pairs(table, cell):
        return None
    right: list[Box] = []
    for number in range(cell.row, min(cell.row + cell.height, len(table.rows))):
        ended = False
        for other in table.rows[number]:
            if other.column < cell.column + cell.width or ended:
                continue
            if right and number == cell.row and cell.height == 1:
                # Between td and td only the next cell is the value; after th all up to the next th.
                ended = not cell.is_header or other.is_header or other.box.match is not None
                if ended:
                    continue
            right.append(other.box)
    if right:
        return right
    # A cell with label and place in boxes of their own is a pair by itself, also where the place is empty.
    return [] if cell.column > 0 or has_own_place(cell.box) else _below(table, cell)


def heads_values(table: Table, row: int) -> bool:
    """Whether a row of plain cells is one of titles over their values (标题在上): what stands beside a label is none.

    A known label stands at its end, or two side by side; below each cell stands one, and none of these is a label.
    """
    cells = table.rows[row]
    own = [cell for cell in cells if cell.height == 1]
    if row + 1 >= len(table.rows) or not own or any(cell.is_header for cell in cells):
        return False
    below = table.rows[row + 1]
    if [(c.column, c.width) for c in below] != [(c.column, c.width) for c in own]:
        return False
    if not all(_TITLE.fullmatch(cell.box.words) for cell in own):
        return False
    known = [_is_label(cell) for cell in own]
    ends = known[-1] and len(cells) > 1
    return (ends or any(map(all, pairwise(known)))) and not any(cell.box.match is not None for cell in below)


def below_title(table: Table, cell: Cell) -> Place:
    """A title over its value, and that; without it where further rows of values follow: they may be those of a list."""
    match, box = cell.box.match, cell.box
    assert match is not None
    value = table.text_at(cell.row + 1, cell.column)
    after = table.rows[cell.row + 2] if cell.row + 2 < len(table.rows) else []
    places = [(c.column, c.width) for c in after]
    goes_on = places == [(c.column, c.width) for c in table.rows[cell.row + 1]]
    if value is None or (goes_on and not any(c.box.match is not None or c.is_header for c in after)):
        return Place(match, box.words, box, found=False)
    return Place(match, box.words, box, kids=[value.box], holder=value.box)


def _is_label(cell: Cell) -> bool:
    return cell.box.match is not None and not cell.box.linked


def _is_title_over_pairs(table: Table, cell: Cell) -> bool:
    """Whether a header cell stands among header cells alone, over rows with others: 事项要素 | 公开内容 labels nothing.

    A label that is known as it stands is one, wherever a page puts it.
    """
    row = table.rows[cell.row]
    known = cell.box.match is not None and cell.box.match.confidence == 1.0
    if known or len(row) < _PAIR or not all(each.is_header for each in row):
        return False
    return any(not each.is_header for cells in table.rows for each in cells)


def _is_side_title(table: Table, cell: Cell) -> bool:
    """Whether a cell at the side names the pair beside it: 收费 | 是否收费 | 免费."""
    row = table.rows[cell.row]
    if cell.column > 0 or len(row) < _PAIR + 1 or not len(row) % 2 or row[0] is not cell:
        return False
    own, label, value = (each.box.match for each in row[: _PAIR + 1])
    return own is not None and label is not None and value is None and own.element == label.element


def _below(table: Table, cell: Cell) -> list[Box]:
    """The rows below a label that fills its own, up to the next label.

    A cell as wide as the label is all of its value where a short one, or a row of several, comes after it.
    """
    found: list[Box] = []
    alone = False
    for number in range(cell.row + cell.height, len(table.rows)):
        cells = table.rows[number]
        if not cells:
            continue
        heads_list = number in table.headers
        if len(cells) == 1 and (cells[0].box.match is not None or (cell.is_header and cells[0].is_header)):
            break
        starts_pair = cells[0].box.match is not None or (cells[0].is_header and not heads_list)
        if starts_pair and not heads_list:
            break
        if alone and not table.headers and (len(cells) > 1 or _may_be_title(cells[0].box)):
            break
        alone = alone or (len(cells) == 1 and not found)
        found.extend(c.box for c in cells)
    return found


def _may_be_title(box: Box) -> bool:
    words = box.words
    return 1 < len(words) <= _LONGEST_TITLE and not box.linked and _SENTENCE.search(words) is None
