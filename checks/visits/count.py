"""Number of visits (减跑动): how often an item asks people to come; a measure and never a defect.

Basis: key-city indicator 减跑动.
Applicability: guides that state the number of visits.
Expectation: the measure is the number. “1次” gives 1, “零跑动” gives 0.
Assumptions: the code 99 (more than two) counts as 3, the least it can mean.
Known limits: visits that the guide does not own up to are not seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text, inapplicable, passed
from crawler.domain.values import visits

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def _evaluate(guide: ServiceGuide) -> Answer:
    count = visits.parse(guide.read("visits").text)
    if count is None:
        return inapplicable("没有写明到现场次数")
    return passed(measure=3.0 if count == visits.MORE_THAN_TWO else float(count))


CHECK = Check(
    id="visits.count",
    version=1,
    title=Text("减跑动", "Number of visits"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=("visits",),
    evaluate=_evaluate,
    measure=True,
    reach=(0.0, 3.0),
)
