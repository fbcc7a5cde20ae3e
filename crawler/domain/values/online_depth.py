"""Depth of online handling (网上办理深度)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values.numerals import plain
from crawler.domain.values.remembered import remembered

if TYPE_CHECKING:
    from crawler.domain.elements import Reading

_FULL = re.compile(r"全程网办|全程网上|全流程网上|全程在线|(?:IV|4|四)级|^(?:IV|四)$|互联网电子证照反馈")
_BUT = re.compile(r"非全程|不支持全程|除[^,。;]{1,12}外")
_OF_GRADES = re.compile(r"等级|级别|星级|[(（].{0,6}级.{0,6}[)）]$")
"""What a label says of grades, of which there are four: 网办深度等级, 网上办理深度（1-4级）."""

_OF_STEPS = re.compile(r"online_?handle_?depth$", re.IGNORECASE)
"""The field of the national item library, whose list has eight steps: 4 is 互联网受理.

A province's short list has 1 for 全程网办: that number alone tells nothing.
"""


@remembered
def is_fully_online(text: str) -> bool | None:
    """Whether the item is handled online from start to end, by the words; None where the text has none.

    Numbers alone are not compared: code systems use them differently, but 7 (互联网电子证照反馈) is the deepest in the
    one list that has it, and the only one of which an item has several steps.
    """
    bare = plain(text)
    if not bare or _BUT.search(bare):
        return False if bare else None
    if _FULL.search(bare):
        return True
    if bare.isdigit() or re.fullmatch(r"[\d,、]+", bare):
        steps = set(re.split(r"[,、]", bare))
        # Lists of grades end at 4, and an item has one grade: a number above it and several are of the eight steps.
        return True if "7" in steps else False if len(steps) > 1 or steps & {"5", "6", "8"} else None
    return False


def says_fully_online(depth: Reading) -> bool | None:
    """Whether a reading of the depth says that the item is handled online from start to end.

    A number alone is a grade where its label speaks of grades: 4 behind 网办深度等级 is Ⅳ级. In the field of the
    national item library it is a step.
    """
    full = is_fully_online(depth.text)
    if full is None and _OF_STEPS.search(depth.label or "") and plain(depth.text) in {"2", "3", "4"}:
        return False
    if full is None and _OF_GRADES.search(depth.label or ""):
        return plain(depth.text) == "4"
    return full
