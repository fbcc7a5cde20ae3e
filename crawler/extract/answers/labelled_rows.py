"""Lists whose rows are lists of labels and values: `[[{"name": "材料名称", "value": …}, …], …]`.

Servers that send what a page draws give an object for each cell. The cells of a row stand in a list of their own, in
one below a key of the row (`{"fields": […]}`), or all rows stand in one list and the first label begins each of them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.extract.answers import shape
from crawler.extract.answers.pairs import filled, is_telling, value_key
from crawler.extract.lists.tables import GROUP_OF_ELEMENT
from crawler.page.json_tree import HELD
from crawler.page.links import json_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

_FEWEST = 2
_LONGEST = 20
NAMING = {
    "materials": frozenset({"material_name"}),
    "fees": frozenset({"fee_name", "fee_standard"}),
    "steps": frozenset({"name"}),
    "legal_basis": frozenset({"law"}),
    "faq": frozenset({"question"}),
    "windows": frozenset({"name", "place"}),
}
"""The parts that a row of a list has its name in."""
_SLOTS = frozenset({"blank_form", "sample_form"})
_OF_ROWS = ("material_", "fee_", *_SLOTS)
"""What labels of elements that are told of rows anyway begin with."""


class Rows(NamedTuple):
    """The list that rows are, and each row by its labels with its pointer below the list."""

    group: str
    rows: tuple[tuple[str, shape.Row], ...]


class _Entry(NamedTuple):
    """The cells of a row, each with its pointer below the row; what stands beside them in the row; its own pointer."""

    at: str
    cells: list[tuple[str, Mapping[str, Any]]]
    beside: Mapping[str, Any]


def group_above(element: str | None, node: Mapping[str, Any], labels: LabelDictionary) -> str | None:
    """The list that a key of this element holds, or what stands beside the heading of an object."""
    if element is None and (title := shape.heading(node, labels)) is not None:
        match = labels.exact(node[title])
        element = match.element if match is not None else None
    return GROUP_OF_ELEMENT.get(element or "")


def rows_of(entries: Sequence[Any], labels: LabelDictionary, above: str | None = None) -> Rows | None:
    """The rows of a list of labels and values, `above` which the key or heading of a list may stand; None for another.

    One row alone is that of a list where its labels can be no elements of the guide, or where that stands above it.
    """
    apart = _apart(entries)
    cells = [cell for entry in apart for _, cell in entry.cells]
    for key in cells[0] if cells else ():
        names = [cell.get(key) for cell in cells]
        if not all(isinstance(name, str) and 0 < len(name.strip()) <= _LONGEST for name in names):
            continue
        if not any(labels.is_column_title(str(name)) for name in names[:_FEWEST]):
            continue
        told = apart if _are_apart(entries) else _cut(apart[0].cells, key)
        own = {str(cell[key]).strip() for _, cell in told[0].cells}
        group = _group(told, key, labels, above) if _are_alike(told, key, own) else None
        value = _value(cells, key)
        if group is not None and value is not None:
            return Rows(group, tuple((entry.at, _row(entry, key, value, group, labels)) for entry in told))
    return None


def _are_apart(entries: Sequence[Any]) -> bool:
    """Whether each row holds its cells in a list of its own."""
    return any(isinstance(entry, list) for entry in entries) or all(_inner(entry) is not None for entry in entries)


def _apart(entries: Sequence[Any]) -> list[_Entry]:
    """The rows of a list with their cells; one row of all cells where the list holds these; none for another list."""
    if not entries or not all(isinstance(entry, HELD) and entry for entry in entries):
        return []
    if not _are_apart(entries):
        if not all(isinstance(entry, dict) and len(entry) >= _FEWEST for entry in entries):
            return []
        return [_Entry("", [(f"{number}", entry) for number, entry in enumerate(entries)], {})]
    found: list[_Entry] = []
    for number, entry in enumerate(entries):
        inner = _inner(entry) if isinstance(entry, dict) else None
        held = entry if isinstance(entry, list) else entry[inner] if inner is not None else ()
        if len(held) < _FEWEST or not all(isinstance(cell, dict) and len(cell) >= _FEWEST for cell in held):
            return []
        below = "" if inner is None else f"{shape.place(entry, inner)}/"
        beside = {} if inner is None else {key: value for key, value in entry.items() if key != inner}
        row = shape.Row(beside, {key: shape.place(entry, key) for key in beside}) if inner is not None else beside
        found.append(_Entry(f"/{number}", [(f"{below}{at}", cell) for at, cell in enumerate(held)], row))
    return found


def _inner(entry: Any) -> str | None:
    """The key of the only list of objects in a row; a table with its columns is none."""
    if not isinstance(entry, dict) or shape.table(entry):
        return None
    held = [k for k, v in entry.items() if isinstance(v, list) and v and all(isinstance(one, dict) for one in v)]
    return held[0] if len(held) == 1 else None


def _cut(cells: Sequence[tuple[str, Mapping[str, Any]]], key: str) -> list[_Entry]:
    """The rows of cells that stand in one list: the first label begins each."""
    found: list[_Entry] = []
    for at, cell in cells:
        if not found or cell[key] == cells[0][1][key]:
            found.append(_Entry("", [], {}))
        found[-1].cells.append((at, cell))
    return found


def _are_alike(entries: Sequence[_Entry], key: str, own: set[str]) -> bool:
    """Whether rows have the labels of the first one, each once; a row of a grid has labels that no other has."""
    for entry in entries:
        names = [str(cell[key]).strip() for _, cell in entry.cells]
        if len(set(names)) < len(names) or len(own.intersection(names)) * 2 <= max(len(own), len(names)):
            return False
    return True


def _group(entries: Sequence[_Entry], key: str, labels: LabelDictionary, above: str | None) -> str | None:
    """The list of which most labels are the titles of columns, with a name in each row; None where several may be."""
    names = list(dict.fromkeys(str(cell[key]).strip() for entry in entries for _, cell in entry.cells))
    fitting: dict[str, int] = {}
    for group in labels.columns:
        parts = {name: part for name in names if (part := labels.column(group, name)) is not None}
        if len(set(parts.values())) < _FEWEST or len(parts) * 2 <= len(names):
            continue
        if all(_is_named(entry, key, group, labels) for entry in entries):
            fitting[group] = len(parts)
    if above in fitting:
        return above
    best = [group for group, number in fitting.items() if number == max(fitting.values())]
    if len(best) != 1:
        return None
    return best[0] if len(entries) > 1 or _is_no_guide(names, best[0], labels) else None


def _is_named(entry: _Entry, key: str, group: str, labels: LabelDictionary) -> bool:
    """Whether a row says its name in one of its cells, or beside them in words that are no heading (申请材料)."""
    told = {labels.column(group, str(cell[key])) for _, cell in entry.cells}
    beside = {k for k, v in entry.beside.items() if isinstance(v, str) and is_telling(v) and labels.exact(v) is None}
    return not NAMING[group].isdisjoint(told | {labels.part(group, k) for k in beside})


def _is_no_guide(names: Sequence[str], group: str, labels: LabelDictionary) -> bool:
    """Whether labels can be those of a row only: 环节名称; 办理流程 beside 办理时限 are two elements of a guide."""
    naming = [name for name in names if labels.column(group, name) in NAMING[group]]
    known = [match.element for name in naming if (match := labels.exact(name)) is not None]
    return group != "windows" and all(element.startswith(_OF_ROWS) for element in known)


def _value(cells: Sequence[Mapping[str, Any]], key: str) -> str | None:
    """The key beside the label that holds its value; some cells may be without it."""
    times = Counter(other for cell in cells for other in cell if other != key)
    usual = [other for other, number in times.items() if number * 2 > len(cells)]
    return value_key([{other: cell.get(other) for other in usual} for cell in cells], usual)


def _row(entry: _Entry, key: str, value: str, group: str, labels: LabelDictionary) -> shape.Row:
    """A row by its labels. A cell for a file is one as a whole where its address stands beside its words."""
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    for at, cell in entry.cells:
        name = str(cell[key]).strip()
        if labels.column(group, name) in _SLOTS and any(_addresses(cell, (key, value))):
            values[name], places[name] = cell, at
            continue
        own = filled({value: "", **cell}, value)
        values[name], places[name] = cell.get(own, ""), f"{at}/{shape.place(cell, own)}" if own in cell else at
    for beside in entry.beside.keys() - values.keys():
        values[beside], places[beside] = entry.beside[beside], shape.place(entry.beside, beside)
    return shape.Row(values, places)


def _addresses(cell: Mapping[str, Any], but: Sequence[str]) -> Iterator[str]:
    """The addresses in a cell but for those under some keys."""
    for key, value in cell.items():
        if key not in but and isinstance(value, str) and (address := json_address(value)) is not None:
            yield address
