"""Key element: opening hours (办理时间).

Basis: 国办秘函〔2019〕19号, veto 服务不实用; the eight classes of the 2015 census (八类重点要素).
Applicability: every guide.
Expectation: the element stands in its field or at a service window and says something. “周一至周五 9:00-17:00”
passes; an empty field fails.
Assumptions: any label of the label dictionary will do.
Known limits: a value that points to an attachment counts when the guide offers one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text
from crawler.domain.values.guide_elements import key_element_answer

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_NAME = Text("办理时间", "opening hours")
_SUGGESTION = Text(
    "请写明办理时间, 如“周一至周五 9:00-12:00, 13:30-17:00”",
    "State the days and times",
)


def _evaluate(guide: ServiceGuide) -> Answer:
    return key_element_answer(guide, "hours", _NAME, _SUGGESTION)


CHECK = Check(
    id="service_guide.hours",
    version=1,
    title=Text("八类重点要素：办理时间", "Key element: opening hours"),
    severity=Severity.CRITICAL,
    subject=Subject.SERVICE_GUIDE,
    needs=("hours",),
    evaluate=_evaluate,
)
