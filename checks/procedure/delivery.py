"""Way of delivery (送达方式): how the applicant gets the result.

Basis: the item libraries in use (送达方式); 行政许可法 art. 44 (delivery within 10 days).
Applicability: guides whose result is something to hand over.
Expectation: at least one way is named: 窗口领取, 邮寄, 网站下载 and the like, under its label or elsewhere. “邮寄送达”
passes; nothing, an empty field and “无” fail.
Assumptions: a way named with the result, in the procedure or its steps counts; the bare step 送达 names no way, and
that a courier can be had or a message is sent (短信通知) does not say how this result comes. Whoever prints the paper
is the office (发证：打印证书), unless it is said that the applicant does. A result 无 is not handed over.
Known limits: whether the way works is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values.guide_elements import label_in_words
from crawler.domain.values.placeholder import is_placeholder, says_nothing
from crawler.domain.values.remembered import remembered
from crawler.domain.values.result_words import nothing_to_hand_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_WAY = re.compile(
    r"邮寄|邮政|快递|速递|寄[送达出]|EMS|领取|领证|取件|取证|自取|(?:自[助行]|(?<!许)可以?|在线|[网线]上|申请人)[^，。；;,]{0,8}打印|下载|(?:直接|电子|公告|邮寄|委托|留置|上门|网上|线上)送达"
    r"|送达(?:方式|至申请人)|送证上门|短信(?!通知|提醒)|(?:短信通知|结果)[^，。；;,]{0,6}(?:短信|结果)|推送|当场(?:发|送|交|出证|取)|发放(?:给|至)|电子证照"
)


@remembered
def _says_way(text: str) -> bool:
    return _WAY.search(text) is not None


def _elsewhere(guide: ServiceGuide) -> Iterator[Reading]:
    yield from (
        guide.read(element) for element in ("result_name", "procedure", "promised_time_limit_note", "handling_form")
    )
    for step in guide.steps:
        yield from (step.name, step.description)


def _evaluate(guide: ServiceGuide) -> Answer:
    about = guide.read("delivery")
    if about.stated and not says_nothing(about.text) and not is_placeholder(about.text, "delivery"):
        return passed()
    if nothing_to_hand_over(guide.read("result_name"), guide.read("result_type")):
        return inapplicable("没有要送达的结果")
    if any(reading.stated and _says_way(reading.text) for reading in _elsewhere(guide)):
        return passed()
    if guide.read("procedure").unread and not about.label:
        return cant_tell(guide.read("procedure").reason or "办理流程未能读取, 送达方式可能写在其中")
    if about.stated:
        message = Text(f"送达方式只写“{about.text}”", f"The way of delivery says only “{about.text}”")
    elif about.label:
        message = Text(f"“{label_in_words(about, '送达方式')}”一栏是空的", "The field for the way of delivery is empty")
    else:
        message = Text("没有写明办理结果怎样送达", "How the result is delivered is not stated")
    mend = Text("请写明送达方式, 如“窗口领取、邮寄送达”", "Say how: at the counter, by post, by download")
    return failed(Defect(about=about, message=message, suggestion=mend))


CHECK = Check(
    id="procedure.delivery",
    version=3,
    title=Text("送达方式", "Way of delivery"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("delivery",),
    evaluate=_evaluate,
)
