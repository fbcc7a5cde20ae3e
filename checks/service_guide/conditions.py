"""Key element: acceptance conditions (受理条件).

Basis: 国办秘函〔2019〕19号, veto 服务不实用; the eight classes of the 2015 census (八类重点要素).
Applicability: every guide.
Expectation: the element stands in the field of the conditions and says something. “1. 年满18周岁” and “无条件限制”
pass; “无” fails.
Assumptions: any label of the label dictionary will do.
Known limits: a value that points to an attachment counts when the guide offers one. 44 % of 1,120 real items of one
province said no more than “无”, most of them inquiries for which none may be true; they fail all the same, because the
rule names “无” and other items of that portal say it in words (无条件受理). See docs/real_values.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text
from crawler.domain.values.guide_elements import key_element_answer

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_NAME = Text("受理条件", "acceptance conditions")
_SUGGESTION = Text(
    "请逐条写明受理条件; 没有条件限制的写“无条件限制”, 不要只写“无”",
    "List the conditions; where there are none say 无条件限制, not just 无",
)


def _evaluate(guide: ServiceGuide) -> Answer:
    return key_element_answer(guide, "conditions", _NAME, _SUGGESTION)


CHECK = Check(
    id="service_guide.conditions",
    version=1,
    title=Text("八类重点要素：申请条件（受理条件）", "Key element: acceptance conditions"),
    severity=Severity.CRITICAL,
    subject=Subject.SERVICE_GUIDE,
    needs=("conditions",),
    evaluate=_evaluate,
)
