"""Words that a script chooses by a code (脚本按代码选词): `m.kind == '1' ? '必要' : '非必要'`. Read, never run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.script.expressions import literal

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODE = r"(?P<sign>['\"]?)(?P<code>[0-9A-Za-z]{1,2})(?P=sign)"
_FIELD = r"(?:[A-Za-z_$][\w$]*\??\.){1,4}(?P<key>[A-Za-z_]\w{2,39})"
_WORD = r"(?P<word>'(?:[^'\\\n<>]|\\u[0-9a-fA-F]{4}){1,30}'|\"(?:[^\"\\\n<>]|\\u[0-9a-fA-F]{4}){1,30}\")"
_ASKED = (
    re.compile(rf"(?<![\w$.]){_FIELD}\s*={{2,3}}\s*{_CODE}\s*\?\s*{_WORD}\s*:\s*"),
    re.compile(
        rf"(?<![\w$.'\"])(?P<sign>['\"]?)(?P<code>[0-9A-Za-z]{{1,2}})(?P=sign)\s*={{2,3}}\s*{_FIELD}\s*\?\s*{_WORD}\s*:\s*"
    ),
)
_OTHERWISE = re.compile(rf"{_WORD}\s*(?=[);,+}}\]\n]|$)")
_JOINED = re.compile(r"(?:&&|\|\||[!+\-*/%<>])\s*$")
"""What stands before a condition that is no more than a part of one."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_DIGITS = "0123456789"
_LONGEST = 4_000_000
_MOST = 400


def chosen_words(code: str) -> Mapping[str, Mapping[str, str]]:
    """By key, the words that a script has for its codes; none for a key that stands for several things.

    The last word is that of all other codes that are written like those: of 1 there, of 0 and 2 as well.
    """
    text = code[:_LONGEST]
    found: dict[str, dict[str, str]] = {}
    twice: set[str] = set()
    done = 0
    starts = sorted((m for pattern in _ASKED for m in pattern.finditer(text)), key=lambda m: m.start())
    for first in starts[:_MOST]:
        if first.start() < done or _JOINED.search(text[max(0, first.start() - 8) : first.start()]):
            continue
        words, done = _chain(text, first)
        key = first["key"]
        if key in found and found[key] != words:
            twice.add(key)
        found[key] = words
    return {key: words for key, words in found.items() if words and key not in twice}


def _chain(text: str, first: re.Match[str]) -> tuple[dict[str, str], int]:
    """The words of one choice, `a ? … : b ? … : …`, and where it ends; none where it is not plain to its end."""
    words: dict[str, str] = {}
    step: re.Match[str] | None = first
    at = first.start()
    while step is not None:
        if step["key"] != first["key"] or step["code"] in words:
            return {}, step.end()
        words[step["code"]] = literal(step["word"])
        at = step.end()
        step = next((m for pattern in _ASKED if (m := pattern.match(text, at))), None)
    last = _OTHERWISE.match(text, at)
    if last is None:
        return {}, at
    others = {code: literal(last["word"]) for code in _others(words)}
    both = {**others, **words}
    return (both if all(map(_CHINESE.search, both.values())) else {}), last.end()


def _others(codes: Mapping[str, str]) -> list[str]:
    """The other codes that are written like some: one digit, or two."""
    widths = {len(code) for code in codes if code.isdigit()}
    if len(widths) != 1 or not all(code.isdigit() for code in codes):
        return []
    zeros = "0" * (widths.pop() - 1)
    return [zeros + digit for digit in _DIGITS]
