"""Accessibility mode (无障碍/长者模式): the portal offers a mode for people who see badly or are old.

Basis: key-city indicator 无障碍服务; 国办发〔2020〕45号 (互联网应用适老化).
Applicability: every portal.
Expectation: an entrance such as 无障碍浏览, 长者助手 or 关怀版 on the front page or in its navigation.
Assumptions: a script of a known kind of reading tool is such an entrance.
Known limits: whether the mode helps is not asked. A service about the old (老年证, 无障碍设施改造) is no entrance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text, passed
from crawler.domain.survey import Entry
from crawler.domain.values.entrances import no_entrance

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary


def _evaluate(portal: PortalSummary) -> Answer:
    suggestion = Text("请在首页设置无障碍浏览或长者模式", "Offer an accessible mode on the front page")
    named = Text("无障碍或长者模式", "an accessible mode")
    return no_entrance(portal, Entry.ACCESSIBILITY, named, suggestion) or passed()


CHECK = Check(
    id="interaction.accessibility",
    version=1,
    title=Text("无障碍/长者模式", "There is an accessible mode"),
    severity=Severity.INFO,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
