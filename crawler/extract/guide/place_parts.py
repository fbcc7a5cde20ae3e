"""Where, when and by which number, told in one text (地点、时间、电话写在一格).

政务大厅3楼12号窗口；周一至周五9:00-17:00；0999-3323111: addresses, hours and numbers are known by themselves, or by the
label before them. The text is taken apart only where each of its pieces is one of these, and all of one kind stand
together: a text of two windows is left as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.values import phone
from crawler.extract.guide.unknown import is_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crawler.domain.elements import Reading
    from crawler.domain.records import Window
    from crawler.extract.labels.dictionary import LabelDictionary

_ENDS = "；;。\n|｜"
"""Behind these a label has no say any more."""
_BETWEEN = f"{_ENDS}，,、 \u3000\xa0\t"
_OPENING, _CLOSING = "（(【[", "）)】]"
_LABEL = re.compile(r"([\u4e00-\u9fff]{2,8})\s*[:：]\s*")
_CLOCK = re.compile(r"\d{1,2}\s*(?:[:：]\s*\d\d|[时点])")
_ALWAYS = re.compile(r"24\s*小时|全天")
_OF_HOURS = re.compile(
    r"(?:每?(?:周|星期|礼拜)[一二三四五六日天末]?|(?:国家)?法定|(?:公众)?节假日|双休日?|休息日|工作日|每[天日]|全[天年]|小时|[上下中]午|早上|晚上"
    r"|[春夏秋冬][季令天]?|时间|除外|不休息?|无休|休息?|照常|正常|不?间断|延时|错时|预约|服务|办[理公]|工作|上班|开放|营业"
    r"|期间|节|为|自|从|和|及|或|\d{1,2}\s*[:：]\s*\d\d|\d{1,2}\s*[时点](?:\d{1,2}分|半|整)?|\d{1,2}\s*[月日号]"
    r"|24|[-—–‐―~～至到、，,：:（）()【】\[\]\s/])+"
)
_OF_NUMBERS = re.compile(
    r"(?:咨询|联系|服务|办[公事理]|窗口|热线|固定|座机|手机|电话|号码|为|是|或者?|和|及|转|分机|[tT][eE][lL]"
    r"|[-—–‐―~_+、，,：:（）()\s/.\d])+"
)
_WINDOW = re.compile(r"(?:窗口|线下|现场|实体大厅)(?:办理|申请|受理)?\s*[:：]\s*([^；;。]+)")
_WORDS_BEFORE = re.compile(r"^[\u4e00-\u9fffA-Za-z：:\s]+(?=[+(（\d])")
_ELEMENTS = {"place": "place", "hours": "hours", "phone": "consultation_phone"}
_KINDS = {element: kind for kind, element in _ELEMENTS.items()}


def take_apart(readings: dict[str, Reading], windows: Iterable[Window], labels: LabelDictionary) -> tuple[Window, ...]:
    """Give hours and numbers among the words of an address to their elements where nothing else states them."""
    place = readings.get("place")
    if (said := _at_window(readings.get("handling_form"))) is not None and _is_open(place):
        place = readings["place"] = said
    if place is not None and place.stated:
        readings.update(_missing(place, labels, {e: readings[e] for e in _KINDS if e in readings}))
    return tuple(_window(one, labels) for one in windows)


def _at_window(ways: Reading | None) -> Reading | None:
    """The address that stands among the ways of handling an item: 1.窗口：县社保中心（滨河路9号）；2.网上：平台."""
    told = _WINDOW.search(ways.text) if ways is not None and ways.stated else None
    if ways is None or told is None or not is_place(told[1]):
        return None
    return replace(ways, element="place", value=told[1], quote=told[1])


def _window(one: Window, labels: LabelDictionary) -> Window:
    own = {"hours": one.hours, "consultation_phone": one.phone}
    said = _missing(one.place, labels, own) if one.place.stated else {}
    if not said:
        return one
    hours, number = said.get("hours", one.hours), said.get("consultation_phone", one.phone)
    return replace(one, place=said["place"], hours=hours, phone=number)


def _missing(place: Reading, labels: LabelDictionary, own: Mapping[str, Reading]) -> dict[str, Reading]:
    """What an address says that nothing states, with the address itself; empty where it says no more."""
    parts = parts_of(place.text, labels)
    wanted = [
        kind for kind, element in _ELEMENTS.items() if kind in parts and kind != "place" and _is_open(own.get(element))
    ]
    if not wanted or "place" not in parts:
        return {}
    found = {}
    for kind in ("place", *wanted):
        said, label = parts[kind]
        found[_ELEMENTS[kind]] = replace(
            place, element=_ELEMENTS[kind], value=said, quote=said, label=label or place.label
        )
    return found


def _is_open(own: Reading | None) -> bool:
    """Whether nothing states an element, and no label of its own stands empty."""
    return own is None or (not own.stated and own.label is None)


def parts_of(text: str, labels: LabelDictionary) -> dict[str, tuple[str, str | None]]:
    """Place, hours and number in a text, each with the label before it if it has one; empty where a piece is none."""
    spans: dict[str, tuple[int, int]] = {}
    named: dict[str, str] = {}
    last = None
    for start, end, kind, label in _decided(text, labels):
        if kind is None or (kind in spans and kind != last):
            return {}
        begun, _ = spans.get(kind, (start, end))
        spans[kind] = begun, end
        if label is not None:
            if kind in named or kind == last:
                return {}  # 地址：… 地址：…
            named[kind] = label
        last = kind
    if len(spans) < 2:
        return {}
    told = {kind: text[start:end].strip(_BETWEEN) for kind, (start, end) in spans.items()}
    if "phone" in told:
        told["phone"] = _WORDS_BEFORE.sub("", told["phone"])
    return {kind: (said, named.get(kind)) for kind, said in told.items()}


def _decided(text: str, labels: LabelDictionary) -> Iterator[tuple[int, int, str | None, str | None]]:
    """The pieces of a text, each with what it is and the label that says so."""
    of_label, last = None, None
    for start, end in _pieces(text):
        piece = text[start:end]
        if start and any(sign in _ENDS for sign in text[_before(text, start) : start]):
            of_label = None
        found = _LABEL.match(piece)
        match = labels.exact(found[1]) if found is not None else None
        if found is not None and match is not None:
            of_label = _KINDS.get(match.element)
            begun = start + found.end()
            if of_label is None or (begun < end and not _may_be(of_label, text[begun:end])):
                yield start, end, None, None
                return
            last = of_label
            yield begun, end, of_label, found[1]
            continue
        kind = _kind(piece)
        if kind is None and not _CLOCK.search(piece) and not phone.find_phones(piece):
            # 市政务服务中心，A区: words that nothing tells go on with what their label announced, or with the address.
            kind = of_label or ("place" if last in {None, "place"} else None)
        yield start, end, kind, None
        last = kind


def _kind(piece: str) -> str | None:
    if _OF_HOURS.fullmatch(piece) and (_CLOCK.search(piece) or re.search(r"[周日天节午休]|星期|[夏冬春秋]", piece)):
        return "hours"
    if _OF_NUMBERS.fullmatch(piece) and phone.find_phones(piece):
        return "phone"
    if is_place(piece) and not _CLOCK.search(piece):
        return "place"
    return None


def _may_be(kind: str, piece: str) -> bool:
    """Whether what follows a label can be what it announces."""
    if kind == "phone":
        return not _CLOCK.search(piece) and not is_place(piece)
    return not phone.find_phones(piece)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where the pieces between marks and spaces stand that are in no brackets."""
    depth, begun = 0, None
    for at, sign in enumerate(text):
        depth += (sign in _OPENING) - (sign in _CLOSING and depth > 0)
        if not depth and sign in _BETWEEN:
            if begun is not None:
                yield begun, at
            begun = None
        elif begun is None:
            begun = at
    if begun is not None:
        yield begun, len(text)


def _before(text: str, start: int) -> int:
    """Where the marks and spaces before a place begin."""
    while start and text[start - 1] in _BETWEEN:
        start -= 1
    return start
