"""Labels in running text: `咨询电话：0591-1234567 监督电话：12345`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists, numerals
from crawler.extract.guide.meant import asked as asked_in_turn
from crawler.extract.html.boxes import HEADINGS, INLINE, Box, clean, is_blank, text_of
from crawler.extract.html.brackets import MARK
from crawler.extract.html.place import Place
from crawler.extract.html.places import RUN, Neighbours
from crawler.extract.html.strips import is_unit
from crawler.extract.labels.dictionary import LabelMatch
from crawler.extract.labels.questions import RANK_OF_QUESTIONS, asked_for, before_colon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from crawler.extract.labels.dictionary import LabelDictionary

_PLACE = re.compile(r"\s*[^\s:：]{0,6}(?:地址|地点|窗口)\s*[:：]")
_TIME, _HOURS = "时间", "办理时间"
"""Behind an address, a time is that of the office."""
_GAPS = ("  ", "\xa0\xa0", "\u3000", "\xa0 ", " \xa0")
"""A wide gap parts pairs, whether the label behind it is known or not."""
_WITH_PARTS = frozenset({"special_step", "intermediary", "quantity_limit", "annual_check", "visits_reason"})
"""Elements that say in one line what they rest on and how long they take (现场核查，时限5个工作日，依据：《…》)."""
_PARTS = frozenset({"legal_basis", "material_basis", "statutory_time_limit", "promised_time_limit", "fee_basis"})
_COUNT = re.compile(r"[（(]?\s*共?\s*\d{1,3}\s*[份项件个条步种类]?\s*[)）]?")
"""What a badge in a heading says of the list below it: 申请材料 共5份."""
_ENDED = re.compile(r"(?:^\s*(?:无|没有|否|不涉及)\s*[；;，,]?|[。])\s*$")
_INNER = re.compile(r"(?<=[\s;；,，。、）)|｜/／·•])([^\s:：;；,，。、]{2,16})[:：]")
_SIGNS = " ；;，,、|｜/／·•"
"""What may stand between two pairs of a line."""
_WHOLE = re.compile(
    r"\s*(?:是|否|有|无|不?收费|不?支持|\d+(?:\.\d+)?\s*(?:个?(?:工作日|自然日|日|天|小时|分钟|月)|[次元份])?)\s*"
)
"""A value that says all it has to, so that a label may begin right behind it: 5个工作日法定时限：20个工作日."""
_COLON = re.compile(r"[:：]")
_SHORTEST, _LONGEST = 4, 12
_NUMBER = r"[（(]?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})\s*[、.．）)]"
_NUMBERED, _BEFORE = re.compile(rf"\s*{_NUMBER}"), re.compile(rf"(?P<apart>(?:^|(?<=[\s。；;，,、）)])))?{_NUMBER}\s*$")
"""The number of a label in a line of several (三、 of 三、办理条件：)."""
_SERIES = re.compile(r"\s*[（(]?([一二三四五六七八九十]{1,3}|\d{1,2})\s*[、.．）)]")
_NEXT_OF_SERIES = re.compile(r"(?P<parted>^|[\s。；;，,）)])?[（(]?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})\s*$")
"""The number of the label behind a value (三、 of 三、办理条件：), its sign gone with the other signs."""
_SPACED = re.compile(r"(?<=[^\S\n]{2})((?:[^\s:：;；,，。、]{1,4}[^\S\n]){1,8}[^\s:：;；,，。、]{1,12})[:：]")
"""What may be a label of which blanks set the letters apart, behind a wide gap: 行政许可　　办 件 类 型：承诺件."""


def run_places(box: Box, labels: LabelDictionary, hits: Neighbours) -> Iterator[Place]:
    """Labels written with a colon in the running text of a box: `咨询电话：0591-1234567`."""
    for index, kid in enumerate(box.kids):
        if not isinstance(kid, str) or (":" not in kid and "：" not in kid):
            continue
        before = box.kids[index - 1] if index else "\n"
        starts_line = not isinstance(before, Box) or before.tag == "br" or before.tag not in INLINE or is_blank(before)
        starts_line = starts_line or (isinstance(before, Box) and before.words.endswith((":", "：")))
        pieces = _pieces(kid, labels)
        for number, (label, text) in enumerate(pieces):
            if number == 0 and not starts_line:
                continue
            own = _HOURS if number and label == _TIME else label
            match = (labels.element_of(own) if number == 0 else None) or before_colon(own, labels)
            asked = asked_for(own) if match is None else None
            if asked is not None:
                match = LabelMatch(asked, 1.0, RANK_OF_QUESTIONS)
            if match is None:
                continue
            last = number == len(pieces) - 1
            rest = text if last else text.rstrip(_SIGNS)
            if number and last and rest.count("。") == 1:
                rest = rest.rstrip(" 。")
            if MARK in label:
                rest = rest.rstrip(_SIGNS)
            value: list[Box | str] = [rest] if rest.strip() else []
            if last:
                value += hits.run_on(box, index, bool(rest.strip()), match.element)
            holder = box
            if asked and not value and number == 0 and _is_set_off(box):
                holder = box.parent or box
                value = hits.run_on(holder, box.index, False, asked)
            if asked and MARK not in label and not (hits.asks and value):
                match = asked_in_turn(own, clean(text_of(value))) if number == 0 else None
            if match is not None:
                words = clean(label).lstrip(MARK)
                yield Place(match, words, box, kids=value, holder=holder, weakness=2, is_block=len(value) > 1)


def _is_set_off(box: Box) -> bool:
    """Whether a label is all that stands in a box in running text: `<b>去哪里办：</b>听涛路7号`."""
    return box.tag in INLINE and len(box.kids) == 1 and box.parent is not None


def without_chosen(boxes: list[Box], labels: LabelDictionary) -> list[Box]:
    """The boxes, of which a word of a label's own list is no label behind that: `<li>网办深度<u>网上预约</u></li>`."""
    for box in boxes:
        if box.match is None or box.tag not in INLINE or box.parent is None or len(box.parent.boxes) > 1:
            continue
        before = [kid for kid in box.parent.kids if kid is not box and not is_blank(kid)]
        label = labels.exact(clean(before[0])) if len(before) == 1 and isinstance(before[0], str) else None
        if label is not None and code_lists.has(label.element, box.words):
            box.match = None
    return boxes


def beside_text(box: Box, labels: LabelDictionary) -> Iterator[Place]:
    """A label as bare text with its value in an element of its own: `<li>办件类型<u>承诺件</u></li>`.

    Number and unit may stand in one each: `<li>收费标准<b>10</b><i>元/本</i></li>`.
    """
    kids = [kid for kid in box.kids if not isinstance(kid, str) or not kid.isspace()]
    unit = kids.pop() if len(kids) == 3 and is_unit(kids[2]) else None
    if len(kids) != 2 or not isinstance(kids[0], str) or not isinstance(kids[1], Box) or kids[1].tag not in INLINE:
        return
    match = labels.exact(clean(kids[0])) if kids[1].tag not in {"a", "button"} and kids[1].words else None
    counts = box.tag in HEADINGS and _COUNT.fullmatch(kids[1].words) is not None
    if match is not None and kids[1].match is None and not counts:
        value: list[Box | str] = [kids[1], unit] if unit is not None else [kids[1]]
        yield Place(match, clean(kids[0]), box, kids=value, holder=kids[1], weakness=1)


def _is_part(own: LabelMatch, inner: LabelMatch, before: str) -> bool:
    """Whether a basis or a limit in the line of something else is of that alone, and no label of the item."""
    told = before.rstrip(" （(")
    return own.element in _WITH_PARTS and inner.element in _PARTS and bool(told) and not _ENDED.search(told)


def _pieces(text: str, labels: LabelDictionary) -> list[tuple[str, str]]:
    """Label and rest of each known label in a line; several may share one line."""
    run = RUN.match(text)
    if run is None:
        return []
    of_window = _PLACE.search(text) is not None
    own = labels.exact(run.group(1))
    starts = [0] + [
        m.start(1)
        for m in _INNER.finditer(text, run.start(2))
        if (
            (inner := labels.exact(m.group(1))) is not None
            and (own is None or inner.element != own.element)
            and not (own is not None and _is_part(own, inner, run.group(2)[: m.start(1) - run.start(2)]))
        )
        or (of_window and m.group(1) == _TIME)
        or text[: m.start(1)].endswith(_GAPS)
    ]
    starts += [m.start(1) for m in _SPACED.finditer(text) if labels.exact(m.group(1)) is not None]
    starts += _glued(text, run.start(2), starts, labels)
    starts = sorted(set(starts))
    found = []
    for start, end in zip(starts, [*_numbered(text, starts)[1:], len(text)], strict=True):
        piece = RUN.match(text[start:end])
        if piece is not None:
            found.append((piece.group(1), piece.group(2)))
    return found


def _numbered(text: str, starts: list[int]) -> list[int]:
    """Where the labels begin with their numbers: 一、地点：三楼 二、时间：全天 says nothing of 三楼 二."""
    found: list[int] = []
    last: Decimal | None = None
    for start in starts:
        own, before = _NUMBERED.match(text, start), _BEFORE.search(text[:start])
        told = own or before
        value = numerals.number(told["number"]) if told is not None else None
        counts_on = value is not None and last is not None and value == last + 1
        is_own = own is None and before is not None and (before["apart"] is not None or counts_on)
        found.append(before.start() if before is not None and is_own else start)
        last = value if value is not None and (own is not None or is_own) else last
    return found


def _glued(text: str, begin: int, starts: list[int], labels: LabelDictionary) -> list[int]:
    """Where known labels begin right behind a value that is whole: 承诺时限：5个工作日法定时限：20个工作日."""
    found: list[int] = []
    for colon in _COLON.finditer(text, begin):
        for length in range(_SHORTEST, min(_LONGEST, colon.start() - begin) + 1):
            start = colon.start() - length
            if (
                start not in starts
                and _WHOLE.fullmatch(text, begin, start)
                and labels.exact(text[start : colon.start()])
            ):
                found.append(start)
                break
        begin = colon.end()
    return found
