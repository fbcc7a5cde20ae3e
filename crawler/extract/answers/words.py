"""What a JSON value says in words: texts without their markup, codes by the words beside them."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crawler.domain.values.remembered import remembered
from crawler.extract.labels.dictionary import field_name
from crawler.page.json_tree import HELD

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAG = re.compile(r"<\s*(?P<end>/)?\s*(?P<name>[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "table", "ul", "ol"})
_PLAIN = (str, int, float)
_LARGEST_CODE = 3
_LONGEST_WORD = 30
_CODE = re.compile(r"(?:code|key|value|val|id|dm|bm)$")
_WORDS = re.compile(r"(?:text|txt|name|label|desc|title|mc|words|cn|zh)$")
_ALONE = re.compile(r"(?:text|name|label|value|mc)", re.IGNORECASE)
"""Keys under which an object says in words what it is, and nothing else."""
_EITHER = re.compile(r"(?:value|val)$")


def plain_text(text: str) -> str:
    """A JSON text without markup: line feeds where blocks end, entities (also twice encoded) resolved."""
    if "<" in text:
        text = _TAG.sub(lambda m: "\n" if m["name"].lower() in _BREAKS else "", text)
    return html.unescape(html.unescape(text)) if "&" in text else text


@remembered
def words_of(text: str) -> str:
    """A JSON text without markup, its white space collapsed."""
    return " ".join(plain_text(text).split())


def worded(value: Any, at: str) -> tuple[Any, str]:
    """A value with its pointer; of a code with its words, `{"code": "1", "text": "许可"}`, the words with theirs."""
    if isinstance(value, str):
        return value, at
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        said = [_code_and_word(one) if _is_coded(one) else None for one in value]
        return (value, at) if None in said else ([pair[1] for pair in said if pair is not None], at)
    if not isinstance(value, dict) or not 1 <= len(value) <= _LARGEST_CODE:
        return value, at
    if len(value) == 1:  # {"name": "县级"}
        key, word = next(iter(value.items()))
        return (word, f"{at}/{key}") if _is_word(word) and _ALONE.fullmatch(key) else (value, at)
    if not all(v is None or isinstance(v, _PLAIN) for v in value.values()):
        return value, at
    names = {field_name(key): key for key in value}
    stems = {_CODE.sub("", name) for name in names if _CODE.search(name)}
    words = [key for name, key in names.items() if _WORDS.search(name) and _WORDS.sub("", name) in stems]
    if not words:  # {"dictKey": "1", "dictValue": "承诺件"}
        coded = {name: _CODE.sub("", name) for name in names if _CODE.search(name)}
        words = [
            names[name]
            for name, stem in coded.items()
            if _EITHER.search(name) and stem in {own for other, own in coded.items() if other != name}
        ]
    if any(isinstance(v, str) and _CHINESE.search(v) for k, v in value.items() if k not in words):
        return value, at  # a label with its value
    keys = [key for key in words if isinstance(value[key], str)]
    return (value[keys[0]], f"{at}/{keys[0]}") if len(keys) == 1 else (value, at)


def said_in_words(node: Mapping[str, Any]) -> frozenset[str]:
    """The keys of codes and numbers that a key beside them says in words: `level: 3` beside `levelText: 市级`."""
    pairs = _said_by(tuple(node))
    return frozenset([c for key, c in pairs if _is_word(node[key]) and _CODED_LIST.fullmatch(str(node[c]))])


@lru_cache(maxsize=4096)
def _said_by(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Keys of an object that may say a code in words, each with a key of its name that may be that code."""
    return tuple((key, code) for key, said in _saying(keys) for code in keys if field_name(code) in said)


@lru_cache(maxsize=4096)
def said_beside(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Keys of an object that may say another in words, each with that one: `necessityDesc` and `necessity`."""
    names = {field_name(key): key for key in keys}
    return tuple((key, names[name]) for key, said in _saying(keys) for name in said if name in names)


@lru_cache(maxsize=4096)
def _saying(keys: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Those of an object's keys that may say a code in words, each with the names of such codes."""
    return tuple((key, names) for key in keys if (names := _says(key)))


@remembered
def _says(key: str) -> tuple[str, ...]:
    """The names of the codes that a key may say in words."""
    name = field_name(key)
    return tuple(name.removesuffix(end) for end in _SAYING if name.endswith(end))


_SAYING = (
    "dicttext", "dictlabel", "text", "txt", "name", "names", "desc", "cn", "zh", "str", "label", "value", "val", "mc",
)  # fmt: skip
_CODED_LIST = re.compile(r"[0-9A-Z]{1,4}(?:[,;|^、，][0-9A-Z]{1,4})*")
_CODED = re.compile(r"[0-9A-Z]{1,4}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_WORD and bool(_CHINESE.search(value))


def _is_coded(node: Mapping[str, Any]) -> bool:
    """Whether a key of an object says that its value is a code, or is what the key of the words begins with.

    A material's name beside `isNeed: 1` is a row, and no code with its word.
    """
    return _are_coded(tuple(node))


@lru_cache(maxsize=4096)
def _are_coded(keys: tuple[str, ...]) -> bool:
    names = [field_name(key) for key in keys]
    return any(_CODE.search(name) for name in names) or any(
        other.startswith(name) and _WORDS.sub("", other) == name for name in names for other in names if other != name
    )


def _code_and_word(node: Any) -> tuple[str, str] | None:
    """The code and the word of an object that is nothing more."""
    if not isinstance(node, dict) or not 2 <= len(node) <= _LARGEST_CODE:
        return None
    if any(isinstance(value, HELD) for value in node.values()):
        return None
    codes = [str(v) for v in node.values() if not isinstance(v, bool) and _CODED.fullmatch(str(v))]
    words = [v for v in node.values() if _is_word(v)]
    return (codes[0], words[0]) if codes and len(words) == 1 else None
