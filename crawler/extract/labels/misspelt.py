"""Words of field names with one slip of the pen (笔误): `Explian`, `Ttype`, `adress`.

Systems keep the slips of those who made them: a key is never put right again once others ask for it.
"""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_SHORTEST = 5
"""Letters of a word in which a slip is told from another word: form is no slip of from."""
_LONG = 7
"""Letters of a word in which one that is left out is told as well: conditon."""
_SHORTEST_KEY = 12
"""Letters of a whole key in which a slip is told from another key, written as one word: reservationmangement."""
_NO_WORD = re.compile(r"([a-z])\1{2,}")
"""One letter over and over (zzz), which is no word and begins none."""


def says_nothing(part: str) -> bool:
    """Whether a part of a key is one letter over and over: zzz of zzzFillNotes."""
    return _NO_WORD.fullmatch(part) is not None


def meant(part: str, known: Collection[str]) -> str | None:
    """The one known word of which a part of a key is a slip: letters turned round, doubled or not, or left out."""
    if len(part) < _SHORTEST:
        return None
    found = {word for word in _put_right(part) if word in known}
    return found.pop() if len(found) == 1 else None


def whole(key: str, known: Collection[str]) -> str:
    """The one known key of which a long one is a slip; empty where there is none, or several.

    A key whose words are told apart (`handleAdress`) is taken by these.
    """
    return (meant(key, known) or "") if len(key) >= _SHORTEST_KEY and key.isalpha() and key.islower() else ""


def _put_right(part: str) -> Iterator[str]:
    for at, letter in enumerate(part):
        after = part[at + 1 : at + 2]
        yield part[:at] + letter + part[at:]
        if letter == after:
            yield part[:at] + part[at + 1 :]
        elif after:
            yield part[:at] + after + letter + part[at + 2 :]
        if len(part) >= _LONG:
            yield from (part[:at] + other + part[at:] for other in ascii_lowercase)
