"""Bare codes under keys that nobody knows (未识别的代码): `foruser: 1` may say whom the item is for.

No element is left open by a code that its key or its number rules out: `favorite: 0` is no form of handling.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.extract.answers.fitting import LIMITS
from crawler.extract.answers.words import said_in_words
from crawler.extract.labels.dictionary import field_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.extract.labels.field_names import FieldWords

_CODE = re.compile(r"0?\d(?:[,;|^]0?\d)*")
_SPLIT = re.compile(r"[,;|^]")
_RECORD = re.compile(
    r"id$|ids$|code$|status|state|version|sort|order|seq|year|date|time|del|create|update|operat|modif|sync|tenant|area"
    r"|region|city|county|province|town|page|size|total|count|enable|valid|publish|audit|check|batch|star|weight|index"
    r"|parent|level$|node|depth$|flag|login|entry|history|priority|score|hot|top|show|click|visit"
    r"|if$|support|favou?r|hits$|praise|thumb|unit$|dw$",
    re.IGNORECASE,
)
"""Keys of the record itself, of what its readers do with it, and of units."""
_SPOKEN_RECORD = re.compile(r"(?:zt|bbh?|pxh?|xh|sfyx|yxbz|scbz)$")
"""The same by first letters: 状态, 版本号, 排序号, 序号, 是否有效."""
_ASKS = re.compile(r"^(?:is|if|has|can)", re.IGNORECASE)
_SPOKEN_ASKS = re.compile(r"^sf(?!lx|xz)[b-df-hj-np-tv-z]{2,}$")
"""How keys of yes and no begin."""
_INITIALS = re.compile(r"[b-df-hj-np-tv-z]{3,}")
_TYPES = frozenset({"case_type", "item_type", "result_type", "service_target"})
_SPOKEN_ENDS = {
    **dict.fromkeys(("lx", "lb", "fl"), _TYPES),
    **dict.fromkeys(("fs", "xs"), frozenset({"handling_form", "delivery"})),
    "sd": frozenset({"online_depth"}),
    **dict.fromkeys(("cj", "jb"), frozenset({"level", "online_depth"})),
    "dx": frozenset({"service_target"}),
    "cs": frozenset({"visits"}),
}
"""类型, 方式, 深度, 层级, 对象, 次数: what first letters end with, and the elements that are said so."""
_MEANT = {
    "service_target": {"target", "person", "corporate", "apply"},
    "level": {"depth", "power", "implement"},
    "handling_form": {"way", "apply", "process", "online", "window", "mail"},
    "online_depth": {"depth", "online"},
    "visits": {"visit", "go", "count", "window"},
    "case_type": {"apply", "process", "promise", "finish"},
    "item_type": {"power"},
    "delivery": {"deliver", "mail", "way"},
    "result_type": {"result", "finish", "deliver"},
}
"""What answers give as a number and checks miss, with what a key of words has to mean for it."""
_OF_ANY = frozenset({"type", "code"})
"""A key that means nothing else may be of each."""
_FLAGS, _SEVERAL = frozenset({"0", "1"}), 3
_ANY_LIST = frozenset(str(number) for number in range(10))
_NUMBERS = {
    "handling_form": frozenset("0123"),
    "level": frozenset("1234567"),
    "result_type": frozenset("1234"),
    "case_type": _ANY_LIST - {"0"},
    "item_type": _ANY_LIST - {"0"},
}
"""The numbers of an element's list; other lists have whatever a system counts."""


def may_be(node: Mapping[str, Any], elements: Mapping[str, str], words: FieldWords) -> tuple[str, ...]:
    """The elements that a bare code under an unknown key of a guide's object may be, of its `elements` by key."""
    codes = list(_strange(node, elements))
    return tuple(element for element in _MEANT if any(_can_be(element, key, code, words) for key, code in codes))


def may_be_code(element: str, words: str) -> bool:
    """Whether words are a bare code that the list of an element may have."""
    return element in _MEANT and _CODE.fullmatch(words) is not None and _is_listed(element, words)


def of_record(key: str) -> bool:
    """Whether a key speaks of the record: its state, order or time, or of what its readers do with it."""
    return _RECORD.search(key) is not None or _SPOKEN_RECORD.search(field_name(key)) is not None


def _strange(node: Mapping[str, Any], elements: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    limits = [field_name(key) for key, element in elements.items() if element in LIMITS]
    worded = len(said_in_words(node)) >= _SEVERAL  # an answer that says its codes in words: TASK_TYPE, TASK_TYPE_TEXT
    for key, value in node.items():
        if key in elements or isinstance(value, bool) or not _CODE.fullmatch(str(value)):
            continue
        if worded and str(value) in _FLAGS:
            continue
        stem = field_name(key).removesuffix("type")
        if of_record(key) or _ASKS.search(key) or _SPOKEN_ASKS.search(field_name(key)):
            continue
        if not (stem != field_name(key) and any(limit.startswith(stem) for limit in limits)):  # the unit of a limit
            yield key, str(value)


def _is_listed(element: str, code: str) -> bool:
    numbers = _NUMBERS.get(element, _ANY_LIST)
    return all((one.lstrip("0") or "0") in numbers for one in _SPLIT.split(code))


def _can_be(element: str, key: str, code: str, words: FieldWords) -> bool:
    if not _is_listed(element, code):
        return False
    if _INITIALS.fullmatch(name := field_name(key)):
        ends = _SPOKEN_ENDS.get(name[-2:])
        return ends is None or element in ends
    meant = words.meanings_of(key)
    return meant is None or meant <= _OF_ANY or not meant.isdisjoint(_MEANT[element])
