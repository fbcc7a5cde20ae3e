"""Fee contradiction (不收费不得有收费信息): a free service carries no fee.

Basis: practice of a city office's checker of guides; 国办秘函〔2019〕19号 (content must be accurate).
Applicability: guides that say 不收费.
Expectation: no fee row, no fee basis, no online payment. “不收费” with the standard “20元/证”, or with
“支持网上支付”, fails; rows that say 无, 不收费, 不涉及, 免收 or 0元 are no fee, and a basis that says why a fee was
dropped (停征, 取消) is none either.
Assumptions: a row whose standard says that nothing is charged is no fee, whatever its name. Where the guide says that a
fee is waived (免收, 停征) there is a fee in others of its cases, and a way to pay it online that the portal states for
all of them contradicts nothing: only an amount, a name or a basis without such words does.
Known limits: which of the two statements is right is not known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values.fee_rows import FIELDS, charging, fee_rows, status
from crawler.domain.values.fee_status import FeeStatus
from crawler.domain.values.guide_elements import label_in_words
from crawler.domain.values.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_PAYS_ONLINE = re.compile(
    r"(?:是|1|true|支持|可以?)(?:[(,，].*)?|(?:支持|可以?)?(?:网上|在线|线上|手机|移动|电子)(?:支付|缴费|缴款)(?!.*不支持).*",
    re.IGNORECASE,
)


_WAIVED = re.compile(r"免收|免征|免缴|停征|暂免|暂停(?:征|收)|减免|不再收")
_ABOUT_FEES = re.compile(r"费|说明|备注")


def _is_waived(guide: ServiceGuide) -> bool:
    """Whether a guide says that a fee which others pay is not charged here (登记费：免收)."""
    told = [row.read(field).text for row in fee_rows(guide) for field in FIELDS]
    told += [unknown.value for unknown in guide.unmapped if _ABOUT_FEES.search(unknown.label)]
    return any(_WAIVED.search(text) for text in (guide.read("fee_status").text, *told))


def _contradicting(guide: ServiceGuide) -> Iterator[Reading]:
    seen = set()
    waived = _is_waived(guide)
    for row in fee_rows(guide):
        payment = row.read("online_payment")
        online = not waived and payment.stated and _PAYS_ONLINE.fullmatch(plain(payment.text)) is not None
        for reading in (charging(row), payment if online else None):
            if reading is not None and (key := (reading.element, reading.evidence, reading.locator)) not in seen:
                seen.add(key)
                yield reading


def _evaluate(guide: ServiceGuide) -> Answer:
    if status(guide) is not FeeStatus.FREE:
        return inapplicable("未写明不收费")
    return failed(
        *(
            Defect(
                about=reading,
                message=Text(
                    f"写明不收费, 却又有收费信息: {label_in_words(reading, '收费信息')}“{reading.text}”",
                    f"The guide says that nothing is charged, yet gives fee information: “{reading.text}”",
                ),
                suggestion=Text(
                    "请核对: 不收费的删去收费项目、标准、依据和网上支付; 收费的改写收费状态",
                    "Check which is right: delete the fee information, or correct the fee status",
                ),
                subject=Subject.FEE,
            )
            for reading in _contradicting(guide)
        )
    )


CHECK = Check(
    id="fee.contradiction",
    version=4,
    title=Text("不收费不得有收费信息", "A free service carries no fee information"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("fee_status",),
    evaluate=_evaluate,
)
