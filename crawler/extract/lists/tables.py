"""Tables that hold a list of the guide: materials, fees, steps, legal bases, windows, questions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.domain.records import FormSlot
from crawler.domain.values import time_limit
from crawler.extract.guide import badges, records, text
from crawler.extract.guide.draft import BY_SCRIPT, TEMPLATE, reading, unread
from crawler.extract.guide.material_notes import NOTES
from crawler.extract.guide.material_parts import both_notes
from crawler.extract.html import signs
from crawler.extract.html.tables import named_parts
from crawler.extract.lists import column_values, merged_forms
from crawler.extract.lists.counts import KINDS, counted_in, kind_of
from crawler.extract.lists.further_rows import (
    across_all,
    add,
    add_lines,
    further_pairs,
    holds_only_a_side,
    more_lines,
    titles,
)
from crawler.extract.lists.name_asides import name_and_asides
from crawler.extract.lists.offered_forms import SLOTS, forms_in, forms_of_row, forms_under
from crawler.extract.lists.offers import put_online_form

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import FormAttachment
    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.tables import Cell, Table
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.extract.lists.further_rows import Details
    from crawler.page.html import Page

GROUP_OF_ELEMENT = {
    "materials": "materials",
    "blank_form": "materials",
    "sample_form": "materials",
    "procedure": "steps",
    "legal_basis": "legal_basis",
    "faq": "faq",
    "place": "windows",
    "hours": "windows",
    "consultation_phone": "windows",
    "fee_status": "fees",
    "fee_standard": "fees",
    "fee_basis": "fees",
    "fee_name": "fees",
}
ELEMENT_OF_GROUP = {
    "materials": "materials",
    "steps": "procedure",
    "legal_basis": "legal_basis",
    "faq": "faq",
    "windows": "place",
    "fees": "fee_standard",
}
_FEWEST_OF_FEES = 3
"""Columns of a list of fees that no word of its titles and no section calls so."""
_SHORTEST_DEED = 4
"""Characters of what is done in a step."""
_WHO = re.compile(r"[科处室员人岗局股长]$|窗口$|中心$|机构$|部门$|单位$")
_PAIR = re.compile(r"^\s*[^:：]{2,12}[:：]\s*\S")
_NOTES = frozenset({NOTES, "review_standard"})
_CITED = frozenset({"material_basis"})
_SENTENCE_FIRST = re.compile(r"\s*[^:：]{2,}[。；;！!]\s*[^:：。；;]{2,12}[:：]")
"""A sentence before the first label in a cell: 填写完整并签名。依据：…"""
_REQUIRED = {
    "materials": ("material_name",),
    "steps": ("name",),
    "legal_basis": ("law",),
    "faq": ("question", "answer"),
    "windows": ("place",),
    "fees": ("fee_name", "fee_standard"),
}
_TELLING = {
    "materials": ("材料名称", "材料"),
    "steps": ("环节", "步骤", "流程"),
    "legal_basis": ("法", "依据"),
    "faq": ("问题", "问"),
    "windows": ("窗口", "地址", "地点", "大厅"),
    "fees": ("收费", "费用", "缴费"),
}
"""Words of which one must stand in a header that no section introduces."""


_NUMBERS = re.compile(r"[()（）、．.\s第步环节骤]")
"""What stands around the number of a row: 第一步, （二）, 3."""
_DIGITS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")


@dataclass(slots=True)
class ListTable:
    """A table, one header row of it, what its columns are, and the label of the section that it stands in.

    `joint` are the columns that hold two parts in one cell.
    """

    table: Table
    header: int
    group: str
    columns: dict[int, str]
    labels: dict[int, str]
    section: str | None
    joint: dict[int, tuple[str, ...]] = field(default_factory=dict)
    counted: dict[int, str] = field(default_factory=dict)
    """The columns that say how many originals and how many copies."""

    @property
    def title(self) -> str:
        """The header of the column that names the rows; the first one's, where that holds but their numbers."""
        return next((self.labels[n] for n in self.naming), next(iter(self.labels.values()), ""))

    @property
    def naming(self) -> list[int]:
        """The columns that name the rows."""
        return [n for n, part in self.columns.items() if part in _REQUIRED[self.group]]

    def rows(self) -> list[int]:
        """The numbers of its data rows."""
        return [n for n in self.table.data_rows(self.header) if not holds_only_a_side(self.table, n)]


def list_table(
    table: Table, header: int, labels: LabelDictionary, section: str | None, element: str | None
) -> ListTable | None:
    """What list a header row heads; None for a table of anything else (other items, news, opening days)."""
    cells = [c for c in row_cells(table, header) if c.box.words]
    wanted = GROUP_OF_ELEMENT.get(element or "")
    best: tuple[int, str] | None = None
    for group in labels.columns:
        parts = [next(iter(named_parts(group, c.box.words, labels, len(cells))), None) for c in cells]
        known = {p for p in parts if p is not None}
        if not known & set(_REQUIRED[group]):
            continue
        told = wanted == group or any(
            word in c.box.words for c, p in zip(cells, parts, strict=True) if p for word in _TELLING[group]
        )
        told = told or (group == "fees" and len(known) >= _FEWEST_OF_FEES and known >= set(_REQUIRED[group]))
        if not told or (wanted != group and (len(known) < 2 or any(_names_items(c) for c in cells))):
            continue
        score = len(known) + (3 if wanted == group else 0)
        if best is None or score > best[0]:
            best = (score, group)
    if best is None:
        by_values = column_values.group_by_values(table, header, labels, wanted)
        if by_values is None:
            return None
        best = (0, by_values)
    group = best[1]
    columns: dict[int, str] = {}
    names: dict[int, str] = {}
    joint: dict[int, tuple[str, ...]] = {}
    for cell in cells:
        part = labels.column(group, cell.box.words)
        if part is None:
            part = column_values.asked_part(group, cell.box.words)
        if part in _REQUIRED[group] and _counts(table, header, cell.column):
            part = None  # 步骤 over 1, 2, 3: what names the rows stands beside it
        if part is None and (both := labels.joint_columns(group, cell.box.words)):
            joint[cell.column] = both
        for column in range(cell.column, cell.column + cell.width):
            if part is not None and (part not in columns.values() or part == NOTES):
                columns[column] = part
            names[column] = cell.box.words
    if group == "steps" and "name" not in columns.values():
        columns |= {n: "name" for n, words in names.items() if words == "名称"}  # behind 步骤 over their numbers
    strange = {n: words for n, words in names.items() if n not in columns and n not in joint}
    below = column_values.below(table, header)
    joint |= {n: both for n in names if (both := column_values.joint(group, below.get(n, ())))}
    columns = {n: part for n, part in columns.items() if n not in joint}
    columns |= column_values.texts_of_laws(group, below, columns)
    others = {cell.column for cell in cells if cell.box.match is not None and group != "materials"}
    column_values.add_by_values(
        group, below, {n: words for n, words in strange.items() if n not in joint and n not in others}, columns
    )
    if group == "steps" and "description" not in columns.values():
        deeds = [n for n in names if n not in columns and n not in joint and _tells(table, header, n)]
        if len(deeds) == 1:
            columns[deeds[0]] = "description"  # 环节, 时限 and one column more: what is done
    counted = {n: words for n, words in names.items() if group == "materials" and kind_of(words) is not None}
    if {kind_of(words) for words in counted.values()} != {*KINDS} or len(counted) != len(KINDS):
        return ListTable(table, header, group, columns, names, section, joint)
    columns = {n: part for n, part in columns.items() if n not in counted}
    return ListTable(table, header, group, columns, names, section, joint, counted)


def _counts(table: Table, header: int, column: int) -> bool:
    """Whether the cells of a column are no more than the numbers of their rows."""
    below = [cell.box.words for n in table.data_rows(header) if (cell := table.text_at(n, column)) is not None]
    return bool(below) and all(_NUMBERS.sub("", words) in (str(n), _hanzi(n)) for n, words in enumerate(below, start=1))


def _hanzi(number: int) -> str:
    """A number of a row in Chinese: 十二."""
    tens, ones = divmod(number, 10)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones]}"


def _tells(table: Table, header: int, column: int) -> bool:
    """Whether the cells of a column say in words what is done, most of them each its own, and not who does it."""
    below = [cell.box.words for n in table.data_rows(header) if (cell := table.text_at(n, column)) is not None]
    long = [words for words in below if len(words) >= _SHORTEST_DEED and not _WHO.search(words)]
    told = [words for words in long if time_limit.parse(words) is None]
    return 2 * len(set(told)) > len(below)


def _names_items(cell: Cell) -> bool:
    return cell.box.match is not None and cell.box.match.element in {"name", "parent_item"}


def name_list(element: str, named: list[Reading], *, label: str, table: Table, page: Page, draft: Draft) -> None:
    """Keep the names of a list's rows as what the guide states of the whole."""
    stated = [r for r in named if r.stated]
    locator = page.locator(table.box.element)
    if stated:
        said = "；".join(dict.fromkeys(r.text for r in stated))
        quote = stated[0].quote
        found = reading(element, said, evidence=page.evidence, locator=locator, label=label, quote=quote)
        draft.add(found, weakness=1)
    elif TEMPLATE.search(table.box.text):
        gap = unread(element, BY_SCRIPT, evidence=page.evidence, locator=locator, label=label)
        draft.add(gap, weakness=3)
    else:
        draft.add(reading(element, None, evidence=page.evidence, locator=locator, label=label), weakness=3)


def read_list(found: ListTable, page: Page, draft: Draft, details: Details, labels: LabelDictionary) -> list[Reading]:
    """Put the rows of a list into the draft; gives the readings that name its rows.

    A cell across the columns is no row of its own: what labels in it say belongs to the row above.
    """
    numbers = found.rows()
    over = titles(found, numbers, page)
    numbers = [number for number in numbers if number not in over]
    across = {n: box for n in numbers if (box := across_all(found, n, details)) is not None}
    rows: list[tuple[dict[str, Reading], list[FormAttachment]]] = []
    for number in numbers:
        if number in across and len(across) < len(numbers):
            if rows:
                add(details(across[number]), *rows[-1])
                add(({}, _others(found, across[number], rows[-1][1], page)), *rows[-1])
            continue
        if rows and (pairs := further_pairs(found, number, labels)):
            add(_said_in(pairs, found, number, page), *rows[-1])
            continue
        if rows and (lines := more_lines(found, number, page)) is not None:
            add_lines(lines, rows[-1][0])
            add(({}, forms_of_row(found, found.table.rows[number], page)), *rows[-1])
            continue
        parts: dict[str, Reading] = {}
        for column, part in found.columns.items():
            cell = found.table.text_at(number, column)
            if cell is None:
                continue
            words = ""
            if part == "material_name":
                words, beside = name_and_asides(cell.box, page, labels)
                parts |= {p: r for p, r in beside.items() if p not in parts or not parts[p].stated}
            said_here = reading(
                part,
                words or text.with_unit(part, cell.box.words, found.labels[column]) or None,
                evidence=page.evidence,
                locator=page.locator(cell.box.element),
                label=found.labels[column],
                quote=cell.box.words,
            )
            if said_here.stated or part not in parts:
                parts[part] = both_notes(parts.get(part), said_here) or said_here
            if not cell.box.words and cell.box.boxes and part not in SLOTS:
                parts[part] = signs.drawn(part, cell.box, page, found.labels[column]) or parts[part]
        parts |= counted_in(found, number, page)
        cells = row_cells(found.table, number)
        forms = forms_of_row(found, cells, page) if found.group == "materials" else []
        if found.group == "materials":
            put_online_form([cell.box for cell in cells], parts, page)
        for cell in cells:
            said = details(cell.box)[0] if cell.row == number and _holds_pairs(found, cell) else {}
            if said:
                if cell.column in found.columns and not _is_note(found.columns[cell.column], cell, said):
                    parts.pop(found.columns[cell.column], None)  # its pairs say what its words would say in one
                parts.update({p: r for p, r in said.items() if p not in parts or not parts[p].stated})
            elif cell.row == number and cell.column in found.joint:
                for part, words in badges.shared(found.group, found.joint[cell.column], cell.box.words):
                    locator, label = page.locator(cell.box.element), found.labels[cell.column]
                    quote = None if words in cell.box.words else cell.box.words
                    shared = reading(part, words, evidence=page.evidence, locator=locator, label=label, quote=quote)
                    parts.setdefault(part, shared)
        rows.append((parts, forms))
    merged_forms.tell_apart(rows)
    hosts = (records.keep(draft, found.group, parts, forms) for parts, forms in rows)
    return [host for host in hosts if host is not None]


def _said_in(
    pairs: Sequence[tuple[str, Cell, Cell]], found: ListTable, number: int, page: Page
) -> tuple[dict[str, Reading], list[FormAttachment]]:
    """What the pairs of a further row say of an entry, and the forms offered in it."""
    parts: dict[str, Reading] = {}
    values = {id(value) for _, _, value in pairs}
    forms = forms_of_row(found, [cell for cell in found.table.rows[number] if id(cell) not in values], page)
    for part, title, value in pairs:
        locator, label, words = page.locator(value.box.element), title.box.words, value.box.words
        parts[part] = reading(part, words or None, evidence=page.evidence, locator=locator, label=label, quote=words)
        if found.group == "materials":
            forms += forms_under([value.box], page, SLOTS.get(part, FormSlot.UNSAID), label)
    return parts, forms


def _others(found: ListTable, box: Box, known: Sequence[FormAttachment], page: Page) -> list[FormAttachment]:
    """The forms in the cell below an entry that stand under no label: 附件：空白表格 示例样表."""
    if found.group != "materials":
        return []
    told = {form.reading.locator for form in known}
    return [form for form in forms_in(box, page, FormSlot.UNSAID, None) if form.reading.locator not in told]


def _holds_pairs(found: ListTable, cell: Cell) -> bool:
    """Whether a cell holds pairs of its own: a pop-up behind 查看详情, or 必要性：必要 来源：自备 together."""
    if found.columns.get(cell.column) in _REQUIRED[found.group]:
        return False
    box = cell.box
    if cell.column not in found.columns and box.boxes and any(inner.match is not None for inner in box.walk()[1:]):
        return True
    if ":" not in box.text and "：" not in box.text:
        return False
    cites = found.columns.get(cell.column) == NOTES and _SENTENCE_FIRST.match(box.text) is not None
    return cites or _PAIR.match(box.text) is not None


def _is_note(part: str, cell: Cell, said: Collection[str]) -> bool:
    """Whether a cell for notes is one, though it holds a label: it says on what it rests, or a sentence comes first."""
    return part in _NOTES and (_CITED.issuperset(said) or _SENTENCE_FIRST.match(cell.box.text) is not None)


def row_cells(table: Table, number: int) -> list[Cell]:
    """The cells that cover a row, those that reach down into it included."""
    return list({id(c): c for c in table.grid[number].values()}.values())
