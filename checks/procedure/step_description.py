"""Description of steps (环节有说明): what happens in each step, not only its name.

Basis: 国办函〔2017〕115号 (25 % of items only named their steps).
Applicability: guides whose procedure is stated in words.
Expectation: at least one step has text beyond its name. “受理：窗口在5日内一次性告知补正” passes; “申请→受理→审查”
fails.
Assumptions: one described step shows that descriptions are given; a procedure in one piece counts as described when
it is more than a string of short names.
Known limits: whether every step is described well is not asked; a picture or a link to one cannot be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values.guide_elements import element_reading
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import is_placeholder, says_nothing
from crawler.domain.values.step_words import is_names_only, is_picture

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide, Step


def _is_described(step: Step) -> bool:
    said = step.description
    return said.stated and not says_nothing(said.text) and plain(said.text) != plain(step.name.text)


def _evaluate(guide: ServiceGuide) -> Answer:
    about = element_reading(guide, "procedure")
    if about.unread:
        return cant_tell(about.reason or "办理流程未能读取")
    if not about.stated or is_placeholder(about.text, "procedure"):
        return inapplicable("没有写明办理流程")
    if any(_is_described(step) for step in guide.steps):
        return passed()
    if is_picture(about.text):
        return cant_tell("办理流程只有图片")
    whole = guide.read("procedure")
    if whole.stated and not is_placeholder(whole.text, "procedure") and not is_names_only(whole.text):
        return passed()
    unread = next((step.description for step in guide.steps if step.description.unread), None)
    if unread is not None:
        return cant_tell(unread.reason or "环节说明未能读取")
    return failed(
        Defect(
            about=about,
            message=Text("办理流程只有环节名称, 没有说明", "The procedure only names its steps"),
            suggestion=Text(
                "请写明每个环节由谁办、办什么、几天办完", "Say for each step who does what within how many days"
            ),
        )
    )


CHECK = Check(
    id="procedure.step_description",
    version=3,
    title=Text("环节有说明", "Steps are described"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("procedure",),
    evaluate=_evaluate,
)
