"""Item type in the code (编码类型): digits 3 and 4 of the basic code are the item type that the guide states.

Basis: GB/T 39046-2020 table A.1; basic codes in use (province 2 + type 2 + department + main item + sub-item).
Applicability: items with a stated type and a basic code of 12 characters, alone or inside the implementation code.
Expectation: 01 with 行政许可 passes; 01 with 公共服务 fails.
Assumptions: 10 to 20 stand for 其他行政权力 and 20 to 29 for 公共服务, as provinces extend the list: one province
writes 其他行政权力 as 20 and 公共服务 as 21. A basic code that begins with no province, or has other type digits, is of
another system.
Known limits: the structure of the basic code was inferred from published codes, not read in the standard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values import item_code, item_type
from crawler.domain.values.divisions import PROVINCES
from crawler.domain.values.item_type import ItemType

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceItem

_NATIONAL = "00"
_DIGITS = {f"{number:02d}": frozenset({kind}) for number, kind in enumerate(tuple(ItemType)[:9], start=1)}
_DIGITS |= {str(number): frozenset({ItemType.OTHER_POWER}) for number in range(10, 20)}
_DIGITS |= {str(number): frozenset({ItemType.PUBLIC_SERVICE}) for number in range(21, 30)}
_DIGITS["20"] = frozenset({ItemType.OTHER_POWER, ItemType.PUBLIC_SERVICE})


def _basic_code(item: ServiceItem) -> tuple[Reading, str | None]:
    own = item.read("basic_code")
    if own.stated and item_code.kind(own.text) is item_code.CodeKind.BASIC:
        return own, own.text.strip()
    reading, code = item_code.published(item)
    return reading, code.basic_code if code is not None else None


def _evaluate(item: ServiceItem) -> Answer:
    about, basic = _basic_code(item)
    stated = item.read("item_type")
    kind = item_type.parse(stated.text)
    if basic is None or kind is None:
        return inapplicable("没有写12位基本编码或单一的事项类型")
    fitting = _DIGITS.get(basic[2:4])
    if fitting is None or basic[:2] not in PROVINCES | {_NATIONAL}:
        return inapplicable("基本编码不是按国家的位数规则编的")
    if kind in fitting:
        return passed()
    meant = "或".join(sorted(one.value for one in fitting))
    return failed(
        Defect(
            about=about,
            message=Text(
                f"基本编码“{basic}”第3、4位是{basic[2:4]}（{meant}）, 页面写的事项类型是“{stated.text}”",
                f"Digits 3 and 4 of the basic code “{basic}” mean {meant}, the stated type is “{stated.text}”",
            ),
            suggestion=Text(
                "请核对事项类型和编码, 使两处一致", "Check the item type and the code, so that both say the same"
            ),
        )
    )


CHECK = Check(
    id="code.type_match",
    version=1,
    title=Text("编码类型=事项类型", "The code names the stated type"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_ITEM,
    needs=("implementation_code", "item_type"),
    evaluate=_evaluate,
)
