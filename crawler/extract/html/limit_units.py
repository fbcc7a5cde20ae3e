"""Units of time limits in a field of their own (时限单位): 法定办结时限 20, 法定办结时限单位 工作日."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.values import time_limit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.domain.records import Unmapped
    from crawler.extract.guide.draft import Draft
    from crawler.extract.labels.dictionary import LabelDictionary

_LIMITS = ("statutory_time_limit", "promised_time_limit")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_UNIT_LABEL = re.compile(r"(.*?)(?:的)?(?:计量|计时|时间)?(?:单位|类型|种类)[:：]?")
_ANY_LIMIT = frozenset({"", "时限", "期限", "时间", "办理时限", "办结时限", "时限的"})
"""What stands before 单位 where it is that of all limits."""


def put(unknown: Iterable[Unmapped], draft: Draft, labels: LabelDictionary) -> None:
    """Give bare numbers of limits the unit that a field beside them holds."""
    bare = [e for e in _LIMITS if any(_NUMBER.fullmatch(c.reading.text) for c in draft.candidates.get(e, ()))]
    if not bare:
        return
    own: dict[str, str] = {}
    common: set[str] = set()
    for one in unknown:
        named = _UNIT_LABEL.fullmatch("".join(one.label.split()))
        value = "".join(one.value.split())
        if named is None or value.isdigit() or time_limit.unit_of(value) is None:
            continue
        match = labels.exact(named.group(1)) or labels.short_label(named.group(1))  # 法定时间单位: of 法定
        if match is not None and match.element in _LIMITS:
            own.setdefault(match.element, value)
        elif named.group(1) in _ANY_LIMIT:
            common.add(value)
    if len(common) == 1:
        own = dict.fromkeys(_LIMITS, *common) | own
    for element in bare:
        if (unit := own.get(element)) is not None:
            draft.candidates[element] = [
                replace(c, reading=replace(c.reading, value=f"{c.reading.text}{unit}"))
                if _NUMBER.fullmatch(c.reading.text)
                else c
                for c in draft.candidates[element]
            ]
