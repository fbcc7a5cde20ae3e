"""Tables of a guide: which cell is a label, which its value, and which row is the header of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.domain.values import step_words
from crawler.extract.guide.prose import is_deed
from crawler.extract.labels.dictionary import is_short, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.extract.html.boxes import Box
    from crawler.extract.labels.dictionary import LabelDictionary

_OF_STEPS = re.compile("环节|步骤|阶段|节点|流程|程序")
_STAGE = re.compile(r"(?:环节|步骤|阶段)$")
OFFERS = re.compile("下载|空[白表]|样[表本例]|示例|范[本例]|模板|表格")
"""Words of a button in a column of forms are often those of its title."""
_GROUP_TAGS = frozenset({"thead", "tbody", "tfoot"})
_WIDEST = 40
_TALLEST = 400
_COLONS = (":", "：")
_HEADER_WORDS = 16
_LABEL = re.compile(r"[^\s：:，。]{2,12}[：:]")
_WIDTH = re.compile(r"grid-template-columns\s*:\s*repeat\(\s*(\d{1,2})\s*,")
_PAIR = 2
_FEWEST_PAIRS = 3
_DEEPEST = 4  # boxes around a row of titles, and around the rows after it, that hold nothing else


@dataclass(slots=True)
class Cell:
    """One cell: its box, where it starts and how far it reaches."""

    box: Box
    row: int
    column: int
    height: int
    width: int

    @property
    def is_header(self) -> bool:
        """Whether the page marks it as a header cell."""
        return self.box.tag == "th"


@dataclass(slots=True)
class Table:
    """A table as a grid. `headers` are the rows that head a list, by number; `rows` hold each cell once."""

    box: Box
    rows: list[list[Cell]]
    grid: list[dict[int, Cell]]
    headers: set[int] = field(default_factory=set)
    title: Box | None = None
    """The merged cell at the side that names these rows."""
    is_frozen: bool = False
    """Whether its columns stand in several boxes beside each other."""

    def data_rows(self, header: int) -> Iterator[int]:
        """The rows below a header, up to the next header or a row that is a title of its own."""
        width = max((c.column + c.width for c in self.rows[header]), default=0)
        for number in range(header + 1, len(self.rows)):
            cells = self.rows[number]
            if number in self.headers:
                return
            if not self.grid[number]:
                continue
            if cells and (cells[0].is_header or cells[0].box.match):
                here = self.grid[number].values()
                if width > 1 and len({id(c) for c in here}) == 1 and not self._goes_on(header, number):
                    return
                goes_on = any(c.row < number for c in here)
                starts_pair = len(cells) > 1 and cells[0].box.match is not None and not self._is_entry(header, cells[0])
                if number > header + 1 and starts_pair and not goes_on:
                    return
            yield number

    def _goes_on(self, header: int, number: int) -> bool:
        """Whether rows of the list follow a title across it (应当提交的材料), which names some of them."""
        below = self.rows[number + 1] if number + 1 < len(self.rows) and number + 1 not in self.headers else []
        titles, own = _places(self.grid[header]), [(c.column, c.width) for c in below]
        if not self.rows[header][-1].box.words and len(own) < len(titles):
            titles.pop()  # the place over the bar that scrolls
        return len(titles) > _PAIR and own == titles and not below[0].is_header and below[0].box.match is None

    def _is_entry(self, header: int, cell: Cell) -> bool:
        """Whether a word that is a label elsewhere (送达, 受理环节, 结果送达) names an entry of a list.

        It is a step in a column of steps; a row that has a cell below each of an odd number of titles holds no pairs.
        """
        own = self.rows[cell.row]
        titles = sum(bool(c.box.words) for c in self.rows[header])  # the place over the bar that scrolls has none
        under_each = len(own) % _PAIR and _PAIR < len(own) == titles and all(c.width == 1 for c in own)
        if under_each and all(c.box.match is None for c in own[1:]) and any(c.box.words for c in own[_PAIR:]):
            return True
        title, deed = self.text_at(header, cell.column), _STAGE.sub("", cell.box.words)
        if title is None or _OF_STEPS.search(title.box.words) is None:
            return False
        whole = len(own) == titles > _PAIR and all(c.box.match is None for c in own[_PAIR::2])
        return is_deed(deed) or (whole and bool(step_words.families(deed)))

    def text_at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place."""
        return self.grid[row].get(column)


def _places(row: dict[int, Cell]) -> list[tuple[int, int]]:
    """Where each cell of a row begins and how wide it is, with those that reach down into it."""
    return sorted({(cell.column, cell.width) for cell in row.values()})


def rows_of(box: Box) -> Iterator[Box]:
    """The rows of a table, those of nested tables left out."""
    for kid in box.boxes:
        if kid.tag == "tr":
            yield kid
        elif kid.tag in _GROUP_TAGS:
            yield from (k for k in kid.boxes if k.tag == "tr")


def _span(box: Box, name: str, most: int) -> int:
    given = box.element.get(name) if box.spans else None
    if given is None:
        return 1
    value = given.strip()
    return min(max(int(value), 1), most) if value.isdigit() else 1


def grid_of(box: Box) -> Table:
    """The grid of a table, nested tables left to themselves; which of its rows head a list is still to be asked."""
    rows: list[list[Cell]] = []
    grid: list[dict[int, Cell]] = []
    for number, row in enumerate(rows_of(box)):
        while len(grid) <= number:
            grid.append({})
        cells: list[Cell] = []
        column = 0
        for kid in row.boxes:
            if kid.tag not in {"td", "th"}:
                continue
            while column in grid[number]:
                column += 1
            cell = Cell(kid, number, column, _span(kid, "rowspan", _TALLEST), _span(kid, "colspan", _WIDEST))
            cells.append(cell)
            if not kid.spans:
                grid[number][column] = cell
                column += 1
                continue
            for down in range(cell.height):
                while len(grid) <= number + down:
                    grid.append({})
                for across in range(cell.width):
                    grid[number + down].setdefault(column + across, cell)
            column += cell.width
        rows.append(cells)
    return Table(box, rows, grid[: len(rows)])


def find_headers(table: Table, labels: LabelDictionary) -> set[int]:
    """The rows that head a list."""
    return {n for n in range(len(table.rows)) if _is_header(table, n, labels)}


def read_rows_of_boxes(box: Box, labels: LabelDictionary) -> Table | None:
    """A list drawn with boxes instead of a table: a row of column titles, and rows of as many boxes after it."""
    if (flat := _flat_grid(box, labels)) is not None:
        return flat
    titles = [k for k in box.boxes if k.words]
    if len(titles) < 2 or len(box.words) > _HEADER_WORDS * len(titles):
        return None
    if titles[0].words.endswith(_COLONS) and not titles[-1].words.endswith(_COLONS):
        return None  # 办公时间： | 工作时间 is a label and its value
    is_title = labels.is_column_title
    if len(titles) == _PAIR and not (is_title(titles[0].words) and is_title(titles[1].words)):
        return None  # most rows are pairs
    if sum([is_title(k.words) for k in titles]) < 2 or any(b.tag == "table" for b in titles):
        return None
    if all(map(_turns_to_a_pane, titles)):
        return None
    every = [normalise(k.words) for k in box.boxes]
    words = [w for w in every if w not in labels.marks["row_columns"]]
    of_one_list = max(sum(labels.column(group, w) is not None for w in words) for group in labels.columns)
    if of_one_list < 2 or of_one_list * 3 < 2 * len(words):
        return None
    last = max(n for n, k in enumerate(box.boxes) if k.words)  # behind it, a place for the bar that scrolls
    cells = [Cell(k, 0, n, 1, 1) for n, k in enumerate(box.boxes)]
    row = box
    for _ in range(_DEEPEST):
        rows = _rows_like(row, len(cells)) or _rows_like(row, last + 1)
        if rows and (_repeats(titles, rows[0]) or _are_pairs_of_one_list(row.boxes, rows[0].boxes, labels)):
            return None
        if len(cells) == _PAIR and rows and _are_pairs(rows, labels):
            return None
        if rows:
            grid = [{c.column: c for c in cells}]
            grid += [{n: Cell(k, r, n, 1, 1) for n, k in enumerate(b.boxes)} for r, b in enumerate(rows, 1)]
            return Table(row, [list(line.values()) for line in grid], grid, {0})
        # The titles may stand in a box of their own, the rows in the one after it.
        if row.parent is None or sum(bool(b.words) for b in row.parent.boxes) != 1:
            return None
        row = row.parent
    return None


def _turns_to_a_pane(title: Box) -> bool:
    """Whether a title is a link to a place on its page, as those of tabs are and those of columns are not."""
    links = (box.element for box in title.walk() if box.tag == "a")
    return any((link.get("href") or "#")[:1] == "#" and len(link.get("href") or "") > 1 for link in links)


def _flat_grid(box: Box, labels: LabelDictionary) -> Table | None:
    """A list drawn as one box of cells: as many titles as there are columns, then the cells, row after row."""
    cells = box.boxes
    if len(cells) < 4 or cells[0].kind != cells[1].kind or not labels.is_column_title(cells[0].words):
        return None
    styled = _WIDTH.search(box.element.get("style") or "")
    width = next((n for n, cell in enumerate(cells) if cell.kind != cells[0].kind), int(styled[1]) if styled else 0)
    if width < 2 or (len(cells) - width) % width or len({cell.kind for cell in cells[width:]}) > 1:
        return None
    titles = [cell.words for cell in cells[:width]]
    known = max(sum(labels.column(group, title) is not None for title in titles) for group in labels.columns)
    if known < 2 or known * 3 < 2 * width:
        return None
    grid = [
        {n: Cell(cell, start // width, n, 1, 1) for n, cell in enumerate(cells[start : start + width])}
        for start in range(0, len(cells), width)
    ]
    return Table(box, [list(row.values()) for row in grid], grid, {0})


def _rows_like(title_row: Box, count: int) -> list[Box]:
    """The boxes after a row of titles that have as many boxes in them, or those in the one box after it."""
    if title_row.parent is None:
        return []
    after = [k for k in title_row.parent.boxes if k.index > title_row.index and k.words]
    for _ in range(_DEEPEST):
        if len(after) == 1 and (len(after[0].boxes) != count or _are_rows(after[0].boxes, count)):
            after = [k for k in after[0].boxes if k.words]
    rows = []
    for box in after:
        if len(box.boxes) != count or (count == _PAIR and any(inner.tag == "table" for inner in box.walk())):
            break  # two titles over what holds tables of its own are those of two panes
        rows.append(box)
    return rows


def _are_rows(boxes: Sequence[Box], count: int) -> bool:
    """Whether as many boxes as a row has cells are rows themselves, each of so many cells."""
    return count > _PAIR and all(len(box.boxes) == count for box in boxes)


def _repeats(titles: Sequence[Box], row: Box) -> bool:
    """Whether a row says titles again, as entries do that have labels of their own (材料名称 … 份数) beside values."""
    own = {box.words for box in row.boxes if not box.linked and not OFFERS.search(box.words)}
    return sum(title.words in own for title in titles) >= _PAIR


def _are_pairs(rows: Sequence[Box], labels: LabelDictionary) -> bool:
    """Whether rows of two halves begin with titles too: 原件/复印件 | 原件 over 份数 | 1 is one of several pairs."""
    begun = [row.boxes[0].words for row in rows]
    said = (labels.is_column_title(words) or labels.element_of(words) is not None for words in begun)
    return sum(said) * 2 > len(begun)


def _known(cell: Cell, labels: LabelDictionary) -> bool:
    words = cell.box.words
    if not words or cell.box.linked or not is_short(words, _HEADER_WORDS):
        return False
    if cell.box.match is not None:
        return True
    return labels.is_column_title(words)


def _is_header(table: Table, number: int, labels: LabelDictionary) -> bool:
    """Whether a row heads a list: only header cells, or labels side by side, with a row of values below."""
    row = table.rows[number]
    cells = [c for c in row if c.box.words]
    if len(cells) < 2 or (number + 1 >= len(table.rows) and not all(c.is_header for c in cells)):
        return False
    marked = row[0].is_header and all(c.is_header for c in row)
    words = [c.box.words for c in cells]
    if not marked and (words[0].isdigit() or any(map(str.isdigit, words))):
        return False  # most rows have a number
    if not marked and _is_second_line(table, number, labels):
        return True
    below = [c for c in table.rows[number + 1] if c.row == number + 1] if number + 1 < len(table.rows) else []
    if marked:
        return (not below or not all(c.is_header for c in below)) and not _heads_pairs(table, number, labels)
    if not all(is_short(w, _HEADER_WORDS) for w in words) or len(set(words)) < len(words):
        return False
    if len(table.rows) == len(below) == len(row) == _PAIR and _are_of_one_list(words, below, labels):
        return True
    known = [c for c in cells if _known(c, labels)]
    if any(c.height > 1 or c.is_header or c.box.linked for c in cells) or _is_row_of_pairs(row, known, below):
        return False  # titles lead nowhere: 结果样本 | 查看 | 领取方式 | 邮寄 are two pairs
    beside = (table.rows[n] for n in (number - 1, number + 1) if 0 <= n < len(table.rows))
    if any(_are_pairs_of_one_list([c.box for c in row], [c.box for c in other], labels) for other in beside):
        return False
    side_by_side = any(a.column + a.width == b.column for a, b in pairwise(known))
    if not side_by_side or len(known) * 2 < len(table.rows[number]):
        return False
    if len(cells) == 2:
        # 办理形式 | 窗口办理 is a pair; 环节名称 | 办理时限 heads a list when no label stands below it.
        first = below[0].box if below else None
        return len(known) == 2 and len(below) == 2 and first is not None and first.match is None and len(table.rows) > 2
    mostly_known_below = sum(_known(c, labels) for c in below) * 2 > len(below)
    heads = (len(known) >= 3 or len(known) == len(cells)) and not mostly_known_below
    return heads and not _heads_pairs(table, number, labels)


def _is_second_line(table: Table, number: int, labels: LabelDictionary) -> bool:
    """Whether a row goes on with the titles above it: 原件 | 复印件 below 份数, beside titles that reach down."""
    above, own = (table.rows[number - 1] if number else []), table.rows[number]
    reaching = [cell for cell in above if cell.height == _PAIR]
    wide = [cell for cell in above if cell.height < _PAIR]
    if len(reaching) < _PAIR or not wide or number + 1 >= len(table.rows):
        return False
    if any(c.width < _PAIR for c in wide) or sum(c.width for c in wide) != sum(c.width for c in own):
        return False
    titles = [cell for cell in (*reaching, *own) if cell.box.words]
    if any(cell.height > 1 for cell in own) or not all(is_short(c.box.words, _HEADER_WORDS) for c in titles):
        return False
    known = sum(_known(c, labels) or labels.is_mark("row_columns", c.box.words) for c in titles)
    below = [cell for cell in table.rows[number + 1] if cell.box.words]
    return 2 * known > len(titles) and 2 * sum(_known(c, labels) for c in below) <= len(below)


def parts_of_title(group: str, title: str, labels: LabelDictionary) -> tuple[str, ...]:
    """The part of a list that the title of a column stands for, or the two that it names."""
    own = labels.column(group, title)
    return (own,) if own is not None else labels.joint_columns(group, title)


def named_parts(group: str, title: str, labels: LabelDictionary, width: int) -> tuple[str, ...]:
    """The same; a title of two parts names its list only beside one other: 法规名称及条款 | 条款内容."""
    own = labels.column(group, title)
    return (own,) if own is not None else labels.joint_columns(group, title) if width == _PAIR else ()


def _are_of_one_list(titles: Sequence[str], below: Sequence[Cell], labels: LabelDictionary) -> bool:
    """Whether two words head the two columns of one list, of which the one row below has none: 法律名称 | 条款内容."""
    words = [cell.box.words for cell in below if cell.box.match is None]
    return len(words) == len(below) and any(
        all(parts_of_title(group, title, labels) for title in titles)
        and not any(parts_of_title(group, word, labels) for word in words)
        for group in labels.columns
    )


def _heads_pairs(table: Table, number: int, labels: LabelDictionary) -> bool:
    """Whether the rows below titles are labels of the guide with a value beside each: 项目 | 内容 over 办理地点 | …."""
    told: list[str] = []
    rows = table.rows[number + 1 :]
    for cells in rows:
        pair = next(((a, b) for a, b in pairwise(cells) if a.box.match is not None), None)
        if pair is not None and pair[0].box.match is not None and pair[1].box.match is None:
            told.append(pair[0].box.match.element)
    begun = sum(len(cells) > 1 for cells in rows)  # one cell alone goes on with the value of the row above
    if len(set(told)) < _FEWEST_PAIRS or len(told) * 5 < begun * 4:
        return False
    titles = [cell.box.words for cell in table.rows[number] if cell.box.words]
    of_one_list = max(sum(labels.column(group, title) is not None for title in titles) for group in labels.columns)
    return of_one_list < _PAIR or (len(set(told)) > _FEWEST_PAIRS and len(titles) == _PAIR)


def _is_row_of_pairs(row: list[Cell], known: list[Cell], below: list[Cell]) -> bool:
    """Whether labels stand at every other place, as in the next row, and a value is also a title: 样本下载."""
    if len(row) % 2 or len(row) != len(below) or len(known) == len(row):
        return False
    labelled = {at % 2 for at, cell in enumerate(below) if cell.box.match is not None}
    return labelled == {0} and all(cell.box.match is not None for cell in row[::2])


def _are_pairs_of_one_list(row: Sequence[Box], beside: Sequence[Box], labels: LabelDictionary) -> bool:
    """Whether two rows have titles of one list at every other place, each its own: 材料类型 | 其他 | 必要性 | 必要."""
    if len(row) % 2 or not _PAIR < len(row) == len(beside):
        return False
    titles = [box.words for box in (*row[::2], *beside[::2])]
    return any(
        None not in (parts := [labels.column(group, title) for title in titles]) and len(set(parts)) == len(parts)
        for group in labels.columns
    )


def titles_within(tables: Sequence[Table], boxes: Sequence[Box]) -> list[Box]:
    """The titles of columns inside a value, and labels behind its first cell: what follows is no text of it."""
    part = any(b.tag in {"thead", "tbody"} for b in boxes)
    inside = [t for t in tables if t.headers and (part or t.box.within(boxes))]
    rows = (t.rows[header] for t in inside for header in t.headers)
    held = [cell.box for cells in rows for cell in cells if cell.box.within(boxes)]
    pairs = (row for t in tables if not t.headers and t.box.within(boxes) for row in t.rows if len(row) > _PAIR)
    return held + [cell.box for row in pairs for cell in row[1:-1] if _LABEL.fullmatch(cell.box.words)]
