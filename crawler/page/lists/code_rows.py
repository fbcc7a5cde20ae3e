"""Code lists (数据字典) in an answer: rows of a short code and its word, no items whatever their keys are called.

A dictionary may call its entries as lists call items (`itemCode`, `itemName`). What its rows say tells it: a code and a
word, nothing of a body, a guide or a type, and the words are those of lists (自然人, 承诺件), or several such lists lie
side by side. A short list of items by short codes has the names of services, and stays one.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from crawler.domain.values import code_lists, item_code, time_limit
from crawler.page.json_tree import HELD, flat, plain
from crawler.page.lists.column_words import is_column, is_kind
from crawler.page.vocabulary import SERVICE_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    Row = Mapping[str, Any]

_CODE = re.compile(r"(?:[A-Za-z]{2,16}[_-])*[0-9A-Za-z]{1,8}", re.ASCII)
"""A code, with the name of its list before it or without."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_WORD_KEY = re.compile(r"(?:name|text|label|title|value|mc|名称)$")
_ASIDE = re.compile(r"(?:remark|desc|description|memo|note|bz|备注|说明|type|type\w{0,4}name|groupname|lx|lxmc)$")
"""Keys of an entry that may say in words what it is good for, or of which list it is."""
_RECORD = re.compile(r"(?:seq|sort\w*|order\w*|no|num|px|xh|index|rank|status|state|level|count|flag)$|^(?:is|has)")
"""Keys of a record's place and state, whose small numbers are no codes."""
_TYPE_NAME = re.compile(r"(?=.*[A-Za-z]{3})[A-Za-z][\w.-]{3,40}", re.ASCII)
_DICTIONARY_PATH = re.compile(
    r"(?:^|/)(?:[\w-]*(?<!juris)(?<!ver)dict(?:ionary|ionaries)?s?|enums?|code[_-]?(?:lists?|items?|values?|types?)|codes)"
    r"(?:[A-Z]\w*|[_-]\w*)?(?=[/.]|$)"
)
_ENTRY_KEY = re.compile(
    r"^(?:sys|base|data)?(?:dic(?:t|tionary)?|enum|code)(?:item|data|type)?(?:code|value|key|label|name|text|type)"
)
_LEADING = re.compile(r"https?:|[/#?]")
_LONGEST_WORD, _SHORTEST_SERVICE = 20, 4
_SEVERAL, _FEW_LISTS = 2, 3


class _Kind(Enum):
    WORDS = auto()
    """Most of its words are those of code lists, units or themes."""
    SERVICES = auto()
    UNSURE = auto()


def is_code_list(rows: Sequence[Row], called: str, url: str, fields: Collection[str]) -> bool:
    """Whether rows are the entries of one code list, or the lists of a dictionary, each with its entries in it.

    They are `called` by the key that they stand under, and came from an address; `fields` are keys of what only items
    have.
    """
    inner = [[v for v in row.values() if isinstance(v, list) and v] for row in rows]
    if rows and all(len(one) == 1 for one in inner):
        kinds = [_kind(lists[0], fields) for lists in inner]
        return None not in kinds and kinds.count(_Kind.WORDS) * 2 > len(kinds)
    kind = _kind(rows, fields)
    return kind is _Kind.WORDS or (kind is _Kind.UNSURE and _is_named(rows, called, url))


def is_dictionary(node: Row, fields: Collection[str]) -> bool:
    """Whether an object is several code lists side by side: the words of some tell what the others are."""
    lists = [value for value in node.values() if isinstance(value, HELD) and value]
    if len(lists) < _FEW_LISTS or len(lists) * 2 < len(node):
        return False
    kinds: list[_Kind | None] = []
    for one in lists:
        kinds.append(_kind(one, fields) if isinstance(one, list) else None)
        if kinds[-1] is None:
            return False
    known, services = kinds.count(_Kind.WORDS), kinds.count(_Kind.SERVICES)
    return known * _FEW_LISTS >= len(kinds) and known > services


def _kind(rows: Sequence[Any], fields: Collection[str]) -> _Kind | None:
    """What the words of a code list are; None for rows that say more than a code and its word."""
    words = _words(rows, fields)
    if words is None:
        return None
    known = sum(map(_is_of_lists, words))
    if known * 2 >= len(words) and known >= min(_SEVERAL, len(words)):
        return _Kind.WORDS
    services = sum(len(w) >= _SHORTEST_SERVICE and bool(SERVICE_WORDS.search(w)) for w in words if not _is_of_lists(w))
    return _Kind.SERVICES if services * 2 >= len(words) else _Kind.UNSURE


def _is_of_lists(word: str) -> bool:
    listed = code_lists.elements_with(word) or code_lists.elements_with(word.partition("（")[0])
    return bool(listed) or is_kind(word) or is_column(word) or time_limit.unit_of(word) is not None


def _words(rows: Sequence[Any], fields: Collection[str]) -> list[str] | None:
    """The words of rows that are a code and its word; None where they say anything else."""
    if not rows or not all(isinstance(row, dict) and row for row in rows):
        return None
    told = [{k: plain(v) for k, v in row.items() if plain(v)} for row in rows]
    if any(isinstance(v, HELD) and v for row in rows for v in row.values()) or _says_more(told, fields):
        return None
    shared = [key for key in told[0] if all(key in row for row in told)]
    spoken = [key for key in shared if all(_CHINESE.search(row[key]) for row in told)]
    named = sorted(spoken, key=lambda key: _WORD_KEY.search(flat(key)) is None)
    word = next((k for k in named if len({row[k] for row in told}) > 1 or len(told) == 1), None)
    if word is None or any(len(row[word]) > _LONGEST_WORD for row in told):
        return None
    for row in told:
        if any(_CHINESE.search(v) and v != row[word] and not _is_aside(k, told) for k, v in row.items() if k != word):
            return None
    lists = {tuple(row[key] for key in _types(told)) for row in told}
    coded = any(_are_codes(told, key, len(lists)) for key in shared if key != word)
    return [row[word] for row in told] if coded else None


def _says_more(told: Sequence[Mapping[str, str]], fields: Collection[str]) -> bool:
    """Whether a row leads somewhere, has the code of an item, or differs from others in what only items have."""
    for row in told:
        for key, value in row.items():
            if _LEADING.match(value) or item_code.kind(value) is item_code.CodeKind.IMPLEMENTATION:
                return True
            if flat(key) in fields and (_CHINESE.search(value) or any(one.get(key) != value for one in told)):
                return True
    return False


def _is_aside(key: str, told: Sequence[Mapping[str, str]]) -> bool:
    return _ASIDE.search(flat(key)) is not None or len({row.get(key) for row in told}) == 1


def _types(told: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Keys that say of which list each entry is, where several lie in one."""
    for key in told[0]:
        values = [row.get(key, "") for row in told]
        if all(_TYPE_NAME.fullmatch(v) for v in values) and 1 < len(set(values)) * 2 <= len(values):
            yield key


def _are_codes(told: Sequence[Mapping[str, str]], key: str, lists: int) -> bool:
    """Whether the values of a key are short codes that tell the entries of one list apart."""
    if _RECORD.search(flat(key)) or not all(_CODE.fullmatch(row[key]) for row in told):
        return False
    return len({row[key] for row in told}) * lists >= len(told)


def _is_named(rows: Sequence[Row], called: str, url: str) -> bool:
    """Whether the rows say that they are a dictionary: each names the list that they are under or were asked for."""
    asked = urlsplit(url)
    entries = all(any(_ENTRY_KEY.match(flat(key)) for key in row) for row in rows)
    if entries or _DICTIONARY_PATH.search(asked.path):
        return True
    named = {plain(v) for v in rows[0].values() if all(v in row.values() for row in rows)}
    said = {called, *re.split(r"[=&,;]|%2C", asked.query)}
    return any(_TYPE_NAME.fullmatch(one) and one in said for one in named)
