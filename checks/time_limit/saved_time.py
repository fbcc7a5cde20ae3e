"""Time saved (减时间): the share of the statutory limit that the promise saves, a measure and never a defect.

Basis: key-city indicator 减时间.
Applicability: guides with both limits in the same unit, the statutory one above 0.
Expectation: the measure is 1 - promise / statutory limit. 法定 20个工作日, 承诺 5个工作日 gives 0.75; 即办 gives 1.
Assumptions: a promise longer than the law's limit gives a number below 0.
Known limits: limits in different units are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text, inapplicable, passed
from crawler.domain.values.guide_times import limit_of

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def _evaluate(guide: ServiceGuide) -> Answer:
    statutory = limit_of(guide, "statutory_time_limit")
    promised = limit_of(guide, "promised_time_limit")
    if statutory is None or promised is None or statutory.number == 0:
        return inapplicable("没有写明两个时限")
    if promised.number == 0:
        return passed(measure=1.0)
    if statutory.unit is None or statutory.unit is not promised.unit:
        return inapplicable("两个时限的单位不同, 不能比较")
    return passed(measure=round(1 - float(promised.number / statutory.number), 4))


CHECK = Check(
    id="time_limit.saved_time",
    version=1,
    title=Text("减时间", "Time saved"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=("statutory_time_limit", "promised_time_limit"),
    evaluate=_evaluate,
    measure=True,
)
