"""Form of an item's name (名称规范): the name of a service, without internal notes.

Basis: GB/T 39046-2020 (an..200); 四同 (名称、编码、依据、类型统一).
Applicability: items with a name.
Expectation: 4 to 200 characters, no final punctuation, no note such as 测试 or 勿办, and more than an item type.
“食品经营许可核发（新办）” and “普通话水平测试” pass; “测试事项”, “事项名称（勿办）” and “行政许可” fail.
Assumptions: “（省级权限）” and “（市级）” are legal splits.
Known limits: whether the name is the official one is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values.item_type import ItemType
from crawler.domain.values.numerals import plain

if TYPE_CHECKING:
    from crawler.domain.records import ServiceItem

_NOTE = r"(?:测试|勿办|请勿办理|作废|待删除?|其[他它])(?:事项|数据|项)?\d*"
_IS_NOTE = re.compile(_NOTE)
_HOLDS_NOTE = re.compile(rf"[(\[【〔{{]{_NOTE}[)\]】〕}}]")
_TYPES = {kind.value for kind in ItemType} | {kind.value + "事项" for kind in ItemType} | {"其他类别"}


def _fault(name: str) -> Text | None:
    bare = plain(name)
    if _IS_NOTE.fullmatch(bare) or _HOLDS_NOTE.search(bare):
        return Text("带有内部标记", "carries an internal note")
    if bare in _TYPES:
        return Text("只写了事项类型", "is only an item type")
    if re.search(r"[。．;,、:]$", bare):
        return Text("末尾有标点", "ends in punctuation")
    if not 4 <= len(bare) <= 200:
        return Text("过短或过长(应为4至200字)", "is too short or too long (4 to 200 characters)")
    return None


def _evaluate(item: ServiceItem) -> Answer:
    reading = item.read("name")
    if not reading.stated:
        return inapplicable("没有写事项名称")
    fault = _fault(reading.text)
    if fault is None:
        return passed()
    return failed(
        Defect(
            about=reading,
            message=Text(f"事项名称“{reading.text}”{fault.zh}", f"The item's name “{reading.text}” {fault.en}"),
            suggestion=Text("请写规范的事项名称, 去掉内部标记和多余标点", "Write the item's official name alone"),
        )
    )


CHECK = Check(
    id="service_item.name_form",
    version=1,
    title=Text("名称规范", "Form of the item's name"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_ITEM,
    needs=("name",),
    evaluate=_evaluate,
)
