"""Legal remedy (救济渠道): where to turn against a decision.

Basis: the item libraries in use (行政复议, 行政诉讼); local rules on complaints; 行政许可法 art. 38.
Applicability: every guide.
Expectation: 行政复议 or 行政诉讼 is stated. “可以申请行政复议或者提起行政诉讼” passes; neither word anywhere fails.
Assumptions: the words count wherever a part of the guide that is about rights, complaints, results or steps has them; a
court or a body of reconsideration under the label is enough, a court that issues a material is none. A text of few
words that only tells where to complain is no remedy.
Known limits: whether body and term are right is not asked; the complaint phone is contact.complaint_phone's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, passed
from crawler.domain.values.guide_elements import label_in_words
from crawler.domain.values.placeholder import is_placeholder, says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_SHORT = 100
_REMEDY = re.compile(r"复议|诉讼|提起诉|起诉|人民法院|仲裁|申诉")
_ONLY_COMPLAINS = re.compile(r"反映|投诉|举报|意见箱|写信|来信|来电|来访|拨打|致电|咨询|热线|监督电话")
_SOME_REMEDY = re.compile(r"复查|复核|复审|异议|申辩|救济|听证|信访|司法|法律|依法|裁决|上级|政府|机关$")
"""Words that may stand for a way against the decision itself: with one of these nobody is accused."""
_ABOUT_RIGHTS = ("rights", "complaint_phone", "consultation_phone")
_ELSEWHERE = ("procedure", "conditions", "result_name", "delivery")
_AGAINST_IT = re.compile(r"复议|行政诉讼|提起诉|起诉|不服")
"""What says it in a part of a guide about other things, where 人民法院 or 仲裁 may name who issues a paper."""


def _says_elsewhere(guide: ServiceGuide) -> bool:
    about_rights = [*(guide.read(element).text for element in _ABOUT_RIGHTS), *(faq.answer.text for faq in guide.faqs)]
    return any(_REMEDY.search(text) for text in about_rights) or any(map(_AGAINST_IT.search, _others(guide)))


def _others(guide: ServiceGuide) -> Iterator[str]:
    yield from (guide.read(element).text for element in _ELSEWHERE)
    for step in guide.steps:
        yield step.description.text
    empty = guide.read("remedy")
    label = empty.label if not empty.stated else None
    for unknown in guide.unmapped:
        # A block of which nobody knows the title holds the empty label too: that is no answer to it.
        told = f"{unknown.label} {unknown.value}"
        yield told.replace(label, "") if label else told


def _says_it(about: Reading) -> bool:
    """Whether something stands under the label; 复议机关：市人民政府 needs no further word.

    Where only complaints are told of (可以到窗口反映，也可以写信给市民政局), the decision itself is met by nothing.
    """
    text = about.text
    if not about.stated or says_nothing(text) or is_placeholder(text, "remedy"):
        return False
    complains = _ONLY_COMPLAINS.search(text) is not None and len(text) <= _SHORT
    told = f"{about.label or ''} {text}"  # 行政复议：拨打2537000咨询市司法局
    return not complains or _REMEDY.search(told) is not None or _SOME_REMEDY.search(text) is not None


def _evaluate(guide: ServiceGuide) -> Answer:
    about = guide.read("remedy")
    if _says_it(about) or _says_elsewhere(guide):
        return passed()
    rights = guide.read("rights")
    if rights.unread and not guide.gaps:
        return cant_tell(rights.reason or "权利与义务未能读取")
    if about.label and not about.stated:
        label = label_in_words(about, "法律救济")
        message = Text(f"“{label}”一栏是空的", "The field for legal remedies is empty")
    elif about.stated:
        message = Text(f"法律救济只写“{about.text}”", f"Of legal remedies it says only “{about.text}”")
    else:
        message = Text("没有写明行政复议或行政诉讼途径", "Neither reconsideration nor litigation is stated")
    mend = Text(
        "请写明向哪个机关申请行政复议、向哪个法院起诉", "Say which body reconsiders and which court hears a suit"
    )
    return failed(Defect(about=about, message=message, suggestion=mend))


CHECK = Check(
    id="contact.remedy",
    version=4,
    title=Text("救济渠道", "Legal remedy"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=("remedy",),
    evaluate=_evaluate,
)
