"""A way in without a visit (零跑动有渠道): who need not come can apply online or by courier.

Basis: practice of a city office's checker of guides.
Applicability: guides that state 0 visits and say how one applies.
Expectation: with 0 visits one can apply online, or papers may come by courier. “0次, 不支持网办, 仅窗口办理” fails.
Assumptions: any way but a counter (上门, 电话, 代办) is a way in. How the result is delivered says nothing of it.
A frequent question that is answered with “可以网上申请” contradicts the fields, so cant_tell.
Known limits: guides that say neither whether the item is online nor the form of handling are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values import channels, visits

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_SAYING = ("online", "handling_form", "online_depth", "courier")


def _evaluate(guide: ServiceGuide) -> Answer:
    count = guide.read("visits")
    if visits.parse(count.text) != 0:
        return inapplicable("没有写明到现场0次")
    online = channels.is_online(guide)
    if online or channels.takes_courier(guide) or channels.other_way(guide):
        return passed()
    gap = next((r for r in map(guide.read, _SAYING) if r.unread), None)
    if gap is not None:
        return cant_tell(gap.reason or "办理渠道未能读取")
    if online is None:
        return inapplicable("没有写是否网办和办理形式")
    if channels.answered_online(guide) is not None:
        return cant_tell("基本信息没有写网上或快递申请, 常见问题里却答复可以网上申请")
    return failed(
        Defect(
            about=count,
            message=Text(
                f"到办事现场次数写“{count.text}”, 但不支持网上办理, 也没有写可以快递申请",
                f"“{count.text}” visits, yet one can apply neither online nor by courier",
            ),
            suggestion=Text(
                "请核对次数; 不用到现场的, 写明网上或快递的申请渠道",
                "Check the number of visits, or name the way to apply without one",
            ),
        )
    )


CHECK = Check(
    id="visits.channel",
    version=3,
    title=Text("零跑动有渠道", "No visit has its way in"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("visits",),
    evaluate=_evaluate,
)
