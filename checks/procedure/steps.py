"""Steps of the procedure (环节齐全): application, acceptance, review, decision and delivery.

Basis: practice of a city office's checker of guides; 国办函〔2017〕115号.
Applicability: 行政许可, and 即办件 of every type, whose procedure is stated in words.
Expectation: a licence names at least 4 of the 5 families 申请/收件, 受理, 审查, 决定, 送达; a 即办件 at least 2.
“申请→受理→审查→决定→送达” passes; “受理—办结” of a licence fails.
Assumptions: a 即办件 may merge steps, a licence that is one too, so that the text of its steps counts with their names;
what other steps without telling names do is read from their text, of a step without any name from the procedure's.
Known limits: a procedure that is only a picture, or a link to one (点击下载流程图), cannot be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values import item_type
from crawler.domain.values.guide_elements import element_reading
from crawler.domain.values.guide_times import is_immediate_case
from crawler.domain.values.placeholder import is_placeholder
from crawler.domain.values.step_words import StepFamily, families, is_picture

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


_LONGEST_NAME = 8


def _families(guide: ServiceGuide) -> frozenset[StepFamily]:
    if not guide.steps:
        return families(guide.read("procedure").text)
    # A short telling name is the step; a number or a sentence is not, and what it does is in the text.
    telling = [families(step.name.text) if len(step.name.text) <= _LONGEST_NAME else None for step in guide.steps]
    named = [
        found or families(f"{step.name.text} {step.description.text}")
        for step, found in zip(guide.steps, telling, strict=True)
    ]
    unnamed = any(not step.name.stated for step in guide.steps)  # what it is called stands in the procedure at most
    return frozenset().union(*named, families(guide.read("procedure").text) if unnamed else ())


def _evaluate(guide: ServiceGuide) -> Answer:
    licence = item_type.parse(guide.read("item_type").text) is item_type.ItemType.LICENCE
    immediate = is_immediate_case(guide)
    if not licence and not immediate:
        return inapplicable("不是行政许可, 也不是即办件")
    about = element_reading(guide, "procedure")
    if about.unread:
        return cant_tell(about.reason or "办理流程未能读取")
    if not about.stated or is_placeholder(about.text, "procedure"):
        return inapplicable("没有写明办理流程")
    if not guide.steps and is_picture(about.text):
        return cant_tell("办理流程只有图片")
    found = _families(guide)
    if immediate:
        found |= families(" ".join(step.description.text for step in guide.steps))
    if len(found) >= (2 if immediate else 4):
        return passed()
    if guide.read("case_type").unread and len(found) >= 2:
        return cant_tell("办件类型未能读取, 不知是不是即办件")
    missing = "、".join(family.value for family in StepFamily if family not in found)
    return failed(
        Defect(
            about=about,
            message=Text(f"办理流程的环节不全, 缺少: {missing}", f"Steps are missing from the procedure: {missing}"),
            suggestion=Text("请写全申请、受理、审查、决定、送达各环节", "Name all steps from application to delivery"),
        )
    )


CHECK = Check(
    id="procedure.steps",
    version=5,
    title=Text("环节齐全", "The steps are complete"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("item_type",),
    evaluate=_evaluate,
)
