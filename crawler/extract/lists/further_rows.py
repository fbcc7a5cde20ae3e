"""Further rows of one entry of a list: a merged cell below it, a row that folds out, pairs beside its merged name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.extract.guide.badges import badge_of
from crawler.extract.guide.draft import reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import FormAttachment
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.tables import Cell, Table
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.extract.lists.tables import ListTable
    from crawler.page.html import Page

_PAIR = re.compile(r"^\s*[^:：]{2,12}[:：]\s*\S")
_FEWEST_COLUMNS = 3
_NUMERAL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]")
_KIND = re.compile(r"类(?:申请|申报)?(?:材料|资料|文件)?[:：]?$")
_DOCUMENT = re.compile(r"[书表证照簿件函单图]\s*(?:[（(][^()（）]*[)）])?$")
_TITLE = re.compile(r"[\u4e00-\u9fff]{2}")
_TEXTS = frozenset({"material_filling_notes", "review_standard"})
_IN_LINES = _TEXTS | {None, "blank_form", "sample_form"}
"""What may stand in several rows beside one name."""
_FEWEST = 2
"""Parts that a cell has to say of the row above it, where nothing else tells that it is no entry."""

Details = Callable[["Box"], tuple[dict[str, "Reading"], list["FormAttachment"]]]
"""Gives what the labels inside a box say of the row above it."""


def across_all(found: ListTable, number: int, details: Details) -> Box | None:
    """The one cell with words of a row that is no entry: it reaches over all columns, or says more of the row above.

    The latter holds pairs of label and value (来源渠道说明：… 填报须知：…), over most columns beside empty cells; with
    two known labels it is told wherever it stands, since portals forget to merge the cells of a row that folds out.
    """
    cells = found.table.rows[number]
    if len(cells) == 1 and cells[0].width > 1 and cells[0].width >= len(found.columns):
        return cells[0].box
    if len(found.columns) >= _FEWEST_COLUMNS and (over := _over_all(found, number)) is not None:
        aside = next((c.box.words for c in cells if c is not over), "")
        if _TITLE.search(aside):
            return over.box  # 申请材料总要求 at the side, and what it is over all other columns
    told = [cell for cell in cells if cell.box.words]
    if len(told) != 1 or not _holds_pairs(told[0].box):
        return None
    parts = details(told[0].box)[0]
    if any(found.columns[n] in parts for n in found.naming):
        return None  # an entry of its own
    wide = told[0].width > 1 and 2 * told[0].width > len(found.labels)
    return told[0].box if wide or len(parts) >= _FEWEST else None


def _over_all(found: ListTable, number: int) -> Cell | None:
    """The cell of a row that covers every column whose title is known; None where there are several, as in most."""
    over: Cell | None = None
    for column in found.columns:
        cell = found.table.text_at(number, column)
        if cell is not None and over is not None and cell is not over:
            return None
        over = over or cell
    return over


def holds_only_a_side(table: Table, number: int) -> bool:
    """Whether a row holds no more than a cell that reaches down: it stands at the side of the rows below it.

    A script that counts a row for the cell itself (`rowspan` of the steps and one) draws such rows.
    """
    if number + 1 >= len(table.grid):
        return False
    here, below = ({id(cell) for cell in row.values()} for row in table.grid[number : number + 2])
    return here < below


def titles(found: ListTable, numbers: Sequence[int], page: Page) -> frozenset[int]:
    """The rows of materials that are the title of those below them: 一、申请表类, with nothing in the other cells."""
    if found.group != "materials" or len(found.columns) < _FEWEST_COLUMNS:
        return frozenset()
    names: dict[int, str] = {}
    bare: set[int] = set()
    for number in numbers:
        cells = {n: cell.box for n in found.columns if (cell := found.table.text_at(number, n)) is not None}
        told = [n for n, box in cells.items() if box.words or (box.boxes and page.attachments_in(box.element))]
        if any(n in found.naming for n in told):
            names[number] = next(cells[n].words for n in told if n in found.naming)
            bare |= {number} if len(told) == 1 and cells[told[0]].element.find(".//a") is None else set()
    rows = names.keys() - bare
    numbered = any(_NUMERAL.match(names[number]) for number in rows)
    found_titles = {
        number
        for number in bare
        if _KIND.search(names[number])
        or (not numbered and _NUMERAL.match(names[number]) and not _DOCUMENT.search(names[number]))
    }
    last = max(rows, default=-1)
    return frozenset(number for number in found_titles if number < last) if len(rows) >= _FEWEST else frozenset()


def _holds_pairs(box: Box) -> bool:
    return _PAIR.match(box.text) is not None or any(inner.match is not None for inner in box.walk()[1:])


def further_pairs(found: ListTable, number: int, labels: LabelDictionary) -> list[tuple[str, Cell, Cell]]:
    """The pairs (受理标准 | …) of a further row of one entry: its part, the label and the value of each.

    Such a row stands beside the merged cell that names the entry. Beside any other cell, as its number, it is one where
    it is made of pairs, the first of them with a title in the place of the name.
    """
    cells = found.table.rows[number]
    naming = next(iter(found.naming), -1)
    over = found.table.text_at(number, naming)
    parts = [labels.column(found.group, cell.box.words) for cell in cells]
    if over is None or len(cells) < 2 or parts[0] is None:
        return []
    at = next((n for n, cell in enumerate(cells) if cell is over), 0)
    if over.row == number and (at % 2 or parts[at] is None or len(cells) % 2 or any(parts[1::2])):
        return []
    titles = [cell.box.words for cell in cells[::2]] if over.row == number else []
    if any(not _TITLE.match(words) or badge_of(found.group, words) is not None for words in titles):
        return []
    pairs = zip(parts, cells, cells[1:], parts[1:], strict=False)
    return [(part, cell, after) for part, cell, after, next_part in pairs if part is not None and next_part is None]


def more_lines(found: ListTable, number: int, page: Page) -> dict[str, Reading] | None:
    """What a row says that goes on with the material above, whose name reaches down to it; None for any other row.

    So are its notes drawn, one row each, and its files. A row with a number of copies or an original of its own is one
    of several that share a name.
    """
    own = [(found.columns.get(cell.column), cell) for cell in found.table.rows[number]]
    reaching = [cell for n in found.naming if (cell := found.table.text_at(number, n)) is not None]
    if found.group != "materials" or not own or not reaching or any(cell.row == number for cell in reaching):
        return None
    if any(part not in _IN_LINES or cell.column in found.counted for part, cell in own):
        return None
    return {
        part: reading(
            part,
            cell.box.words,
            evidence=page.evidence,
            locator=page.locator(cell.box.element),
            label=found.labels.get(cell.column),
        )
        for part, cell in own
        if part in _TEXTS and cell.box.words
    }


def add_lines(more: Mapping[str, Reading], parts: dict[str, Reading]) -> None:
    """Add further lines to what an entry says."""
    for part, said in more.items():
        known = parts.get(part)
        stated = known is not None and known.stated
        parts[part] = replace(known, value=f"{known.text} {said.text}", quote=None) if known and stated else said


def add(
    more: tuple[dict[str, Reading], list[FormAttachment]], parts: dict[str, Reading], forms: list[FormAttachment]
) -> None:
    """Add what is said of a row in another place; the columns of the row come first."""
    for part, said in more[0].items():
        if part not in parts or not parts[part].stated:
            parts[part] = said
    forms += more[1]
