"""Depth of online handling (网上办理深度): whether an item is handled fully online; a measure and never a defect.

Basis: capability assessment, 办理成熟度.
Applicability: guides that state the depth.
Expectation: the measure is 1 for 全程网办, Ⅳ级 or 互联网电子证照反馈, else 0. “全程网办（Ⅳ级）” gives 1, “互联网咨询”
gives 0.
Assumptions: labels are compared, not numbers: code systems differ. Ⅳ alone is the grade, and so is 4 where the label
speaks of grades (网办深度等级). In the field of the national item library (ONLINE_HANDLE_DEPTH) 2 to 4 are steps.
Known limits: one number alone cannot be told, other than 5 to 8 of the list of eight steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text, cant_tell, inapplicable, passed
from crawler.domain.values.online_depth import says_fully_online
from crawler.domain.values.placeholder import says_nothing

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def _evaluate(guide: ServiceGuide) -> Answer:
    reading = guide.read("online_depth")
    if not reading.stated or says_nothing(reading.text):
        return inapplicable("没有写明网上办理深度")
    full = says_fully_online(reading)
    if full is None:
        return cant_tell(f"网上办理深度只有代码“{reading.text}”, 不知是哪一级")
    return passed(measure=1.0 if full else 0.0)


CHECK = Check(
    id="service_guide.online_depth",
    version=4,
    title=Text("网上办理深度", "Depth of online handling"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=("online_depth",),
    evaluate=_evaluate,
    measure=True,
)
