"""Key element: legal basis (设定依据).

Basis: 国办秘函〔2019〕19号, veto 服务不实用; the eight classes of the 2015 census (八类重点要素).
Applicability: every guide.
Expectation: the element stands in its field or in the table of legal bases and says something.
“《中华人民共和国药品管理法》第五十一条：…” passes; an empty field fails.
Assumptions: any label of the label dictionary will do.
Known limits: a value that points to an attachment counts when the guide offers one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text
from crawler.domain.values.guide_elements import key_element_answer

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_NAME = Text("设定依据", "legal basis")
_SUGGESTION = Text(
    "请写明设定依据的法律名称、文号、条款和条款内容",
    "State law, document number, article and text",
)


def _evaluate(guide: ServiceGuide) -> Answer:
    return key_element_answer(guide, "legal_basis", _NAME, _SUGGESTION)


CHECK = Check(
    id="service_guide.legal_basis",
    version=1,
    title=Text("八类重点要素：设定依据", "Key element: legal basis"),
    severity=Severity.CRITICAL,
    subject=Subject.SERVICE_GUIDE,
    needs=("legal_basis",),
    evaluate=_evaluate,
)
