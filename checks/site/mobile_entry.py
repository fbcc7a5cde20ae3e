"""Mobile entrance (移动端入口): the portal can be used on a phone.

Basis: 省级政府和重点城市一体化政务服务能力评估, 一端服务.
Applicability: every portal.
Expectation: a link or code to an app or mini-program, or a page made for phones. APP下载, 小程序 and a viewport of the
width of the device pass; a portal whose front page and navigation show none of them fails.
Assumptions: a page that sets the viewport to the width of the device is made for phones.
Known limits: whether the app works is not asked; a code that is only a picture without words is seen by its page alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text, passed
from crawler.domain.survey import Entry
from crawler.domain.values.entrances import no_entrance

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary


def _evaluate(portal: PortalSummary) -> Answer:
    suggestion = Text("请在首页放上移动端(APP、小程序)入口", "Link the app or mini-program from the front page")
    return no_entrance(portal, Entry.MOBILE, Text("移动端", "a mobile service"), suggestion) or passed()


CHECK = Check(
    id="site.mobile_entry",
    version=1,
    title=Text("移动端入口", "There is a mobile entrance"),
    severity=Severity.INFO,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
