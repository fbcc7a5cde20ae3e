"""Unified entrance (统一入口): the government portal of the same level leads to the platform.

Basis: 国办函〔2017〕115号 (一): 门户与平台“两张皮”, 26 % of the platforms.
Applicability: portals that lead to their government portal, so that its address is known.
Expectation: the front page of the government portal has a link to this platform, by its address or by words such as
政务服务 or 办事大厅. 首页设“政务服务”入口 passes.
Assumptions: an entrance under such words leads to the platform of the region, though it may do so through another host.
Known limits: whether both share one account cannot be seen from outside. Without a link to the government portal its
address is not guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, passed
from crawler.domain.elements import Reading, State
from crawler.domain.survey import Entry

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary


def _evaluate(portal: PortalSummary) -> Answer:
    survey = portal.survey
    if survey.way_back is not None:
        return passed()
    government = survey.entrances.get(Entry.GOVERNMENT_PORTAL)
    if government is None:
        return cant_tell(portal.unread or "没有找到通往同级政府门户网站的链接, 不知道它的地址")
    if "way_back" not in survey.seen or government.look is None:
        return cant_tell("同级政府门户网站没有读到")
    return failed(
        Defect(
            about=Reading(
                element=Entry.GOVERNMENT_PORTAL.value,
                state=State.NOT_STATED,
                evidence=government.look.evidence,
                locator="/",
            ),
            message=Text(
                f"政府门户网站({government.look.target.url})首页没有通往政务服务平台的入口",
                f"The government portal ({government.look.target.url}) has no entrance to the platform",
            ),
            suggestion=Text("请在政府门户网站首页设置“政务服务”入口", "Link the platform from the government portal"),
        )
    )


CHECK = Check(
    id="site.unified_entrance",
    version=1,
    title=Text("统一入口", "Government portal and platform are one"),
    severity=Severity.MAJOR,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
