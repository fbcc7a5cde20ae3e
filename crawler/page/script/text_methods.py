"""Methods of texts (`url.replace('/home/web', '')`): what a script makes of a text before it uses it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_COUNTING = frozenset({"indexOf", "lastIndexOf"})
_CUTS = frozenset({"substr", "substring", "slice"})
_REPLACING = frozenset({"replace", "replaceAll"})
_MOST_NUMBERS = 2
_LONGEST = 2000
"""No address is longer; a script may make a text as long as it likes."""
_PATTERN = re.compile(r"/(?P<inner>(?:[^/\\\n]|\\.)+)/(?P<flags>[gimsu]*)")
_GROUPS = re.compile(r"(?<!\\)[()\[\]{}|]")
_REPEATS = re.compile(r"(?<!\\)[*+?]")
_MOST_REPEATS = 2
"""A pattern of a page may not keep us: no groups, and few repeats, so that it ends soon on any text."""


def applied(text: str, method: str, pieces: Sequence[str], values: Sequence[str | None]) -> str | None:
    """What a method makes of a text, None where that is not known; its arguments as written, and as far as known."""
    made = _made(text, method, pieces, values) if len(text) <= _LONGEST else None
    return made if made is not None and len(made) <= _LONGEST else None


def _made(text: str, method: str, pieces: Sequence[str], values: Sequence[str | None]) -> str | None:
    if method in {"toString", "trim", "valueOf"}:
        return text.strip() if method == "trim" else text
    if method in _CUTS:
        return _cut(text, method, values)
    if method in _REPLACING:
        return _replaced(text, method, pieces, values)
    if method in _COUNTING and values and values[0] is not None:
        return str(text.find(values[0]) if method == "indexOf" else text.rfind(values[0]))
    if method == "concat" and None not in values:
        return text + "".join(one or "" for one in values)
    return {"toLowerCase": text.lower(), "toUpperCase": text.upper()}.get(method)


def piece_of(text: str, sign: str | None, at: str) -> str | None:
    """`path.split('/')[2]`, `path.split('/').pop()`: a piece of a text; `at` is its number, `pop` or `shift`."""
    if not sign:
        return None
    pieces = text.split(sign)
    number = {"pop": len(pieces) - 1, "shift": 0}.get(at) if not at.isdecimal() else int(at)
    return pieces[number] if number is not None and number < len(pieces) else None


def _cut(text: str, method: str, values: Sequence[str | None]) -> str | None:
    """A piece of a text, its first letters most often: the folder of a file."""
    if not values or len(values) > _MOST_NUMBERS or not all(n is not None and n.isdecimal() for n in values):
        return None
    start, *rest = (int(n) for n in values if n is not None)
    end = rest[0] if rest else len(text)
    if method == "substr":
        end = start + end
    elif method == "substring":
        start, end = min(start, end), max(start, end)
    return text[start:end]


def _replaced(text: str, method: str, pieces: Sequence[str], values: Sequence[str | None]) -> str | None:
    by = values[1] if len(values) == 2 else None
    if by is None or "$" in by:
        return None
    if values[0] is not None:
        return text.replace(values[0], by, -1 if method == "replaceAll" else 1)
    written = _PATTERN.fullmatch(pieces[0].strip())
    if written is None or _GROUPS.search(written["inner"]):
        return None
    if len(_REPEATS.findall(written["inner"])) > _MOST_REPEATS:
        return None
    try:
        pattern = re.compile(written["inner"], re.IGNORECASE if "i" in written["flags"] else 0)
    except re.error:
        return None
    return pattern.sub(lambda _: by, text, count=0 if "g" in written["flags"] else 1)
