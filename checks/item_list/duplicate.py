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

from collections import defaultdict
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values.list_rows import is_same
from crawler.domain.values.numerals import plain

if TYPE_CHECKING:
    from crawler.domain.records import ItemList, ListedItem


_HELD_AGAINST = 50
"""Rows of one name and body that a row is held against: a list of a whole province may have thousands of them."""


def _evaluate(item_list: ItemList) -> Answer:
    if not item_list.items:
        return cant_tell(item_list.unread) if item_list.unread else inapplicable("清单里没有事项")
    named: dict[tuple[str, str], list[ListedItem]] = defaultdict(list)
    for row in item_list.items:
        if row.name.stated:
            named[plain(row.name.text), plain(row.read("implementing_body").text)].append(row)
    found: list[Defect] = []
    open_question = False
    for rows in named.values():
        for at, row in enumerate(rows[1:], start=1):
            answers = {is_same(row, earlier) for earlier in rows[max(0, at - _HELD_AGAINST) : at]}
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
