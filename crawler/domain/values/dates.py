"""Dates (日期) as portals write them, epoch milliseconds included."""

from __future__ import annotations

import datetime as dt
import re

from crawler.domain.values.folded import folded
from crawler.domain.values.numerals import plain
from crawler.domain.values.remembered import remembered

_WRITTEN = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_SHORT = re.compile(
    r"['‘’]?(\d{2})\s*[-/.年]\s*(\d{1,2})(?:\s*月?|\s*[-/.月]\s*(\d{1,2})\s*日?)(?:\s*\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}秒?)?)?"
)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{6})?")
_CHINA = dt.timezone(dt.timedelta(hours=8))


@remembered
def parse(text: str) -> dt.date | None:
    """The first date in a text, in China's time; None where there is none or it does not exist."""
    bare = plain(text)
    if re.fullmatch(r"\d{12,13}", bare):
        return dt.datetime.fromtimestamp(int(bare) / 1000, tz=_CHINA).date()
    if re.fullmatch(r"[1-2]\d{9}", bare):
        return dt.datetime.fromtimestamp(int(bare), tz=_CHINA).date()
    found = _COMPACT.fullmatch(bare) or _WRITTEN.search(folded(text))
    if found is None:
        return None
    year, month, day = (int(g) for g in found.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@remembered
def is_short(text: str) -> bool:
    """Whether a text is nothing but a date whose year has two digits: 25-10-09, 25年10月, '25.10.9 08:30.

    Which of its numbers is the year only custom says, so that it is no date to compute with.
    """
    found = _SHORT.fullmatch(folded(text).strip())
    if found is None or (found[3] is None and "年" not in text):
        return False
    try:
        dt.date(2000 + int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return False
    return True
