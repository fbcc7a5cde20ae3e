"""Situations (办理情形) that an answer tells its page: `"situations": [{"id": "01", "name": "本人办理"}, …]`.

The page makes a choice of them, and asks for the materials of the chosen one by its identifier.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Any

from crawler.page.guides.cases import MOST_CASES, VALUE, Case
from crawler.page.json_tree import flat, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.page.json_page import JsonPage

_SAYS = re.compile(
    r"^(?:\w*situation\w*|sits?|sit(?:list|info|option)s?|qx(?:list|info)?s?|\w*qing(?:xing|kuang)\w*"
    r"|scen(?:e|ario)s?(?:list|info|option)?s?)$"
)
_REFERS = re.compile(r"situation|^sit|^qx|qing(?:xing|kuang)|^scen(?:e|ario)")
_OWN = r"(?:task|item|matter|event|service)?(?:situation|sit|qx|qing(?:xing|kuang)|scen(?:e|ario)|case)s?"
_KNOWN_BY = re.compile(rf"{_OWN}(?:id|guid|code|no|bm|dm)")
_CALLED = re.compile(rf"{_OWN}(?:name|title|text|mc)")
_NAMES = re.compile(r"(?:name|title|mc)$")
"""Rows with keys like these are situations under whatever key they stand: `"data": [{"sceneId": "1", …}]`."""
_ROW = re.compile(r".*?(?P<list>[^/]+)/\d+")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_LONGEST = 60
_LARGEST = 8
"""Values of one row; a situation that has more brings its materials itself."""


def told_cases(page: JsonPage) -> tuple[Case, ...]:
    """The situations in an answer, at least two, none of them chosen yet; empty where it tells no such choice.

    Situations that other rows of the answer refer to are answered already: what belongs to each is there.
    """
    listed = ((k, rows) for k, rows in _lists(page.data) if _SAYS.match(flat(k)) or _call_themselves(rows[0]))
    place, found = next(((key, told) for key, rows in listed if (told := _rows(rows))), ("", []))
    names = [n for n in (found[0] if found else ()) if len({row.get(n) for row in found}) == len(found)]
    handed = [n for n in names if all(VALUE.fullmatch(row[n]) for row in found)]
    if (
        not handed
        or not any(_WORDS.search(row[n]) for row in found for n in names)
        or _are_referred_to(page, found, place)
    ):
        return ()
    return tuple(
        Case(words=_words(row), chosen=False, values=tuple((n, row[n]) for n in handed)) for row in found[:MOST_CASES]
    )


def _lists(data: Any) -> Iterator[tuple[str, list[Any]]]:
    """Every list of objects in an answer with the key that it stands under, the outer ones first."""
    waiting: deque[tuple[str, Any]] = deque([("", data)])
    while waiting:
        key, node = waiting.popleft()
        if isinstance(node, dict):
            waiting += [(str(k), v) for k, v in node.items() if isinstance(v, dict | list)]
        elif isinstance(node, list):
            if node and all(isinstance(one, dict) for one in node):
                yield key, node
            waiting += [(key, one) for one in node if isinstance(one, dict | list)]


def _call_themselves(row: dict[str, Any]) -> bool:
    """Whether a row is a situation by its own keys; one that is called something else as well refers to it."""
    keys = [flat(str(key)) for key in row]
    named = [key for key in keys if _NAMES.search(key)]
    return any(map(_KNOWN_BY.fullmatch, keys)) and bool(named) and all(map(_CALLED.fullmatch, named))


def _rows(rows: list[Any]) -> list[dict[str, str]]:
    """Rows of few plain values, at least two with the same keys; empty for any others."""
    if len(rows) < 2 or any(isinstance(v, dict | list) and v for row in rows for v in row.values()):
        return []
    told = [{str(k): said for k, v in row.items() if (said := plain(v)) and len(said) <= _LONGEST} for row in rows]
    keys = {frozenset(row) for row in told}
    return told if len(keys) == 1 and 2 <= len(told[0]) <= _LARGEST else []


def _words(row: dict[str, str]) -> str:
    return next((v for v in row.values() if _WORDS.search(v)), "")


def _are_referred_to(page: JsonPage, found: list[dict[str, str]], place: str) -> bool:
    """Whether rows elsewhere in the answer say which situation they belong to; those at `place` are the situations."""
    told = {value for row in found for value in row.values()}
    for at, value in page.values():
        around, _, key = at.rpartition("/")
        row = _ROW.fullmatch(around) if _REFERS.search(flat(key)) and plain(value) in told else None
        if row is not None and row["list"] != place and not _SAYS.match(flat(row["list"])):
            return True
    return False
