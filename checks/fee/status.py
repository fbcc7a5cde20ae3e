"""Fee status (是否收费): the guide says plainly whether a fee is charged.

Basis: 德州市办事指南模板 (统一按“不收费”填写, 不准填“无”, 不准空缺); 政府信息公开条例 art. 20(8).
Applicability: every guide.
Expectation: the value is 收费, 不收费, 是, 否, 免费, 免收 or the code 0 or 1, with or without a remark, or says the
same in everyday words (不用交钱, 要交费). “不收费” passes; “无” and an empty field fail.
Assumptions: a fee table with amounts, or a standard “不收费” or “停征”, says it as well, even where no field 是否收费
exists; so does a standard that is free in one case and an amount in others (首次申领免费；到期换领20元).
Known limits: whether the answer is true is not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, passed
from crawler.domain.values.fee_rows import status

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_SUGGESTION = Text(
    "请写“收费”或“不收费”; 不收费的统一写“不收费”, 不要写“无”或留空",
    "Write 收费 or 不收费; where there is no fee write 不收费, never 无 and never nothing",
)


def _evaluate(guide: ServiceGuide) -> Answer:
    if status(guide) is not None:
        return passed()
    reading = guide.read("fee_status")
    if reading.stated:
        message = Text(
            f"是否收费写的是“{reading.text}”, 看不出收费还是不收费",
            f"The fee status says “{reading.text}”, which is neither charged nor free",
        )
    else:
        message = Text("没有写明是否收费", "The guide does not say whether a fee is charged")
    return failed(Defect(about=reading, message=message, suggestion=_SUGGESTION))


CHECK = Check(
    id="fee.status",
    version=5,
    title=Text("收费状态明确", "Fee status is clear"),
    severity=Severity.CRITICAL,
    subject=Subject.SERVICE_GUIDE,
    needs=("fee_status",),
    evaluate=_evaluate,
)
