"""Special steps (特别程序) told in parts: a name, how long it takes and the rule that it rests on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crawler.domain.values.special_steps import cites_rule, special_words
from crawler.extract.guide.draft import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.extract.guide.draft import Candidate, Draft

_ELEMENT = "special_step"
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_DAYS = re.compile(r"day|limit|time|期限|时限|天数|^ts$|sx$", re.IGNORECASE)
_NAMES = re.compile(r"(?:名称|种类|程序|环节)$")
_SAYS_MORE = re.compile(r"(?:时限|期限|时间|天数|依据)$")
_BEHIND = re.compile(r"[，,；;：:（(、\s]")
_NUMBER = re.compile(r"\d{1,3}")
_DEEPEST = 3


def put(draft: Draft, element: str | None, value: Any, at: str, key: str) -> bool:
    """Put what an object with the parts of a special step says into the draft, or a list of such; False for others."""
    leaves = [*_leaves(value, "", at, 0)] if element == _ELEMENT and isinstance(value, dict | list) else []
    named = next((leaf for leaf in leaves if _WORDS.search(leaf[0])), None)
    if named is not None:
        words, quote = " ".join(words for words, _ in leaves), named[0]
        draft.add(reading(_ELEMENT, words, evidence=draft.evidence, locator=named[1], label=key, quote=quote))
    return named is not None


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
    """Put the parts of special steps together that stand on one page under labels of their own, in reading order.

    Of several places that tell of the same step those that leave its rule out give way to one that names it.
    """
    found = candidates.get(_ELEMENT, [])
    for page in dict.fromkeys(c.reading.evidence for c in found):
        parts = [c for c in found if c.reading.evidence == page and c.reading.stated and c.reading.label]
        named = next((c for c in parts if _NAMES.search(c.reading.label or "")), None)
        if named is None or not any(_SAYS_MORE.search(c.reading.label or "") for c in parts):
            continue
        words = " ".join(dict.fromkeys(c.reading.text for c in parts))
        whole = replace(named, reading=replace(named.reading, value=words))
        found = [whole, *(c for c in found if c not in parts)]
    if found:
        candidates[_ELEMENT] = [c for c in found if not any(_says_more(other, c) for other in found)]


def _says_more(one: Candidate, other: Candidate) -> bool:
    """Whether one place names the rule of a step of which another says less."""
    if not (one.reading.stated and other.reading.stated) or cites_rule(other.reading.text):
        return False
    named = {_BEHIND.split(other.reading.text)[0].strip(), *special_words(other.reading.text)} - {""}
    return cites_rule(one.reading.text) and all(words in one.reading.text for words in named)
