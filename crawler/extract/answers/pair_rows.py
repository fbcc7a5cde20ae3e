"""Tables of an answer whose rows are cells, label and value in turn (行内标签与值相间): as a page draws them.

`["承诺办结时限", "5个工作日"]` is one pair, `["事项类型", "行政许可", "办件类型", "承诺件"]` are two; so are the four
values of `{"label1": …, "value1": …, "label2": …, "value2": …}`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.extract.answers.shape import Row
from crawler.page.json_tree import HELD, Flat, step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

TITLE = "标题"
CONTENT = "内容"
_LONGEST = 16
_PAIR = 2
_WIDEST = 8
_FEWEST_ROWS = 2
_COUNTED = re.compile(r"\s*[\d(（①-⑳]")
"""How a number or an entry begins, and no label."""
_NUMBERED = re.compile(r"(.*?)_?(\d+)")


class _Cell(NamedTuple):
    """A label, its value, and the steps of a pointer that lead to either from the list."""

    row: str
    label: Any
    value: Any
    steps: tuple[str, str]


def may_hold(rows: list[Any]) -> bool:
    """A cheap question before the exact one: whether a list may hold rows of labels and values."""
    first = rows[0] if rows else None
    return isinstance(first, list) or (isinstance(first, Flat) and next(reversed(first), "")[-1:].isdigit())


def pairs_in(rows: list[Any], labels: LabelDictionary) -> list[Row]:
    """The labels and values of a list of rows, an object for each pair; none where the rows are something else."""
    cells = [_cells(str(number), row) for number, row in enumerate(rows) if not _is_section(row, labels)]
    if not cells or any(len(row) not in range(1, _WIDEST // _PAIR + 1) for row in cells):
        return []
    wide = max(map(len, cells)) > 1
    told = [cell for row in cells for cell in row if not wide or cell.label or cell.value]
    names = [cell.label for cell in told]
    if not all(isinstance(name, str) and 1 < len(name) <= _LONGEST for name in names) or len(set(names)) < len(names):
        return []
    if any(isinstance(cell.value, HELD) for cell in told):
        return []
    known = sum(_is_known(name, labels) for name in names)
    if known * 2 < len(names) or (wide and not _take_turns(cells, labels)):
        return []
    return [
        Row({TITLE: cell.label, CONTENT: cell.value}, dict(zip((TITLE, CONTENT), cell.steps, strict=True)), cell.row)
        for cell in told
    ]


def _is_section(row: Any, labels: LabelDictionary) -> bool:
    """Whether a row is the title over the next ones (基本信息) and no label of what stands in them."""
    title = row[0] if isinstance(row, list) and len(row) == 1 else None
    return isinstance(title, str) and 1 < len(title) <= _LONGEST and not _is_known(title, labels)


def _cells(number: str, row: Any) -> list[_Cell]:
    """The pairs of one row, as they come; none where its values do not come in pairs."""
    if isinstance(row, list):
        return (
            [_Cell(number, row[at], row[at + 1], (str(at), str(at + 1))) for at in range(0, len(row) - 1, _PAIR)]
            if len(row) % _PAIR == 0
            else []
        )
    if not isinstance(row, Flat) or len(row) < _PAIR * 2 or len(row) % _PAIR:
        return []
    parts = [_NUMBERED.fullmatch(key) for key in row]
    named = [(part[1], part[2]) for part in parts if part is not None]
    turns = [*zip(named[::2], named[1::2], strict=False)]
    if len(named) < len(row) or len({(a[0], b[0]) for a, b in turns}) > 1 or any(a[1] != b[1] for a, b in turns):
        return []
    keys = list(row)
    return [_Cell(number, row[a], row[b], (step(a), step(b))) for a, b in zip(keys[::2], keys[1::2], strict=True)]


def _take_turns(cells: Sequence[Sequence[_Cell]], labels: LabelDictionary) -> bool:
    """Whether rows of several pairs are that: in each column of labels most are known, and next to no value is one.

    The titles of a list stand beside each other, the steps of one on its side have numbers in the place of labels.
    """
    if sum(len(row) > 1 for row in cells) < _FEWEST_ROWS:
        return False
    for column in range(max(map(len, cells))):
        own = [row[column] for row in cells if len(row) > column and (row[column].label or row[column].value)]
        known = [_is_known(cell.label, labels) for cell in own]
        if sum(known) * 2 < len(own) or any(_COUNTED.match(cell.label) for cell in own):
            return False
    values = [isinstance(cell.value, str) and _is_known(cell.value, labels) for row in cells for cell in row]
    return not any(values[: len(cells[0])]) and sum(values) * 4 <= len(values)


def _is_known(name: str, labels: LabelDictionary) -> bool:
    return labels.exact(name) is not None or labels.column("materials", name) is not None
