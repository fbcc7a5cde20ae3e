"""Rows of column titles (表头) that a page marks as such without `th`: cells in a `thead`, above other rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.extract.html.boxes import Box

_FEWEST = 3
_MOST_ROWS = 3


def heads_columns(row: Box) -> bool:
    """Whether cells of a row are titles because they stand in a `thead`.

    A table that was put into its `thead` as a whole has rows of values there, and two cells may be label and value.
    """
    around = row.parent
    if around is None or around.tag != "thead":
        return False
    rows = around.element  # by place, since component libraries have tags of their own (`uni-tr`)
    if max(map(len, rows)) < _FEWEST:
        return False
    after = around.element.getnext()
    return len(rows) <= _MOST_ROWS if after is not None and len(after) > 0 else len(rows) == 1
