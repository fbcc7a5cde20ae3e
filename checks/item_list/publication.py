"""Publication of the item list (清单已公布): the portal has a list of its service items that can be reached.

Basis: 优化营商环境条例 art. 35, 40; 国务院令716 art. 4.
Applicability: every portal.
Expectation: a list with at least one item is reached from the portal. A list of 60 items passes; a portal whose front
page, navigation and search were walked to the end without a list fails, unless a page offers items or guides by name
(办事指南, 个人办事): what lies behind that was not read, or it says itself that it is empty.
Assumptions: a list record without a reason for being unread was walked to the end.
Known limits: a list behind a login, or that only a person can find, is not seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, passed
from crawler.domain.elements import Reading, State

if TYPE_CHECKING:
    from crawler.domain.records import ItemList


def _evaluate(item_list: ItemList) -> Answer:
    if item_list.items:
        return passed()
    if item_list.unread is not None or item_list.pages_failed:
        return cant_tell(item_list.unread or "有清单页没有取到")
    return failed(
        Defect(
            about=Reading(
                element="name",
                state=State.NOT_STATED,
                evidence=item_list.evidence[0] if item_list.evidence else None,
                locator="/",
            ),
            message=Text("平台上找不到政务服务事项清单", "No list of service items can be found on the portal"),
            suggestion=Text(
                "请公布政务服务事项清单, 并在首页或导航里放上入口",
                "Publish the list of service items and link it from the front page or the navigation",
            ),
            subject=Subject.ITEM_LIST,
        )
    )


CHECK = Check(
    id="item_list.publication",
    version=2,
    title=Text("清单已公布", "The item list is published"),
    severity=Severity.CRITICAL,
    subject=Subject.ITEM_LIST,
    needs=(),
    evaluate=_evaluate,
)
