"""Labels that name two elements at once (合并标签): 咨询电话、监督电话, 办事地点/时间."""

from __future__ import annotations

import re

from crawler.domain.values import phone

RANK = 45
"""Labels of one of both are believed before these."""
_JOINT = "(?:[、/]|及|和|与|以及)?"
_DEED = "(?:办理|办公|办事|受理|服务|窗口|经办|工作|接待|申报|申领|现场|业务|审批|对外){0,2}"
_WAY = "(?:电话|方式|渠道|途径|热线|号码)"
_PLACE, _HOURS = f"{_DEED}(?:地点|地址|场所)", f"{_DEED}时间"
_BODY = "(?:承办|办理|经办|实施|受理)(?:部门|机构|单位|机关)"
_LABELS = (
    (
        re.compile(f"(?:业务|服务)?(?:咨询|联系){_WAY}?{_JOINT}(?:监督|投诉|举报){{1,2}}{_WAY}"),
        ("consultation_phone", "complaint_phone"),
    ),
    (
        re.compile(f"(?:监督|投诉|举报){{1,2}}{_WAY}?{_JOINT}(?:业务|服务)?(?:咨询|联系){_WAY}"),
        ("complaint_phone", "consultation_phone"),
    ),
    (
        re.compile(f"{_PLACE}(?:[、/]|及|和|与|以及){_HOURS}|{_HOURS}(?:[、/]|及|和|与|以及){_PLACE}"),
        ("place", "hours"),
    ),
    (
        re.compile(
            f"{_DEED}(?:办结|承诺|完成)?(?:时限|期限|时间)(?:[、/]|以?及|和|与|以及)(?:收取?)?费用?(?:标准|情况)?"
            f"|(?:办[理证]|收取?)?费用?(?:标准|情况)?(?:[、/]|以?及|和|与|以及){_DEED}(?:办结|承诺|完成)?(?:时限|期限)"
        ),
        ("promised_time_limit", "fee_standard"),
    ),
    (
        re.compile(
            f"{_DEED}(?:流程|程序|步骤)(?:[、/]|以?及|和|与)(?:{_DEED}|办结|承诺)*(?:时限|期限)"
            f"|(?:{_DEED}|办结|承诺)*(?:时限|期限)(?:[、/]|以?及|和|与){_DEED}(?:流程|程序|步骤)"
        ),
        ("procedure", "promised_time_limit"),
    ),
    (
        re.compile(f"{_BODY}(?:[、/]|及|和|与|以及)(?:业务)?(?:联系|咨询)(?:电话|方式|号码)"),
        ("implementing_body", "consultation_phone"),
    ),
    (
        re.compile(f"{_PLACE}(?:[、/]|及|和|与|以及)(?:(?:联系|咨询|办公|服务)?(?:电话|方式)|电话号码)"),
        ("place", "consultation_phone"),
    ),
)
_CLAUSE = re.compile(r"[，,；;。\n]+(?![^（(]*[）)])")
_LIMIT = "promised_time_limit"
_OF_ALL = re.compile(r"办结|合计|总[共计时]|全程|共需|一共")
_SHORT = 40
_TWO = 2
_PHONES = frozenset({"consultation_phone", "complaint_phone"})
_COMPLAINS, _ASKS = re.compile("监督|投诉|举报"), re.compile("咨询|联系|服务|业务|办公")
_WHOSE = re.compile(r"(?<![\u4e00-\u9fff])(?=(?:业务|服务|窗口|办公|联系|咨询|监督|投诉|举报)[^\W\d_]{0,8}[:：])")
_NAMED = re.compile(r"[^\W\d_]{2,12}[:：]\s*")
_PARTED = re.compile(r"\s*[、，,；;/]\s*|\s+")
_SIGNS = " ；;，,、。"
_SPEAKS = {
    _LIMIT: re.compile(
        r"(?:\d|[一二三四五六七八九十半])\s*个?(?:工作日|自然日|日|天|小时|分钟|月)(?!\d)|即办|即时|当[场日天]|随到随办"
    ),
    "fee_standard": re.compile(r"\d\s*元|免|费(?!用?凭)"),
}
_NUMBER = re.compile(
    r"[\s,，、;；:：(（]*(?:(?:联系|咨询|办公|服务)?电话\s*[:：]?)?\s*(?<!\d)(?:0\d{2,3}\s*[-—－]?\s*\d{7,8}|1[3-9]\d{9}|\d{7,8})(?!\d|\s*号)[)）]?"
)
"""A number of telephone among the words of an address, with what parts it from them."""
_BEFORE_NUMBER = re.compile(r"(\D{2,40}?)[\s,，、;；:：(（]*(?:(?:联系|咨询)?电话\s*[:：]?)?\s*[\d-]{5,}.*", re.DOTALL)


def own_part(element: str, value: str, label: str = "") -> str:
    """The part of a joint value that is one element's: the body or the place without its number.

    Of a body no words are left where none is named. Of a limit and a fee each has the clauses that speak of it:
    20个工作日，不收费. Of several steps' limits none is.
    """
    if element in _SPEAKS:
        told = [c for c in filter(None, map(str.strip, _CLAUSE.split(value))) if _SPEAKS[element].search(c)]
        whole = [c for c in told if _OF_ALL.search(c)] or told
        return "，".join(whole) if element != _LIMIT or len(whole) == 1 or len(value) <= _SHORT else ""
    if element in _PHONES:
        return _own_numbers(element, value, label)
    if element == "place":
        return _NUMBER.sub("", value).strip(" ；;，,、") or value
    if element != "implementing_body":
        return value
    found = _BEFORE_NUMBER.fullmatch(value)
    return found.group(1) if found is not None else value if re.search(r"[^\W\d_]{2}", value) else ""


def _own_numbers(element: str, value: str, label: str) -> str:
    """The numbers of one of both: those behind its word (咨询：… 投诉：…), or of two the one the label names first.

    Of more numbers nothing tells which are for complaints.
    """
    told: dict[str, list[str]] = {"complaint_phone": [], "consultation_phone": []}
    for piece in _WHOSE.split(value):
        if (whose := _NAMED.match(piece)) is not None and phone.find_phones(piece):
            of = "complaint_phone" if _COMPLAINS.search(whose[0]) else "consultation_phone"
            told[of].append(piece[whose.end() :].strip(_SIGNS))
    if all(told.values()):
        return "；".join(told[element])
    if len({found.number for found in phone.find_phones(value)}) < _TWO:
        return value
    two = _PARTED.split(value.strip(_SIGNS))
    if len(two) == _TWO and all(len(phone.find_phones(one)) == 1 for one in two):
        asks, complains = _ASKS.search(label), _COMPLAINS.search(label)
        first = "consultation_phone" if asks and complains and asks.start() < complains.start() else "complaint_phone"
        return two[0] if element == first else two[1]
    return value if element == "consultation_phone" else ""


def elements_of(label: str) -> tuple[str, str] | None:
    """The two elements that one normalised label names; None for every other."""
    return next((both for pattern, both in _LABELS if pattern.fullmatch(label) is not None), None)
