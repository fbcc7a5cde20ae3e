"""Form of the implementation code (实施编码结构): 31 characters.

Basis: GB/T 39554.1-2020 coding in use; verified on real addresses of one province.
Applicability: items with a value under 实施编码.
Expectation: credit code (18), level (1-7) and basic code (12). “11440100007482575H3440118009000” passes; “0100123”
and a code with blanks in it fail.
Assumptions: 33 characters whose first 31 fit are a handling code under this label; a value with hyphens, a UUID, and
a value under a label for local numbers (权力内部编码, 唯一码, 职权编码) are other codes.
Known limits: a 12-character basic code under a label that does not say 实施 is left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values import item_code
from crawler.domain.values.item_code import CodeKind
from crawler.domain.values.placeholder import says_nothing

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceItem

_LOCAL_LABEL = re.compile(
    r"内部编码|内部编号|唯一码|职权编码|权力编码|基本编码|目录编码|inner|basic|catalog|guid|(?:^|[_/.])(?:row)?id$",
    re.IGNORECASE,
)


def _is_another_code(reading: Reading) -> bool:
    label = reading.label or ""
    kind = item_code.kind(reading.text)
    if kind in {CodeKind.UUID, CodeKind.HYPHENATED} or _LOCAL_LABEL.search(label):
        return True
    return kind is CodeKind.BASIC and "实施" not in label


def _evaluate(item: ServiceItem) -> Answer:
    reading = item.read("implementation_code")
    if not reading.stated or says_nothing(reading.text):
        return inapplicable("没有写实施编码")
    if _is_another_code(reading):
        return inapplicable("这里写的不是实施编码")
    if item_code.kind(reading.text) in {CodeKind.IMPLEMENTATION, CodeKind.HANDLING}:
        return passed()
    return failed(
        Defect(
            about=reading,
            message=Text(
                f"实施编码“{reading.text}”不符合31位结构",
                f"The implementation code “{reading.text}” does not have the form of 31 characters",
            ),
            suggestion=Text(
                "请写31位实施编码: 统一社会信用代码18位 + 行使层级1位 + 基本编码12位, 中间不留空格",
                "Write 31 characters: credit code (18), level (1), basic code (12), without blanks",
            ),
        )
    )


CHECK = Check(
    id="code.implementation_code",
    version=1,
    title=Text("实施编码结构", "Form of the implementation code"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_ITEM,
    needs=("implementation_code",),
    evaluate=_evaluate,
)
