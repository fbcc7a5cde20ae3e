"""Fee amount (收费标准金额): a fee standard has an amount with a unit, or points to the tariff.

Basis: 政府信息公开条例 art. 20(8) (收费标准); FEE_STAND of the national item library.
Applicability: guides that charge a fee and state a standard.
Expectation: a number with 元, % or ‰, or the number of the tariff's document. “20元/证” and
“按发改价格〔2015〕299号规定的公式计算” pass; “按规定收取” and “详见文件” fail.
Assumptions: a bare number counts where the label says 元; an address of the tariff counts as a link.
Known limits: an amount that only an attachment gives is not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values.citation import has_document_number
from crawler.domain.values.fee_rows import fee_rows, has_content, is_charged
from crawler.domain.values.fee_status import is_no_fee
from crawler.domain.values.money import parse_amounts

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)


def _says_how_much(standard: Reading) -> bool:
    text = standard.text
    in_yuan = "元" in (standard.label or "") and re.search(r"\d", text) is not None
    return bool(in_yuan or parse_amounts(text) or has_document_number(text) or is_no_fee(text) or _ADDRESS.search(text))


def _evaluate(guide: ServiceGuide) -> Answer:
    if not is_charged(guide):
        return inapplicable("未写明收费")
    stated = [row for row in fee_rows(guide) if has_content(row.read("fee_standard"))]
    if not stated:
        return inapplicable("没有写收费标准")
    return failed(
        *(
            Defect(
                about=row.read("fee_standard"),
                message=Text(
                    f"收费标准“{row.read('fee_standard').text}”没有金额和单位, 也没有文号",
                    f"“{row.read('fee_standard').text}” has neither an amount with a unit nor a document number",
                ),
                suggestion=Text(
                    "请写明金额和单位, 如“20元/证”; 按公式计算的, 写明文件名称和文号", "Give amount and unit"
                ),
                subject=Subject.FEE,
                subject_name=row.name.value,
            )
            for row in stated
            if not _says_how_much(row.read("fee_standard"))
        )
    )


CHECK = Check(
    id="fee.amount",
    version=3,
    title=Text("标准含金额单位", "The standard has amount and unit"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("fee_status", "fee_standard"),
    evaluate=_evaluate,
)
