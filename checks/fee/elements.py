"""Fee elements (收费项目、标准、依据): a fee has a name, a standard and a basis.

Basis: 政府信息公开条例 art. 20(8); 行政许可法 art. 59; 国办函〔2017〕115号.
Applicability: guides that charge a fee.
Expectation: every fee gives 收费项目名称, 收费标准 and 收费依据. “考试费, 60元/人, 发改价格〔2015〕1217号” passes;
收费标准 left empty or “无” fails.
Assumptions: a standard such as “考试费60元/人” names its fee, and one that quotes a document number gives its basis;
a row that is waived (免收) takes nothing and needs no basis.
Known limits: whether the standard is precise is asked by fee.amount, the basis by fee.basis_number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values.citation import has_document_number
from crawler.domain.values.fee_rows import fee_rows, has_content, is_charged
from crawler.domain.values.fee_status import is_no_fee

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.records import Fee, ServiceGuide

_NAMED_FEE = re.compile(r"[一-鿿]{2,}(?<!收)(?<!缴)费")
_NAMES = {
    "fee_name": Text("收费项目名称", "the fee's name"),
    "fee_standard": Text("收费标准", "the fee's standard"),
    "fee_basis": Text("收费依据", "the fee's basis"),
}


def _missing(row: Fee) -> Iterator[Defect]:
    standard = row.read("fee_standard").text
    for element, name in _NAMES.items():
        reading = row.read(element)
        implied = (element == "fee_name" and _NAMED_FEE.search(standard)) or (
            element == "fee_basis" and has_document_number(standard)
        )
        waived = element == "fee_basis" and has_content(row.read("fee_standard")) and is_no_fee(standard)
        if has_content(reading) or implied or waived:
            continue
        yield Defect(
            about=reading,
            message=Text(f"收费事项没有写明{name.zh}", f"A fee is charged but {name.en} is not stated"),
            suggestion=Text(
                f"请补充{name.zh}; 收费项目、标准、依据三项都要写明",
                f"Add {name.en}; name, standard and basis must all be there",
            ),
            subject=Subject.FEE,
            subject_name=row.name.value,
        )


def _evaluate(guide: ServiceGuide) -> Answer:
    if not is_charged(guide):
        return inapplicable("未写明收费")
    return failed(*(defect for row in fee_rows(guide) for defect in _missing(row)))


CHECK = Check(
    id="fee.elements",
    version=2,
    title=Text("收费则项目、标准、依据齐全", "A fee has name, standard and basis"),
    severity=Severity.CRITICAL,
    subject=Subject.SERVICE_GUIDE,
    needs=("fee_status",),
    evaluate=_evaluate,
)
