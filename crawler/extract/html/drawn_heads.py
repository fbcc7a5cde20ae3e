"""Header cells that are none by their tag (加粗、底色标出的表头): `td` drawn otherwise than the values beside them.

An editor's tables know no `th`. In bold, in a class or a colour of their own its labels are told from its values all
the same, once several of them are known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from crawler.extract.html.drawn_titles import look_of
from crawler.extract.html.tables import rows_of
from crawler.extract.labels.dictionary import is_short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.boxes import Box

_FEWEST = 3
_CELLS = frozenset({"td", "th"})
_LONGEST = 16
_SHADE = re.compile(r"background(?:-color)?\s*:\s*([^;]+)")
Drawing = tuple[object, ...]


def drawings(boxes: Sequence[Box]) -> dict[Drawing, list[Box]]:
    """The cells with words of tables without header cells, by how they are drawn."""
    tables = [[c for row in rows_of(box) for c in row.boxes if c.tag in _CELLS] for box in boxes if box.tag == "table"]
    alike: dict[Drawing, list[Box]] = defaultdict(list)
    for cell in (cell for own in tables if all(cell.tag == "td" for cell in own) for cell in own if cell.words):
        alike[_drawing(cell)].append(cell)
    return alike


def mark(alike: dict[Drawing, list[Box]]) -> bool:
    """Make header cells of rows of cells that are all drawn as known labels are and no value is, in tables without any.

    Labels beside their values are known without that. Gives whether there are any.
    """
    known = {drawing: {c.match.element for c in drawn if c.match is not None} for drawing, drawn in alike.items()}
    heads = max(known, key=lambda drawing: len(known[drawing]), default=None)
    if heads is None or len(known[heads]) < _FEWEST or any(map(_is_value, alike[heads])):
        return False
    others = [cell for drawing, drawn in alike.items() if drawing != heads for cell in drawn]
    if len(others) < _FEWEST or sum(c.match is not None for c in others) * 4 > len(known[heads]):
        return False
    own = {id(cell) for cell in alike[heads]}
    lines = {id(cell.parent): cell.parent for cell in alike[heads] if cell.parent is not None}
    rows = [row.boxes for row in lines.values() if not _are_below_titles(row)]
    for cell in (cell for row in rows if all(id(c) in own for c in row) and not _are_pairs(row) for cell in row):
        cell.tag = "th"
    return True


def _are_below_titles(row: Box) -> bool:
    """Whether none of several cells is a label and as many labels stand right above: values, however they are drawn."""
    before = [b for b in row.parent.boxes if b.index < row.index and b.tag == row.tag] if row.parent is not None else []
    titles = before[-1].boxes if before else []
    if not 1 < len(row.boxes) == len(titles) or any(cell.match is not None for cell in row.boxes):
        return False
    return all(cell.match is not None for cell in titles)


def _are_pairs(row: Sequence[Box]) -> bool:
    """Whether each second cell of a row is no label and stands behind one: its values happen to be drawn as these."""
    known = [cell.match is not None for cell in row]
    return len(row) % 2 == 0 and all(known[::2]) and not any(known[1::2])


def _drawing(cell: Box) -> Drawing:
    """How a cell is drawn: by the boxes in it that say the same, else by its class; and by its colour."""
    shade = _SHADE.search(cell.element.get("style") or "")
    return (*(look_of(cell)[1:] or cell.kind), cell.element.get("bgcolor") or (shade[1].strip() if shade else ""))


def _is_value(cell: Box) -> bool:
    """Whether the words of a cell are too many for a label, a number, or lead somewhere."""
    words = cell.words
    return bool(cell.linked) or not is_short(words, _LONGEST) or not any(map(str.isalpha, words)) or "。" in words
