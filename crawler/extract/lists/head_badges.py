"""Badges in the head of an entry (标签) whose words could be labels: 必要 beside a name and before 展开详情."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists
from crawler.domain.values.material_words import names_case
from crawler.extract.guide.badges import badge_of, bare_badges
from crawler.extract.guide.text import unfolds
from crawler.extract.html.boxes import HEADINGS, Box, is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

_CASE = re.compile(r"[时的需如若仅]|提[交供]|情[形况]")
"""What a text has that says when a material is needed, and a name (委托书) has not."""
_LINKS = frozenset({"a", "button"})
_CHOICE = re.compile(r"[/或、]")
_LONGEST_MARK = 2
"""A tick or a letter, as a place for yes or no holds."""


def is_badge(words: str, value: Sequence[Box | str], group: str, part: str, labels: LabelDictionary) -> bool:
    """Whether words that could be a label are a badge, by what follows them: nothing, a button, or what is no value.

    必要 says just that before 展开详情, before the name of a material, and before a badge of another part. It labels
    是, a tick, or the case in which a material is needed.
    """
    if not _may_be_a_badge(words, group, part):
        return False
    said = [kid for kid in value if not is_blank(kid) and not _only_leads_on(kid, labels)]
    if not said:
        return True
    first = said[0]
    text = (first if isinstance(first, str) else first.words).strip()
    if isinstance(first, Box) and (first.tag in HEADINGS or badge_of(group, text) not in {None, part}):
        return True
    return part == "material_necessity" and not _tells_whether(text)


def may_be_alone(words: str, group: str, part: str) -> bool:
    """Whether a label with nothing read behind it may say just that: 必要 may, and 原件/复印件 asks which of them."""
    return _CHOICE.search(words) is None and _may_be_a_badge(words, group, part)


def _may_be_a_badge(words: str, group: str, part: str) -> bool:
    """Whether the words of a label are a value of its part."""
    return part in {badge_of(group, told) for told in bare_badges(group, words)}


def _tells_whether(text: str) -> bool:
    if len(text) <= _LONGEST_MARK or code_lists.has("material_necessity", text):
        return True
    return _CASE.search(text) is not None and names_case(text)


def _only_leads_on(kid: Box | str, labels: LabelDictionary) -> bool:
    """Whether a kid is but buttons that unfold the entry, or links of a few words."""
    if isinstance(kid, str):
        return unfolds(kid.strip(), labels)
    if kid.tag in _LINKS or unfolds(kid.words, labels):
        return True
    inner = [box for box in kid.boxes if box.words]
    whole = "".join("".join(box.words.split()) for box in inner) == "".join(kid.words.split())
    return bool(inner) and whole and all(_only_leads_on(box, labels) for box in inner)
