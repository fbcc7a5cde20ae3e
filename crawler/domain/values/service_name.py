"""Names of services (事项名称): the same service under the same name, under another wording, or another service."""

from __future__ import annotations

import re
from enum import IntEnum

from crawler.domain.values.counters import NO_FIGURE, NO_RANKS
from crawler.domain.values.numerals import plain

_NUMBER = re.compile(
    rf"^(?:\d{{1,3}}[.、)]{NO_FIGURE}|\(\d{{1,3}}\)|{NO_RANKS}[一二三四五六七八九十]{{1,3}}、|\[\d{{1,3}}\])"
)
_BADGE = re.compile(
    r"[(\[【〔「][^()\[\]【】〔〕「」]*(?:通办|一件事|一次办|网办|高频|热门)[^()\[\]【】〔〕「」]*[)\]】〕」]"
)
_AROUND = re.compile(r"^(?:高效办成|跨省通办)[-:_|]?|[-:_|]?(?:跨省通办|全国通办)$")
_ONE_THING = re.compile(
    r"[\"“”‘’'「『]*一(?:件|类)事[\"“”‘’'」』]*(?:(?:一次办|联办|集成(?:服务|办)|主题服务|套餐|专区|服务|办理|改革)[\"”’']*)*$"
)
_MARKS = re.compile(r"[^\w]|_")
_NEUTRAL = re.compile(r"办理|申请|服务|事项|业务|申领|申办|领取|开具|出具|打印|线上|网上|[的与和及或]")
_SYNONYMS = (("落户", "入户"), ("社保卡", "社会保障卡"), ("身份证件", "身份证"), ("查验", "核验"))
_SHORT = 6
_NEAR = 0.3
_CONTAINED = 4


class Likeness(IntEnum):
    """How two names stand to each other."""

    OTHER = 0
    """Two services, as far as the names say."""
    CLOSE = 1
    """Perhaps one service: one name is part of the other, or few characters differ."""
    REWORDED = 2
    """One service in other words: filling words, their order, or a synonym."""
    SAME = 3


def plain_name(text: str) -> str:
    """The name alone: without number, badges such as （跨省通办）, “一件事”, marks and white space."""
    name = _BADGE.sub("", _NUMBER.sub("", plain(text)))
    name = _ONE_THING.sub("", _AROUND.sub("", name)) or name
    return _MARKS.sub("", name)


def neutral_name(text: str) -> str:
    """The name without words that any service may carry, synonyms made one."""
    name = plain_name(text)
    for other, usual in _SYNONYMS:
        name = name.replace(other, usual)
    return _NEUTRAL.sub("", name) or name


def distance(one: str, other: str) -> float:
    """Edit distance as a share of the longer text."""
    if one == other:
        return 0.0
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1] / max(len(one), len(other))


def likeness(one: str, other: str) -> Likeness:
    """How two names of services stand to each other. In short names every character tells services apart."""
    a, b = plain_name(one), plain_name(other)
    if not a or not b:
        return Likeness.OTHER
    if a == b:
        return Likeness.SAME
    x, y = neutral_name(one), neutral_name(other)
    if x == y or sorted(x) == sorted(y):
        return Likeness.REWORDED
    if min(len(a), len(b)) >= _CONTAINED and (a in b or b in a):
        return Likeness.CLOSE
    if min(len(a), len(b)) < _SHORT or abs(len(a) - len(b)) > _NEAR * max(len(a), len(b)):
        return Likeness.OTHER
    return Likeness.CLOSE if distance(a, b) <= _NEAR else Likeness.OTHER
