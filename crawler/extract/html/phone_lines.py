"""Lines below an address or a number (地址与电话分行): numbers and hours are no part of where, nor where of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import phone
from crawler.extract.guide import unknown
from crawler.extract.guide.draft import reading, unread
from crawler.extract.labels.questions import asked_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import Window
    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.place import Place
    from crawler.extract.html.tables import Table
    from crawler.page.html import Page

_NOT_SAID = re.compile(r"[\d\s()（）+—–—―~_、，,；;/.-]|转|分机|或者?|和|及|电话|联系|☎|📞")
_OPEN = re.compile(
    r"(?:办[公理]时间|工作时间)?[:：]?\s*(?=.*\d{1,2}\s*[:：时点])"
    r"(?:(?:每?周|星期|礼拜)[一二三四五六日天]|(?:法定)?工作日|每天|上午|夏季|冬季|(?:全年|24小时))"
)
_IN_PLACE = "stands among the words of the address"
_GOES_TO = re.compile(
    r"(?:到|至|前往|在|向|赴)(?:[^，,。；;\s]{0,30}[\d一二三四五六七八九十A-Z]+\s*(?:号|楼|层|室)(?![前后内之起至])"
    r"|(?:本人)?(?:户[籍口]|居住|经营|房屋|单位)?所?在?地的?[^，,。；;\s]{0,12}(?:社区|居委会|村委会|街道|乡镇|派出所|窗口|大厅|平台|中心)[^，,。；;]{0,12}(?:申请|办理|提交|申报|登记))"
)
"""An address among the words of a step, or the office at one's own home: 向户籍所在地社区提出申请."""
_BRINGS = re.compile(
    r"(?:持|携带?|凭|带上?|备齐|准备好?)(?:本人|其|有效|相关|申请人|的|好)*"
    r"[^，,。；;\s]{0,16}(?:身份证|户口[簿本]|社保卡|营业执照|(?:申请|登记|审批)[表书]|合同|照片|证书|证明(?!材料|文件))"
)
_IN_DEEDS = {
    "place": (_GOES_TO, "the steps say where to go"),
    "materials": (_BRINGS, "the steps say what to bring"),
}
_LONGEST_HOURS = 60
_FEWEST = 2
_PHONES = frozenset({"consultation_phone", "complaint_phone"})
_BARE_NUMBER = re.compile(r"(?:联系)?电话(?:号码)?\s*[:：]?")
_CELLS = frozenset({"td", "dd"})
_OF_ONE_NUMBER = re.compile(r"(?:电话|号码|热线)\s*[:：]?$")
"""A label of one number ends with its line, unless the number stands in a cell of its own."""
_BELIEVED_LAST = 4
"""Weakness of a number or hours under the label of an address."""


def desks_in_rows(place: Place, tables: Iterable[Table]) -> list[Box]:
    """The cells below the titles of a table of numbers (区划 | 联系人 | 联系方式) under a label of phones."""
    if place.match.element not in _PHONES:
        return []
    for table in tables:
        if not table.headers or not table.box.within(place.boxes):
            continue
        rows = [table.rows[number] for number in table.data_rows(min(table.headers))]
        if rows and all(any(phone.find_phones(cell.box.words) for cell in row) for row in rows):
            return [cell.box for row in rows for cell in row]
    return []


def without_numbers(place: Place, lines: Sequence[str], page: Page, draft: Draft) -> list[str]:
    """The lines of an address without numbers and hours; these are where and when its office is asked.

    A number is told without where the desk is that it rings at and when, where nothing else stands there.
    """
    said = list(lines)
    if place.match.element in _PHONES and len(said) >= _FEWEST:
        numbers = [line for line in said if _is_number(line)]
        desk = all(_is_number(line) or _is_hours(line) or _is_bare_place(line) for line in said)
        return numbers if numbers and desk else said
    if place.match.element != "place" or len(said) < _FEWEST:
        return said
    apart = {
        "consultation_phone": [line for line in said if _is_number(line)],
        "hours": [line for line in said if _is_hours(line)],
    }
    others = {line for told in apart.values() for line in told}
    left = [line for line in said if line not in others]
    if not left:
        return said
    for element, told in apart.items():
        if told:
            locator = page.locator(place.at.element)
            one = reading(element, told[0], evidence=page.evidence, locator=locator)
            draft.add(one, weakness=_BELIEVED_LAST)
    return left


def within_places(readings: Mapping[str, Reading], windows: Iterable[Window]) -> Iterator[Reading]:
    """Hours and numbers among the words of an address, where nothing else states them: not read, but not missing."""
    places = [readings["place"]] if "place" in readings else []
    for place in (*places, *(window.place for window in windows)):
        if not place.stated:
            continue
        told = {"hours": _OPEN.search(place.text), "consultation_phone": phone.find_phones(place.text)}
        for element, found in told.items():
            own = readings.get(element)
            if found and (own is None or (not own.stated and own.label is None)):
                yield unread(
                    element, _IN_PLACE, evidence=place.evidence or "", locator=place.locator or "/", label=place.label
                )
    yield from _where_one_goes(readings)


def _where_one_goes(readings: Mapping[str, Reading]) -> Iterator[Reading]:
    """The place and the papers where nothing states them and the way to go says them.

    1.持身份证到政务服务中心二楼3号窗口申请 leaves both open.
    """
    told = [r for e in ("procedure", "handling_form") if (r := readings.get(e)) is not None and r.stated]
    for element, (says, why) in _IN_DEEDS.items():
        own = readings.get(element)
        if own is not None and (own.stated or own.label is not None):
            continue
        said = next((r for r in told if says.search(r.text)), None)
        if said is not None:
            yield unread(element, why, evidence=said.evidence or "", locator=said.locator or "/", label=said.label)


def is_of_complaints(lines: Sequence[str]) -> bool:
    """Whether a block of contacts opens with who is complained to: 咨询监督 over 不满意找谁？ and a number."""
    words = lines[0].split(maxsplit=1)[0].rstrip(":：") if lines else ""
    return asked_for(words) == "complaint_phone"


def with_complaints_whole(places: Sequence[Place]) -> list[Place]:
    """The places without bare labels of numbers (电话：…) in what is said of complaints: it says whom they reach."""
    told = [p for p in places if p.match.element == "complaint_phone" and p.found and not p.match.also]
    told = [p for p in told if not _OF_ONE_NUMBER.search(p.label) or (p.holder and p.holder.tag in _CELLS)]
    boxes = [box for p in told for box in p.boxes]
    return [p for p in places if not (_is_bare_number(p) and p.box.within(boxes))]


def _is_bare_number(place: Place) -> bool:
    return place.match.element == "consultation_phone" and _BARE_NUMBER.fullmatch(place.label) is not None


def _is_hours(line: str) -> bool:
    return len(line) <= _LONGEST_HOURS and not unknown.is_place(line) and _OPEN.match(line) is not None


def _is_bare_place(line: str) -> bool:
    return unknown.is_place(line) and not phone.find_phones(line)


def _is_number(line: str) -> bool:
    return bool(phone.find_phones(line)) and not _NOT_SAID.sub("", line)
