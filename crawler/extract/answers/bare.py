"""Answers that hold texts and no keys (无字段名的应答): `{"data": ["年满十八周岁", "有固定住所"]}` at /guide/condition.

What the texts are, only the request says. Where that is not understood, none of what they may be is missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from crawler.extract.answers import values
from crawler.extract.lists.tables import ELEMENT_OF_GROUP
from crawler.page.json_tree import step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.answers.keys import JsonKeys
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

MAY_BE = ("conditions", "materials", "procedure", "legal_basis")
"""What the bare texts of an answer may be."""

_SENTENCE = re.compile(r"[一-鿿].{4,}", re.DOTALL)
_CHINESE = re.compile(r"[一-鿿]{2}")
_ENVELOPE = re.compile(
    r"data|result|rows?|list|records?|body|content|obj\w*|items?|retu?rn\w*|response|value|info", re.IGNORECASE
)
_STATE = re.compile(
    r"code|msg|message|success|status|state|total|count|time\w*|trace\w*|request\w*|error\w*|ok|flag", re.IGNORECASE
)
_ASKS = re.compile(r"^(?:get|query|find|list|load|select|fetch|show|search)(?=[A-Z_])")
_ENDING = re.compile(r"(?:List|Info|Data|Detail|ById|By\w+|\.\w{2,5})$")
AROUND = re.compile(
    r"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?i:hot|key_?word|search|suggest|menu|nav|dict|area|region|tag|news|notice|banner"
    r"|evaluat|comment|score|hcp|recommend|relat|simil|favou?r|collect|visit|count|user|stat|config|site|log)"
)
"""Words at whose beginning a request asks for what stands around a guide: hotWords, but no stage and no catalog."""
_ACTION = re.compile(r"method|action|act|type|op|cmd|name|part|tab|module", re.IGNORECASE)


class Told(NamedTuple):
    """The texts of an answer, where they stand, and the word of the request that says what they are, if any does."""

    texts: list[str]
    at: str
    key: str
    element: str | None


def told(page: JsonPage, labels: LabelDictionary) -> Told | None:
    """The bare texts of an answer; None for any answer with keys of its own."""
    at, data = _unwrapped(page.data)
    texts = [" ".join(one.split()) for one in data] if isinstance(data, list) and _are_texts(data) else []
    texts = [one for one in texts if one]
    if not texts or not any(map(_SENTENCE.search, texts)):
        return None
    words = _words(page.url)
    if any(map(AROUND.search, words)):
        return None
    for word in words:
        element = element_of(word, labels)
        if element is not None:
            return Told(texts, at, word, element)
    return Told(texts, at, "", None)


def group_of(rows: Sequence[Any], page: JsonPage, keys: JsonKeys) -> str | None:
    """The list of the guide that the rows of an answer without an envelope are; None for what stands around a guide.

    A title and a text are news as well as a question with its answer: something is asked in each.
    """
    if any(map(AROUND.search, _words(page.url))):
        return None
    group = keys.group("", rows, "")
    return None if group == "faq" and values.group(rows) != "faq" else group


def element_of(word: str, labels: LabelDictionary) -> str | None:
    """The element that a word of a request names: `condition`, `getConditionList`."""
    bare = _ENDING.sub("", _ASKS.sub("", word))
    for one in (word, bare, f"{bare}s"):
        element = labels.element_of_field(one) or ELEMENT_OF_GROUP.get(labels.group_of_field(one) or "")
        if element is not None:
            return element if element in MAY_BE or element == "remedy" else None
    return None


def _are_texts(data: list[Any]) -> bool:
    return bool(data) and all(isinstance(one, str) for one in data) and any(map(_CHINESE.search, data))


def _unwrapped(data: Any, at: str = "", depth: int = 0) -> tuple[str, Any]:
    """What an answer's envelope holds: the one value beside codes, messages and times."""
    if not isinstance(data, dict) or depth > 3:
        return at, data
    inside = [key for key, value in data.items() if _ENVELOPE.fullmatch(key) and isinstance(value, dict | list)]
    others = [key for key in data if key not in inside and not _STATE.fullmatch(key)]
    if len(inside) != 1 or others:
        return at, data
    return _unwrapped(data[inside[0]], f"{at}/{step(inside[0])}", depth + 1)


def _words(url: str) -> list[str]:
    """The words of an address that may say what was asked for, the likeliest first."""
    parts = urlsplit(url)
    actions = [value for name, value in parse_qsl(parts.query) if _ACTION.fullmatch(name)]
    path = [one for one in reversed(parts.path.split("/")) if one and not re.search(r"\d", one)]
    return [one for one in (*actions, *path[:2]) if re.fullmatch(r"[A-Za-z_][A-Za-z_.-]{2,40}", one)]
