"""The two time limits of a guide (法定与承诺办结时限) as values that can be compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import case_type, time_limit
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import says_nothing
from crawler.domain.values.remembered import remembered
from crawler.domain.values.time_limit import TimeLimit, TimeUnit

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_HOURS = {
    TimeUnit.MINUTE: 1 / 60,
    TimeUnit.HOUR: 1,
    TimeUnit.DAY: 24,
    TimeUnit.WORKING_DAY: 24,
    TimeUnit.NATURAL_DAY: 24,
}

_WORDS_AROUND = re.compile(
    r"《[^《》]*》|第[\d零一二三四五六七八九十百千]+条|自|受理|接件|收到|申请|材料|之日起|当日起|[之以]?内|[之以]?后|办结|办理|完毕|完成|作出|决定|出证|发[证放]|书面|通知|答复"
    r"|行政|许可|审[批查核]|核准|登记|批准|不超过|不[多大]于|[小少]于|≤|<|最[长多迟]|法定|承诺|时限|为|在|半(?=个?工作日|天|日)|/[件次人户证]|\([^()]*\)"
    r"|(?<![\d-])\d+(?:\.\d+)?(?!\d)|[零一二三四五六七八九十百两]+|个?(?:工作日|自然日|日历日|天|日|小时|分钟|周|星期|月|年)|[,。:;]"
)
_REMARK = re.compile(
    r"[,;。](?:但|其中)?(?:不[含计算]|不包括|可以?再?延长|[^,;。]{0,24}延长)[^;。]*[。;]?$"
    r"|(?:[,;。]|(?=《))(?![^;。]*[\d零一二三四五六七八九十百两半]个?(?:工作日|自然日|日历日|天|日|小时|分钟|周|星期|月|年))"
    r"(?:[^;。]{0,60}?(?:另有规定|除外|顺延)(?:的?,?除外|的?,?(?:从|[依按遵]照?)其?规定(?:执行|办理)?)?"
    r"|(?:从|自)[^,;。]{2,16}起(?:计?算)?|(?:[依根]据|[依按]照|详?见):?《[^《》]+》[^,;。]*)[。;]?$"
)
"""What stands behind a limit and is none of its own: 20个工作日，不含公示; 30日，《…》第十六条另有规定.

It gives no further time, except one by which the limit is made longer (经负责人批准可延长10日).
"""
_COMPLETE = re.compile(
    r"^(?:(?:申请|申报|办理|证件)?(?:材料|资料|手续|证件|要件)(?:齐全|齐备|完备|完整)|符合(?:法定|规定)(?:的)?(?:形式|要求|条件)"
    r"|填写(?:内容)?(?:完整|准确)|信息(?:准确|完整)|[、,和且并])+的?,"
)
"""What stands before a limit and is none: 材料齐全、手续完备的，即时办结."""
_NO_LIMIT = re.compile(
    r".{0,10}(?:未|没有|无)(?:作出?|明确|做出)?规定.{0,6}|不限时?|不设时限|(?:无|没有|未设)[^,;。\d]{0,8}[时期]限[,;。(][^\d]*"
)
_AT_ONCE = re.compile(r"(?!.*(?:[不非未无]|部分|除|其[他它]|否则|如|\d)).{1,14}")
"""What may stand around a word such as 即办 (材料齐全当场办理, 网上即时办结)."""


def limit_of(guide: ServiceGuide, element: str) -> TimeLimit | None:
    """One limit of the guide; None where it is not stated, says “none”, or holds several limits."""
    reading = guide.read(element)
    limit = time_limit.parse(reading.text) if reading.stated else None
    return limit if limit is not None and limit.sole else None


def is_immediate_case(guide: ServiceGuide) -> bool:
    """Whether the guide calls itself 即办件."""
    return case_type.parse(guide.read("case_type").text) is case_type.CaseType.IMMEDIATE


def is_within_a_day(limit: TimeLimit) -> bool | None:
    """Whether the limit is at once or within one day; None for a number without a unit above 0."""
    if limit.immediate or limit.number == 0:
        return True
    if limit.unit is None:
        return None
    hours = _HOURS.get(limit.unit)
    return hours is not None and float(limit.number) * hours <= 24


@remembered
def says_no_limit(text: str) -> bool:
    """Whether the text says that there is no such limit, by 无 or in a sentence (法律法规未规定)."""
    return time_limit.says_none(text) or _NO_LIMIT.fullmatch(plain(text)) is not None


@remembered
def is_to_be_a_limit(text: str) -> bool:
    """Whether a text in the place of a limit has to have a number and a unit: it does not say that there is none."""
    return not says_nothing(text) and not says_no_limit(text)


def _without_remarks(bare: str) -> str:
    """A limit without the remarks behind it; what is cited in a bracket stays there."""
    while (found := _REMARK.search(bare)) is not None and found.group().count(")") <= found.group().count("("):
        bare = bare[: found.start()]
    return bare


@remembered
def is_number_and_unit(text: str) -> bool:
    """Whether the text is one number with its unit, or a word such as 即办; set phrases around it do not matter."""
    bare = _COMPLETE.sub("", _without_remarks(plain(text)))
    limit = time_limit.parse(bare)
    if limit is None or limit.well_formed:
        return limit is not None
    if limit.immediate:
        return limit.sole and _AT_ONCE.fullmatch(bare) is not None
    return limit.sole and limit.unit is not None and limit.number > 0 and not _WORDS_AROUND.sub("", bare)
