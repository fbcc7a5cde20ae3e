"""Key element: consultation phone (咨询电话).

Basis: 国办秘函〔2019〕19号, veto 服务不实用; the eight classes of the 2015 census (八类重点要素).
Applicability: every guide.
Expectation: the element stands in its field or at a service window and says something. “0571-88888888” passes; “无”
fails.
Assumptions: any label of the label dictionary will do.
Known limits: a value that points to an attachment counts when the guide offers one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text
from crawler.domain.values.guide_elements import key_element_answer

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_NAME = Text("咨询电话", "consultation phone")
_SUGGESTION = Text(
    "请写明带区号的咨询电话",
    "State a phone number with its area code",
)


def _evaluate(guide: ServiceGuide) -> Answer:
    return key_element_answer(guide, "consultation_phone", _NAME, _SUGGESTION)


CHECK = Check(
    id="service_guide.phone",
    version=1,
    title=Text("八类重点要素：联系电话（咨询电话）", "Key element: consultation phone"),
    severity=Severity.CRITICAL,
    subject=Subject.SERVICE_GUIDE,
    needs=("consultation_phone",),
    evaluate=_evaluate,
)
