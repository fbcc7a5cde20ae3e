"""Whether a value can be what the words of its key say (键值相符): `site` and `publish` name other things as well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.domain.values import code_lists, dates, item_code
from crawler.domain.values.numerals import plain, words_of
from crawler.extract.answers import doubtful
from crawler.extract.guide import choice, unknown
from crawler.extract.guide.name_words import reads_like_name
from crawler.extract.labels.dictionary import field_name
from crawler.extract.labels.field_names import SAYING
from crawler.page.links import json_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LIMITS = frozenset({"promised_time_limit", "statutory_time_limit"})
SHORTEST_CODE = 8
_MOMENT = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    r"(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?)?"
)
"""When something was done with the record: no office is open on one day alone."""
_ASIDE = re.compile(r"[（(][^（）()]*[）)]$")
_BODY = re.compile(
    r"局|委员会|政府|中心|公司|银行|大厅|机[构关]|部门|单位"
    r"|(?:[委办厅部院所站处科队会社馆室校园厂]|窗口)$"
)
"""Words that name a body, or may be the end of its name."""
_STATES = words_of(
    "通过 不通过 未通过 受理 已受理 不予受理 受理中 办结 已办结 办理中 审核中 待审核 成功 失败 操作成功 查询成功",
    "同意 不同意 已完成 未完成 正常 success ok error fail failed pass passed",
)
"""How a case or a call stands, which is no result that one takes home."""
_OF_ITEMS = frozenset({item_code.CodeKind.HANDLING, item_code.CodeKind.IMPLEMENTATION})
_MONTH = re.compile(r"\s*(?:19|20)\d\d[-/.年](?:0?[1-9]|1[0-2])月?\s*")
"""A month with its year, which is a day for a reader who asks how old a guide is."""
_BASE = re.compile(r"(?:base|basic|main)(?=_?[A-Z]|_[a-z])|(?:BASE|BASIC|MAIN)_")
_EARLIER = re.compile(r"last(?=_?[A-Z]|_[a-z])|LAST_")
_OF_CHANGES = frozenset({"update_date"})
"""What a key with last says of the guide as it is: lastUpdateTime."""
_PHONES = frozenset({"consultation_phone", "complaint_phone"})
_MET = re.compile(r"contact|link|lian_?xi|联系", re.IGNORECASE)
_OF_OFFICES = frozenset({"place", "hours"})
_RULES_OF_STYLE = re.compile(r"(?:\s*[a-z-]+\s*:\s*[\w#%.(), -]+(?:;|$))+\s*", re.ASCII)
"""What a script gives an element of the page to be drawn by: `width:100%;color:#333`."""
_POSTS = re.compile(r"快递|邮|物流|寄|支持|EMS", re.IGNORECASE)
_COLLECTED = re.compile(r"(?!是|否|不|支持|可|提供)[^。]{0,20}(?:领取|领证|自取|取件|取证)")
_NOTHING: tuple[object, ...] = (None, "", [], {})
_MOST_VISITS = 20
"""Nobody is asked to come so often."""
_FLAGS = frozenset({"0", "1", "是", "否", "true", "false", "Y", "N"})
_ASKED = frozenset({"online", "courier", "reservation", "fee_status", "fee_reduction", "online_payment"})
_ASKING = re.compile(r"(?:sf|is|if|has|can|support|shi_?fou)(?=.{2})", re.IGNORECASE)


def fits(element: str, value: Any) -> bool:
    """Whether a value can be of an element that the words of its key may mean: an address is the online entry's."""
    if json_address(value) is not None:
        return element == "online_entry"
    if element == "online_entry" or not may_be_by_words(element, value):
        return False
    return choice.fits(element, value) and is_of_its_kind(element, value)


def fits_or_asks(element: str, key: str, value: Any) -> bool:
    """Whether a value can be an element's; a flag (1, true) can be where the key asks whether: sfwb, isOnline."""
    if isinstance(value, int):
        return element in _ASKED and value in {0, 1} and _ASKING.match(key) is not None
    return choice.fits(element, value)


def ways_of_delivery(node: Mapping[str, Any], keys: Iterable[str], found: Mapping[str, str]) -> dict[str, str]:
    """Those of the `keys` that mean a courier and say how the result is got (`express: 窗口领取`): the delivery.

    None where another key of the object is `found` to state that.
    """
    if any(element == "delivery" and node[key] not in _NOTHING for key, element in found.items()):
        return {}
    told = (key for key in keys if isinstance(node[key], str) and _COLLECTED.match(node[key].strip()))
    return dict.fromkeys(told, "delivery")


def is_own_name(element: str, value: Any) -> bool:
    """Whether a value is how machines call what holds it, and no text: the name of a route is no 交通指引."""
    return element in doubtful.SENTENCES and isinstance(value, str) and doubtful.is_name(value.strip())


def may_be_of_body(element: str, value: Any) -> bool:
    """Whether a value can be the code of a body where it is said to be: that of a theme (主题代码) is short."""
    return element != "body_code" or not str(value or "") or len(str(value).strip()) >= SHORTEST_CODE


def may_be_by_words(element: str, value: Any) -> bool:
    """Whether a value can be what the words of an unlisted key say: no applyNumber of a case, no 办结."""
    if not isinstance(value, str | int) or not str(value).strip():
        return True
    if _RULES_OF_STYLE.fullmatch(str(value)):
        return False  # conditionStyle: how it is drawn
    if element == "handling_code":
        return item_code.kind(str(value).strip()) in _OF_ITEMS
    if element in doubtful.SENTENCES and item_code.is_code(str(value)):
        return False
    if element == "implementing_body" and str(value).isascii():
        return False  # entityName: what a program calls it
    if element == "remedy" and reads_like_name(str(value).strip()):
        return False  # ssqd_name: 实施清单, and no 诉讼渠道
    if element == "materials" and code_lists.has("material_necessity", str(value).strip()):
        return False  # docRequired: whether a paper is needed
    if element == "courier" and not (_POSTS.search(str(value)) or str(value).strip() in {*_FLAGS, "True", "False"}):
        return False  # expressContent: what is sent, and how people hear of it
    return element != "result_name" or plain(str(value)).lower() not in _STATES


def is_of_its_kind(element: str, value: Any) -> bool:
    """Whether a place has a street or a hall and a date a day; `site` and `publish` name other things as well."""
    if not isinstance(value, str | int) or value == "" or isinstance(value, bool):
        return True
    if element in LIMITS and dates.parse(str(value)) is not None:
        return False  # the day of a law
    if element == "visits" and str(value).strip().isdigit() and int(value) > _MOST_VISITS:
        return False  # how often the page was looked at: visitCount
    if element == "place":
        return unknown.is_place(str(value))
    if element.endswith("_note") and str(value).isascii():
        return False  # promiseState: how the limit stands
    if element == "parent_item" and (str(value).strip() in _FLAGS or item_code.is_code(str(value))):
        return False  # mainItem: whether the item is one
    if (element == "hours" and str(value).strip().isdigit()) or not may_be_of_body(element, value):
        return False
    if element == "hours" and _MOMENT.fullmatch(str(value).strip()):
        return False
    if element == "hours" and isinstance(value, str):
        return unknown.element_of("", value) == "hours" or choice.plausible(element, value)
    return element != "update_date" or dates.parse(str(value)) is not None or _MONTH.fullmatch(str(value)) is not None


def but_no_body(meant: list[str], value: Any) -> list[str]:
    """What letters of two labels may mean (bljg: 办理机构, 办理结果), but the body where the value names none."""
    said = _ASIDE.sub("", value.strip()).rstrip("。；;") if isinstance(value, str) else ""
    if len(meant) <= 1 or "implementing_body" not in meant or not said or _BODY.search(said):
        return meant
    return [element for element in meant if element != "implementing_body"]


def way_of(key: str, element: str | None) -> str | None:
    """The element of a key that is a way to ask or to complain; who is met at the window (contact) is none."""
    return element if element == "complaint_phone" or (element in _PHONES and not _MET.search(key)) else None


def below_ways(found: dict[str, str], way: str | None) -> dict[str, str]:
    """The elements of an object below the key of a way to ask or complain: its phone is that way's, its place nobody's.

    An object that tells of more is a part of the guide under that heading.
    """
    said = {*found.values()}
    if way is None or not said <= {*_PHONES, *_OF_OFFICES} or said >= _PHONES:
        return found
    own = {key: way if element in _PHONES else element for key, element in found.items()}
    return {key: element for key, element in own.items() if element not in _OF_OFFICES}


def names_beside(found: Mapping[str, str | None]) -> dict[str, str | None]:
    """The keys of a window that name what another key gives the place of: addressName beside address."""
    places = {field_name(key): key for key, part in found.items() if part == "place"}
    return {key: "name" for name, key in places.items() if name.endswith("name") and name[:-4] in places}


def filled(found: Mapping[str, str], node: Mapping[str, Any]) -> dict[str, str]:
    """The elements of the keys that hold something: an empty key takes nothing from another one."""
    return {key: element for key, element in found.items() if node.get(key) not in _NOTHING}


def beside_listed(found: Mapping[str, str], fields: Mapping[str, str], node: Mapping[str, Any]) -> frozenset[str]:
    """The keys that only their words give an element, beside a listed one of it: applyType beside handleType."""
    listed = {key for key in found if field_name(key) in fields or field_name(SAYING.sub("", key)) in fields}
    own = {element for key, element in filled(found, node).items() if key in listed}
    return frozenset(key for key, element in found.items() if key not in listed and element in own)


def but_of_base(found: dict[str, str], node: Mapping[str, Any]) -> dict[str, str]:
    """The elements of keys without what the item is made after, beside keys of its own: baseLawLimit of lawLimit.

    What was said before (lastLawLimit) is not what is said now, whether that stands beside it or not. `basic_` begins
    keys of the item itself as well: an empty place beside one of them (advice beside basic_zxfs) takes nothing from it.
    """
    found = {key: e for key, e in found.items() if e in _OF_CHANGES or _EARLIER.match(key) is None}
    based = {key for key in found if _BASE.match(key)}
    own = {element for key, element in found.items() if key not in based} if based else set()
    said = {element for key, element in filled(found, node).items() if key not in based} if based else own
    lost = {key for key in based if found[key] in (own if key.lower().startswith("base") else said)}
    return {key: element for key, element in found.items() if key not in lost | _called_alike(found, node)}


def _called_alike(found: Mapping[str, str], node: Mapping[str, Any]) -> set[str]:
    """The keys of an item above that say the name of the item itself: its entry in a catalogue, and none above it."""
    names = {str(node[key]).strip() for key, element in found.items() if element == "name" and node[key]}
    return {key for key, element in found.items() if element == "parent_item" and str(node[key]).strip() in names}
