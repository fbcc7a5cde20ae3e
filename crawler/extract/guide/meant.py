"""What a label beside its value means (标签与值): by the dictionary, by what it asks, by what stands beside it.

A list of labels and values names its elements as its office likes: 由谁办, 件型, 送达. A question asks for an element,
and its value has to be able to be one; a short word is a label among others that are known; a word of a closed list
says itself whose it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.domain.values import code_lists
from crawler.domain.values.placeholder import says_nothing
from crawler.extract.answers.words import plain_text, worded
from crawler.extract.guide import choice, unknown
from crawler.extract.labels.dictionary import LabelMatch, normalise
from crawler.extract.labels.questions import RANK_OF_QUESTIONS, asked_for

if TYPE_CHECKING:
    from collections.abc import Collection


_BY_QUESTION = 0.9
_BY_VALUE = 0.8
_FEWEST = 2
_ASKING_ENDS = re.compile(r"[？?]\s*$|[吗呢]$")
_REASON = re.compile(r"(?:原因|理由|事由)(?:说明)?")
_REMEDY = re.compile(r"复议|诉讼")
_HANDLED = re.compile(r"(?:办理|申请|受理|申办|申报)")
_DECIDING = frozenset(
    {
        "item_type",
        "case_type",
        "level",
        "service_target",
        "body_nature",
        "power_source",
        "handling_form",
        "online_depth",
        "result_type",
    }
)
"""Elements that a word of their own list decides."""
_SHAPED = frozenset({*choice.TYPED, "place", "hours", *_DECIDING})
"""Elements whose values show by their form what they are."""


def _words(value: Any) -> str:
    said = worded(value, "")[0]
    if isinstance(said, list) and all(isinstance(one, str) for one in said):
        said = "、".join(said)
    return " ".join(plain_text(said).split()) if isinstance(said, str) else str(said) if type(said) is int else ""


def goes_on(label: str, before: str | None) -> LabelMatch | None:
    """What a label means only behind the one before it: 原因说明 behind the number of visits is why they are needed."""
    if before == "visits" and _REASON.fullmatch(normalise(label)):
        return LabelMatch("visits_reason", _BY_QUESTION, RANK_OF_QUESTIONS)
    return None


def asked_only(label: str) -> LabelMatch | None:
    """The element that a label asks for over an empty place."""
    element = asked_for(label)
    return LabelMatch(element, _BY_QUESTION, RANK_OF_QUESTIONS) if element is not None else None


def asked(label: str, value: Any) -> LabelMatch | None:
    """The element that a label asks for, where its value can be one."""
    element = asked_for(label)
    words = _words(value)
    if element is None or not words:
        return None
    if element == "complaint_phone" and _REMEDY.search(words):
        element = "remedy"  # 不满意怎么办: 可以申请行政复议
    if element == "conditions" and choice.says_target(words):
        element = "service_target"  # 谁能办: 企业法人
    if not _can_be(element, words) and not says_nothing(words):
        return None
    return LabelMatch(element, _BY_QUESTION, RANK_OF_QUESTIONS)


def _can_be(element: str, words: str) -> bool:
    if element == "place":
        return unknown.is_place(words)
    if element == "hours":
        return unknown.element_of("", words) == "hours"
    if element == "visits":
        return bool(re.match(r"(?:最多|至少)?[\d一二两三零]", words)) or "不" in words or "无需" in words
    return choice.fits(element, words)


def by_value(value: Any, taken: Collection[str]) -> LabelMatch | None:
    """The element whose closed list alone has the words of a value."""
    words = _words(value)
    meant = [e for e in code_lists.elements_with(words) if e in _DECIDING] if words else []
    if meant == ["handling_form"] and not _HANDLED.search(words):
        return None  # 窗口 may be where the result is fetched
    if meant == ["result_type"] and says_nothing(words):
        return None
    return LabelMatch(meant[0], _BY_VALUE, RANK_OF_QUESTIONS) if len(meant) == 1 and meant[0] not in taken else None
