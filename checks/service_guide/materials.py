"""Key element: application materials (申请材料).

Basis: 国办秘函〔2019〕19号, veto 服务不实用; the eight classes of the 2015 census (八类重点要素).
Applicability: every guide.
Expectation: the element stands in the list of materials or in its field and says something. A list of materials and
“无需提交材料” pass; “无” fails.
Assumptions: any label of the label dictionary will do.
Known limits: a value that points to an attachment counts when the guide offers one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text
from crawler.domain.values.guide_elements import key_element_answer

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_NAME = Text("申请材料", "application materials")
_SUGGESTION = Text(
    "请逐项列出申请材料; 不需要材料的写“无需提交材料”",
    "List every material; where none is needed say 无需提交材料",
)


def _evaluate(guide: ServiceGuide) -> Answer:
    return key_element_answer(guide, "materials", _NAME, _SUGGESTION)


CHECK = Check(
    id="service_guide.materials",
    version=1,
    title=Text("八类重点要素：办理材料（申请材料）", "Key element: application materials"),
    severity=Severity.CRITICAL,
    subject=Subject.SERVICE_GUIDE,
    needs=("materials",),
    evaluate=_evaluate,
)
