"""Credit code (统一社会信用代码校验): the check character is right.

Basis: GB 32100-2015; GB/T 39046-2020 (实施主体代码).
Applicability: items with a body code of 18 characters, or an implementation or handling code that begins with one.
Expectation: the 18th character follows from the first 17. “11440100007482575H” passes, “11440100007482575A” fails.
Assumptions: the alphabet has no I, O, S, V, Z; a body code of another length is a local number, as is one of which
neither check character nor province is right where the implementation code begins with a valid credit code.
Known limits: whether the code belongs to that body is not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable
from crawler.domain.values import credit_code, item_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceItem


_ELEMENTS = ("body_code", "implementation_code", "handling_code")


def _codes(item: ServiceItem) -> Iterator[tuple[str, Reading]]:
    body, (_, code) = item.read("body_code"), item_code.published(item)
    other = code is not None and credit_code.is_other_number(body.text, code.credit_code)
    if body.stated and credit_code.is_like(body.text) and not other:
        yield body.text.strip(), body
    for element in _ELEMENTS[1:]:
        reading = item.read(element)
        parts = item_code.parse(reading.text) if reading.stated else None
        if parts is not None:
            yield parts.credit_code, reading


def _evaluate(item: ServiceItem) -> Answer:
    codes: dict[str, Reading] = {}
    for code, reading in _codes(item):
        codes.setdefault(code, reading)
    if not codes:
        gap = next((r for r in map(item.read, _ELEMENTS) if r.unread), None)
        return cant_tell(gap.reason or "编码未能读取") if gap else inapplicable("没有写统一社会信用代码")
    return failed(
        *(
            Defect(
                about=reading,
                message=Text(
                    f"统一社会信用代码“{code}”校验位不对",
                    f"The check character of the credit code “{code}” is wrong",
                ),
                suggestion=Text("请按机构赋码证书核对代码", "Check the code against the body's certificate"),
                quote=code,
            )
            for code, reading in codes.items()
            if not credit_code.is_valid(code)
        )
    )


CHECK = Check(
    id="code.credit_code",
    version=2,
    title=Text("统一社会信用代码校验", "Check character of the credit code"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_ITEM,
    needs=(),
    evaluate=_evaluate,
)
