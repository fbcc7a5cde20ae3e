"""Elements of the list's rows (清单要素): each row says name, code, type and body of its item.

Basis: GB/T 39046-2020 table 4; the six basic elements that are unified nationwide.
Applicability: lists with items.
Expectation: no more than 10 % of the rows leave one of them empty, on the page or in its JSON. A code column that is
empty in every fourth row fails.
Assumptions: “无” and “-” are empty. A code in the row's address or data counts. A list without any code counts as
empty where its rows have labelled parts and all of them are understood; where others of its rows have one and a page
of a list did not come, that page may show the code.
Known limits: body or type of a whole list may stand above it, so a list that has no such column leaves the question
open; what an unlabelled word beside a name means is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values.placeholder import is_placeholder, says_nothing

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ItemList, ListedItem

_CODES = ("implementation_code", "handling_code", "basic_code", "local_code")
_COLUMNS = {
    ("name",): Text("事项名称", "name"),
    _CODES: Text("事项编码", "code"),
    ("item_type",): Text("事项类型", "item type"),
    ("implementing_body",): Text("实施主体", "implementing body"),
}
_MOST_EMPTY = 0.1
_HASH = re.compile(r"[0-9a-f]{16}")
"""Key of a row without any code: a hash of its name and address."""


def _says(reading: Reading) -> bool:
    return reading.stated and not says_nothing(reading.text) and not is_placeholder(reading.text, reading.element)


def _cells(row: ListedItem, elements: tuple[str, ...]) -> list[Reading]:
    return [row.name] if elements == ("name",) else [row.readings[e] for e in elements if e in row.readings]


def _is_told(row: ListedItem, elements: tuple[str, ...], cells: list[Reading]) -> bool:
    return any(map(_says, cells)) or (elements is _CODES and _HASH.fullmatch(row.key) is None)


def _is_laid_open(row: ListedItem) -> bool:
    """Whether the row has labelled parts, all of which are understood."""
    return not row.unmapped and any(reading.label for reading in row.readings.values())


def _evaluate(item_list: ItemList) -> Answer:
    rows = item_list.items
    if not rows:
        return cant_tell(item_list.unread) if item_list.unread else inapplicable("清单里没有事项")
    found: list[Defect] = []
    absent: list[str] = []
    for elements, label in _COLUMNS.items():
        each = [(row, _cells(row, elements)) for row in rows]
        left = [(row, cells) for row, cells in each if not _is_told(row, elements, cells)]
        told = len(rows) - len(left)
        # Of a row without a place for it another list may say it, a page of which did not come.
        bare = elements is _CODES and not (told and item_list.pages_failed)
        empty = [
            cells[0] if cells else replace(row.name, element=elements[0])
            for row, cells in left
            if not any(cell.unread for cell in cells) and (cells or (bare and _is_laid_open(row)))
        ]
        if len(empty) > _MOST_EMPTY * (told + len(empty)):
            found.append(_defect(empty, told + len(empty), label))
        elif not told:
            absent.append(label.zh)
    if found:
        return failed(*found)
    return cant_tell(f"清单各行没有{'、'.join(absent)}, 可能写在别处") if absent else passed()


def _defect(empty: list[Reading], of: int, label: Text) -> Defect:
    return Defect(
        about=empty[0],
        message=Text(
            f"清单{of}行里有{len(empty)}行没有{label.zh}", f"{len(empty)} of {of} rows of the list have no {label.en}"
        ),
        suggestion=Text(f"请补齐各事项的{label.zh}", f"Give the {label.en} of every item"),
    )


CHECK = Check(
    id="item_list.row_elements",
    version=3,
    title=Text("清单要素完整", "Rows of the list are complete"),
    severity=Severity.MAJOR,
    subject=Subject.ITEM_LIST,
    needs=(),
    evaluate=_evaluate,
)
