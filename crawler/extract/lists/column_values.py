"""Columns known by what stands in them (列值识别): a list whose titles an office invented is read by its values.

必要 under 要不要交, 1份 under 几份 and 申请人自备 under 来路 make a list of materials, whatever the titles are; so do
addresses beside hours a list of windows. What names a row is then the first column of words that are each their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.records import FormSlot
from crawler.extract.guide import records
from crawler.extract.guide.value_kinds import parts_of, told, told_apart
from crawler.extract.html.far import WINDOW_PARTS
from crawler.extract.labels.questions import asked_for, asked_of_material

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from crawler.extract.html.boxes import Box
    from crawler.extract.html.tables import Cell, Table
    from crawler.extract.labels.dictionary import LabelDictionary

_TELLING: Mapping[str, tuple[frozenset[str], int]] = {
    "materials": (frozenset(), 3),
    "windows": (frozenset({"place"}), 2),
    "fees": (frozenset({"fee_standard"}), 2),
    "steps": (frozenset({"name"}), 2),
    "legal_basis": (frozenset({"law"}), 2),
}
"""By list, the parts that have to be told by values, and how many in all."""
_NAMES = {"materials": "material_name", "windows": "place", "fees": "fee_name", "steps": "name", "legal_basis": "law"}
_COUNTER = re.compile(r"[(（第]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）、.．步]?")
_BARS = re.compile(r"\s*[|｜/；;]\s*|\s+")
_TEXT_OF_LAW = re.compile(r"(?!.{0,20}第[零〇一二三四五六七八九十百千\d]+条).{25,}", re.DOTALL)
"""Sentences that begin with no article; those may name others further on."""
_LONGEST_NAME = 80
_FORMS = {FormSlot.BLANK: "blank_form", FormSlot.SAMPLE: "sample_form"}
_PAIR = 2
_OF_FEES = ("fee_name", "fee_standard", "fee_basis", "fee_reduction", "online_payment")


def group_by_values(table: Table, header: int, labels: LabelDictionary, wanted: str | None) -> str | None:
    """The list whose parts the columns below a row of titles are by their values; None where no list is told."""
    titles = [c for c in table.rows[header] if c.box.words]
    if any(_names_an_item(c) for c in titles):
        return None
    columns = below(table, header)
    for group in (wanted,) if wanted in _TELLING else _TELLING:
        if group is None or _are_of_the_guide(group, titles, labels):
            continue
        needed, fewest = _TELLING[group]
        parts = {p for values in columns.values() if (p := told(group, [c.words for c in values])) is not None}
        parts |= {p for values in columns.values() for p in joint(group, values)}
        parts |= {p for c in titles if (p := labels.column(group, c.box.words)) is not None} if parts else set()
        if needed <= parts and len(parts) >= fewest and (_NAMES[group] in parts or _is_named(group, columns)):
            return group
    return None


def _are_of_the_guide(group: str, titles: Collection[Cell], labels: LabelDictionary) -> bool:
    """Whether several titles are labels of the guide itself: 法定时限 | 承诺时限 | 办理形式 heads no list."""
    others = [c for c in titles if c.box.match is not None and labels.column(group, c.box.words) is None]
    return len(others) >= _PAIR


def _is_named(group: str, columns: Mapping[int, Collection[Box]]) -> bool:
    """Whether one of the columns names the rows: parts alone say more of what is named above them."""
    return any(
        told(group, [c.words for c in values]) is None and not joint(group, values) and _name_rows(group, values)
        for values in columns.values()
    )


def add_by_values(
    group: str, below: Mapping[int, Collection[Box]], names: Mapping[int, str], columns: dict[int, str]
) -> None:
    """Add the columns whose values tell their part to those whose titles did, and the one that names the rows."""
    strange = {n: values for n, values in below.items() if n in names and n not in columns}
    columns |= told_apart(group, {n: [c.words for c in values] for n, values in strange.items()}, columns)
    if group == "materials":
        columns |= _forms(strange, names, columns)
    own = _NAMES.get(group)
    if own is None or own in columns.values():
        return
    number = next((n for n, values in sorted(strange.items()) if n not in columns and _name_rows(group, values)), None)
    if number is not None:
        columns[number] = own


def texts_of_laws(group: str, below: Mapping[int, Collection[Box]], columns: Mapping[int, str]) -> dict[int, str]:
    """The column of a law's text under a title that elsewhere is that of its article: 第几条 | 条文."""
    if group != "legal_basis" or "content" in columns.values():
        return {}
    titled = (n for n, part in columns.items() if part == "clause" and below.get(n))
    return {n: "content" for n in titled if all(_TEXT_OF_LAW.fullmatch(box.words) for box in below[n])}


def asked_part(group: str, title: str) -> str | None:
    """The part of a list that a title asks for: 从哪里来 of a material, 交多少 of a fee, 几点上班 of a window."""
    if group == "materials":
        return asked_of_material(title)
    element = asked_for(title)
    if group == "fees":
        return element if element is not None and element.startswith(_OF_FEES) else None
    return WINDOW_PARTS.get(element or "") if group == "windows" else None


def joint(group: str, values: Collection[Box]) -> tuple[str, ...]:
    """The parts that every cell of a column says side by side, a box or a piece each: 纸质 原件 1份."""
    first = next((box for box in values if box.words), None)
    if group != "materials" or first is None or len(_pieces(first)) < _PAIR:
        return ()
    rows = [_pieces(box) for box in values if box.words]
    if len({len(row) for row in rows}) > 1:
        return ()
    parts = [told(group, column) for column in zip(*rows, strict=True)]
    if None in parts or len(set(parts)) < len(parts):
        return ()
    return tuple(part for part in parts if part is not None)


def below(table: Table, header: int) -> dict[int, list[Box]]:
    """The cells below the titles of a list, a column each, empty ones left out."""
    found: dict[int, list[Box]] = {}
    for number in table.data_rows(header):
        for column, cell in table.grid[number].items():
            if cell.box.words:
                found.setdefault(column, []).append(cell.box)
    return dict(sorted(found.items()))


def _pieces(box: Box) -> list[str]:
    own = [b.words for b in box.boxes if b.words]
    loose = any(isinstance(kid, str) and kid.strip() for kid in box.kids)
    return own if len(own) >= _PAIR and not loose else [p for p in _BARS.split(box.words) if p]


def _names_an_item(cell: Cell) -> bool:
    return cell.box.match is not None and cell.box.match.element in {"name", "parent_item"}


def _name_rows(group: str, values: Collection[Box]) -> bool:
    """Whether the words of a column are each their own, short, and nothing else of the list."""
    words = [box.words for box in values]
    plain = not any(box.linked * 2 > len(box.words) and len(values) > 1 for box in values)
    own = len(set(words)) == len(words) and not all(_COUNTER.fullmatch(w) for w in words)
    return plain and own and all(len(w) <= _LONGEST_NAME for w in words) and not all(parts_of(group, w) for w in words)


def _forms(strange: Mapping[int, Collection[Box]], names: Mapping[int, str], columns: dict[int, str]) -> dict[int, str]:
    """The columns of links: the one called a sample, and the one beside it."""
    linked = [n for n, values in strange.items() if n not in columns and all(box.linked for box in values)]
    meant = {n: _FORMS[slot] for n in linked if (slot := records.slot_of(names[n])) in _FORMS}
    if len(linked) == _PAIR and len(meant) == 1:
        left = set(_FORMS.values()) - set(meant.values())
        meant |= {n: next(iter(left)) for n in linked if n not in meant}
    return {n: p for n, p in meant.items() if p not in columns.values() and list(meant.values()).count(p) == 1}
