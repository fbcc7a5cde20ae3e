"""Visits and depth of online handling agree (跑动次数与网办深度一致).

Basis: practice of a city office's checker of guides; Zero-Point evaluation 2023, finding 4 (30 of 56 cities).
Applicability: guides that state the number of visits and say 全程网办 (Ⅳ级, 互联网电子证照反馈), or give the depth
as a bare code.
Expectation: an item handled fully online asks for no visit. “全程网办, 0次” passes; “全程网办（Ⅳ级）, 1次” fails.
Assumptions: labels are compared, not code numbers, but where the label speaks of grades (网办深度等级) 4 is Ⅳ; no visit
agrees with any depth. In the field of the national item library (ONLINE_HANDLE_DEPTH) 2 to 4 are steps before it.
Known limits: where somebody has to come and the depth is a code that lists use differently: cant_tell. Whether the item
is really handled online is not tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values import visits
from crawler.domain.values.online_depth import says_fully_online
from crawler.domain.values.placeholder import says_nothing

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def _evaluate(guide: ServiceGuide) -> Answer:
    depth, about = guide.read("online_depth"), guide.read("visits")
    count = visits.parse(about.text) if about.stated else None
    full = says_fully_online(depth) if depth.stated else False
    if count is None or full is False or says_nothing(depth.text):
        return inapplicable("没有写明全程网办, 或没有写明到现场次数")
    if count == 0:
        return passed()
    if full is None:
        return cant_tell(f"网上办理深度只有代码“{depth.text}”, 不知是不是全程网办")
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
    version=4,
    title=Text("跑动次数与网办深度一致", "Visits and online depth agree"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("online_depth", "visits"),
    evaluate=_evaluate,
)
