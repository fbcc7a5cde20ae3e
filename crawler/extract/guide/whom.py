"""Whom an item serves, told with what they must be (服务对象写成条件): 因火灾、重病导致基本生活困难的家庭和个人.

Such words are conditions in all but name. Where nothing else states the conditions, they are not said to be missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.guide.draft import unread

if TYPE_CHECKING:
    from crawler.domain.elements import Reading

_MAY_BE = "whom the item serves is told with what they must be"
_SHORTEST = 14
_QUALIFIED = re.compile(
    r"(?:年满|低于|高于|不足|超过|具有|符合|持有|取得|从事|经营|缴[纳存]|户籍|参加|因[^，。；]{2,}|无[^，。；]{1,}|未[^，。；]{2,}|失去|患有|在[^，。；]{2,}[内上中])"
    r".*的[^，。；：\s]{2,}"
)


def leave_conditions_open(readings: dict[str, Reading]) -> None:
    """Leave the conditions unread where nothing states them and those served are described by what they must be."""
    served, own = readings.get("service_target"), readings.get("conditions")
    if served is None or not served.stated or (own is not None and (own.stated or own.label is not None)):
        return
    if len(served.text) >= _SHORTEST and _QUALIFIED.search(served.text):
        at, label = served.locator or "/", served.label
        readings["conditions"] = unread("conditions", _MAY_BE, evidence=served.evidence or "", locator=at, label=label)
