"""Core facts side by side (核心要素比对): whether two publications of one item say the same of an element.

Each comparison has three answers: the same, not the same, and None where the words do not decide it.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.domain.values import fee_status, time_limit
from crawler.domain.values.citation import titles
from crawler.domain.values.condition_words import is_phrase, is_title_alone, points_elsewhere
from crawler.domain.values.item_type import parse as item_type_of
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import is_placeholder, says_nothing
from crawler.domain.values.service_name import Likeness, likeness, plain_name
from crawler.domain.values.time_limit import TimeUnit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from crawler.domain.kin import CoreFacts

ELEMENT_NAMES = {
    "name": "事项名称",
    "item_type": "事项类型",
    "legal_basis": "设定依据",
    "statutory_time_limit": "法定办结时限",
    "promised_time_limit": "承诺办结时限",
    "conditions": "受理条件",
    "materials": "申请材料",
    "result_name": "办理结果",
    "fee_status": "是否收费",
    "consultation_phone": "咨询电话",
}

_PLACE = r"[一-鿿]{2,9}?(?:省|自治区|市|自治州|地区|盟|县|区|旗|兵团)"
_LEVEL_NOTE = re.compile(
    rf"[(\[【〔](?:国家|省|市|州|设区市|区|县|乡镇|镇|本)[^()\[\]【】〔〕]{{0,6}}?(?:级|权限|本级|直管)?[)\]】〕]|[(\[【〔]{_PLACE}[)\]】〕]"
)
_PLACE_BEFORE = re.compile(rf"^{_PLACE}(?=.{{4}})")
_GENERIC_RESULT = re.compile(r"证照|批文|批复|证书|其他|结果文书|办结|通知书|决定书|出证|无")
_SEVERAL = re.compile(r"[、,;]|或")
_SURELY_SAME, _SURELY_OTHER = 0.8, 0.5
_UNITS = frozenset({TimeUnit.WORKING_DAY, TimeUnit.NATURAL_DAY, TimeUnit.HOUR, TimeUnit.MONTH, TimeUnit.YEAR})
_LOCAL_NUMBER = 7


def agree(element: str, own: CoreFacts, other: CoreFacts) -> bool | None:
    """Whether two publications say the same of an element; None where one was not read or the words leave it open."""
    if element == "materials":
        return None if own.materials is None or other.materials is None else _materials(own.materials, other.materials)
    words = []
    for facts in (own, other):
        reading = facts.readings.get(element)
        if reading is None or not reading.stated or says_nothing(reading.text) or is_placeholder(reading.text, element):
            return None
        words.append(reading.text)
    return _COMPARE[element](*words)


def longer(element: str, now: CoreFacts, before: CoreFacts) -> bool:
    """Whether a time limit is longer than it was, both written in the same unit."""
    limits = [facts.readings.get(element) for facts in (now, before)]
    new, old = (_limit(one.text) if one is not None and one.stated else None for one in limits)
    return new is not None and old is not None and new[1] is old[1] and new[0] > old[0]


def core_name(text: str) -> str:
    """The name without notes of level and place (（省级权限）, 杭州市…)."""
    return plain_name(_PLACE_BEFORE.sub("", _LEVEL_NOTE.sub("", plain(text))))


def _names(one: str, other: str) -> bool | None:
    if plain_name(one) == plain_name(other) or core_name(one) == core_name(other):
        return True
    # A part of the other name may be the name of a sub-item (子项, 业务办理项).
    return None if likeness(core_name(one), core_name(other)) is Likeness.CLOSE else False


def _types(one: str, other: str) -> bool | None:
    a, b = item_type_of(one), item_type_of(other)
    return None if a is None or b is None else a is b


def _bases(one: str, other: str) -> bool | None:
    a, b = ({_law(title) for title in titles(text)} for text in (one, other))
    if not a or not b:
        return None
    # Each level may add its own rules to the common law.
    return bool(a & b) or any(x in y or y in x for x in a for y in b)


def _law(title: str) -> str:
    return re.sub(r"\([^)]*\)|中华人民共和国|[^\w]", "", plain(title))


def _limits(one: str, other: str) -> bool | None:
    a, b = _limit(one), _limit(other)
    if a is None or b is None or a[1] is not b[1]:
        return None
    return a[0] == b[0]


def _limit(text: str) -> tuple[Decimal, TimeUnit | None] | None:
    """Number and unit where nothing is left open: one limit, in a unit that has one meaning (日 has two)."""
    limit = time_limit.parse(text)
    if limit is None or not limit.sole or not (limit.unit in _UNITS or limit.immediate):
        return None
    return limit.number, limit.unit


def _texts(one: str, other: str) -> bool | None:
    if any(is_phrase(text) or is_title_alone(text) or points_elsewhere(text) for text in (one, other)):
        return None
    a, b = (Counter(pairwise(text)) for text in (plain_name(one), plain_name(other)))
    if not a or not b:
        return None
    alike = 2 * (a & b).total() / (a.total() + b.total())
    return True if alike >= _SURELY_SAME else False if alike < _SURELY_OTHER else None


def _results(one: str, other: str) -> bool | None:
    """Results; a kind of result (批文) is no name of one, and a list of several is not taken apart."""
    if any(
        _GENERIC_RESULT.fullmatch(plain_name(text) or "无") or _SEVERAL.search(plain(text)) for text in (one, other)
    ):
        return None
    return likeness(one, other) is not Likeness.OTHER


def _fees(one: str, other: str) -> bool | None:
    a, b = fee_status.parse(one), fee_status.parse(other)
    return None if a is None or b is None else a is b


def _phones(one: str, other: str) -> bool | None:
    a, b = ({re.sub(r"\D", "", n) for n in re.findall(r"\d[\d\-() ]{5,}\d|\b\d{5}\b", plain(t))} for t in (one, other))
    if not a or not b:
        return None
    return any(_same_number(*sorted((x, y), key=len)) for x in a for y in b)


def _same_number(short: str, long: str) -> bool:
    """One number, with or without area code and extension; a hotline (12345) is the end of the other."""
    return short in long if len(short) >= _LOCAL_NUMBER else long.endswith(short)


def _materials(one: Sequence[str], other: Sequence[str]) -> bool | None:
    a, b = ({plain_name(name) for name in names} - {""} for names in (one, other))
    if not a or not b:
        return None
    left = [x for x in a - b if all(likeness(x, y) is Likeness.OTHER for y in b)]
    right = [y for y in b - a if all(likeness(y, x) is Likeness.OTHER for x in a)]
    return not left and not right


_COMPARE: dict[str, Callable[[str, str], bool | None]] = {
    "name": _names,
    "item_type": _types,
    "legal_basis": _bases,
    "statutory_time_limit": _limits,
    "promised_time_limit": _limits,
    "conditions": _texts,
    "result_name": _results,
    "fee_status": _fees,
    "consultation_phone": _phones,
}
