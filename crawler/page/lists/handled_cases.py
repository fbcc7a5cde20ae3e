"""Rows of applications that were handled (办件公示): each names the service that was applied for, and is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_APPLICANT = re.compile(r"[\u4e00-\u9fff]{1,3}(?:[*＊×]{1,3}|某{1,2})[\u4e00-\u9fff]?")
"""A name of which a part is hidden: 王**, 李某某."""
_HANDLED = re.compile(
    r"(?:已经?|正常|提前|按时|按期|当场|超期|即时)(?:办结|受理|出证|送达|发证|制证|审结)|办结|审结|(?:正?在|待)(?:受理|审[核查批]|办理?|补正)中?|"
    r"(?:受理|审[核查批]|办理|补正|制证)中|(?:准予|不予)(?:许可|受理|批准|登记|备案)|退[件回]|办理完[成毕]"
)
"""How far an application has come, and how it was decided."""


def are_cases(rows: Iterable[Iterable[object]]) -> bool:
    """Whether most rows are those of applications by their values: who made them, or how far they have come."""
    told = [any(_APPLICANT.fullmatch(word) or _HANDLED.fullmatch(word) for word in _words(row)) for row in rows]
    return sum(told) * 2 > len(told)


def _words(row: Iterable[object]) -> list[str]:
    return ["".join(value.split()) for value in row if isinstance(value, str)]
