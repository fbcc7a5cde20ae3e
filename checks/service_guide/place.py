"""Key element: place (办理地点).

Basis: 国办秘函〔2019〕19号, veto 服务不实用; the eight classes of the 2015 census (八类重点要素).
Applicability: every guide.
Expectation: the element stands in its field or at a service window and says something. An address and
“无线下办理窗口” pass; “暂无” fails.
Assumptions: any label of the label dictionary will do.
Known limits: a value that points to an attachment counts when the guide offers one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text
from crawler.domain.values.guide_elements import key_element_answer

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_NAME = Text("办理地点", "place")
_SUGGESTION = Text(
    "请写明办理地点; 没有线下窗口的写“无线下办理窗口”",
    "State the place; where there is no counter say 无线下办理窗口",
)


def _evaluate(guide: ServiceGuide) -> Answer:
    return key_element_answer(guide, "place", _NAME, _SUGGESTION)


CHECK = Check(
    id="service_guide.place",
    version=1,
    title=Text("八类重点要素：办理地点", "Key element: place"),
    severity=Severity.CRITICAL,
    subject=Subject.SERVICE_GUIDE,
    needs=("place",),
    evaluate=_evaluate,
)
