"""Days where opening hours are looked for (受理时间): one day, or a season of each year, says no hour of any day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.guide.draft import unread

if TYPE_CHECKING:
    from crawler.domain.elements import Reading

_ONE = re.compile(
    r"(?:19|20)\d\d\s*[-年./]\s*\d{1,2}(?:\s*[-月./]\s*\d{1,2}\s*日?)?(?:[\sT]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?\s*月?"
)
"""One day, and perhaps the moment: when something was accepted or written, and no opening hours."""
_DAY = r"(?:(?:次|当|第二)年)?\d{1,2}月(?:份|底|初|中旬|上旬|下旬|末|\d{1,2}[日号])?"
_SEASON = re.compile(
    rf"(?:受理[时期]间[：:为])?(?:每年|每年度|当年|(?:19|20)\d\d年)?(?:的)?{_DAY}(?:(?:至|到|[-—~～]+|、|和|及){_DAY}(?:底|前|止)?)*"
    r"(?:期间|之间|前|内)?(?:集中)?(?:受理|办理|申报|申请|报名)?[。；;]?"
)
A_DATE = "a date stands where opening hours are looked for: it is not known what happened then"
A_SEASON = "a season of the year stands where opening hours are looked for"


def without_days(hours: Reading) -> Reading:
    """Hours as they were read; a gap where a day or a season stands for them."""
    text = "".join(hours.text.split()) if hours.stated else ""
    reason = A_DATE if text and _ONE.fullmatch(hours.text.strip()) else A_SEASON if _SEASON.fullmatch(text) else None
    if reason is None:
        return hours
    evidence, locator = hours.evidence or "", hours.locator or "/"
    return unread("hours", reason, evidence=evidence, locator=locator, label=hours.label)
