"""Answer places of a form (填写项), and its title, from rows of cells."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from crawler.domain.records import FormField
from crawler.domain.values.form_words import bare, is_blank, is_label, is_printed, looks_answered, may_be_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.extract.forms.content import Cell, Row

FIELD_LIMIT = 3000
_CELLS_OF_A_ROW = 300

# A label in running text: what ends in a colon at the start of a line, after a wide gap, a mark or a written line.
_COLON = re.compile(
    r"(?:^|(?<=\n)|(?<=\t)|(?<=_)|(?<=\s\s)|(?<=[，。；、）)]))[^\S\n]*(?P<label>[^\s:：，。；、_][^:：，。；_\n\t]{0,40}?)[^\S\n]*[:：]"
)
_LINE = re.compile(r"(?P<label>[^\s:：，。；、_\uff3f()（）]{2,16})[^\S\n]*(?P<line>[_\uff3f]{2,})")
_SENTENCE = re.compile(r"[。；;≥≤]|.{60}", re.DOTALL)
_GAP = re.compile(r"\s{3,}")
_NOT_ASKED = re.compile(
    r"^(?:注|备注|附|附件|附表|说明|填表说明|填写说明|注意事项?|提示|其中|填报说明|温馨提示)$|如下$|为$|以下$|下列$|包括$|例如$|如$"
)
_ADDRESSEE = re.compile(r"(?:局|委|委员会|厅|政府|中心|办公室|院|处|分局|管委会)$")
_FORM_NAME = re.compile(
    r"(?:表|书|单|函|证|证明|声明|承诺|委托|报告|登记|备案|台账|目录|清单|协议|合同|范本|样本|指南)$"
)
_NO_TITLE = re.compile(
    r"^(?:附件?|附表|表|样表|格式|编号|NO|第)[\dA-Z一二三四五六七八九十.\-之()]*[:：]?$|^[A-Z]?[\d.\-]+$", re.IGNORECASE
)
_SPREAD = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_BEFORE_TITLE = re.compile(r"^(?:[A-Z][.\d\-]+|\d+(?:[.\-]\d+)+|附件\d*[:：])")
_AFTER_TITLE = re.compile(r"(?:\([^()]*\)|（[^（）]*）|\d+)$")


def title_of(rows: Sequence[Row]) -> str | None:
    """The name of the form: the first line of its head that ends like one, else its first line of words."""
    first = None
    for row in rows[:40]:
        written = [cell.text for cell in row.cells if not is_blank(cell.text)]
        if len(written) != 1:
            if first is not None and row.table is not None:
                break
            continue
        for line in written[0].splitlines():
            word = _BEFORE_TITLE.sub("", bare(line))
            named = _FORM_NAME.search(_AFTER_TITLE.sub("", word)) is not None
            if not _is_heading(word) or (is_label(word) and len(row.cells) > 1):
                continue
            if named:
                return _spelled(line)
            first = first or _spelled(line)
    return first


def _spelled(line: str) -> str:
    """A heading as it is written, without the gaps by which it is spread over the line and the number before it."""
    return _BEFORE_TITLE.sub("", _SPREAD.sub("", " ".join(line.split())))


def _is_heading(word: str) -> bool:
    if not 2 <= len(word) <= 60 or word.endswith((":", "。", ";", ",")) or _NO_TITLE.match(word):
        return False
    return any("\u4e00" <= c <= "\u9fff" for c in word) and ":" not in word[:-1] and not is_printed(word)


def fields_of(rows: Sequence[Row], title: str | None) -> tuple[FormField, ...]:
    """Every answer place in reading order: beside a label, below a column head, after a colon or on a line."""
    found: list[FormField] = []
    columns = _label_columns(rows)
    done = 0
    for number, row in enumerate(rows):
        if len(found) >= FIELD_LIMIT:
            break
        if number < done:
            continue
        if row.table is None:
            for cell in row.cells:
                found += _inline(cell)
        elif _is_head(row, rows[number + 1] if number + 1 < len(rows) else None):
            below = tuple(_below(row, rows[number + 1 : number + 31]))
            found += (place for places in below for place in places)
            done = number + 1 + len(below)
        else:
            found += _beside(row, title, columns)
    return tuple(found[:FIELD_LIMIT])


def _answer(text: str) -> str:
    return "" if is_blank(text) else text.strip(" \t\n_\uff3f\u3000")


def _inline(cell: Cell) -> Iterator[FormField]:
    """Places in running text: `label：____`, `label：value`, `label____`."""
    marks = [m for m in _COLON.finditer(cell.text) if _may_ask(m.group("label"))]
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(cell.text)
        rest = cell.text[mark.end() : end]
        line = rest.split("\n", 1)[0].strip()
        if mark.group("label")[-1:].isdigit() and line[:1].isdigit():
            continue  # a time of day
        value = _answer(line if is_printed(line) else _GAP.split(line)[0])
        if _SENTENCE.search(value):
            continue
        if not value and not rest.strip() and _ADDRESSEE.search(bare(mark.group("label"))):
            continue
        if _NOT_ASKED.search(bare(mark.group("label"))):
            continue
        yield FormField(label=mark.group("label").strip(), value=value, locator=cell.locator)
    if not marks:
        for mark in _LINE.finditer(cell.text):
            if may_be_label(mark.group("label")):
                yield FormField(label=mark.group("label"), value="", locator=cell.locator)


def _may_ask(label: str) -> bool:
    return is_label(label) or (may_be_label(label) and len(bare(label)) <= 16)


def _is_head(row: Row, below: Row | None) -> bool:
    """Whether a row is a head over columns: labels and nothing else, over a row that is cut alike and is no head."""
    head = _written(row)
    if below is None or below.table != row.table or len(head) < 3:
        return False
    if any(is_blank(cell.text) or not may_be_label(cell.text) for cell in head):
        return False
    under = [cell for cell in below.cells if cell.column <= head[-1].column]
    columns = tuple(cell.column for cell in under)
    # A cell at the left may span both rows; then only the upper row has it.
    if len(columns) < max(2, len(head) - 1) or tuple(c.column for c in head)[-len(columns) :] != columns:
        return False
    if sum(is_blank(cell.text) for cell in under) >= len(under) - 1:
        return True
    return all(is_label(cell.text) for cell in head) and not all(is_label(cell.text) for cell in under)


def _written(row: Row) -> tuple[Cell, ...]:
    """The cells up to the last that is written in."""
    cells = row.cells
    while cells and is_blank(cells[-1].text):
        cells = cells[:-1]
    return cells


def _below(head: Row, rows: Sequence[Row]) -> Iterator[tuple[FormField, ...]]:
    """The places of each row below a head, as long as the rows are cut alike and hold no labels."""
    columns = {cell.column: cell.text.strip() for cell in _written(head)}
    for row in rows:
        cells = [cell for cell in row.cells if cell.column <= max(columns)]
        if row.table != head.table or any(cell.column not in columns for cell in cells):
            return
        if len(cells) < max(2, len(columns) - 1):
            return
        if any(is_label(cell.text) for cell in cells[1:]):
            return
        yield tuple(
            FormField(label=columns[cell.column], value=_answer(cell.text), locator=cell.locator) for cell in cells
        )


def _label_columns(rows: Sequence[Row]) -> frozenset[tuple[int | None, int]]:
    """Columns of tables without drawn cells in which labels stand one below the other."""
    counts = Counter((row.table, row.cells[0].column) for row in rows if row.cells and is_label(row.cells[0].text))
    return frozenset(place for place, count in counts.items() if count > 1 and place[0] is not None)


def _beside(row: Row, title: str | None, columns: frozenset[tuple[int | None, int]]) -> Iterator[FormField]:
    """Places in a table row: the cell after a label, or what stands in the label's own cell after its colon."""
    cells = row.cells[:_CELLS_OF_A_ROW]
    # In rows of pairs a label that no list knows is told by its place.
    paired = len(_written(row)) % 2 == 0
    here = 0
    while here < len(cells):
        cell = cells[here]
        word = bare(cell.text)
        here += 1
        if not word or is_blank(cell.text) or (title is not None and word == bare(title)):
            continue
        if not word.endswith(":") or word.count(":") > 1:
            inside = tuple(_inline(cell))
            if inside:
                yield from inside
                continue
        boxes = _boxes(cells[here:])
        if boxes > 1 and is_label(cell.text):
            value = "".join(bare(c.text) for c in cells[here : here + boxes])
            yield FormField(label=_name(cell), value=value, locator=cells[here].locator)
            here += boxes
            continue
        following = cells[here] if here < len(cells) else None
        if following is None:
            listed = not row.bounded and (row.table, cell.column) in columns and may_be_label(cell.text)
            if listed or (is_label(cell.text) and (not row.bounded or word.endswith(":"))):
                yield FormField(label=_name(cell), value="", locator=cell.locator)
            continue
        if is_blank(following.text):
            if is_label(cell.text) or may_be_label(cell.text):
                yield FormField(label=_name(cell), value="", locator=following.locator)
            continue
        placed = (paired and here % 2 == 1) or (row.table, cell.column) in columns
        known = is_label(cell.text) or (placed and may_be_label(cell.text))
        if not (known or may_be_label(cell.text)) or is_label(following.text) or bare(following.text).endswith(":"):
            continue
        if known or is_printed(following.text) or looks_answered(cell.text, following.text):
            yield FormField(label=_name(cell), value=_answer(following.text), locator=following.locator)
            here += 1


def _name(cell: Cell) -> str:
    return cell.text.strip().rstrip(":：").strip()


def _boxes(cells: Sequence[Cell]) -> int:
    """How many cells in a row hold one character each, as boxes for the digits of a number do."""
    count = 0
    for cell in cells:
        if len(bare(cell.text)) != 1 or is_blank(cell.text):
            break
        count += 1
    return count
