"""Special steps (特别程序) told in parts: a name, how long it takes and the rule that it rests on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.extract.guide.draft import Candidate

_ELEMENT = "special_step"
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_DAYS = re.compile(r"day|limit|time|期限|时限|天数|^ts$|sx$", re.IGNORECASE)
_NAMES = re.compile(r"(?:名称|种类|程序|环节)$")
_SAYS_MORE = re.compile(r"(?:时限|期限|时间|天数|依据)$")
_NUMBER = re.compile(r"\d{1,3}")
_DEEPEST = 3


class Told(NamedTuple):
    """What the parts say together, the first of them, and where that stands below the whole."""

    words: str
    quote: str
    at: str


def told_in(value: Any) -> Told | None:
    """What an object with the parts of a special step says, or a list of such; None where it is no object or empty."""
    leaves = [*_leaves(value, "", "", 0)] if isinstance(value, dict | list) else []
    named = next(((words, at) for words, at in leaves if _WORDS.search(words)), None)
    return Told(" ".join(words for words, _ in leaves), *named) if named is not None else None


def _leaves(value: Any, key: str, at: str, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict | list) and depth < _DEEPEST:
        pairs = value.items() if isinstance(value, dict) else ((str(n), each) for n, each in enumerate(value))
        for name, each in pairs:
            yield from _leaves(each, str(name), f"{at}/{name}", depth + 1)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        words = " ".join(str(value).split())
        if _NUMBER.fullmatch(words) and _DAYS.search(key):
            yield f"{words}日", at
        elif _WORDS.search(words):
            yield words, at


def join(candidates: dict[str, list[Candidate]]) -> None:
    """Put the parts of special steps together that stand on one page under labels of their own, in reading order."""
    found = candidates.get(_ELEMENT, [])
    for page in {c.reading.evidence for c in found}:
        parts = [c for c in found if c.reading.evidence == page and c.reading.stated and c.reading.label]
        named = next((c for c in parts if _NAMES.search(c.reading.label or "")), None)
        if named is None or not any(_SAYS_MORE.search(c.reading.label or "") for c in parts):
            continue
        words = " ".join(dict.fromkeys(c.reading.text for c in parts))
        whole = replace(named, reading=replace(named.reading, value=words))
        found = [whole, *(c for c in found if c not in parts)]
    if found:
        candidates[_ELEMENT] = found
