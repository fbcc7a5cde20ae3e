"""Type of the result (结果名称与类型一致): a certificate is called a certificate, a document a document.

Basis: practice of a city office's checker of guides.
Applicability: guides that state name and type of the result.
Expectation: …证, …证书 and …执照 go with the types 证照 or 出证办结, …批复, …决定书 and …文件 with 批文 or 出文办结.
《XX许可证》 with 出文办结 fails, and so does a certificate with the type 无.
Assumptions: types that only one place uses (审批办结), 其他, and names whose last characters decide nothing (证明,
凭证) agree with everything; so do several results of different kinds.
Known limits: types given as numbers are read only where these mean the same everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values import result_words
from crawler.domain.values.result_words import ResultKind

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def _evaluate(guide: ServiceGuide) -> Answer:
    name, about = guide.read("result_name"), guide.read("result_type")
    if not name.stated or not about.stated:
        return inapplicable("没有同时写明结果名称和结果类型")
    kind, said = result_words.kind_of_name(name.text), result_words.kind_of_type(about.text)
    if kind is None or said is None:
        return inapplicable("从名称或类型看不出是证照还是批文")
    # A notice may follow a result that is none (到账通知); a certificate may not.
    if said in {kind, ResultKind.OTHER} or (said is ResultKind.NONE and kind is not ResultKind.CERTIFICATE):
        return passed()
    word = "a certificate" if kind is ResultKind.CERTIFICATE else "a document"
    return failed(
        Defect(
            about=about,
            message=Text(
                f"结果“{name.text}”是{kind.value}, 类型却写“{about.text}”",
                f"The result “{name.text}” is {word}, but its type is “{about.text}”",
            ),
            suggestion=Text("请核对结果名称和类型", "Check name and type of the result"),
        )
    )


CHECK = Check(
    id="result.type",
    version=2,
    title=Text("结果名称与类型一致", "Name and type of the result agree"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=("result_name", "result_type"),
    evaluate=_evaluate,
)
