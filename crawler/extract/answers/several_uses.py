"""Keys that systems use for several elements (一名多用): which of them the value tells."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from crawler.domain.values import code_lists, phone, placeholder, time_limit, visits
from crawler.extract.answers import shape, told_texts, values
from crawler.extract.answers.pairs import is_telling
from crawler.extract.answers.words import plain_text, worded
from crawler.extract.guide import choice, unknown
from crawler.extract.labels.dictionary import field_name
from crawler.page.links import json_address

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

IN_WORDS_OR_DRAWN = frozenset({"procedure", "flow_chart"})
"""The procedure, and the picture of it."""
_COMPLAINTS = "complaint_phone"
"""Which is said to be missing nowhere but under a key of its own."""
_LIMITS = frozenset({"promised_time_limit", "statutory_time_limit"})
_NAMED = {
    "statutory_time_limit": re.compile(r"法定(?![节假休工])"),
    "promised_time_limit": re.compile(r"承诺"),
}
"""How the text of a limit calls itself; 法定节假日 and 法定工作日 call it neither."""
_BY_OFFICE = re.compile(r"\s*(?:\d[.、．]\s*)?(?:审查|审核|核对|核查|查验|核实)(?!合格|通过|意见|结果|批准)")
"""What the office does with papers: a standard (受理标准), and no condition (受理条件)."""
_STANDARDS = frozenset({"conditions", "review_standard"})
_CONDITION = re.compile(r"[\s\d一二三（(）)、.．]*(?:具[有备]|有|符合|年满|依法|持有|取得|属于)")
"""How a condition begins."""
_ONE_DIGIT = re.compile(r"[0-9]")
_REASON = re.compile(r"(?:reason|cause)s?(?:desc|description|text|info|explain|remark|note)?")
"""What the key of a reason ends with, behind the key of what it is the reason for."""
_COUNT = re.compile(r"(?:num(?:ber)?|count|times|cs)$")
_SHORTEST_STEM = 4
_FEW_VISITS = frozenset("0123")
_WAYS = frozenset({"handling_form", "online_depth"})
_COMES = re.compile(
    r"现场|当面|(?:须|需要?|应当?|必须|本人|亲自)(?:本人|亲自)?(?:到|前往|来)|到[^，。；]{0,8}(?:窗口|大厅|中心|站点?)"
)
"""Words of why people have to come; what stands under applyReason may as well be why something is applied for."""
_KINDS = frozenset({"item_type", "case_type"})
"""How items are sorted: by the power that is used (事项类型), and by how soon they are done (办件类型)."""


def fitting(key: str, named: Sequence[str], value: Any, known: Collection[str]) -> list[str]:
    """The elements that a key for the `named` ones can mean here; `known` are those of the object's other keys."""
    if "visits" in named and "visits_reason" in known and _ONE_DIGIT.fullmatch(str(value).strip()):
        return ["visits"]  # why people have to come stands beside it
    few = str(value).strip() in _FEW_VISITS and {"visits", "hours"} == set(named)
    if few and _LIMITS & set(known) and _WAYS & set(known):
        return ["visits"]  # no hours, and no counter of readers: how it is handled stands beside it
    told = [element for element in named if _tells(element, value)]
    if len(told) > 1:  # 其他 is a word of many lists: another key of the object may be the other element's
        told = [element for element in told if element not in known] or told
    return told or _not_needed(named, value) or _other_kind(key, named, value, known)


def reasons(
    node: Mapping[str, Any], several: Mapping[str, Sequence[str]], known: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """The keys of why people have to come, called like that of how often: applyTimesReason beside applyTimes.

    So is applyReason, where its words speak of coming.
    Hours and the readers of a page have no reason; what is no small number may still be either. Of a key that is
    `known` to say how often, the word for a number gives way: hallNumReason and hallReason beside hallNum.
    """
    counted = [
        field_name(key)
        for key, named in several.items()
        if "visits" in named and (_ONE_DIGIT.fullmatch(str(node[key]).strip()) or _tells("visits", node[key]))
    ]
    spoken = [_COUNT.sub("", stem) for stem in counted]
    counted += [
        stem
        for key, element in known.items()
        for stem in (field_name(key), _COUNT.sub("", field_name(key)))
        if element == "visits" and len(stem) >= _SHORTEST_STEM
    ]
    return {
        key: "visits_reason"
        for key in node
        for stem in counted
        if field_name(key).startswith(stem) and _REASON.fullmatch(field_name(key)[len(stem) :])
    } | {
        key: "visits_reason"
        for key, said in node.items()
        for stem in spoken
        if len(stem) >= _SHORTEST_STEM and isinstance(said, str) and _COMES.search(said)
        if field_name(key).startswith(stem) and _REASON.fullmatch(field_name(key)[len(stem) :])
    }


def beside_conditions(
    node: Mapping[str, Any], several: Mapping[str, Sequence[str]], found: Mapping[str, str]
) -> str | None:
    """The key of conditions or a standard that is the latter: another key of the object says the conditions.

    acceptStandard beside acceptCondition is 受理标准; alone it may be either.
    """
    own = {element for key, element in found.items() if _is_said(node[key])}
    keys = [
        key for key, named in several.items() if set(named) == _STANDARDS and key not in found and _is_said(node[key])
    ]
    if len(keys) != 1 or own & _STANDARDS != {"conditions"} or _CONDITION.match(node[keys[0]]):
        return None
    return keys[0]


def possible(named: Sequence[str], value: Any) -> Sequence[str]:
    """Those of some elements that a value may say though it tells none: 1523 visits are those of the page."""
    if value in (None, "", [], {}):
        return ()
    of_readers = str(value).strip().isdigit() and not _ONE_DIGIT.fullmatch(str(value).strip())
    return [element for element in named if element != "visits" or not of_readers]


def in_words_or_drawn(element: str, value: Any) -> str:
    """Whether what stands under a key of a procedure or its chart is the one or the other: an address, or steps told.

    An address under `handleFlow` is where the chart lies; what `processPath` tells step by step is no picture.
    """
    if json_address(value) is not None:
        return "flow_chart"
    return "procedure" if isinstance(value, str) and told_texts.is_procedure(plain_text(value)) else element


def _tells(element: str, value: Any) -> bool:
    """Whether a value can be this element's and tells so: a word of its list, a limit, hours, a street, an address."""
    limit = shape.measure(value) if element in _LIMITS else None
    value = limit.number + limit.unit if limit is not None else worded(value, "")[0]
    if not isinstance(value, str) or not value.strip():
        return False
    if element == "online_entry":
        return json_address(value) is not None
    if element == "place":
        return unknown.is_place(value)
    if element == _COMPLAINTS:
        return bool(phone.find_phones(value))
    if element == "hours":
        if _COMES.search(value) and visits.parse(value) is not None:
            return False  # 到现场0次
        words = not value.isascii() and not placeholder.says_nothing(value)
        return (words and choice.plausible(element, value)) or unknown.element_of("", value) == "hours"
    if element == "visits":
        return not value.strip().isdigit() and visits.parse(value) is not None  # a bare number counts readers as well
    if element == "review_standard":
        return _BY_OFFICE.match(value) is not None
    if element in _LIMITS:
        return time_limit.parse(value) is not None and not _says_only_other(element, value)
    return not value.strip().isalnum() or not value.isascii() if code_lists.has(element, value) else False


def _says_only_other(limit: str, value: str) -> bool:
    """Whether a text calls itself the other limit (承诺5个工作日), and not this one as well."""
    named = {each for each, words in _NAMED.items() if words.search(value)}
    return bool(named) and limit not in named


def _not_needed(elements: Sequence[str], value: Any) -> list[str]:
    """Those of some elements of which 无 is an answer, where that is the value; others take a word of a list."""
    if not isinstance(value, str) or not value.strip() or not placeholder.says_nothing(value):
        return []
    return [e for e in elements if e not in code_lists.CODES and e not in {*placeholder.STRICT_ELEMENTS, _COMPLAINTS}]


def _other_kind(key: str, named: Sequence[str], value: Any, known: Collection[str]) -> list[str]:
    """The kind of item that a word under a key for its other kind tells: 行政许可 where systems put 即办件 or 承诺件.

    None where another key of the object is `known` for it.
    """
    told = values.element(key, words) if isinstance(words := worded(value, "")[0], str) else None
    return [told] if told in _KINDS and told not in known and not _KINDS.isdisjoint(named) else []


def _is_said(value: Any) -> bool:
    return isinstance(value, str) and is_telling(value)
