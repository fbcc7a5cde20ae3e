"""Which of several candidates a guide's element is, by what its value can be."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.domain.records import Unmapped
from crawler.domain.values import (
    code_lists,
    condition_words,
    credit_code,
    fee_status,
    item_code,
    money,
    phone,
    placeholder,
    time_limit,
)
from crawler.extract.guide.cut import CUT_OFF
from crawler.extract.guide.days_of_hours import without_days
from crawler.extract.guide.draft import BY_SCRIPT, gap
from crawler.extract.labels import joint_labels
from crawler.extract.labels.questions import RANK_OF_QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Candidate

CODED = frozenset(
    {"item_type", "case_type", "level", "service_target", "handling_form", "body_nature", "power_source", "result_type"}
)
_LISTED = frozenset({"materials", "legal_basis", "faq"})
"""Elements whose section and table both give a candidate: neither displaces the other."""
_OF_WAYS = frozenset(
    {
        "implementing_body",
        "procedure",
        "conditions",
        "materials",
        "place",
        "hours",
        "consultation_phone",
        "complaint_phone",
    }
)
"""Elements that a guide may tell of several ways, one of which may not be open: 网上申报流程：无 beside 窗口流程."""
_CITY_NUMBER = re.compile(r"(?:0\d{2,3}-?)?12345")
_HOTLINE_LABEL = re.compile(r"热线|hot_?line|rexian", re.IGNORECASE)
_OLD_NUMBER = re.compile(r"[0-9A-Z]{9}")
_DIGITS = re.compile(r"\d{5}")
_SHORTEST_CUT = 4
_IS_NUMBER = re.compile(r"(?:电话|热线|号码)$")
_NUMBERS = {
    "complaint_phone": re.compile(r"(?:监督|投诉|举报).{0,6}(?:电话|号码)$"),
    "consultation_phone": re.compile(r"咨询.{0,6}(?:电话|号码)$"),
}
_LIMITS = frozenset({"statutory_time_limit", "promised_time_limit"})
_ENDS = "；;。，, "
_OF_THE_OTHER = "its label tells of two elements, its words of one"
_WHETHER = re.compile(r"(?:是|否|可|能|支持|不(?!需)|未|暂|已|全程|网|互联|在线|[√×✓✔yYnNtTfF\d一二三四五])")
_SECTION = re.compile(
    r"[^局委厅办院部中心府会,，、;；\s]{1,10}[科股室处]|\S{0,16}(?:政务|行政|便民|审批)?服务(?:中心|大厅)"
)
_ADDRESS = re.compile(r"https?://\S+")
_HOTLINES = frozenset({"12345"})
"""Numbers of the whole city, which say nothing of whom one item's complaints go to."""
_ORDER = {State.STATED: 0, State.UNREAD: 1, State.NOT_STATED: 2}


def settle(candidates: dict[str, list[Candidate]]) -> tuple[dict[str, Reading], list[Unmapped]]:
    """One reading an element; what a better one displaced is kept as unmapped."""
    for put_right in (_not_hours, _move_misplaced, _not_whether):
        put_right(candidates)
    chosen: dict[str, Reading] = {}
    left: list[Unmapped] = []
    for element, found in candidates.items():
        if not found:
            continue
        answered = _answered(found)
        best = min(answered, key=lambda c: _order(element, c)) if len(answered) > 1 else answered[0]
        best = _credit_code(_own_number(best, answered), answered)
        best = _numbered(element, _whole_of(_limit_alone(element, best, answered), found), answered)
        chosen[element] = _own_part(best)
        if element not in _LISTED:
            left += _displaced(best.reading, (c.reading for c in found if c is not best))
    return chosen, left


def _answered(found: list[Candidate]) -> list[Candidate]:
    """The candidates without places that a script is to fill, where the answer that fills them is among them."""
    told = [c for c in found if c.reading.reason != BY_SCRIPT]
    return told if any(c.reading.label for c in told) else found


def _own_number(best: Candidate, found: Iterable[Candidate]) -> Candidate:
    """The guide's own number where the best says no more than what the city's hotline is: 服务热线：12345.

    A number that is written wrongly (0796-82166) is the guide's own all the same.
    """
    if best.reading.element != "consultation_phone" or not _is_of_city(best.reading):
        return best
    others = [c for c in found if c.weakness <= best.weakness and not _is_of_city(c.reading)]
    told = [c for c in others if c.reading.stated and _DIGITS.search(c.reading.text)]
    return min(told, key=lambda c: _order(c.reading.element, c)) if told else best


def _credit_code(best: Candidate, found: Iterable[Candidate]) -> Candidate:
    """The credit code of a body where the best is its old number of nine signs (组织机构代码), a part of that code."""
    number = best.reading.text.strip().replace("-", "").upper()
    if best.reading.element != "body_code" or _OLD_NUMBER.fullmatch(number) is None:
        return best
    whole = (c for c in found if credit_code.is_like(c.reading.text))
    return next((c for c in whole if c.reading.text.strip()[8:17].upper() == number), best)


def _is_of_city(reading: Reading) -> bool:
    """Whether a label of a hotline has nothing but the number of the city's beside it."""
    named = _HOTLINE_LABEL.search(reading.label or "") is not None
    return named and reading.stated and _CITY_NUMBER.fullmatch(reading.text) is not None


def _own_part(best: Candidate) -> Reading:
    """The reading of a candidate, under a label of two elements what is said of its own alone."""
    if best.rank % 100 != joint_labels.RANK or not best.reading.stated:
        return best.reading
    own = joint_labels.own_part(best.reading.element, best.reading.text, best.reading.label or "")
    if not own:
        return replace(best.reading, state=State.UNREAD, value=None, reason=_OF_THE_OTHER)
    return replace(best.reading, value=own, quote=own if own in best.reading.text else best.reading.quote)


def _limit_alone(element: str, best: Candidate, found: Iterable[Candidate]) -> Candidate:
    """The line of a section that states the limit under a label of its own, where the section's words say more.

    办理时限 over （一）承诺时限：3个工作日；（二）审批：2个工作日 promises three days.
    """
    if element not in _LIMITS or not best.reading.stated or _is_limit(best.reading.text):
        return best
    inside = (c for c in found if c.reading.stated and c.reading.text.rstrip(_ENDS) in best.reading.text)
    return next((c for c in inside if _is_limit(c.reading.text.rstrip(_ENDS))), best)


def _is_limit(text: str) -> bool:
    limit = time_limit.parse(text)
    return limit is not None and limit.well_formed


def _whole_of(best: Candidate, found: Iterable[Candidate]) -> Candidate:
    """What a text that is printed cut off says in full elsewhere on the page; else the text as it is."""
    text = best.reading.text if best.reading.stated else ""
    stem = "".join(text.rstrip("….").split()) if text.endswith(CUT_OFF) else ""
    if len(stem) < _SHORTEST_CUT:
        return best
    whole = (c for c in found if c.reading.stated and not c.reading.text.endswith(CUT_OFF))
    return next((c for c in whole if "".join(c.reading.text.split()).startswith(stem)), best)


def _numbered(element: str, best: Candidate, found: Iterable[Candidate]) -> Candidate:
    """The phone number (监督电话) that stands under a title of its own beside a channel which names a hotline at most.

    监督电话：0791-88001122 and below it 投诉方式：一楼综合窗口；12345: the first is the number asked about.
    """
    numbers = {one.number for one in phone.find_phones(best.reading.text)} if best.reading.stated else set()
    if element not in _NUMBERS or not best.reading.stated or _IS_NUMBER.search(_title(best)) or numbers - _HOTLINES:
        return best
    titled = (c for c in found if c.reading.stated and _NUMBERS[element].search(_title(c)))
    return next((c for c in titled if {n.number for n in phone.find_phones(c.reading.text)} - _HOTLINES), best)


def _title(candidate: Candidate) -> str:
    return "".join((candidate.reading.label or "").split()).rstrip("：:")


def _order(element: str, candidate: Candidate) -> tuple[int, int, int, int, int]:
    reading = candidate.reading
    implausible = reading.stated and (not plausible(element, reading.text) or placeholder.is_unfilled(reading.text))
    loose = candidate.weakness + (1 if reading.confidence < 1 else 0)
    bare = reading.stated and element in _OF_WAYS and _is_bare(element, reading.text)
    joint = candidate.rank % 100 == joint_labels.RANK  # a line with a label of its own says it as surely
    return _ORDER[reading.state], int(implausible), loose // 2 + int(joint), int(bare), candidate.rank


def _is_bare(element: str, text: str) -> bool:
    """Whether a text says nothing (无), a set phrase for conditions (材料齐全), or a section or a hall (市政科)."""
    if element == "implementing_body":
        return _SECTION.fullmatch(text.strip()) is not None
    return placeholder.says_nothing(text) or (element == "conditions" and condition_words.is_phrase(text))


def plausible(element: str, value: str) -> bool:
    """Whether a value is of the kind that an element takes; True where nothing is known about its kind."""
    if element in CODED:
        return code_lists.has(element, value)
    if element in {"consultation_phone", "complaint_phone"}:
        return bool(phone.find_phones(value))
    if element in {"statutory_time_limit", "promised_time_limit"}:
        return time_limit.parse(value) is not None
    if element in {"implementation_code", "handling_code", "basic_code"}:
        return item_code.is_code(value)
    if element == "fee_status":
        return fee_status.parse(value) is not None
    if element == "hours":
        limit = time_limit.parse(value)
        return limit is None or not limit.well_formed
    return True


_BOTH = re.compile(
    r"法\s*定\s*(?:办\s*结)?\s*(?:[时期]\s*限)?\s*[:：为]?\s*(?P<law>\S{2,12}?)[\s,，;；]+"
    r"承\s*诺\s*(?:办\s*结)?\s*(?:[时期]\s*限)?\s*[:：为]?\s*(?P<own>\S{2,12})"
)
"""Both limits under one label: 法定20个工作日 承诺10个工作日."""
_ONE = re.compile(r"(?P<whose>法定|承诺)(?:办结)?(?:时限|期限)?\s*[:：为]?\s*(?P<limit>\S{2,12})")
_ROUND, _OPEN = re.compile(r"24\s*小时"), re.compile(r"网上|线上|在线|自助|受理|服务|办公|工作|营业|开放")
"""网上受理时间: 24小时 says that it is always open, and not how long it takes."""
_TO_ACCEPT = re.compile(r"^(?:受理|接[待件]|[收交]件)时[间限]$")
"""Labels under which a term is that of accepting (受理时间：5个工作日), and not of the whole."""
_AGAINST_IT = re.compile(r"行政复议|行政诉讼|提起诉讼")
TYPED = frozenset(
    {
        "consultation_phone", "complaint_phone", "statutory_time_limit", "promised_time_limit", "implementation_code",
        "handling_code", "basic_code", "fee_status",
    }
)  # fmt: skip


_ASIDE = re.compile(r"[(（]([^()（）]+)[)）]$")


def says_target(value: str) -> bool:
    """Whether a value names whom a guide is for by a word of the list, behind or before other words: 农民（自然人）."""
    aside = _ASIDE.search(value)
    said = (value,) if aside is None else (value, aside.group(1), value[: aside.start()])
    return any(code_lists.has("service_target", words.strip()) for words in said)


def fits(element: str, value: object) -> bool:
    """Whether a value can be an element's: what has a kind must be of it, and what has none no code."""
    if not isinstance(value, str) or not value.strip():
        return False
    if element in TYPED or element in CODED:
        return plausible(element, value)
    return not item_code.is_code(value)


def _not_hours(candidates: dict[str, list[Candidate]]) -> None:
    """Take out of the hours what shows that it is none: a date, the term of accepting, both limits in one text."""
    own = candidates.get("hours", [])
    own[:] = [replace(candidate, reading=without_days(candidate.reading)) for candidate in own]
    for candidate in [c for c in own if c.reading.stated]:
        one = candidate.reading
        both = _BOTH.fullmatch(one.text)
        told = {"statutory_time_limit": both["law"], "promised_time_limit": both["own"]} if both is not None else {}
        if told and all(time_limit.parse(said) is not None for said in told.values()):
            own.remove(candidate)
            for element, said in told.items():
                if not _states(candidates.get(element, [])):
                    limit = replace(one, element=element, value=said, quote=said, confidence=0.8)
                    candidates.setdefault(element, []).append(replace(candidate, reading=limit))
        elif _TO_ACCEPT.match(_title(candidate)) and not (plausible("hours", one.text) or _ROUND.search(one.text)):
            own.remove(candidate)
            if not _states(candidates.get("promised_time_limit", [])):
                doubt = gap(
                    "promised_time_limit", f"{_title(candidate)}：{one.text}", one.evidence or "", one.locator or "/"
                )
                candidates.setdefault("promised_time_limit", []).append(replace(candidate, reading=doubt))


def _move_misplaced(candidates: dict[str, list[Candidate]]) -> None:
    """Move values to the element that they can only belong to.

    The same label twice with different meaning (事项类型: 行政许可, and again: 法人), a handling code or a basic code
    under a label that says only "code", and a time limit or an amount under a label that says only "time" or "fee".
    """
    for element in CODED:
        own = candidates.get(element, [])
        if any(c.reading.stated and plausible(element, c.reading.text) for c in own):
            for candidate in [c for c in own if c.reading.stated and not plausible(element, c.reading.text)]:
                other = next((e for e in code_lists.elements_with(candidate.reading.text) if e in CODED), None)
                if other is not None and not _states(candidates.get(other, [])):
                    _move(candidates, candidate, element, other)
    for candidate in list(candidates.get("implementation_code", [])):
        if candidate.reading.stated:
            kind = item_code.kind(candidate.reading.text)
            other = {item_code.CodeKind.HANDLING: "handling_code", item_code.CodeKind.BASIC: "basic_code"}.get(kind)
            if other is not None and not _states(candidates.get(other, [])):
                _move(candidates, candidate, "implementation_code", other)
    for candidate in list(candidates.get("promised_time_limit", ())):
        both = _BOTH.fullmatch(candidate.reading.text) if candidate.reading.stated else None
        if both is not None and not _states(candidates.get("statutory_time_limit", [])):
            candidates["promised_time_limit"].remove(candidate)
            for element, said in (("statutory_time_limit", both["law"]), ("promised_time_limit", both["own"])):
                told = replace(candidate.reading, element=element, value=said, quote=said)
                candidates.setdefault(element, []).append(replace(candidate, reading=told))
    for candidate in list(candidates.get("promised_time_limit", ())):  # 多久办好: 承诺5个工作日
        one = _ONE.fullmatch(candidate.reading.text) if candidate.reading.stated else None
        if one is not None and time_limit.parse(one["limit"]) is not None:
            candidates["promised_time_limit"].remove(candidate)
            element = "statutory_time_limit" if one["whose"] == "法定" else "promised_time_limit"
            told = replace(candidate.reading, element=element, value=one["limit"], quote=one["limit"])
            candidates.setdefault(element, []).append(replace(candidate, reading=told))
    asked = list(candidates.get("conditions", ()))
    if not _states(candidates.get("service_target", [])):
        for candidate in asked:  # 谁能申请: 自然人
            is_asked = len(asked) > 1 or candidate.rank % 100 == RANK_OF_QUESTIONS
            if is_asked and candidate.reading.stated and says_target(candidate.reading.text):
                _move(candidates, candidate, "conditions", "service_target")
    for candidate in list(candidates.get("implementing_body", ())):  # 谁来办: 自然人
        asked_who = candidate.rank % 100 == RANK_OF_QUESTIONS and candidate.reading.stated
        is_target = asked_who and code_lists.has("service_target", candidate.reading.text)
        if is_target and not _states(candidates.get("service_target", [])):
            _move(candidates, candidate, "implementing_body", "service_target")
    for candidate in list(candidates.get("procedure", ())):  # 怎么办: 窗口办理、网上办理
        asked_how = candidate.rank % 100 == RANK_OF_QUESTIONS and candidate.reading.stated
        if asked_how and code_lists.has("handling_form", candidate.reading.text):
            _move(candidates, candidate, "procedure", "handling_form")
    for candidate in list(candidates.get("complaint_phone", ())):  # 不满意怎么办: 可以申请行政复议
        text = candidate.reading.text if candidate.reading.stated else ""
        is_remedy = _AGAINST_IT.search(text) is not None and not plausible("complaint_phone", text)
        if is_remedy and not _states(candidates.get("remedy", [])):
            _move(candidates, candidate, "complaint_phone", "remedy")
    for candidate in list(candidates.get("hours", [])):
        misplaced = candidate.reading.stated and not plausible("hours", candidate.reading.text)
        misplaced = misplaced and not (_ROUND.search(candidate.reading.text) and _OPEN.search(_title(candidate)))
        if misplaced and not _states(candidates.get("promised_time_limit", [])):
            _move(candidates, candidate, "hours", "promised_time_limit")
    for candidate in list(candidates.get("fee_status", [])):
        text = candidate.reading.text
        if (
            candidate.reading.stated
            and candidate.rank > 0
            and fee_status.parse(text) is None
            and money.parse_amounts(text)
        ):
            _move(candidates, candidate, "fee_status", "fee_standard")


def _not_whether(candidates: dict[str, list[Candidate]]) -> None:
    """Leave out what a way of handling (网上办理) says of what is done there, and take an address for the entrance."""
    for candidate in list(candidates.get("online", ())):
        value = candidate.reading.text if candidate.reading.stated else ""
        if candidate.reading.confidence < 1 and value and _WHETHER.match(value) is None:
            candidates["online"].remove(candidate)
            if _ADDRESS.fullmatch(value) is not None and not _states(candidates.get("online_entry", [])):
                told = replace(candidate.reading, element="online_entry")
                candidates.setdefault("online_entry", []).append(replace(candidate, reading=told))


def _states(found: Iterable[Candidate]) -> bool:
    return any(c.reading.stated for c in found)


def _move(candidates: dict[str, list[Candidate]], candidate: Candidate, element: str, other: str) -> None:
    candidates[element].remove(candidate)
    moved = replace(candidate, reading=replace(candidate.reading, element=other, confidence=0.8))
    candidates.setdefault(other, []).append(moved)


def _nested(one: str | None, other: str | None) -> bool:
    """Whether one place lies inside the other, so that both read the same words."""
    if not one or not other:
        return False
    return one == other or one.startswith(other + "/") or other.startswith(one + "/")


def _displaced(best: Reading, others: Iterable[Reading]) -> list[Unmapped]:
    """The other values that were stated, each once."""
    seen = {best.text}
    left = []
    for other in others:
        if _nested(best.locator, other.locator):
            continue
        if other.stated and other.text not in seen and not any(other.text in s for s in seen):
            seen.add(other.text)
            left.append(
                Unmapped(
                    label=other.label or other.element,
                    value=other.text[:500],
                    evidence=other.evidence or "",
                    locator=other.locator or "/",
                )
            )
    return left
