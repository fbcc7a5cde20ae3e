"""Values that a script writes as literals (脚本字面量): `{title: '渡船登记', fee: !1}`, names for what comes again too.

Read, never run: what is no literal is None.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.page.script.expressions import literal

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_TEXT = re.compile(r"'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\$]|\$(?!\{))*`", re.DOTALL)
_NUMBER = re.compile(r"[-+]?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)")
_KEY = re.compile(r"[A-Za-z_$\u4e00-\u9fff][\w$\u4e00-\u9fff]*|\d+")
_NAME = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*")
_WORDS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None}
_TRUTH = re.compile(r"!\s*([01])(?!\w)")
_NOTHING = re.compile(r"void\s+0(?!\w)")
_MADE = re.compile(r"new\s+[\w$.]+\s*\([^()]*\)")
_DEEPEST = 40


class _NoLiteralError(ValueError):
    """Raised from a reader of a value where no literal stands."""


class _Name:
    """A name that stands for a value that is handed over."""

    def __init__(self, name: str) -> None:
        self.name = name


def value_at(code: str, start: int) -> tuple[Any, int] | None:
    """The value of the literal that begins at a place, and the place behind it; None where none does.

    A name in it is None: what it stands for is not known.
    """
    found = _read(code, start)
    return None if found is None else (_put_in(found[0], {}), found[1])


def handed_over(code: str, names: str, start: int) -> Any:
    """The value of a literal with names, `function(a,b){return {title:a}}("…",1)`; None where it is none.

    `start` is the beginning of the literal, `names` are those of the function, whose values follow it.
    """
    found = _read(code, start)
    given = _CALLED.match(code, found[1]) if found is not None else None
    if found is None or given is None:
        return None
    values: list[Any] = []
    at = given.end()
    while not code.startswith(")", at := _skip(code, at)):
        one = _read(code, at)
        if one is None:
            return None
        values.append(_put_in(one[0], {}))
        at = _skip(code, one[1])
        at += code.startswith(",", at)
    return _put_in(found[0], dict(zip((name.strip() for name in names.split(",")), values, strict=False)))


_CALLED = re.compile(r"\s*;?\s*\}\s*\)?\s*\(\s*")


def _read(code: str, start: int) -> tuple[Any, int] | None:
    try:
        return _value(code, start, 0)
    except _NoLiteralError:
        return None


def _put_in(node: Any, known: Mapping[str, Any]) -> Any:
    if isinstance(node, _Name):
        return known.get(node.name)
    if isinstance(node, dict):
        return {key: _put_in(value, known) for key, value in node.items()}
    return [_put_in(value, known) for value in node] if isinstance(node, list) else node


def _skip(code: str, at: int) -> int:
    space = _SPACE.match(code, at)
    return space.end() if space is not None else at


def _value(code: str, at: int, depth: int) -> tuple[Any, int]:
    at = _skip(code, at)
    sign = code[at : at + 1]
    if depth > _DEEPEST or not sign:
        raise _NoLiteralError
    if sign == "{":
        return _object(code, at + 1, depth)
    if sign == "[":
        return _list(code, at + 1, depth)
    if (text := _TEXT.match(code, at)) is not None:
        return literal(text.group()), text.end()
    if (number := _NUMBER.match(code, at)) is not None:
        written = number.group()
        amount = float(int(written, 16)) if "x" in written.lower() else float(written)
        return (int(amount) if amount.is_integer() else amount), number.end()
    if (truth := _TRUTH.match(code, at)) is not None:
        return truth.group(1) == "0", truth.end()
    for nothing in (_NOTHING, _MADE):
        if (found := nothing.match(code, at)) is not None:
            return None, found.end()
    name = _NAME.match(code, at)
    if name is None or code[_skip(code, name.end()) :][:1] not in {",", "}", "]", ")", ""}:
        raise _NoLiteralError
    return (_WORDS[name.group()] if name.group() in _WORDS else _Name(name.group())), name.end()


def _object(code: str, at: int, depth: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while not code.startswith("}", at := _skip(code, at)):
        text = _TEXT.match(code, at)
        key = text or _KEY.match(code, at)
        if key is None:
            raise _NoLiteralError
        colon = _skip(code, key.end())
        if not code.startswith(":", colon):
            raise _NoLiteralError
        name = literal(key.group()) if text is not None else key.group()
        found[name], at = _value(code, colon + 1, depth + 1)
        at = _next(code, at, "}")
    return found, at + 1


def _list(code: str, at: int, depth: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    while not code.startswith("]", at := _skip(code, at)):
        value, at = _value(code, at, depth + 1)
        found.append(value)
        at = _next(code, at, "]")
    return found, at + 1


def _next(code: str, at: int, end: str) -> int:
    at = _skip(code, at)
    if code.startswith(",", at):
        return at + 1
    if not code.startswith(end, at):
        raise _NoLiteralError
    return at
