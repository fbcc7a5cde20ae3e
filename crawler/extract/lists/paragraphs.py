"""Paragraphs that say everything of one entry (逐条说明): 材料形式：纸质；份数：1份；… below the name of a material."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from crawler.domain.values import time_limit
from crawler.extract.html.boxes import INLINE, Box, is_blank
from crawler.extract.html.numbered import is_next, is_next_chapter
from crawler.extract.html.word_runs import is_all_bold
from crawler.extract.labels.dictionary import is_short

if TYPE_CHECKING:
    from crawler.extract.labels.dictionary import LabelDictionary

_LABEL = re.compile(r"(?:^|[；;。，,、｜|\s])\s*([^：:；;。，,、｜|\s]{2,10})\s*[：:]")
_BARE_NUMBER = re.compile(r"\s*(?:联系)?电话(?:号码)?\s*[：:]\s*\S")
_OF_ONE_NUMBER = re.compile(r"(?:电话|号码|热线)$|[：:]$")
"""A number below 监督投诉渠道 is that of its section, whose label alone says whom it reaches."""
_VALUE = re.compile(r"[；;。，,、｜|\s]")
_SAID_OF_EACH = {"procedure": "steps", **dict.fromkeys(("fee_status", "fee_name", "fee_standard", "fee_basis"), "fees")}
"""The lists whose labels are known as those of entries by coming again and again, by the element of their section."""
_FEWEST = 2
_LOOKED_AT, _NEAR = 40, 4
_LONGEST_LABEL = 20
_LONGEST_TITLE = 40
_COUNTED_PAIR = re.compile(r"(\d{1,2})\s?[.、．]\s?[^\s。；;，,：:]{2,24}[：:]")
_BOLD = frozenset({"b", "strong"})
_SENTENCE = re.compile(r"[。；;：:，,]")


def tells_of_an_entry(box: Box, title: Box, labels: LabelDictionary) -> bool:
    """Whether a box in the section below a title begins with a label of its entries, and of nothing else."""
    element = title.match.element if title.match is not None else None
    if element == "materials":
        return _tells_of_a_material(box, labels)
    if element == "complaint_phone":
        return _BARE_NUMBER.match(box.text) is not None and _OF_ONE_NUMBER.search(title.words) is None
    group = _SAID_OF_EACH.get(element or "")
    return group is not None and _is_said_of_each(box, group, labels)


def _is_said_of_each(box: Box, group: str, labels: LabelDictionary) -> bool:
    """Whether lines beside one begin with the same label of a list: 办理时限：1个工作日 below each step.

    One that comes but once (办理时限：5个工作日 below the last step) says something of the guide.
    """
    text = box.text.lstrip()
    found = _LABEL.match(text)
    if found is None or (part := labels.column(group, found.group(1))) is None:
        return False
    if part == "limit" and time_limit.parse(_VALUE.split(text[found.end() :].strip())[0]) is None:
        return False  # 办理时间：工作日 9:00-17:00
    beside = box.parent.boxes if box.parent is not None else []
    others = (_LABEL.match(other.text.lstrip()) for other in beside)
    alike = (other for other in others if other is not None and other.group(1) == found.group(1))
    return len(list(islice(alike, _FEWEST))) == _FEWEST


def _tells_of_a_material(box: Box, labels: LabelDictionary) -> bool:
    """Whether a box begins with a label of materials and holds several, or others beside it begin with the same one."""
    first = _first_label(box, labels)
    if first is None:
        return _holds_its_labels(box, labels)
    if len({part for words in _LABEL.findall(box.text) if (part := _part(words, labels))}) >= _FEWEST:
        return True
    if _follows_a_material(box, labels):
        return True
    beside = box.parent.boxes if box.parent is not None else []
    alike = (other for other in beside if _first_label(other, labels) == first)
    return len(list(islice(alike, _FEWEST))) == _FEWEST


def _follows_a_material(box: Box, labels: LabelDictionary) -> bool:
    """Whether the lines before a box are a material's own, down to one whose label nothing but a material has.

    填报须知：… 空白表格：… 示例样表：…: files of a material stand in lines of their own below what is said of it.
    """
    before = _before(box)
    for _ in range(_NEAR):
        if before is None or _is_only_of_materials(before, labels):
            return before is not None
        before = _before(before) if _first_label(before, labels) is not None else None
    return False


def _before(box: Box) -> Box | None:
    """The box before one that says anything, in the same box."""
    beside = box.parent.boxes if box.parent is not None else []
    at = bisect_left(beside, box.index, key=attrgetter("index"))
    return next((other for other in reversed(beside[max(0, at - _NEAR) : at]) if not is_blank(other)), None)


def _holds_its_labels(box: Box, labels: LabelDictionary) -> bool:
    """Whether labels of materials stand in boxes of their own inside a box, the first thing in it among them."""
    opens: str | None = None
    told: set[str] = set()
    for inner in islice(box.walk(), _LOOKED_AT):
        words = inner.words
        if inner.boxes or not words:
            continue
        if opens is None:
            opens = _part(words, labels)
            if opens is None:
                return False
        part = labels.column("materials", words) if is_short(words) else None
        told |= {part} if part is not None else set()
        if len(told) >= _FEWEST:
            return True
    return False


def _is_only_of_materials(box: Box, labels: LabelDictionary) -> bool:
    """Whether a box begins with a label that nothing but a material has: what goes on below it is the material's."""
    found = _LABEL.match(box.text.lstrip())
    known = labels.exact(found.group(1)) if found is not None else None
    return known is not None and known.element.startswith("material_")


def _first_label(box: Box, labels: LabelDictionary) -> str | None:
    found = _LABEL.match(box.text.lstrip())
    return _part(found.group(1), labels) if found is not None else None


def _part(words: str, labels: LabelDictionary) -> str | None:
    """The part of a material that a label stands for."""
    known = labels.exact(words)
    if known is not None and known.element.startswith("material_"):
        return known.element
    return labels.column("materials", words)


_PERSON = re.compile(r"(?:业务)?联系人员?(?:及[^:：，。；\s]{2,6})?\s*[:：]")


def begins_anew(kid: Box, box: Box) -> bool:
    """Whether a paragraph goes on with no text before it: both are label and value, or it is a title in bold alone.

    七、收费标准：… is not told further in 八、值班：…, nor chapter 七 in 八、办公信息, nor any text in 联系人：….
    """
    if _are_rows(kid, box) or is_next(kid.words, box.words) or is_next_chapter(kid, box):
        return True
    if _is_next_pair(kid.words, box.words):
        return True
    if _PERSON.match(kid.words):
        return True
    if _is_led(kid) and _is_led(box) and not box.words.endswith((":", "：")):
        return True  # behind 符合下列要求： stand the cases that it announces
    return _is_bold_title(kid) and not _is_bold_title(box)


def _is_next_pair(words: str, before: str) -> bool:
    """Whether two lines are pairs that are counted: 3.是否听证：否 behind 2.是否勘验：是."""
    own, last = _COUNTED_PAIR.match(words), _COUNTED_PAIR.match(before)
    return own is not None and last is not None and int(own[1]) == int(last[1]) + 1


def _is_led(box: Box) -> bool:
    """Whether a paragraph begins with a few bold words and a colon: `<p><b>扶助标准：</b>每人每月590元</p>`."""
    first = next((kid for kid in box.kids if not is_blank(kid)), None)
    while isinstance(first, Box) and first.tag not in _BOLD and first.tag in INLINE and len(first.boxes) == 1:
        first = first.boxes[0]
    if not isinstance(first, Box) or first.tag not in _BOLD or not 0 < len(first.words) <= _LONGEST_LABEL:
        return False
    behind = box.words.removeprefix(first.words).lstrip()
    return bool(behind) and (first.words.endswith((":", "：")) or behind.startswith((":", "：")))


def is_next_led(kid: Box, label: Box, last: Box | str | None) -> bool:
    """Whether a paragraph led as a label is (bold words and a colon) follows words of the value that are not led so.

    `<p><b>带什么去：</b></p><ul>…</ul><p><b>多久答复：</b>7日内</p>`; groups right behind (个人：…) are its own.
    """
    return isinstance(last, Box) and label.words.endswith((":", "：")) and _is_led(kid) and not _is_led(last)


def _is_bold_title(box: Box) -> bool:
    """Whether a paragraph is a few bold words and no sentence."""
    if not 0 < len(box.words) <= _LONGEST_TITLE or _SENTENCE.search(box.words):
        return False
    if box.tag in INLINE:
        return False
    return (
        is_all_bold(box.element) if not box.boxes else any(b.tag in _BOLD and b.words == box.words for b in box.walk())
    )


def _are_rows(one: Box, other: Box) -> bool:
    """Whether both boxes are label and value, whether anybody knows the labels or not."""
    return _is_row(one) and _is_row(other)


def _is_row(box: Box) -> bool:
    """Whether a box is a short text with a colon and one box of its value: `<p>去哪里办：<span>…</span></p>`."""
    told = [kid for kid in box.kids if not is_blank(kid)]
    if len(told) != 2 or not isinstance(told[0], str) or not isinstance(told[1], Box):
        return False
    return told[1].tag in INLINE and told[0].rstrip().endswith((":", "：")) and len(told[0].strip()) <= _LONGEST_LABEL
