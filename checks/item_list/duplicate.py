"""Duplicate items (重复事项): a body lists each of its items once.

Basis: 国办函〔2016〕108号 and 四同 (one item: one name, code, basis, type); inference.
Applicability: lists with items.
Expectation: no two rows of one body with the same name and type lead to different guides. Two handling items
(业务办理项) of one implementation code, and a main item with its sub-item of the same name, are no duplicates.
Assumptions: the body is told by its name, where that holds a place, or by the credit code inside the item's code.
Rows of different levels, types or divisions are different items.
Known limits: rows of one name that say nothing of their body leave the question open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values import divisions
from crawler.domain.values.item_code import ItemCode, published
from crawler.domain.values.numerals import plain

if TYPE_CHECKING:
    from crawler.domain.records import ItemList, ListedItem

_PLACE = re.compile(r"省|市(?!场)|县|区|州|盟|旗|镇|乡|街道|兵团")
_AREA = re.compile(r"(?<!\d)[1-6]\d{5}(?:\d{6})?(?!\d)")


def _same_item(one: ListedItem, other: ListedItem) -> bool | None:
    """Whether two rows of one name are one item twice; None where the rows do not tell."""
    mine, theirs = published(one)[1], published(other)[1]
    if mine and theirs:
        if mine.credit_code != theirs.credit_code or _is_one(mine, theirs):
            return False
    elif not _lead_apart(one, other):
        return False
    for element in ("item_type", "level", "implementing_body"):
        said, too = plain(one.read(element).text), plain(other.read(element).text)
        if said and too and said != too:
            return False
    body = one.read("implementing_body").text and other.read("implementing_body").text
    return True if (mine and theirs) or (body and _PLACE.search(body)) else None


def _is_one(mine: ItemCode, theirs: ItemCode) -> bool:
    """Handling items of one implementation code, or a main item (…000) beside its sub-item."""
    first, second = mine.basic_code, theirs.basic_code
    is_main = first[:9] == second[:9] and any(code[9:] in {"000", "00Y"} for code in (first, second))
    return mine.implementation_code == theirs.implementation_code or is_main


def _lead_apart(one: ListedItem, other: ListedItem) -> bool:
    """Whether two rows lead to different guides of one division."""
    if one.target is None or other.target is None or one.target.key == other.target.key:
        return False
    return _areas(one) == _areas(other)


def _areas(row: ListedItem) -> set[str]:
    numbers = _AREA.findall(row.target.url) if row.target is not None else []
    return {number for number in numbers if divisions.exists(number[:6])}


def _evaluate(item_list: ItemList) -> Answer:
    if not item_list.items:
        return cant_tell(item_list.unread) if item_list.unread else inapplicable("清单里没有事项")
    named: dict[str, list[ListedItem]] = defaultdict(list)
    for row in item_list.items:
        if row.name.stated:
            named[plain(row.name.text)].append(row)
    found: list[Defect] = []
    open_question = False
    for rows in named.values():
        for at, row in enumerate(rows[1:], start=1):
            answers = {_same_item(row, earlier) for earlier in rows[:at]}
            open_question = open_question or (None in answers and True not in answers)
            if True in answers:
                found.append(_defect(row))
    if found:
        return failed(*found)
    if open_question:
        return cant_tell("有同名事项, 清单没有写明各是哪个部门的")
    if item_list.unread or item_list.pages_failed or not item_list.reached_end:
        return cant_tell("清单没有翻到底, 不能确定有没有重复")
    return passed()


def _defect(row: ListedItem) -> Defect:
    body = row.read("implementing_body").text
    return Defect(
        about=row.name,
        message=Text(
            f"“{row.name.text}”在清单里重复{f'（{body}）' if body else ''}",
            f"“{row.name.text}” is listed more than once",
        ),
        suggestion=Text(
            "请核对; 同一事项只保留一条, 不同情形请用名称区分",
            "Keep one row; tell different cases apart by their names",
        ),
        subject=Subject.SERVICE_ITEM,
        item=row.key,
    )


CHECK = Check(
    id="item_list.duplicate",
    version=1,
    title=Text("重复事项", "No item is listed twice"),
    severity=Severity.MINOR,
    subject=Subject.ITEM_LIST,
    needs=(),
    evaluate=_evaluate,
)
