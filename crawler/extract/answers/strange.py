"""What stands in a guide's answer under keys that nobody knows, and which elements it may be (未识别的字段).

None of them may be said to be missing: a bare code may be whom the item is for, an address the way in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.extract.answers import own_code, unknown_codes
from crawler.extract.answers.pairs import is_telling
from crawler.extract.answers.pictures import is_picture
from crawler.extract.guide.draft import reading, unread
from crawler.extract.guide.name_words import reads_like_name
from crawler.page.json_tree import step
from crawler.page.links import json_address
from crawler.page.vocabulary import FORM_NAME, NOT_GUIDE_ADDRESS, STRONG_GUIDE_ADDRESS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.extract.guide.draft import Draft
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_FEWEST_STRANGE = 4
_VOCABULARY = "many field names of the answer are not known"
_UNKNOWN_CODE = "it may be a code under a field name that is not known"
_UNKNOWN_ADDRESS = "an address stands under a field name that is not known"
_ELSEWHERE = re.compile(
    r"icon|logo|avatar|cover|banner|background|share|qr_?code|ewm|map|home|video|audio|evaluat|comment|login|register"
    r"|portal|site|domain|host|prefix|base|detail|guide|back|return|callback"
    r"|menu|crumb|navi(?:gation)?(?:bar|list|s|$)|navbar",
    re.IGNORECASE,
)
"""Keys of addresses that are no part of a guide: pictures around it, the page itself, the portal and its menus."""
_DOCUMENT = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)(?:$|[?#])", re.IGNORECASE)
_WAYS_IN = ("online_entry",)
_FILES = ("result_sample", "flow_chart")
_FILE_KEY = re.compile(
    r"sample|specimen|yang_?ben|(?:^|_)yb|样本|样例|样式|image|img|pic|photo|tupian|file|fj", re.IGNORECASE
)
"""Keys of addresses that lead to a picture or a file, whatever the address looks like: `sampleUrl`."""
_SPECIMEN = re.compile(
    r"sample|specimen|yang_?ben|(?:^|_)yb(?:$|_|url|img|pic|path|file|fj|wj)|样本|样例|样式", re.IGNORECASE
)
_OF_A_RESULT = frozenset({"result_name", "result_type"})
_OF_A_MATERIAL = re.compile(r"form|blank|material|stuff|table|表", re.IGNORECASE)
_FEWEST_OTHERS = 2
_CHINESE = re.compile("[\u4e00-\u9fff]{2}")
_AROUND_PATH = re.compile(r"^(?:\w+:)?//[^/?#]*|\?[^#]*")
"""Host and query of an address: what either says is not what the address leads to."""
_FEW = 6
"""Keys of an object that is no more than a file."""
_OF_A_FILE = re.compile(
    r"sample|specimen|yang_?ben|样本|flow|chart|liu_?cheng|lct|image|img|pic|photo|file|attach|annex|upload|fj",
    re.IGNORECASE,
)
"""Words of an address or a name that is a chart's, a sample's or a file's, whatever folder of guides that stands in."""


def put_gaps(
    page: JsonPage,
    draft: Draft,
    node: Mapping[str, Any],
    elements: Mapping[str, str],
    *,
    labels: LabelDictionary,
    pointer: str,
) -> None:
    """Put a gap into the draft for each element that a value under an unknown key of a guide's object may be.

    What a value tells for certain is put there itself: a name, the code, the sample of the result.
    """

    def put(name: str, reason: str, key: str | None = None) -> None:
        gap = unread(name, reason, evidence=draft.evidence, locator=pointer or "/", label=key)
        draft.seen.setdefault(name, gap)

    unknown = {key: value for key, value in node.items() if not labels.several_of_field(key)}
    for name in unknown_codes.may_be(unknown, elements, labels.words):
        put(name, _UNKNOWN_CODE)
    own_code.put(page, draft, node, elements, labels=labels, at=pointer)
    specimens = put_specimen(draft, node, elements, pointer)
    for key, value in node.items():
        if key not in elements and key not in specimens and labels.group_of_field(key) is None:
            for name in _may_lead(key, _without_known(value, labels)):
                put(name, _UNKNOWN_ADDRESS, key)
    known = sum(is_telling(node[key]) for key in elements)
    strange = [key for key, value in node.items() if key not in elements and is_telling(value)]
    if len(strange) >= _FEWEST_STRANGE and len(strange) >= known:
        for name in labels.elements:
            put(name, _VOCABULARY)


def put_specimen(draft: Draft, node: Mapping[str, Any], elements: Mapping[str, str], pointer: str) -> frozenset[str]:
    """Put the sample of the result (审批结果样本) into the draft: an address beside the result's name, `sampleUrl`.

    Gives the keys of such addresses, which are nothing else.
    """
    said = set(elements.values())
    if not said & _OF_A_RESULT or "result_sample" in said:
        return frozenset()
    found: set[str] = set()
    for key, value in node.items():
        if key in elements or not _SPECIMEN.search(key) or _OF_A_MATERIAL.search(key):
            continue
        if (address := next(_addresses(value), None)) is not None:
            at = f"{pointer}/{step(key)}"
            draft.add(reading("result_sample", address, evidence=draft.evidence, locator=at, label=key, quote=address))
            found.add(key)
    return frozenset(found)


def _without_known(value: Any, labels: LabelDictionary) -> Any:
    """A value without what stands in it under keys of elements (`applyUrl` in an object with the name of the item)."""
    if not isinstance(value, dict):
        return value
    return {key: held for key, held in value.items() if labels.element_of_field(key) is None}


def _may_lead(key: str, value: Any) -> tuple[str, ...]:
    """The elements that may be what the addresses in a value lead to."""
    if _ELSEWHERE.search(key):
        return ()
    addresses = list(_addresses(value))
    if _are_other_guides(value, addresses):
        return ()
    files = not isinstance(value, str) or bool(_FILE_KEY.search(key))
    files = files or any(is_picture(one) or _DOCUMENT.search(one) for one in addresses)
    return () if not addresses else _FILES if files else _WAYS_IN


def _are_other_guides(value: Any, addresses: list[str]) -> bool:
    """Whether a list leads to the guides of other items: a row each, with one address and a name, of a service mostly.

    Charts of the cases of one item have such names as well: the addresses have to be made like those of guides.
    """
    if not isinstance(value, list) or not len(value) == len(addresses) == len(set(addresses)) >= _FEWEST_OTHERS:
        return False
    rows = [[text for text in row.values() if isinstance(text, str)] for row in value if isinstance(row, dict)]
    called = {next(filter(_CHINESE.search, row), "").strip() for row in rows} - {""}
    if len(called) != len(value) or 2 * sum(map(reads_like_name, called)) < len(called):
        return False
    files = any(FORM_NAME.search(text) or _OF_A_FILE.search(text) for row in rows for text in row)
    return not files and all(map(_is_of_a_guide, addresses))


def _is_of_a_guide(address: str) -> bool:
    path = _AROUND_PATH.sub("", address)
    return STRONG_GUIDE_ADDRESS.search(path) is not None and NOT_GUIDE_ADDRESS.search(path) is None


def _addresses(value: Any) -> Iterator[str]:
    """The addresses in a text, or in the few values of objects that can be no more than files."""
    for one in value if isinstance(value, list) else (value,):
        flat = isinstance(one, dict) and len(one) <= _FEW and not any(isinstance(v, dict | list) for v in one.values())
        for text in one.values() if flat else (one,):
            if (address := json_address(text)) is not None:
                yield address
