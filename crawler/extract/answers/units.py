"""The unit of a number in an answer, from the field beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.domain.values import time_limit
from crawler.extract.answers.words import worded
from crawler.extract.labels.dictionary import field_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.extract.answers.codes import Codes

_ENDS = re.compile(
    r"(?:day|days|time|limit|sx|qx|shixian|qixian)?(?:type|unit|dw|danwei|单位)(?:dm|code|mc|text|txt|name|nm|value|val|desc|label|cn|str)?$"
)
_COUNTED = re.compile(r"(?:days?|time|limit|count|num|shixian|qixian|tianshu)$")
"""What a key of a number ends with, in English or as it is spoken: `chengnuoQixian` beside `chengnuoDw`."""


_OF_ONE = re.compile(
    r"(?P<limit>.{2,}?)(?:day|days|time|limit|sx|qx|shixian|qixian)(?:unit|dw|danwei)(?:mc|text|txt|name|nm|cn)?"
)
"""Keys of a unit with the beginning of the limit's name: `fdsxdw` beside `fdbjsx`."""
_OF_ALL = re.compile(r"(?:days?|(?:time)?(?:limit)?|sx|qx|shixian|qixian)(?:unit|dw|danwei)(?:mc|text|txt|name|nm|cn)?")
"""Keys of a unit that do not say of which limit."""
_KIND_OF_ALL = re.compile(
    r"(?:days?|(?:time)?limit|time|deadline|sx|qx|shixian|qixian)(?:type|lx|unit|dw|danwei)(?:code|dm)?"
)
_HOURS = "3"
"""Hours in the national item library, whose field names are in capitals; other systems mean 日 or 自然日 by it."""


def unit_beside(key: str, node: Mapping[str, Any], codes: Codes) -> str | None:
    """The unit of a limit by the field of its name beside it; empty where that is empty, None where there is none.

    Words come before a code: `promiseType` 2 and `promiseTypeText` 日.
    """
    name = field_name(key)
    if name.endswith("gzr"):
        return "个工作日"
    stem = _COUNTED.sub("", name)
    coded: str | None = None
    for other, given in node.items():
        value, _ = worded(given, "")
        if not field_name(other).startswith(stem) or not _ENDS.fullmatch(field_name(other)[len(stem) :]):
            continue
        if value == "":
            coded = coded or ""  # the place for the unit is there and empty
            continue
        text = "" if value is None else str(value).strip()
        text = codes.unit(other, text) or text
        if time_limit.unit_of(text) is None:
            continue
        if not text.isdigit():
            return "个" + text if text == "工作日" else text
        if text != _HOURS or other.isupper():
            coded = coded or time_limit.UNIT_TEXT.get(text) or text  # its words may stand beside it
    if coded is None:
        coded = _of_one_limit(stem, node)
    return _of_the_row(node, codes) if coded is None else coded


def _of_one_limit(stem: str, node: Mapping[str, Any]) -> str | None:
    """The unit in words under a key that begins as that of the limit does and leaves out its middle (办结)."""
    for other, given in node.items():
        found = _OF_ONE.fullmatch(field_name(other))
        text = str(worded(given, "")[0] or "").strip()
        if found is None or not stem.startswith(found["limit"]) or text.isascii():
            continue
        if time_limit.unit_of(text) is not None:
            return "个" + text if text == "工作日" else text
    return None


def _of_the_row(node: Mapping[str, Any], codes: Codes) -> str | None:
    """The unit of all limits of an object, under a key that says nothing but that: `timeUnit` beside `handleTime`.

    A kind of limit (`timeLimitType`) is one where the list of that name has units of time.
    """
    for other, given in node.items():
        text = str(worded(given, "")[0] or "").strip()
        if _KIND_OF_ALL.fullmatch(field_name(other)):
            text = codes.unit(other, text, own=True) or text
        elif not _OF_ALL.fullmatch(field_name(other)):
            continue
        if time_limit.unit_of(text) is not None and not text.isascii():
            return "个" + text if text == "工作日" else text
    return None
