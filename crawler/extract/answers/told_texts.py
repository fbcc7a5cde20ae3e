"""Texts under keys that nobody knows that can be one element only: steps, questions, the remedy, the body's desk."""

from __future__ import annotations

import re

from crawler.domain.values import step_words
from crawler.extract.answers import own_code
from crawler.extract.answers.words import plain_text
from crawler.extract.guide import unknown

_REMEDY = re.compile(r"(?:申请|提出|提起)(?:行政)?复议|提起(?:行政)?诉讼")
_LONGEST_REMEDY = 300
_BODY_ADDRESS = re.compile(r"^(?:org|organ|dept|department|unit|agency)\w{0,8}?_?addr(?:ess)?$", re.IGNORECASE)
_DESK = re.compile(r"窗口|服务大厅|办事大厅|政务(?:服务)?(?:中心|大厅)|便民(?:服务)?(?:中心|大厅)")
_STEP_NAMED = re.compile(
    r"(?:^|[。；;\s>])\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十])\s*[)）.、．]\s*)?"
    r"([\u4e00-\u9fff]{2,6})\s*(?:[（(][^（）()：:]{2,12}[)）]\s*)?[：:](?=\s*\S)"
)
_FIRST_STEPS = frozenset({step_words.StepFamily.APPLY, step_words.StepFamily.ACCEPT})
_FEWEST_STEPS = 3
_ASKED = re.compile(
    r"\s*(?:[\d一]{1,2}\s*[.、．]\s*)?问题?\s*\d{0,2}\s*[：:][^？?]+[？?]\s*答案?\s*\d{0,2}\s*[：:]\s*\S"
)
"""问：外地户口能办吗？答：能办。"""


def element(key: str, value: str) -> str | None:
    """The element of a text, unless its key speaks of another item: parentLegalRemedy."""
    if own_code.is_of_another_item(key):
        return None
    text = plain_text(value)
    words = " ".join(text.split())
    if is_procedure(text):
        return "procedure"
    if _ASKED.match(text):
        return "faq"
    return "remedy" if _is_remedy(words) else "place" if _is_desk(key, words) else None


def _is_remedy(text: str) -> bool:
    """Whether a text tells how to have a decision reviewed: 六十日内向市人民政府申请行政复议."""
    return len(text) <= _LONGEST_REMEDY and _REMEDY.search(text) is not None


def _is_desk(key: str, words: str) -> bool:
    """Whether the address of the body (`orgAddress`) is where one goes: it names a hall or a counter."""
    return _BODY_ADDRESS.search(key) is not None and _DESK.search(words) is not None and unknown.is_place(words)


def is_procedure(text: str) -> bool:
    """Whether a text tells step by step, by the names of the steps, what is done (申请：…。受理：…。审查：…。).

    Its last step may tell of the remedy (不予认定的告知可以申请行政复议); one whose first step asks for a review tells
    of the remedy itself.
    """
    named = [*_STEP_NAMED.finditer(text)]
    told = [frozenset(step_words.families(each[1])) for each in named]
    if not told or told[0].isdisjoint(_FIRST_STEPS) or len(frozenset().union(*told)) < _FEWEST_STEPS:
        return False
    return _REMEDY.search(text, 0, named[1].start()) is None
