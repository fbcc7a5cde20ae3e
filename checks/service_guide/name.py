"""Key element: item name (事项名称).

Basis: 国办秘函〔2019〕19号, veto 服务不实用; the eight classes of the 2015 census (八类重点要素).
Applicability: every guide.
Expectation: the element stands in the field of the name and says something. “食品经营许可核发” passes; “无” fails.
Assumptions: any label of the label dictionary will do.
Known limits: a value that points to an attachment counts when the guide offers one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text
from crawler.domain.values.guide_elements import key_element_answer

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_NAME = Text("事项名称", "item name")
_SUGGESTION = Text(
    "请写明事项名称",
    "State the item's name",
)


def _evaluate(guide: ServiceGuide) -> Answer:
    return key_element_answer(guide, "name", _NAME, _SUGGESTION)


CHECK = Check(
    id="service_guide.name",
    version=1,
    title=Text("八类重点要素：事项名称", "Key element: item name"),
    severity=Severity.CRITICAL,
    subject=Subject.SERVICE_GUIDE,
    needs=("name",),
    evaluate=_evaluate,
)
