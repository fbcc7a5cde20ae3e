"""The labels of one page (本页标签): what its own structure shows to be labels, in whatever words.

An office words its labels as it likes; the way a page is drawn shows which words are labels all the same. Where labels
that are known stand in a row of lines, of cells or of terms, everything drawn so is one. What it means is told by its
words and its value together; what nothing tells is a label still, so that it ends the value before it and is kept
among the labels that nobody knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crawler.domain.values import code_lists
from crawler.extract.answers import values
from crawler.extract.html import drawn_heads, group_titles, page_titles, slot_words
from crawler.extract.html.boxes import INLINE, Box
from crawler.extract.html.company import shape_of
from crawler.extract.html.tables import grid_of
from crawler.extract.labels.dictionary import LabelMatch, is_short, normalise
from crawler.extract.labels.questions import RANK_OF_QUESTIONS, asked_for, asked_of_material, is_asked
from crawler.extract.lists import bold_steps, column_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.extract.html.company import Shape
    from crawler.extract.html.tables import Table
    from crawler.extract.labels.dictionary import LabelDictionary

_FEWEST_KNOWN = 3
_FEWEST_ROWS = 2
_LONGEST = 14
_LONGEST_TITLE = 18
_LIMIT = re.compile(r"[\[【（(〔][^\[\]【】（）()〔〕]{1,16}[\]】）)〕].*")
_PAIR = re.compile(r"([^:：\s]{2,14})[:：]\s*\S")
_OF_SEVERAL = frozenset({"procedure", "handling_form", "online_depth", "service_target"})
"""Elements of whose values several stand below their label, some of them labels elsewhere."""
_NO_LABELS = frozenset({"a", "img", "input", "button", "sup", "sub"})


class Slot(NamedTuple):
    """A box in a label's place, what is said behind it, and the box that holds it with others of its kind."""

    box: Box
    value: str
    around: Box


def learn(
    boxes: Sequence[Box], labels: LabelDictionary, grids: dict[int, Table], cells: dict[drawn_heads.Drawing, list[Box]]
) -> LabelDictionary:
    """Give the labels of a page their meaning; gives the dictionary with the titles of its lists added.

    The grids of tables that it makes are put into `grids` by the number of their box; `cells` are those of tables
    without header cells.
    """
    learned: dict[str, dict[str, str]] = {}
    group_titles.name(boxes, shape_of)
    page_titles.name(boxes, labels)
    drawn_heads.mark(cells)  # with what questions were found to be labels
    for box in boxes:
        element = box.match.element if box.match is not None else ""
        if element in _OF_SEVERAL and (block := page_titles.after(box)) is not None:
            bold_steps.free_names(block) if element == "procedure" else _free_values(element, block)
    for box in boxes:
        if box.tag == "table":
            grids[box.start] = grid_of(box)
            _of_list(grids[box.start], labels, learned)
    for own in _slots(boxes, labels).values():
        _name(_rows_of(_under_titles(own, labels, learned), labels, learned), labels)
    return labels.with_columns(learned) if any(learned.values()) else labels


def _free_values(element: str, block: Box) -> None:
    """Let several values of one list be no labels, whatever they are elsewhere: 窗口办理, 网上办理 below 办理形式.

    So is one in a box of its own in the cell behind the label, a choice that is ticked.
    """
    said = [words for box in block.walk() for text in box.texts if (words := " ".join(text.split()))]
    fewest = 1 if block.tag in {"td", "dd"} and block.boxes else _FEWEST_ROWS
    if len(said) >= fewest and all(code_lists.has(element, words.strip("、，,；;")) for words in said):
        for box in block.walk():
            box.match = None


def _name(slots: Sequence[Slot], labels: LabelDictionary) -> None:
    """Give slots that are drawn alike their matches, where enough of them are known to be labels."""
    known = {normalise(s.box.words) for s in slots if s.box.match is not None}
    fresh: list[tuple[Slot, LabelMatch | None]] = [
        (s, slot_words.element(s.box.words, s.value, labels))
        for s in slots
        if s.box.match is None and not _is_spoken_for(s, labels)
    ]
    meant = {normalise(s.box.words) for s, match in fresh if match is not None}
    if len(known | meant) < _FEWEST_KNOWN or len(known | meant) * 2 < len({normalise(s.box.words) for s in slots}):
        return
    for slot, match in fresh:
        if match is not None or not _may_be_known(slot.box.words, labels):
            slot.box.match = match or page_titles.UNKNOWN


def _is_spoken_for(slot: Slot, labels: LabelDictionary) -> bool:
    """Whether words are a figure, the title of a column or a question of others, which are no labels of the guide."""
    words = slot.box.words
    if words.endswith(("?", "？", "吗")) or not any(map(str.isalpha, words)):
        return True
    if asked_of_material(words) is not None:
        return values.element(words, slot.value) is None  # 权力从哪来 over 法定本级行使 is no material's source
    return any(labels.column(group, words) is not None for group in labels.columns)


def _may_be_known(words: str, labels: LabelDictionary) -> bool:
    """Whether words ask something or are a short word: what they mean is told later, by their company."""
    return is_asked(words) or asked_for(words) is not None or labels.short_label(words) is not None


def _slots(boxes: Sequence[Box], labels: LabelDictionary) -> dict[Shape, list[Slot]]:
    """The boxes in a label's place, by how they and the boxes around them are drawn."""
    found: dict[Shape, list[Slot]] = defaultdict(list)
    for around in boxes:
        if len(around.boxes) < 2 or around.tag in {"table", "tr", "body", "html"}:
            continue
        for slot in (*_lines(around), *_terms(around, labels)):
            found[slot.box.kind, around.kind].append(slot)
    return found


def _lines(around: Box) -> Iterator[Slot]:
    """Words in a box of their own that begin a line, with bare text behind them: `<b>件型</b>承诺件<br>`."""
    kids = around.kids
    for box in around.boxes:
        if box.tag not in INLINE or box.tag in _NO_LABELS or not 1 < len(box.words) <= _LONGEST or box.linked:
            continue
        at = box.index
        begins = at == 0 or kids[at - 1] == "\n" or (isinstance(kids[at - 1], Box) and kids[at - 1].tag == "br")  # type: ignore[union-attr]
        if not begins or box.words.endswith((":", "：")):
            continue
        said: list[str] = []
        for kid in kids[at + 1 :]:
            if kid == "\n" or (isinstance(kid, Box) and (kid.tag == "br" or kid.tag not in INLINE)):
                break
            said.append(kid if isinstance(kid, str) else kid.words)
        value = " ".join("".join(said).split())
        if not value.startswith((":", "：")) and (value or _others_have_values(box)):
            yield Slot(box, value, around)


def _others_have_values(box: Box) -> bool:
    """Whether words drawn like these have text behind them in the same box, so that here a value is missing."""
    kids = box.parent.kids if box.parent is not None else []
    alike = [b for b in kids if isinstance(b, Box) and b.kind == box.kind and b is not box]
    told = [
        b
        for b in alike
        if isinstance(after := kids[b.index + 1] if b.index + 1 < len(kids) else "", str) and after.strip()
    ]
    return len(told) >= _FEWEST_ROWS


def _terms(around: Box, labels: LabelDictionary) -> Iterator[Slot]:
    """The terms of a definition list; one over pairs of labels and values (材料形式：纸质；份数：1) names an entry."""
    if around.tag != "dl":
        return
    for term, said in zip(around.boxes, around.boxes[1:], strict=False):
        if term.tag != "dt" or said.tag != "dd" or not 1 < len(term.words) <= _LONGEST_TITLE or term.linked:
            continue
        pair = _PAIR.match(said.words) if term.match is None else None
        if pair is None or not labels.is_column_title(pair[1]):
            yield Slot(term, said.words, around)


def _under_titles(slots: Sequence[Slot], labels: LabelDictionary, learned: dict[str, dict[str, str]]) -> list[Slot]:
    """The slots without those below the title of a list, which are its parts; those of steps are names of steps."""
    by_row: dict[int, list[Slot]] = defaultdict(list)
    for slot in slots:
        by_row[id(slot.around)].append(slot)
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    left: list[Slot] = []
    held: dict[str, list[Slot]] = defaultdict(list)
    for own in by_row.values():
        group = page_titles.group_above(own[0].around, labels)
        if group is None or group == "windows":
            left += own
            continue
        if group == "steps":  # the names of steps with their limits label nothing
            left += (s for s in own if not _LIMIT.fullmatch(s.value))
            continue
        rows[group] += _entries(own)
        held[group] += own
    for group, entries in rows.items():
        told = column_kinds.told(entries, labels, meant=group, named=group == "materials")
        if told is not None:
            _keep(told, learned, labels)
        if group == "fees":
            _name_fees(held[group], told)
        if group == "faq" and told is None:
            for slot in held[group]:
                if slot.box.match is not None and slot.box.match.rank == RANK_OF_QUESTIONS:
                    slot.box.match = None  # what others ask is no label of the guide
        elif told is None or group == "fees":
            left += held[group]
    return left


def _name_fees(slots: Sequence[Slot], told: column_kinds.Told | None) -> None:
    """The parts of a fee are elements of the guide as well."""
    for slot in slots:
        part = told.parts.get(slot.box.words) if told is not None else None
        if part is not None and (slot.box.match is None or slot.box.match.rank == RANK_OF_QUESTIONS):
            slot.box.match = LabelMatch(part, slot_words.BOTH, RANK_OF_QUESTIONS)


def _entries(slots: Sequence[Slot]) -> list[dict[str, str]]:
    """Labels and values of one box as rows: a label that comes again begins the next one."""
    rows: list[dict[str, str]] = [{}]
    for slot in slots:
        if slot.box.words in rows[-1]:
            rows.append({})
        rows[-1][slot.box.words] = slot.value
    return rows


def _rows_of(slots: Sequence[Slot], labels: LabelDictionary, learned: dict[str, dict[str, str]]) -> list[Slot]:
    """The slots that are no parts of rows: labels that come again in box after box are titles of a list's parts."""
    by_row: dict[int, list[Slot]] = defaultdict(list)
    for slot in slots:
        by_row[id(slot.around)].append(slot)
    times: dict[str, int] = defaultdict(int)
    for own in by_row.values():
        for words in {normalise(s.box.words) for s in own}:
            times[words] += 1
    rows = [
        own
        for own in by_row.values()
        if sum(times[normalise(s.box.words)] > 1 for s in own) * 2 > len(own) and len(own) >= _FEWEST_ROWS
    ]
    if len(rows) < _FEWEST_ROWS:
        return list(slots)
    told = column_kinds.told([{s.box.words: s.value for s in own} for own in rows], labels, meant=None, named=True)
    if told is None:
        return list(slots)
    _keep(told, learned, labels)
    of_rows = {id(s.box) for own in rows for s in own}
    return [s for s in slots if id(s.box) not in of_rows]


def _keep(told: column_kinds.Told, learned: dict[str, dict[str, str]], labels: LabelDictionary) -> None:
    for title, part in told.parts.items():
        if labels.column(told.group, title) != part:
            learned.setdefault(told.group, {})[normalise(title)] = part


def _of_list(table: Table, labels: LabelDictionary, learned: dict[str, dict[str, str]]) -> None:
    """Learn the titles of a table that holds a list, over its columns or at the head of its rows."""
    rows = _listed(table) or _turned(table)
    if not rows:
        return
    titles = list(rows[0])
    if not all(is_short(title, _LONGEST_TITLE) for title in titles):
        return
    told = column_kinds.told(rows, labels, meant=page_titles.group_above(table.box, labels), named=False)
    if told is not None:
        _keep(told, learned, labels)
        page_titles.name_list(table.box, told.group, labels)


def _listed(table: Table) -> list[dict[str, str]]:
    """The rows of a table below one row of header cells; none where header cells stand in other rows, too.

    A table without any may have titles all the same: short words over two rows or more, which only their values tell.
    """
    if len(table.rows) < _FEWEST_ROWS or len(table.rows[0]) < _FEWEST_ROWS:
        return []
    if not all(c.is_header for c in table.rows[0]) and not _may_be_titles(table):
        return []
    if any(c.is_header for row in table.rows[1:] for c in row):
        return []
    titles = {c.column: c.box.words for c in table.rows[0]}
    if len(set(titles.values())) < len(titles) or "" in titles.values():
        return []
    found = []
    for number, row in enumerate(table.rows[1:], 1):
        if len({id(c) for c in table.grid[number].values()}) == 1 and row and row[0].width > 1:
            continue  # a row across: the title of those below it
        cells = {titles[n]: c.box.words for n, c in table.grid[number].items() if n in titles}
        if cells:
            found.append(cells)
    return found


def _may_be_titles(table: Table) -> bool:
    """Whether the first row of a table without header cells is short words alone, with several rows as wide below."""
    first = table.rows[0]
    if len(table.rows) <= _FEWEST_ROWS or len(first) <= _FEWEST_ROWS:
        return False
    if sum(len(row) == len(first) for row in table.rows[1:]) < _FEWEST_ROWS:
        return False
    plain = all(is_short(c.box.words, _LONGEST_TITLE) and not any(map(str.isdigit, c.box.words)) for c in first)
    return plain and not any(c.box.linked or c.is_header for c in first)


def _turned(table: Table) -> list[dict[str, str]]:
    """The entries of a table whose rows are their parts: a header cell at the head of each row, values beside it."""
    width = len(table.rows[0]) if table.rows else 0
    if width < _FEWEST_ROWS + 1 or len(table.rows) < _FEWEST_ROWS:
        return []
    for row in table.rows:
        if len(row) != width or not row[0].is_header or any(c.is_header for c in row[1:]):
            return []
    return [{row[0].box.words: row[n].box.words for row in table.rows} for n in range(1, width)]
