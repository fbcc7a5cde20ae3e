"""Online payment (网上支付): a guide that charges says whether the fee can be paid online.

Basis: GB/T 39046-2020 table 4 no. 45; practice of a city office's checker of guides.
Applicability: guides that charge a fee.
Expectation: 网上支付 or 缴费方式 is stated, yes or no. “支持” and “不支持” pass; no word about it fails.
Assumptions: any stated way to pay counts.
Known limits: whether paying works is not tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values.fee_rows import fee_rows, is_charged

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def _evaluate(guide: ServiceGuide) -> Answer:
    if not is_charged(guide):
        return inapplicable("未写明收费")
    readings = [row.read("online_payment") for row in fee_rows(guide)]
    if any(reading.stated for reading in readings):
        return passed()
    about = next((r for r in readings if r.unread), guide.read("online_payment"))
    return failed(
        Defect(
            about=about,
            message=Text(
                "收费事项没有写明能不能网上支付", "A fee is charged, but not said whether it can be paid online"
            ),
            suggestion=Text("请写明“支持网上支付”或“不支持网上支付”", "Say whether online payment is supported"),
        )
    )


CHECK = Check(
    id="fee.online_payment",
    version=2,
    title=Text("收费事项说明网上支付", "A fee says whether it can be paid online"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=("fee_status",),
    evaluate=_evaluate,
)
