"""Consultation and complaints (咨询投诉模块可用): a citizen can write to the office on the portal.

Basis: 国办函〔2017〕115号 (四); 零点有数 assessment 2023.
Applicability: every portal.
Expectation: the module opens and has a field to write in. It is opened, and nothing is ever sent. An entrance that two
looks found dead, a page that says 建设中 or 暂停服务, pages that offer a telephone only, and no entrance at all fail.
Assumptions: a field for a longer text is where one writes.
Known limits: behind a login the field is not seen; whether a message would be taken is not tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, passed
from crawler.domain.survey import Entry
from crawler.domain.values.entrances import no_entrance, out_of_service

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary

_NAMED = Text("咨询投诉", "consultation and complaints")
_SUGGESTION = Text("请开通网上咨询投诉, 保证页面能打开、能填写", "Open a page on which citizens can ask and complain")


def _evaluate(portal: PortalSummary) -> Answer:
    nothing = no_entrance(portal, Entry.CONSULTATION, _NAMED, _SUGGESTION) or out_of_service(
        portal, Entry.CONSULTATION, _NAMED, _SUGGESTION
    )
    if nothing is not None:
        return nothing
    entrance = portal.survey.entrances[Entry.CONSULTATION]
    if entrance.place is not None:
        return passed()
    if entrance.look is None or not entrance.look.opened:
        return cant_tell("咨询投诉入口没有打开过, 或者要登录后才能使用")
    if "consultation" not in portal.survey.seen:
        return cant_tell("咨询投诉页面已打开, 没有看到填写内容的地方, 可能要登录后才显示")
    message = Text(
        f"“{entrance.reading.text}”打开后没有填写咨询投诉内容的地方",
        f"Behind “{entrance.reading.text}” there is no field to write in",
    )
    return failed(Defect(about=entrance.reading, message=message, suggestion=_SUGGESTION))


CHECK = Check(
    id="interaction.consultation",
    version=1,
    title=Text("咨询投诉模块可用", "Citizens can ask and complain"),
    severity=Severity.MAJOR,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
