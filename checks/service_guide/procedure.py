"""Key element: procedure (办理流程).

Basis: 国办秘函〔2019〕19号, veto 服务不实用; the eight classes of the 2015 census (八类重点要素).
Applicability: every guide.
Expectation: the element stands in its field or as steps and says something. A list of steps passes; “/” fails.
Assumptions: any label of the label dictionary will do.
Known limits: a procedure that is only a picture is unread, never missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text
from crawler.domain.values.guide_elements import key_element_answer

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_NAME = Text("办理流程", "procedure")
_SUGGESTION = Text(
    "请用文字写明申请、受理、审查、决定、送达各环节",
    "Write out the steps from application to delivery",
)


def _evaluate(guide: ServiceGuide) -> Answer:
    return key_element_answer(guide, "procedure", _NAME, _SUGGESTION)


CHECK = Check(
    id="service_guide.procedure",
    version=1,
    title=Text("八类重点要素：办理流程", "Key element: procedure"),
    severity=Severity.CRITICAL,
    subject=Subject.SERVICE_GUIDE,
    needs=("procedure",),
    evaluate=_evaluate,
)
