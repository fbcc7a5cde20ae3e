"""What words in a label's place mean by their head word (标签大意), where no dictionary and no composition has them.

Only for places that are labels beyond doubt: a heading of a numbered series, a cell of a column of labels. A word
decides where what stands beside it is of the kind that its element takes; words that may be of something else decide
nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import fee_status, phone, time_limit
from crawler.domain.values.remembered import remembered
from crawler.extract.guide import choice, meant, unknown
from crawler.extract.labels.dictionary import LabelMatch, normalise
from crawler.extract.labels.questions import RANK_OF_QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crawler.extract.html.boxes import Box
    from crawler.extract.labels.dictionary import LabelDictionary

_LOOSELY = 0.7
_LONGEST = 18
_CALLED_PLACE = re.compile(r"[^，。；：:！？]{0,24}(?:中心|大厅|窗口|[站所局厅馆院点处])[。]?")
"""The name of a place without its street: 市测试站."""
_ELSEWHERE = (
    "监督|投诉|举报|信访|复议|诉讼|救济|邮寄|寄送|通[讯信]|[收寄取]件|寄[回往达]|收货|领取|送达"
    "|注册|户[籍口]|居住|家庭|住[所址]|经营|生产|企业|公司|申请人|法人"
)
"""Before 地址, where one goes or writes for something else than the item, or where somebody lives or works."""


def _any(value: str) -> bool:
    return bool(value)


def _says_law(value: str) -> bool:
    return "《" in value or "法律" in value or "法规" in value


def _says_hours(value: str) -> bool:
    return unknown.element_of("", value) == "hours"


def _says_place(value: str) -> bool:
    return unknown.is_place(value) or _CALLED_PLACE.fullmatch(value) is not None


def _says_remedy(value: str) -> bool:
    return "复议" in value or "诉讼" in value or bool(phone.find_phones(value))


_RULES: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("remedy", re.compile(r"不服|异议|复议|诉讼|救济"), _says_remedy),
    ("faq", re.compile(r"(?:常见|热点|疑难|疑问|问题|群众).{0,4}(?:问题|疑问|解答|问答|答疑|回答)|答疑"), _any),
    ("complaint_phone", re.compile(r"监督|投诉|举报|不满"), lambda value: bool(phone.find_phones(value))),
    ("consultation_phone", re.compile(r"咨询|问询|询问|联系|热线|电话$"), lambda value: bool(phone.find_phones(value))),
    ("hours", re.compile(r"(?:时间|时段)(?:安排)?$"), _says_hours),
    (
        "statutory_time_limit",
        re.compile(r"法[定律].{0,6}(?:时限|期限|时间|天数)$"),
        lambda value: time_limit.parse(value) is not None,
    ),
    (
        "promised_time_limit",
        re.compile(r"(?:承诺|办结|办理).{0,6}(?:时限|期限|时间|天数)$"),
        lambda value: time_limit.parse(value) is not None,
    ),
    (
        "place",
        re.compile(rf"^(?:.*(?:[办受]理|办事).*|(?!.*(?:{_ELSEWHERE})).*)(?:地点|地址|处所|场所|窗口|网点|位置|大厅)$"),
        _says_place,
    ),
    ("legal_basis", re.compile(r"依据(?:和|与|及)?(?:法律|法规|条款)?$|政策(?:文件|法规)$"), _says_law),
    ("conditions", re.compile(r"(?:条件|资格|情形)$"), _any),
    ("fee_status", re.compile(r"收费|费用|缴费"), lambda value: fee_status.parse(value) is not None),
)
_PAPERS = re.compile(
    r"(?!其[他它]|通用|相关|宣传|参考|学习|培训|补充|共享|下载)[\u4e00-\u9fff]{2}(?:所需|需要?|应提交)?的?"
    r"(?:材料|资料|要件)(?:清单)?"
)
"""A title of the materials behind the deed that asks for them: 提取材料, 贷款所需资料."""
_OF_OTHERS = re.compile(
    r"减免|优惠|审查标准|不予|不得|终止|撤销|注销|材料.*依据|收费依据|收费标准|缴费.*(?:地点|时间|方式)|网上|在线"
    r"|有效|年[审检]|特[别殊]|中介|样[本表]|进度|查询"
)
"""Words of things that no rule here is about."""


def meaning(words: str, value: str, labels: LabelDictionary) -> LabelMatch | None:
    """What words in a label's place mean, told by themselves and by the value that belongs to them."""
    bare = normalise(words)
    known = labels.element_of(bare)
    short = labels.short_label(bare)
    if known is not None and not (short is not None and known.element.startswith("material_")):
        return known
    if short is not None:
        return short
    asked = meant.asked(bare, value) if value else meant.asked_only(bare)
    if asked is None and (slip := labels.slip(bare)) is not None and _bears_out(slip.element, value):
        return slip
    if asked is not None or len(bare) > _LONGEST or _OF_OTHERS.search(bare):
        return asked
    return by_head(bare, value) or meant.by_value(value, ())


def _bears_out(element: str, value: str) -> bool:
    told = " ".join(value.split())
    asked = [fits for rule, _, fits in _RULES if rule == element]
    return not told or (any(fits(told) for fits in asked) if asked else choice.fits(element, told))


def by_section(words: str, value: str) -> str | None:
    """What a title means that is drawn as known ones are: 提取条件 are the conditions, 提取材料 the materials."""
    told = by_head(words, value)
    if told is not None and told.element == "conditions":
        return told.element
    return "materials" if _PAPERS.fullmatch(normalise(words)) is not None else None


def by_title(words: str, value: str, others: Iterable[Box]) -> LabelMatch | None:
    """The same, where none of the other titles means it."""
    element = by_section(words, value)
    if element is None or any(one.match is not None and one.match.element == element for one in others):
        return None
    return LabelMatch(element, _LOOSELY, RANK_OF_QUESTIONS)


def by_head(words: str, value: str) -> LabelMatch | None:
    """What a label means by its head word, where its value bears it out."""
    rules = _rules_for(words)
    if not rules:
        return None  # most titles
    told = " ".join(value.split())
    element = next((e for e, fits in rules if fits(told)), None)
    return LabelMatch(element, _LOOSELY, RANK_OF_QUESTIONS) if element is not None else None


@remembered
def _rules_for(words: str) -> tuple[tuple[str, Callable[[str], bool]], ...]:
    """The elements that a label may mean by its head word, each with what its value has to say."""
    bare = normalise(words)
    if len(bare) > _LONGEST or _OF_OTHERS.search(bare):
        return ()
    return tuple((element, fits) for element, pattern, fits in _RULES if pattern.search(bare))
