"""Visits and depth of online handling agree (跑动次数与网办深度一致).

Basis: practice of a city office's checker of guides; Zero-Point evaluation 2023, finding 4 (30 of 56 cities).
Applicability: guides that say 全程网办 (Ⅳ级, 互联网电子证照反馈) and state the number of visits.
Expectation: an item handled fully online asks for no visit. “全程网办, 0次” passes; “全程网办（Ⅳ级）, 1次” fails.
Assumptions: labels are compared, not code numbers.
Known limits: whether the item is really handled online is not tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values import visits
from crawler.domain.values.online_depth import is_fully_online

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def _evaluate(guide: ServiceGuide) -> Answer:
    depth, about = guide.read("online_depth"), guide.read("visits")
    count = visits.parse(about.text) if about.stated else None
    if count is None or not depth.stated or is_fully_online(depth.text) is not True:
        return inapplicable("没有写明全程网办, 或没有写明到现场次数")
    if count == 0:
        return passed()
    return failed(
        Defect(
            about=about,
            message=Text(
                f"网上办理深度是“{depth.text}”, 到办事现场次数却是“{about.text}”",
                f"The item is handled fully online (“{depth.text}”), but asks for “{about.text}” visits",
            ),
            suggestion=Text(
                "请核对: 全程网办的到现场次数应为0; 需要到现场的改写网上办理深度",
                "Check: a fully online item has 0 visits, else correct the depth",
            ),
        )
    )


CHECK = Check(
    id="visits.online_depth",
    version=1,
    title=Text("跑动次数与网办深度一致", "Visits and online depth agree"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("online_depth", "visits"),
    evaluate=_evaluate,
)
