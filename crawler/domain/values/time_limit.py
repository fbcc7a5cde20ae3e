"""Time limits (办结时限): a number and a unit, or a word for "while you wait" (即办)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from crawler.domain.values.numerals import in_digits, plain
from crawler.domain.values.remembered import remembered


class TimeUnit(StrEnum):
    """The units a limit is written in. 日 and 天 are one unit, which is neither 工作日 nor 自然日."""

    WORKING_DAY = "working_day"
    NATURAL_DAY = "natural_day"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """One limit. `number` is 0 where `immediate` says 即办 without a number; `unit` is None where none is written.

    `note` is a bracket after the limit (不含公示时间). `well_formed` follows the strict form of the guide standard.
    `sole` is False where the text holds several limits, of which this is the first.
    """

    number: Decimal
    unit: TimeUnit | None = None
    immediate: bool = False
    well_formed: bool = False
    note: str | None = None
    sole: bool = True


_WORDS = {
    "工作日": TimeUnit.WORKING_DAY,
    "自然日": TimeUnit.NATURAL_DAY,
    "日历日": TimeUnit.NATURAL_DAY,
    "天": TimeUnit.DAY,
    "日": TimeUnit.DAY,
    "小时": TimeUnit.HOUR,
    "分钟": TimeUnit.MINUTE,
    "周": TimeUnit.WEEK,
    "星期": TimeUnit.WEEK,
    "月": TimeUnit.MONTH,
    "年": TimeUnit.YEAR,
}
_CODES = {
    "1": TimeUnit.WORKING_DAY,
    "2": TimeUnit.NATURAL_DAY,
    "3": TimeUnit.HOUR,
    "4": TimeUnit.MONTH,
    "5": TimeUnit.YEAR,
}
UNIT_TEXT = {"1": "个工作日", "2": "个自然日", "3": "小时", "4": "个月", "5": "年"}
"""Unit codes of the national item library, as they stand behind a number."""

_UNIT = "|".join(_WORDS)
_STRICT = re.compile(r"(\d+(?:\.\d+)?)\(?个?(工作日|自然日|日历日|天|日|小时|分钟|周|月|年)\)?内?(?:办结)?")
_NAMED_UNIT = re.compile(r"\(单位[:：]?([^()]{1,6})\)")
_STRICT_WORDS = re.compile(
    r"即办|即时(办结)?|当场(办结|办理)?|现场(?:立即?办(?:结|理)?|办结)|当[日天](?:内?办[结理]|出证)?|立即(?:办[结理])?|即[来到收审报申]即办|即办即[走取]|立等可取"
)
_START = re.compile(r"^自?(?:受理|收到|提交|接件|接到|申请)[^0-9]{0,12}?(?:之日)?起(?:计算)?[,，]?")
_TAIL_NOTE = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)$")
_LIMIT = re.compile(rf"(?<![\d.第])(\d+(?:\.\d+)?|半)(?!周[年岁])\(?个?(?:法定)?({_UNIT})\)?")
_IMMEDIATE = re.compile(
    r"即办(?!理时)|即时|当场|当日(?:办|出)|当天(?:办|出)|立等可取|立即办|马上办|现场立办|现场办结|随[到来时]随办|随到即办"
)
_OF_MONTH = re.compile(r"(?:[每次当本下上]个?|\d)(?:月份?|季度?|年度?)的?(?:第|\d+月)?$")
_BEFORE = re.compile(r"(?:之|以)?前(?!置)")
_NONE = re.compile(r"(?:暂?无|没有|不设|未规定|未作规定|无明确|不涉及|不适用)[^0-9]{0,12}|[/\\\-—－]+|null|none")
_BARE = re.compile(r"\d+(?:\.\d+)?个?")


def unit_of(text: str | None) -> TimeUnit | None:
    """Unit by word (工作日, 个月, （天）) or by code of the national item library (1 is 工作日)."""
    if not text:
        return None
    bare = plain(text).strip("()个")
    return _WORDS.get(bare) or _CODES.get(bare)


@remembered
def says_none(text: str) -> bool:
    """Whether the text says that there is no such limit (无, 无法定办结时限)."""
    return _NONE.fullmatch(plain(text).lower().rstrip("。.")) is not None


def parse(text: str, unit: str | None = None) -> TimeLimit | None:
    """Limit in a text; `unit` is the unit from a second field. None where the text holds no limit."""
    return _alone(text) if unit is None else _parse(text, unit)


def _parse(text: str, unit: str | None) -> TimeLimit | None:
    bare = _NAMED_UNIT.sub(r"(\1)", in_digits(plain(text)).replace("１", "1"))  # 10（单位：工作日）
    if not bare or says_none(text):
        return None
    whole = _strip_start(bare)
    body, note = whole, None
    if not _STRICT.fullmatch(whole) and (tail := _TAIL_NOTE.search(whole)) and _WORDS.get(tail.group(1)) is None:
        body, note = whole[: tail.start()], _note(text)
    given = unit_of(unit)
    if strict := _STRICT.fullmatch(body):
        number = Decimal(strict.group(1))
        return TimeLimit(number=number, unit=_WORDS[strict.group(2)], well_formed=number > 0, note=note)
    if _STRICT_WORDS.fullmatch(body):
        return TimeLimit(number=Decimal(0), immediate=True, well_formed=True, note=note)
    if _BARE.fullmatch(body):
        number = Decimal(body.rstrip("个"))
        return TimeLimit(number=number, unit=given, well_formed=given is not None and number > 0, note=note)
    found = [one for one in _LIMIT.finditer(body) if not _is_date(body, one)]
    says_now = _IMMEDIATE.search(body)
    if found and not (says_now and says_now.start() < found[0].start()):
        first = found[0]
        number = Decimal("0.5") if first.group(1) == "半" else Decimal(first.group(1))
        return TimeLimit(
            number=number, unit=_WORDS[first.group(2)], note=note, sole=len(found) == 1 and says_now is None
        )
    if says_now:
        return TimeLimit(number=Decimal(0), immediate=True, note=note, sole=not found)
    return None


@remembered
def _alone(text: str) -> TimeLimit | None:
    return _parse(text, None)


def _is_date(body: str, found: re.Match[str]) -> bool:
    """Whether a number of days is a day of the month or before another day (每月15日前, 期满30日前), and no limit."""
    return _OF_MONTH.search(body[: found.start()]) is not None or _BEFORE.match(body[found.end() :]) is not None


def _strip_start(bare: str) -> str:
    return _START.sub("", bare)


def _note(text: str) -> str:
    """The words of the last bracket as they are written."""
    opened = max(text.rfind("（"), text.rfind("("))
    return text[opened + 1 :].strip().rstrip("）)").strip()
