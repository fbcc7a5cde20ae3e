"""A guide in a table of one row (单行表): `{"COLUMNS": ["SXMC", "BLDD"], "ROWS": [["渡船登记", "城北路8号"]]}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.extract.answers.shape import Row, is_head, place, table
from crawler.page.json_tree import HELD, Flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crawler.extract.labels.dictionary import LabelDictionary

_FEWEST = 6
"""So many different elements of a guide are named by the columns of such a table; lists of items have fewer."""
_OF_ROWS = ("material_", "fee_", "blank_form", "sample_form")
_DEEPEST = 24


def laid_out(data: Any, objects: Iterable[Mapping[str, Any]], labels: LabelDictionary) -> Any:
    """The answer with an object in place of each such table; the answer itself where no object of it has columns."""
    has = any(isinstance(value, list) and is_head(key) for node in objects for key, value in node.items())
    return _laid_out(data, labels) if has else data


def _laid_out(node: Any, labels: LabelDictionary, depth: int = 0) -> Any:
    if depth > _DEEPEST or not isinstance(node, HELD) or isinstance(node, Flat):
        return node
    if isinstance(node, list):
        rows = [_laid_out(one, labels, depth + 1) for one in node]
        return rows if any(new is not old for new, old in zip(rows, node, strict=True)) else node
    if (row := _only_row(node, labels)) is not None:
        return row
    inner = {key: _laid_out(value, labels, depth + 1) for key, value in node.items()}
    if all(inner[key] is value for key, value in node.items()):
        return node
    return Row(inner, {key: place(node, key) for key in node})


def _only_row(node: Mapping[str, Any], labels: LabelDictionary) -> Row | None:
    """The only row of a table whose columns are elements of a guide; None for any other object."""
    rows = table(node)
    if len(rows) != 1:
        return None
    at, row = rows[0]
    told = {element for key in row if (element := _element(key, labels)) and not element.startswith(_OF_ROWS)}
    return Row(row, {key: f"{at[1:]}/{place(row, key)}" for key in row}) if len(told) >= _FEWEST else None


def _element(key: str, labels: LabelDictionary) -> str | None:
    match = labels.exact(key)
    return match.element if match is not None else labels.element_of_field(key)
