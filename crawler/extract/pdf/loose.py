"""Short lines of a PDF that nothing announces (无标签的短行): labels that nobody knows look so, and values do.

On a page, markup tells them apart. Without rules, colons and numbers nothing does: what holds such a line is in doubt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.pdf.lines import LABEL, MARK, Seg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_LONG = 25
_SENTENCE = re.compile(r"[。；;，,！!？?]")
_TAKE_LINES = frozenset({"materials", "material_name", "conditions", "procedure", "legal_basis", "faq", "place"})
"""Elements that several short lines may state one after another."""


def loose_lines(
    blocks: Iterable[list[Seg] | list[list[list[Seg]]] | None], kind: Callable[[str], str | None], width: float
) -> Iterator[str]:
    """The loose lines among paragraphs, rows of columns and (None) ruled tables, from the first label that is known.

    `kind` gives the element of a label, or any other word for a title that is known.
    """
    over: str | None = None
    announced = begun = False
    for block in blocks:
        if block is None:
            over, announced, begun = None, False, True
            continue
        if isinstance(block[0], list):
            rows = [row for row in block if isinstance(row, list)]
            yield from _loose_rows(rows, kind) if begun or _some_known(rows, kind) else ()
            over, announced, begun = None, False, True
            continue
        lines = [line for line in block if isinstance(line, Seg)]
        text = "".join(line.text for line in lines)
        known = kind(text)
        label = LABEL.match(text)
        if known is not None:
            over, announced, begun = known, True, True
        elif label is not None or MARK.match(text):
            over, announced = (None, False) if label is not None else (over, announced)
            begun = begun or label is not None
        elif len(text) < _LONG and not _SENTENCE.search(text) and begun:
            if not announced and over not in _TAKE_LINES and lines[0].left < width / 2:
                yield text
            announced = False
        else:
            announced = False


def _some_known(rows: Iterable[list[list[Seg]]], kind: Callable[[str], str | None]) -> bool:
    return any(kind(_words(row[0])) is not None for row in rows if row)


def _loose_rows(rows: list[list[list[Seg]]], kind: Callable[[str], str | None]) -> Iterator[str]:
    """The rows of columns without rules that begin with no known label, number or label with a colon."""
    head = rows[0] if rows else []
    if sum(kind(_words(cell)) is not None for cell in head) > 1:
        return  # titles of columns
    for row in rows:
        first = _words(row[0])
        if first and kind(first) is None and not first.isdigit() and not LABEL.match(first) and not MARK.match(first):
            yield "".join(_words(cell) for cell in row)


def _words(cell: list[Seg]) -> str:
    return "".join(line.text for line in cell)
