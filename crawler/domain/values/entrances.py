"""What looking for an entrance (入口) came to, the same for every check that asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Defect, Text, cant_tell, failed
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Failure

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary
    from crawler.domain.survey import Entry, Look

_GONE = frozenset({404, 410})
_TWO_LOOKS = 2


def is_dead(look: Look | None) -> bool:
    """Whether two looks at an address were answered with "not there"; a login, a block or a fault is undecided."""
    if look is None or look.opened or look.looks < _TWO_LOOKS:
        return False
    return look.failure is Failure.SOFT_404 or (look.status in _GONE and look.failure is Failure.HTTP_4XX)


def no_entrance(portal: PortalSummary, entry: Entry, named: Text, suggestion: Text) -> Answer | None:
    """The answer where there is no entrance, or where it leads nowhere; None where there is one to go on with."""
    found = portal.survey.entrances.get(entry)
    if found is None and entry not in portal.survey.looked_for:
        return cant_tell(portal.unread or f"没有看全首页和导航, 不能断定有没有{named.zh}入口")
    if found is None:
        about = Reading(element=entry.value, state=State.NOT_STATED, evidence=portal.home.evidence, locator="/")
        message = Text(f"首页和导航里找不到{named.zh}入口", f"The portal offers no entrance to {named.en}")
        return failed(Defect(about=about, message=message, suggestion=suggestion))
    if is_dead(found.look):
        message = Text(
            f"{named.zh}入口“{found.reading.text}”打不开, 两次都提示页面不存在",
            f"The entrance to {named.en} ({found.reading.text}) leads to a page that does not exist, twice",
        )
        return failed(Defect(about=found.reading, message=message, suggestion=suggestion))
    return None


def out_of_service(portal: PortalSummary, entry: Entry, named: Text, suggestion: Text) -> Answer | None:
    """The answer where the page behind an entrance says that there is nothing on it; None where it does not."""
    found = portal.survey.entrances.get(entry)
    if found is None or found.says is None or found.place is not None:
        return None
    message = Text(
        f"{named.zh}不能使用, 页面写着“{found.says.text}”", f"{named.en} is out of service: “{found.says.text}”"
    )
    return failed(Defect(about=found.says, message=message, suggestion=suggestion))
