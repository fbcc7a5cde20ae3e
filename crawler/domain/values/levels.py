"""Levels of government (行使层级): the words that pages use, as the digits of GB/T 39046-2020 table A.2."""

from __future__ import annotations

import re

from crawler.domain.values import code_lists
from crawler.domain.values.numerals import plain
from crawler.domain.values.remembered import remembered

BY_LEVEL = "7"
"""分级管理: several levels share the item."""

# Longer words first: 县级市 is a county, 市辖区 too, 设区的市 and 自治州 are cities, 社区 is a village.
_WORDS = {
    "1": "国家 国务院 中央 部委 局(署、会) 部",
    "2": "直辖市 自治区 兵团 省厅 省直 省 直属",
    "3": "地市 地级市 设区的市 设区市 自治州 副省级城市 副省级 计划单列市 地区 师市 市 州 盟 师 隶属",
    "4": (
        "县级市 市辖区 自治县 县(市、区) 县(市,区) 县(市区) 县(区、市) 县(区) 区(县) 区(市、县) 区(县、市) "
        "县 区 旗 团场"
    ),
    "5": "镇(乡、街道) 镇(街道) 乡(镇、街道) 乡(镇) 街道 苏木 镇 乡",
    "6": "村(社区) 行政村 社区 村 嘎查",
    BY_LEVEL: "分级",
}
_DIGIT = {word: digit for digit, words in _WORDS.items() for word in words.split()}
_TOKEN = re.compile("|".join(map(re.escape, sorted(_DIGIT, key=len, reverse=True))))
_BESIDE = re.compile(r"[级本全所属和及与或、,/;|.\-\s()]|层级|以上|以下|政府|管理|行使|实施|权限|负责|统筹|行政")
_PARTS = re.compile(r"[,;；]")
"""县级，法定本级行使: old guides say in one place by whom and by what right an item is exercised."""
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_NUMBER = re.compile(r"^\d(?:[-.、:]|(?=[^\W\d_]))")
_BEGINS = re.compile(r"\s+|[(（【,，;；—–-]")
_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
_AUTONOMOUS = frozenset({"15", "45", "54", "64", "65"})


@remembered
def levels_in(text: str) -> frozenset[str]:
    """The levels that a value names, as digits 1 to 7; empty where it is no value of this kind.

    Numbers above 5 are left out: two code systems use them differently.
    """
    bare = ",".join(part for part in _PARTS.split(plain(text)) if not code_lists.is_listed("power_source", part))
    if re.fullmatch(r"0?[1-5]([,、;|]0?[1-5])*", bare):
        return frozenset(re.findall(r"[1-5]", bare))
    if _BESIDE.sub("", _TOKEN.sub("", bare)):
        return frozenset()
    return frozenset(_DIGIT[word] for word in _TOKEN.findall(bare))


def names_level(text: str) -> bool:
    """Whether a text names a level, alone or with a remark or its number beside it (县级（法定本级行使）, 4-县级)."""
    first = _PARTS.split(_NUMBER.sub("", _REMARK.sub("", plain(text))))[0]
    return any(map(levels_in, (text, first, *_BEGINS.split(text.strip())[:1])))


def fits(text: str, digit: str, province: str) -> bool | None:
    """Whether the level digit of a code fits the level that a page states; None where the page's words decide nothing.

    `province` are the first two digits of the body's division. A city of provincial rank (直辖市) calls itself 市级 and
    its districts 区级; in an autonomous region 区级 also means the region.
    """
    named = levels_in(text)
    if not named or BY_LEVEL in named or digit not in "123456":
        return None
    allowed = set(named)
    if province in _MUNICIPALITIES:
        allowed |= {"2"} if "3" in named else set()
        allowed |= {"3"} if "4" in named else set()
    if province in _AUTONOMOUS and "区" in text:
        allowed.add("2")
    return digit in allowed
