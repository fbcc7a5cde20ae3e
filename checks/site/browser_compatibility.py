"""Browser compatibility (多浏览器可用): the front page opens in at least two browser engines.

Basis: 零点有数 government website assessment 2023, 技术支撑.
Applicability: every portal.
Expectation: every engine shows a title and the links or list rows of the page. Chromium with 40 links and Firefox with
an empty page fails; 40 links and 38 passes.
Assumptions: an engine that could not be started, or whose look failed, says nothing of the portal.
Known limits: the second engine is Firefox on the machine that gathers; without one the question stays open. The front
page alone is opened, and words count for less than links: a page that shows text and no link shows nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary
    from crawler.domain.survey import EngineLook

_TWO = 2


def _shows(look: EngineLook) -> bool:
    return bool(look.title) and bool(look.items)


def _evaluate(portal: PortalSummary) -> Answer:
    looks = [look for look in portal.survey.engines if look.failure is None]
    if len({look.engine for look in looks}) < _TWO:
        return cant_tell(portal.unread or "没有用两种浏览器内核打开过, 不能比较")
    showing = {look.engine for look in looks if _shows(look)}
    if not showing:
        return cant_tell("各浏览器内核都没有读到页面内容")
    return failed(
        *(
            Defect(
                about=look.reading,
                message=Text(
                    f"首页在{look.engine}内核的浏览器里显示不出内容, 在其他浏览器里正常",
                    f"The front page shows nothing in {look.engine}, while another engine shows it",
                ),
                suggestion=Text("请按通用标准改写页面, 兼容主流浏览器", "Write the page to common web standards"),
            )
            for look in looks
            if look.engine not in showing
        )
    )


CHECK = Check(
    id="site.browser_compatibility",
    version=1,
    title=Text("多浏览器可用", "The portal works in several browsers"),
    severity=Severity.MINOR,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
