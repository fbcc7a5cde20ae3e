"""Headings in a numbered series (一、二、三、): all of them are headings, also those whose words nobody has listed."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from crawler.domain.values.counters import NO_MEASURE
from crawler.extract.guide.loosely import by_title, meaning
from crawler.extract.html.boxes import HEADINGS, is_blank, number_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.boxes import Box
    from crawler.extract.labels.dictionary import LabelDictionary

_TITLED = re.compile(r"[一二三四五六七八九十]{1,3}\s?[、.．]\s?[\u4e00-\u9fff]{2,10}[:：]")
_HEADING = re.compile(
    r"第?(?P<number>[一二三四五六七八九十]{1,3})(?:、|[.．:：]|部分[、:：]?|项[、:：]?)\s*(?P<words>[^。；;，,：:]{2,18})[:：]?"
)
_IN_SERIES = re.compile(r"\s*([一二三四五六七八九十]{1,3})、")
_OUTLINE = re.compile(r"(?P<chapter>\d{1,2})[.．]\d")
_CHAPTER = re.compile(rf"(?P<number>\d{{1,2}})\s+{NO_MEASURE}[^\d\s。；;，,：:][^。；;，,：:]{{1,17}}")
_DIGITS_SIGN = re.compile(r"(\d{1,2})([、.．])(?!\d)")
_DIGITS = "一二三四五六七八九"
_NUMBERS = {
    sign: number
    for number, sign in enumerate(
        [*_DIGITS, "十", *(f"十{d}" for d in _DIGITS), "二十", *(f"二十{d}" for d in _DIGITS)], start=1
    )
}
_RANKED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FEWEST = 4
_FEWEST_KNOWN = 3
_LONGEST_TEXT = 400


def name_headings(boxes: Sequence[Box], labels: LabelDictionary) -> None:
    """Give the headings of a series their meaning, where at least three of it and a third are labels that are known."""
    series = _series(boxes)
    known = sum(own[0].match is not None for own in series)
    if len(series) < _FEWEST or known < _FEWEST_KNOWN or known * 3 < len(series):
        return
    for number, own in enumerate(series):
        head = own[0]
        short = head.match is not None and head.match.element.startswith("material_")
        if head.match is not None and not short:
            continue
        end = series[number + 1][0].start if number + 1 < len(series) else None
        text = _text(boxes, own[-1].end, end)
        match = meaning(head.words, text, labels) or by_title(head.words, text, [one[0] for one in series])
        for box in own if match is not None else ():
            box.match = match


def follows(words: str, section: str) -> bool:
    """Whether words are numbered as a section is, or as the chapter after its own: 2 条件与材料 behind 1.6 数量限制."""
    style = number_style(section)
    if style is None or number_style(words) == style:
        return style is not None
    own, title = _OUTLINE.match(section), _CHAPTER.fullmatch(words)
    return own is not None and title is not None and int(title["number"]) == int(own["chapter"]) + 1


def counts_anew(box: Box, section: Box) -> bool:
    """Whether a box below a section is an entry of a list that counts from one again: 1、船舶证书 below 2.申请材料."""
    if box.match is not None or box.parent is not section.parent or (own := _DIGITS_SIGN.match(box.words)) is None:
        return False
    head = _DIGITS_SIGN.match(section.words)
    if head is None or box.parent is None:
        return False
    entry, sign = 1, ""
    for before in box.parent.boxes:
        if before.index >= box.index:
            break
        found = _DIGITS_SIGN.match(before.words) if before.index > section.index else None
        if found is not None and int(found[1]) == entry:
            entry, sign = entry + 1, found[2]
    is_next = int(own[1]) == int(head[1]) + 1 and own[2] == head[2] != sign
    return int(own[1]) == entry and not is_next


def goes_on(before: Box, box: Box) -> bool:
    """Whether a box goes on with the list that the one before it begins: 1.申请表 and 2.证书 below it."""
    style = number_style(box.words)
    return style is not None and style == number_style(before.words) and box.match is None


def without_chapter(kids: Sequence[Box | str], heading: Box) -> Sequence[Box | str]:
    """What follows a heading without a number (<h4>服务流程), less a numbered label right below it (一、申办途径)."""
    if heading.tag not in _RANKED or number_style(heading.words) is not None:
        return kids
    first = next((n for n, kid in enumerate(kids) if not is_blank(kid)), None)
    label = kids[first] if first is not None else ""
    opens = not isinstance(label, str) and label.tag not in HEADINGS and label.match is not None
    if first is None or not opens or number_style(getattr(label, "words", "")) is None:
        return kids
    return kids[first + 1 :]


def is_next(words: str, before: str) -> bool:
    """Whether one text is the next of a series (八、…) that another one is of (七、…): it does not go on with that."""
    own, last = _IN_SERIES.match(words), _IN_SERIES.match(before)
    return own is not None and last is not None and _NUMBERS.get(own[1], 0) == _NUMBERS.get(last[1], -1) + 1


def is_next_pair(words: str, before: str) -> bool:
    """Whether a text is the next chapter of a series with its title before a colon: 四、程序：… behind 三、材料：."""
    return is_next(words, before) and _TITLED.match(words) is not None


def is_next_chapter(box: Box, before: Box) -> bool:
    """Whether a few words (四、办公信息) go on with a series (三、…) that began before a box, and not behind it."""
    own = _HEADING.fullmatch(box.words)
    number = _NUMBERS.get(own["number"], 0) - 1 if own is not None and _IN_SERIES.match(box.words) else 0
    if number < 1 or box.parent is None:
        return False
    told = ((b.index, _IN_SERIES.match(b.words)) for b in box.parent.boxes if b.index < box.index and not b.long)
    numbered = [(at, _NUMBERS.get(found[1])) for at, found in told if found is not None]
    return bool(numbered) and numbered[-1][0] <= before.index and numbered[-1][1] == number


def _series(boxes: Sequence[Box]) -> list[list[Box]]:
    """The headings in the order of their numbers, each with the boxes in it that hold the same words."""
    found: list[list[Box]] = []
    for box in boxes:
        if box.long:
            continue
        if found and box.words == found[-1][0].words and box.within([found[-1][0]]):
            found[-1].append(box)
            continue
        heading = _HEADING.fullmatch(box.words)
        number = _NUMBERS.get(heading["number"]) if heading is not None else None
        if number is None:
            continue
        if number == 1:
            if len(found) >= _FEWEST:
                break  # another series
            found = [[box]]
        elif number == len(found) + 1:
            found.append([box])
    return found


def _text(boxes: Sequence[Box], start: int, end: int | None) -> str:
    """The words between two headings."""
    texts: list[str] = []
    length = 0
    for box in boxes[bisect_left(boxes, start, key=lambda one: one.start) :]:
        if length > _LONGEST_TEXT or (end is not None and box.start >= end):
            break
        own = [kid for kid in box.kids if isinstance(kid, str) and kid != "\n"]
        texts += own
        length += sum(map(len, own))
    return " ".join(texts)
