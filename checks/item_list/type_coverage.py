"""Item types in the list (清单覆盖事项类型): the powers that people apply for, and the public services, are listed.

Basis: GB/T 39046-2020 table A.1; 国务院令716 art. 4.
Applicability: lists that were read to their end.
Expectation: 行政许可, 行政给付, 行政确认, 行政奖励, 行政裁决, 其他行政权力 and 公共服务 each occur. The others
(处罚, 强制, 征收, 检查) may be absent.
Assumptions: a row's type is what it says, else the type digits of its code.
Known limits: rows that say neither leave the question open while a type is missing. A small region may truly have no
item of a type, so this is a hint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.elements import Reading, State
from crawler.domain.values import item_type
from crawler.domain.values.item_code import published
from crawler.domain.values.item_type import ItemType

if TYPE_CHECKING:
    from crawler.domain.records import ItemList, ListedItem

_EXPECTED = (
    ItemType.LICENCE,
    ItemType.BENEFIT,
    ItemType.CONFIRMATION,
    ItemType.REWARD,
    ItemType.ADJUDICATION,
    ItemType.OTHER_POWER,
    ItemType.PUBLIC_SERVICE,
)


def _type(row: ListedItem) -> ItemType | None:
    said = item_type.parse(row.read("item_type").text)
    if said is not None:
        return said
    code = published(row)[1]
    # 20 stands for two types; what is said in words is surer.
    return item_type.parse(code.type_digits) if code is not None and code.type_digits != "20" else None


def _evaluate(item_list: ItemList) -> Answer:
    if not item_list.items:
        return cant_tell(item_list.unread) if item_list.unread else inapplicable("清单里没有事项")
    types = [_type(row) for row in item_list.items]
    missing = [kind for kind in _EXPECTED if kind not in types]
    if not missing:
        return passed()
    if item_list.unread or item_list.pages_failed or not item_list.reached_end:
        return cant_tell("清单没有翻到底, 不能确定缺哪类事项")
    if None in types:
        return cant_tell("有的事项没有写明类型, 不能确定缺哪类事项")
    names = "、".join(kind.value for kind in missing)
    return failed(
        Defect(
            about=Reading(
                element="item_type",
                state=State.NOT_STATED,
                evidence=item_list.evidence[0] if item_list.evidence else None,
                locator="/",
            ),
            message=Text(f"清单里没有这些类型的事项: {names}", f"The list has no item of these types: {names}"),
            suggestion=Text("请核对是否有漏列的事项", "Check whether items were left out"),
            subject=Subject.ITEM_LIST,
        )
    )


CHECK = Check(
    id="item_list.type_coverage",
    version=1,
    title=Text("清单覆盖事项类型", "Item types in the list"),
    severity=Severity.INFO,
    subject=Subject.ITEM_LIST,
    needs=(),
    evaluate=_evaluate,
)
