"""Form of the handling code (业务办理项编码结构): 33 characters that begin with the implementation code.

Basis: codes in use on real addresses of one province; GB/T 39554.1-2020.
Applicability: items with a value under 业务办理项编码.
Expectation: implementation code (31) and a two-digit number, and the first 31 characters are the item's own
implementation code. “114403006939513773344201505200802” passes; “01” and a code of another item fail.
Assumptions: a value with hyphens, or a UUID, is a local number.
Known limits: whether the two-digit number is the next in order is not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values import item_code
from crawler.domain.values.item_code import CodeKind
from crawler.domain.values.placeholder import says_nothing

if TYPE_CHECKING:
    from crawler.domain.records import ServiceItem


def _evaluate(item: ServiceItem) -> Answer:
    reading = item.read("handling_code")
    if not reading.stated or says_nothing(reading.text):
        return inapplicable("没有写业务办理项编码")
    if item_code.kind(reading.text) in {CodeKind.UUID, CodeKind.HYPHENATED}:
        return inapplicable("这里写的是内部编号")
    parts = item_code.parse(reading.text)
    parent = item_code.parse(item.read("implementation_code").text)
    if parts is None or parts.number is None:
        message = Text(
            f"业务办理项编码“{reading.text}”不符合33位结构",
            f"The handling code “{reading.text}” does not have the form of 33 characters",
        )
    elif parent is not None and parent.implementation_code != parts.implementation_code:
        message = Text(
            f"业务办理项编码“{reading.text}”的前31位和实施编码“{parent.implementation_code}”不一致",
            f"“{reading.text}” does not begin with the item's implementation code “{parent.implementation_code}”",
        )
    else:
        return passed()
    suggestion = Text("请写33位: 本事项的实施编码31位 + 序号2位", "Write the item's implementation code and two digits")
    return failed(Defect(about=reading, message=message, suggestion=suggestion))


CHECK = Check(
    id="code.handling_code",
    version=1,
    title=Text("业务办理项编码结构", "Form of the handling code"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_ITEM,
    needs=("handling_code",),
    evaluate=_evaluate,
)
