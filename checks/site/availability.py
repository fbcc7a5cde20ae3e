"""Availability of the portal (站点可访问): its front page opens within the limit.

Basis: 国办秘函〔2019〕19号, veto 2 (单项否决): 打不开 in 15 s.
Applicability: every portal.
Expectation: at least 20 spaced visits a day for 7 days; fails when 5 % of them or more did not open within 15 s. A run
without such a watch passes when every visit of it opened within 15 s, and can tell nothing else.
Assumptions: a visit counts against the portal only after a second look through another network went the same way.
A visit that was blocked, or that robots.txt did not permit, says nothing.
Known limits: where a script builds the page, the time is that of the page as a browser has built it.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, passed
from crawler.domain.elements import Reading, State

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary
    from crawler.domain.survey import Visit

_SECONDS = 15.0
_A_DAY = 20
_DAYS = 7
_SHARE = 0.05
_ALMOST_A_WEEK = timedelta(days=_DAYS - 1)


def _opened(visit: Visit) -> bool:
    return visit.failure is None and visit.seconds is not None and visit.seconds <= _SECONDS


def _is_watch(visits: tuple[Visit, ...]) -> bool:
    days = Counter(visit.at.date() for visit in visits)
    moments = [visit.at for visit in visits]
    return max(moments) - min(moments) >= _ALMOST_A_WEEK and sum(1 for n in days.values() if n >= _A_DAY) >= _DAYS


def _evaluate(portal: PortalSummary) -> Answer:
    visits = portal.survey.visits
    if not visits:
        return cant_tell(portal.unread or "没有访问首页的记录")
    missed = [visit for visit in visits if not _opened(visit)]
    if not missed:
        return passed()
    if not _is_watch(visits):
        return cant_tell(f"{len(visits)}次访问中有{len(missed)}次没有在15秒内打开, 须连续监测7天、每天至少20次才能认定")
    confirmed = [visit for visit in missed if visit.confirmed]
    if len(confirmed) < _SHARE * len(visits):
        if len(missed) < _SHARE * len(visits):
            return passed()
        return cant_tell("打不开的访问没有经第二个网络核实")
    share = f"{len(confirmed) / len(visits):.1%}"
    return failed(
        Defect(
            about=Reading(
                element="home", state=State.STATED, value=portal.url, evidence=confirmed[0].evidence, locator="/"
            ),
            message=Text(
                f"连续监测{len(visits)}次, 有{len(confirmed)}次首页不能在15秒内打开, 占{share}, 达到5%的否决线",
                f"{len(confirmed)} of {len(visits)} visits did not open within 15 s ({share}; the veto is at 5 %)",
            ),
            suggestion=Text("请排查网站服务器和网络, 保证首页稳定打开", "Mend the server so that the front page opens"),
        )
    )


CHECK = Check(
    id="site.availability",
    version=1,
    title=Text("站点可访问", "The portal can be reached"),
    severity=Severity.VETO,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
