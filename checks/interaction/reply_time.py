"""Time of replies (答复时效): citizens are answered in time, as far as answers are published.

Basis: 国办秘函〔2019〕19号 veto 5 (no answer within 3 months); 国办函〔2017〕115号 (38 % later than 5 working days).
Applicability: portals that publish answers with the dates of asking and answering.
Expectation: no answer took more than three months, and no more than a fifth took more than five working days. A
question that the page calls unanswered counts once it is older than three months.
Assumptions: a day on which a public holiday can fall is not counted as a working day.
Known limits: of fewer than five answers the fifth is not reckoned. What is not published is not seen; offices
publish answers rather than questions left open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values.working_days import at_least, months_later

if TYPE_CHECKING:
    import datetime as dt

    from crawler.domain.records import PortalSummary
    from crawler.domain.survey import Reply

_MONTHS = 3
_WORKING_DAYS = 5
_SHARE = 0.2
_FEW = 5
"""Of fewer answers a fifth is less than one."""
_SUGGESTION = Text("请在5个工作日内答复群众咨询投诉, 不得超过3个月", "Answer within five working days")


def _late(reply: Reply, today: dt.date | None) -> bool:
    end = reply.answered or today
    return end is not None and end > months_later(reply.asked, _MONTHS)


def _slow(reply: Reply) -> bool:
    return reply.answered is not None and at_least(reply.asked, reply.answered) > _WORKING_DAYS


def _evaluate(portal: PortalSummary) -> Answer:
    replies = portal.survey.replies
    if not replies:
        if "replies" in portal.survey.seen:
            return inapplicable("没有公开带时间的答复")
        return cant_tell(portal.unread or "没有读到公开的答复")
    today = portal.captured_to.date() if portal.captured_to is not None else None
    late = [reply for reply in replies if _late(reply, today)]
    if late:
        return failed(
            *(
                Defect(
                    about=reply.reading,
                    message=Text(
                        f"{reply.asked}的咨询超过3个月才答复"
                        if reply.answered
                        else f"{reply.asked}的咨询超过3个月没有答复",
                        f"What was asked on {reply.asked} waited for more than three months",
                    ),
                    suggestion=_SUGGESTION,
                )
                for reply in late
            )
        )
    answered = [reply for reply in replies if reply.answered is not None]
    slow = [reply for reply in answered if _slow(reply)]
    if len(answered) < _FEW or len(slow) <= _SHARE * len(answered):
        return passed()
    return failed(
        Defect(
            about=slow[0].reading,
            message=Text(
                f"公开的{len(answered)}条答复中有{len(slow)}条超过5个工作日, 超过两成",
                f"{len(slow)} of {len(answered)} published answers took more than five working days",
            ),
            suggestion=_SUGGESTION,
        )
    )


CHECK = Check(
    id="interaction.reply_time",
    version=1,
    title=Text("答复时效", "Citizens are answered in time"),
    severity=Severity.MAJOR,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
