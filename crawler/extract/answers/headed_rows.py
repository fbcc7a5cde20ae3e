"""Tables of an answer whose first row holds the titles (首行为表头): `[["材料名称", "份数"], ["申请书", 1]]`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.extract.answers.labelled_rows import NAMING
from crawler.extract.answers.shape import Row
from crawler.page.json_tree import HELD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.answers.rows import JsonRows
    from crawler.extract.labels.dictionary import LabelDictionary

_FEWEST, _WIDEST = 2, 24
_LONGEST = 20


def put(key: str, value: Any, at: str, *, lists: JsonRows, labels: LabelDictionary) -> bool:
    """Read such a table; False where the first row holds anything else than the titles of one list."""
    heads = _heads(value)
    group = _group(heads, labels) if heads else None
    if group is None:
        return False
    places = {head: str(number) for number, head in enumerate(heads)}
    rows = [(f"{at}/{n}", Row(dict(zip(heads, row, strict=True)), places)) for n, row in enumerate(value) if n]
    return lists.read(group, key, rows, at)


def _heads(value: Any) -> list[str]:
    """The words of the first row, where all rows are as wide as it and no cell of them is a title again."""
    if not isinstance(value, list) or len(value) < _FEWEST or not all(isinstance(row, list) for row in value):
        return []
    width = len(value[0])
    if not _FEWEST <= width <= _WIDEST or any(len(row) != width or any(map(_holds, row)) for row in value):
        return []
    heads = [head.strip() if isinstance(head, str) else "" for head in value[0]]
    alike = any(cell == head for row in value[1:] for cell, head in zip(row, heads, strict=True))
    return heads if not alike and len(set(heads)) == width and all(0 < len(h) <= _LONGEST for h in heads) else []


def _group(heads: Sequence[str], labels: LabelDictionary) -> str | None:
    """The list of which most heads are the titles of columns, one of them that of its names; None where two may be."""
    told: dict[str, int] = {}
    for group in labels.columns:
        parts = {part for head in heads if (part := labels.column(group, head)) is not None}
        if len(parts) >= _FEWEST and len(parts) * 2 > len(heads) and not NAMING[group].isdisjoint(parts):
            told[group] = len(parts)
    best = [group for group, number in told.items() if number == max(told.values())]
    return best[0] if len(best) == 1 else None


def _holds(cell: Any) -> bool:
    return isinstance(cell, HELD)
