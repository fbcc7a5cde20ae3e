"""The implementation code of a guide under a key that nobody knows (实施编码): `item_id`, of 31 signs.

It is told by its own make, as that of a row in a list is: a credit code with the right check character, a level and a
basic code. What the item is part of, and other items beside it, have such codes as well.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crawler.domain.values import credit_code, item_code
from crawler.extract.guide.draft import UNKNOWN_KEY, reading, unread
from crawler.page.json_tree import plain, step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.extract.guide.draft import Draft
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_CODE = "implementation_code"
_BY_VALUE = 0.8
"""Confidence in a code that only its value tells."""
_ENDING = r"_?(?:node|row|item|task|matter|sx)?_?(?:id|code|key|guid|dm|bm|bh)$"
_OF_WHOLE = re.compile(
    r"parent|father|super|upper|main|base|basic|root|catalog"
    rf"|^(?:p|f|up|fu|sup|sj|fj|zx|zhu|jb|ml){_ENDING}"
    r"|父|主项|大项|上级|基本|目录",
    re.IGNORECASE,
)
"""Keys of the codes of what an item is part of; where it is no part of anything, they may hold its own."""
_OF_MAIN = re.compile(r"main_?(?:item|task|matter)|^(?:zx|zhu_?xiang|dx)(?:bm|dm|bh)|主项|大项", re.IGNORECASE)
"""Those of a main item, of which the guide's own is a part."""
_BESIDE = re.compile(
    rf"relat|refer|link|old|origin|hist|prev|former|child|sub|copy|^(?:rel|ref|gl|xg|y){_ENDING}|关联|相关|原",
    re.IGNORECASE,
)
"""Keys of the codes of what stands beside an item, or was before it."""
_OTHERS_ABOVE = re.compile(r"parent|father|super|relat|child|prev|history|父|上级|相关|关联", re.IGNORECASE)
"""Keys of objects that are other items."""


def is_of_another_item(key: str) -> bool:
    """Whether a key says that it is about what the item is part of, or another one: parentLevel."""
    return _OTHERS_ABOVE.search(key) is not None


def is_of_whole(key: str) -> bool:
    """Whether a basic code under a key is that of the main item; that of a catalogue entry is the item's as well."""
    return _OF_MAIN.search(key) is not None


def is_of_others(key: str) -> bool:
    """Whether a code under a key is that of what the item is part of, or of another item: parentItemCode."""
    return _OF_WHOLE.search(key) is not None or _BESIDE.search(key) is not None


def put(
    page: JsonPage,
    draft: Draft,
    node: Mapping[str, Any],
    elements: Mapping[str, str],
    *,
    labels: LabelDictionary,
    at: str,
) -> None:
    """Put the code that stands in a guide's object, of its `elements` by key, into the draft; a gap where it may be.

    None is put where a known key of the answer states the code. Where two differ, what a value told is taken back. One
    under a key that speaks of a parent or a base item alone leaves the code open.
    """
    stated = [candidate for candidate in draft.candidates.get(_CODE, ()) if candidate.reading.stated]
    if any(candidate.reading.confidence == 1 for candidate in stated):
        return
    told: dict[str, tuple[str, str]] = {}
    for candidate in stated:
        where = candidate.reading.locator or ""
        if _is_of_other(page.data, where.rpartition("/")[0]):
            draft.withdraw(candidate)
        else:
            told[candidate.reading.text] = (candidate.reading.label or "", where)
    read = frozenset(told)
    if not _is_of_other(page.data, at):
        for key, value in node.items():
            if key in elements or not _is_code(value) or _BESIDE.search(key):
                continue
            if _OF_WHOLE.search(key):
                gap = unread(_CODE, UNKNOWN_KEY, evidence=draft.evidence, locator=f"{at}/{step(key)}", label=key)
                draft.seen.setdefault(_CODE, gap)
            else:
                told.setdefault(plain(value), (key, f"{at}/{step(key)}"))
    name = next((plain(node[key]) for key, element in elements.items() if element == "name"), "")
    for code, (key, where) in told.items():
        if len(told) > 1 or _is_of_a_row(page.data, "", at, code=code, name=name, labels=labels):
            for candidate in tuple(draft.candidates.get(_CODE, ())):
                draft.withdraw(candidate)
        elif code in read:
            return
        elif credit_code.is_valid(code[:18]):
            own = reading(_CODE, code, evidence=draft.evidence, locator=where, label=key, quote=code)
            draft.add(replace(own, confidence=_BY_VALUE), weakness=2)
            return
        gap = unread(_CODE, UNKNOWN_KEY, evidence=draft.evidence, locator=where, label=key)
        draft.seen.setdefault(_CODE, gap)


def _is_code(value: Any) -> bool:
    return isinstance(value, str) and item_code.kind(plain(value)) is item_code.CodeKind.IMPLEMENTATION


def _is_of_other(data: Any, at: str) -> bool:
    """Whether an object is another item than the answer's: by a key above it, or beside others in a list."""
    for name in at.split("/")[1:]:
        if isinstance(data, list):
            codes = {plain(v) for row in data if isinstance(row, dict) for v in row.values() if _is_code(v)}
            if len(codes) > 1:
                return True
            data = data[int(name)] if name.isdigit() and int(name) < len(data) else None
        else:
            if _OTHERS_ABOVE.search(name):
                return True
            data = data.get(name.replace("~1", "/").replace("~0", "~")) if isinstance(data, dict) else None
    return False


def _is_of_a_row(data: Any, pointer: str, own: str, *, code: str, name: str, labels: LabelDictionary) -> bool:
    """Whether a row of a list has the code as its own: the list is one of other items, and not of this one's parts.

    The rows of its parts (materials) may all say of which item they are; a row of its own name is the item itself.
    """
    if isinstance(data, list):
        rows = [r for n, r in enumerate(data) if isinstance(r, dict) and not f"{own}/".startswith(f"{pointer}/{n}/")]
        having = [row for row in rows if code in map(plain, row.values())]
        others = [row for row in having if name not in _names(row, labels)]
        if others and (
            len(having) < len(rows)
            or _OTHERS_ABOVE.search(pointer.rpartition("/")[2])
            or any(any(_names(row, labels)) for row in others)
        ):
            return True
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return any(
        _is_of_a_row(value, f"{pointer}/{step(str(key))}", own, code=code, name=name, labels=labels)
        for key, value in below
        if isinstance(value, dict | list)
    )


def _names(row: Mapping[str, Any], labels: LabelDictionary) -> Iterator[str]:
    return (plain(value) for key, value in row.items() if labels.element_of_field(key) == "name")
