"""Rows of labels and values (标签与值成行): in turn (th td th td), or labels over the one row of their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.guide.badges import badge_of
from crawler.extract.html.boxes import Box, is_one_of_rows, outermost

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_IN_TURNS = {"td": "th", "dd": "dt"}
"""Cells of values, and those of labels before them."""
_CELLS = frozenset({"td", "th"})
_PAIR = 2


def value_label(box: Box, group: str) -> Box | None:
    """The label whose value a box is, whatever its words, in a row of labels and values in turn (th td th td)."""
    if badge_of(group, box.words) is None:
        return None
    own = outermost(box)
    row = own.parent.boxes if own.parent is not None else []
    if len(row) < _PAIR or len(row) % 2:
        return None
    at = next(n for n, each in enumerate(row) if each is own)
    if not at % 2:
        return None
    label, first = row[at - 1], row[0]
    if any(_draw(a) != _draw(first) or _draw(b) == _draw(first) for a, b in zip(row[::2], row[1::2], strict=True)):
        return None
    certain = _IN_TURNS.get(own.tag) == label.tag or len(row) > _PAIR
    certain = certain or (own.parent is not None and is_one_of_rows(own.parent))
    return label if certain and label.words and badge_of(group, label.words) is None else None


def is_behind_colon(box: Box) -> bool:
    """Whether bare text that ends with a colon stands before a box: <li>是否必需：<b>必要</b></li>."""
    own = outermost(box)
    before = own.parent.kids[own.index - 1] if own.parent is not None and own.index else ""
    return isinstance(before, str) and before.rstrip().endswith((":", "："))


def _draw(box: Box) -> tuple[str, str]:
    """How a box is drawn, the classes of cells that are marked as labels left out."""
    return (box.tag, "") if box.tag in {"th", "dt"} else box.kind


def below_titles(boxes: Sequence[Box], is_title: Callable[[str], bool]) -> dict[int, Box]:
    """The cell below each title of a table that is but a row of titles over one row of values, by the title's id."""
    found: dict[int, Box] = {}
    for table in boxes:
        if table.tag != "table":
            continue
        rows = [row for part in table.boxes for row in ((part,) if part.tag == "tr" else part.boxes) if row.tag == "tr"]
        if len(rows) != _PAIR:
            continue
        titles, values = (row.boxes for row in rows)
        if len(titles) != len(values) or any(cell.tag not in _CELLS for cell in (*titles, *values)):
            continue
        marked = all(cell.tag == "th" for cell in titles) and not any(cell.tag == "th" for cell in values)
        named = all(is_title(cell.words) for cell in titles) and not any(is_title(cell.words) for cell in values)
        if marked or named:
            found.update(zip(map(id, titles), values, strict=True))
    return found
