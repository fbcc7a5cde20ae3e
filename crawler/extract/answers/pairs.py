"""JSON that names its values by labels, not by keys: lists of {label, value}; and values under keys nobody knows."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.domain.values import time_limit
from crawler.extract.answers.technical import spoken
from crawler.extract.answers.words import worded
from crawler.extract.labels.composed import element_in_words
from crawler.extract.labels.dictionary import normalise
from crawler.extract.labels.questions import asked_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

_FEWEST = 2
_FEWEST_BY_SENSE = 4
_FEWEST_IN_ORDER = 3
_NAMES = {"fees": "fee_name", "materials": "material_name"}
"""The part that a row of a list has its name in."""
_HEADING = re.compile(r"(?:title|name|label|caption|heading|^k(?:ey)?|标题|名称|标签|项)$", re.IGNORECASE)
_VALUE = re.compile(r"value|val$|content|text|^v$|内容|值$", re.IGNORECASE)
_UNIT = re.compile(r"unit$|^dw$|单位$", re.IGNORECASE)
_QUESTION = re.compile(r"[？?]\s*$|[吗呢]$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_ID = re.compile(r"(?:id|key|code|no|type|seq|order|prop|data_?index)$", re.IGNORECASE)
_WORDS = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]", re.DOTALL)
_LINE = re.compile(r"(?P<label>[^:：]{2,14})[:：](?P<value>.*)", re.DOTALL)
_TITLE = re.compile(r"[^，。；：、]{2,16}")
_COUNTED = re.compile(r"(?:第?[一二三四五六七八九十\d]+[条项、.]?)?(?:条件|要求|情形)?[一二三四五六七八九十\d]*")
_TITLED = 2
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_OF_UNIT = re.compile(r"(?:时限|期限|时间).{0,4}单位$")
_LIMITS = frozenset({"statutory_time_limit", "promised_time_limit"})
_PHONE = re.compile(r"\(?0\d{2,3}\)?[-\s]\d{7,8}|12345|1[3-9]\d{9}")


class Pair(NamedTuple):
    """A label, the key beside it that holds its value, that value, and the unit that stands under a key of its own."""

    label: str
    key: str
    value: Any
    unit: str = ""


def pairs_of(rows: Sequence[Any], labels: LabelDictionary) -> tuple[Pair, ...]:
    """The rows of a list as labels and values; empty where at least half of the rows name no known label."""
    if not rows or not all(isinstance(row, dict) for row in rows):
        return ()
    shared = [key for key in rows[0] if all(key in row for row in rows)]
    for key in shared:
        names = [row[key] for row in rows]
        if not all(isinstance(name, str) and name.strip() for name in names) or len(set(names)) < len(names):
            continue
        if sum(_LETTER.search(name) is None for name in names) * 2 > len(names):
            continue  # identifiers and codes: a label has letters
        known = max(_known(names, labels), _known_by_sense(names, labels))
        if known * 2 < len(names) or (known < _FEWEST and not _is_told(rows, key)):
            continue
        value = value_key(rows, [k for k in shared if k != key])
        if value is not None and not any(_is_deep(row[value]) for row in rows):
            units = [k for k in shared if _UNIT.search(k) and k not in {key, value}]
            return tuple(
                Pair(row[key], own, row[own], str(row[units[0]] or "") if units else "")
                for row in rows
                for own in [filled(row, value)]
            )
    return ()


def _known(names: Sequence[str], labels: LabelDictionary) -> int:
    """How many names are labels; none where fewer than half are."""
    strange = 0
    for name in names:
        if labels.exact(name) is None:
            strange += 1
            if strange * 2 > len(names):
                return 0
    return len(names) - strange


def _known_by_sense(names: Sequence[str], labels: LabelDictionary) -> int:
    """How many names are labels, questions or short words of a guide; none where they may be questions that others ask.

    到哪里办, 几点上班 and 花不花钱 ask for different elements and have no question mark. Fewer than half are none.
    """
    if any(_QUESTION.search(name) for name in names):
        return 0
    meant: list[str] = []
    for number, name in enumerate(names, start=1):
        element = label_of(name, labels)
        if element is not None:
            meant.append(element)
        elif (number - len(meant)) * 2 > len(names):
            return 0
    return len(set(meant)) if len(set(meant)) >= _FEWEST_BY_SENSE else 0


def label_of(name: str, labels: LabelDictionary) -> str | None:
    """The element of a label among others: also of a short word or a question, which are none alone."""
    match = labels.element_of(name) or labels.short_label(name)
    return match.element if match is not None else element_in_words(normalise(name)) or asked_for(name)


def row_of(pairs: Sequence[Pair], labels: LabelDictionary) -> str | None:
    """The list that labels and values are one row of: its name among them and nothing that is not of a row."""
    for group, name in _NAMES.items():
        parts = [labels.column(group, pair.label) for pair in pairs]
        if len(parts) >= _FEWEST and name in parts and None not in parts:
            return group
    return None


def is_shown_bare(value: Any, pairs: Sequence[Pair], labels: LabelDictionary) -> bool:
    """Whether a number has no unit where the guide shows it: another limit of the same list has its own behind it.

    Labels and values are shown as they come. Where no limit of a list has a unit, the page may put one behind them all.
    """
    if not _NUMBER.fullmatch(str(value).strip()) or any(_OF_UNIT.search(pair.label) for pair in pairs):
        return False
    limits = (pair for pair in pairs if label_of(pair.label, labels) in _LIMITS and isinstance(pair.value, str))
    return any((limit := time_limit.parse(pair.value)) is not None and limit.unit is not None for pair in limits)


def _is_told(rows: Sequence[dict[str, Any]], key: str) -> bool:
    """Whether a row or two are a label and its value by their form: a heading, and words that are no question's."""
    if not _HEADING.search(key) or any(_QUESTION.search(row[key]) for row in rows):
        return False
    rest = [[k for k in row if k != key] for row in rows]
    return all(
        len(own) == 1 and _VALUE.search(own[0]) and isinstance(row[own[0]], str) and _CHINESE.search(row[own[0]])
        for own, row in zip(rest, rows, strict=True)
    )


def filled(row: dict[str, Any], value: str) -> str:
    """The key of a row's value: that of its files where its text is empty."""
    files = [k for k, v in row.items() if isinstance(v, list) and v and k != value]
    return files[0] if row[value] in ("", None) and len(files) == 1 else value


def _is_deep(value: Any) -> bool:
    """Whether a value is a section of its own: objects in a list."""
    return (
        isinstance(value, list)
        and isinstance(worded(value, "")[0], list)
        and any(isinstance(one, dict | list) for one in worded(value, "")[0])
    )


def _is_object(value: Any) -> bool:
    """Whether an object is more than a code with its word."""
    return isinstance(worded(value, "")[0], dict)


def value_key(rows: Sequence[dict[str, Any]], keys: Sequence[str]) -> str | None:
    """Of the other keys the one whose values are the most words; flags, numbers and names of rows say less."""
    plain = [k for k in keys if not any(isinstance(row[k], dict) and _is_object(row[k]) for row in rows)]
    plain = [k for k in plain if (not _ID.search(k) or _VALUE.search(k)) and not _UNIT.search(k)]
    plain = spoken(rows, plain, _VALUE)
    named = [k for k in plain if _VALUE.search(k)]
    plain = [k for k in plain if not _is_order([row[k] for row in rows])]
    return max(named or plain, key=lambda k: sum(len(str(row[k] or "")) for row in rows), default=None)


def _is_order(values: Sequence[Any]) -> bool:
    """Whether values only put rows in order (排序号): numbers, each above the one before."""
    numbers = [int(text) for v in values if (text := str(v).strip()).isdecimal()]
    return len(numbers) == len(values) >= _FEWEST_IN_ORDER and all(a < b for a, b in pairwise(numbers))


def lines_of(lines: Sequence[Any], labels: LabelDictionary) -> tuple[tuple[int, str, str, str], ...]:
    """(number, label, element, value) of texts `label：value`; empty where one of the texts is none."""
    found = []
    for number, line in enumerate(lines):
        match = _LINE.fullmatch(line.strip()) if isinstance(line, str) else None
        known = labels.exact(match["label"]) if match is not None else None
        if match is None or known is None:
            return ()
        found.append((number, match["label"], known.element, match["value"].strip()))
    return tuple(found) if len(found) >= _FEWEST else ()


def is_telling(value: Any) -> bool:
    """Whether a value under an unknown key says something to a reader: Chinese words or a phone number."""
    return isinstance(value, str) and bool(_WORDS.search(value) or _PHONE.fullmatch(value.strip()))


def sentences(value: Any, labels: LabelDictionary | None = None) -> tuple[str, ...]:
    """What the objects of a list say where each has exactly one text with Chinese words: one condition each.

    With labels given, a short text that is none of them may stand before the other one: what that is about.
    """
    if not isinstance(value, list) or not value or not all(isinstance(row, dict) for row in value):
        return ()
    told = [[v.strip() for v in row.values() if is_telling(v)] for row in value]
    if labels is not None and all(len(texts) == _TITLED and _TITLE.fullmatch(texts[0]) for texts in told):
        if any(label_of(texts[0], labels) is not None for texts in told):
            return ()
        return tuple(texts[1] if _COUNTED.fullmatch(texts[0]) else "：".join(texts) for texts in told)
    return tuple(texts[0] for texts in told) if all(len(texts) == 1 for texts in told) else ()
