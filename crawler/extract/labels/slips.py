"""Labels with a slip of the pen (错字): in 承诺办里期限 and 受理条仵 one character is another."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from crawler.extract.labels.composed import OF_ANY, element_in_words
from crawler.extract.labels.meaning import WHOLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_SHORTEST, _LONGEST = 4, 10
_SURELY = 5
"""From so many characters on one may be any other."""
_BLANK = "龘"
"""Stands for a character that is not known: no label has it."""
_UNLESS = re.compile(r"\(\?!(?:[^()]|\([^()]*\))*\)")
_ANY_OF = re.compile(r"\[([^\]]*)\]|([\u4e00-\u9fff])")


def kin(labels: Iterable[str]) -> dict[str, frozenset[str]]:
    """Labels by themselves and by each of themselves with one character left out."""
    found: dict[str, set[str]] = {}
    for label in labels:
        if len(label) >= _SHORTEST:
            for key in (label, *_shorter(label)):
                found.setdefault(key, set()).add(label)
    return {key: frozenset(words) for key, words in found.items()}


def near(word: str, table: Mapping[str, frozenset[str]], signs: Collection[str] | None = None) -> set[str]:
    """The labels of a table from `kin` from which one slip lies between a word and them.

    `signs` are the characters of labels: of four characters one may be another only where they are given and it is none
    of them, since 受理条款 is another word and no slip of 受理条件.
    """
    alike = {known for key in (word, *_shorter(word)) for known in table.get(key, ())}
    return {known for known in alike if _is_near(word, known, signs)}


def composed(word: str, signs: Collection[str]) -> str | None:
    """The element of a label put together of known words, but for one character that stands in no label."""
    odd = [at for at, sign in enumerate(word) if sign not in signs]
    if len(odd) != 1 or not _SHORTEST <= len(word) <= _LONGEST:
        return None
    before, after = word[: odd[0]], word[odd[0] + 1 :]
    if _with_a_blank().fullmatch(f"{before}{_BLANK}{after}") is None:
        return None  # hundreds of signs need not be tried
    meant = {element_in_words(f"{before}{sign}{after}") for sign in signs} - {None}
    return next(iter(meant)) if len(meant) == 1 else None


@cache
def _with_a_blank() -> re.Pattern[str]:
    """What matches whatever is a label put together of known words once its blank is filled; and some words more."""
    bare = _UNLESS.sub("", f"{OF_ANY.pattern}|{WHOLE.pattern}")
    return re.compile(_ANY_OF.sub(lambda found: f"[{found[1] or found[2]}{_BLANK}]", bare))


def _shorter(word: str) -> Iterable[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def _is_near(word: str, known: str, signs: Collection[str] | None) -> bool:
    """Whether one edit lies between them: a character too many or too few, two swapped, one changed in five or more."""
    if len(word) == len(known):
        differing = [i for i, (a, b) in enumerate(zip(word, known, strict=True)) if a != b]
        if len(differing) == 1:
            return len(word) >= _SURELY or (signs is not None and word[differing[0]] not in signs)
        return (
            len(differing) == 2
            and differing[1] == differing[0] + 1
            and word[differing[0]] == known[differing[1]]
            and word[differing[1]] == known[differing[0]]
        )
    longer, shorter = (word, known) if len(word) > len(known) else (known, word)
    return len(longer) == len(shorter) + 1 and shorter in _shorter(longer)
