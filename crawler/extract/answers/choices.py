"""What the choices of a form's field mean (选项): `[{"label": "行政许可", "value": "1"}, …]`, in whatever shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.page.json_tree import HELD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CODING = ("value", "val", "code", "key", "id", "dm", "bm")
"""How the keys of codes end, those first that say most surely what is kept."""
_SPLIT = re.compile(r"[,，;；|、]")
_DEEPEST = 5


def told_by_choices(field: Any, value: Any) -> dict[str, str]:
    """The words of all codes that a field offers, by the column of codes that holds its value; none where none does."""
    codes = [str(one).strip() for one in (value if isinstance(value, list) else [value]) if one not in (None, "")]
    codes = [part for code in codes for part in _SPLIT.split(code)]
    if not codes or any(_CHINESE.search(code) for code in codes):
        return {}
    tables = list(_tables(field, 0))
    for ending in _CODING:
        words: dict[str, str] = {}
        for one, table in tables:
            if one.lower().endswith(ending):
                words = table | words
        if all(code in words for code in codes):
            return words
    return {}


def _tables(node: Any, depth: int) -> Iterator[tuple[str, dict[str, str]]]:
    """The lists of choices below a field: the key that their codes stand under, and each code with its words."""
    if depth > _DEEPEST or not isinstance(node, HELD):
        return
    if isinstance(node, dict):
        yield from _named_apart(node)
        if (
            node
            and all(isinstance(word, str) and _CHINESE.search(word) for word in node.values())
            and not any(map(_CHINESE.search, node))
        ):
            yield _CODING[0], dict(node)
        for value in node.values():
            yield from _tables(value, depth + 1)
        return
    rows = [row for row in node if isinstance(row, dict)]
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        word = next((v.strip() for v in row.values() if isinstance(v, str) and _CHINESE.search(v)), "")
        for key, code in row.items() if word else ():
            if isinstance(code, str | int) and not isinstance(code, bool) and not _CHINESE.search(str(code)):
                found.setdefault(key, {})[str(code)] = word
    yield from found.items()
    for row in rows:
        yield from _tables(row, depth + 1)


def _named_apart(node: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """The choices of `{"enum": ["1", "2"], "enumNames": ["行政许可", "行政确认"]}`."""
    lists = [v for v in node.values() if isinstance(v, list) and v and all(isinstance(one, str | int) for one in v)]
    worded = [own for own in lists if all(isinstance(one, str) and _CHINESE.search(one) for one in own)]
    coded = [own for own in lists if not any(_CHINESE.search(str(one)) for one in own)]
    if len(worded) == len(coded) == 1 and len(worded[0]) == len(coded[0]):
        yield _CODING[0], {str(code): word for code, word in zip(coded[0], worded[0], strict=True)}
