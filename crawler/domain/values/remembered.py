"""Answers about a text, kept: many checks ask the same of one value, and guides of a portal share most of theirs."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

AnswerT = TypeVar("AnswerT")

_SHORT = 300
_SHORT_TEXTS = 16_384
_LONG_TEXTS = 64
"""Long texts are few in a guide and seldom the same in the next one; so few of them bound the memory."""


def remembered(function: Callable[[str], AnswerT]) -> Callable[[str], AnswerT]:
    """Keep the answers of a pure function of a text that answers with something immutable."""
    of_short = lru_cache(maxsize=_SHORT_TEXTS)(function)
    of_long = lru_cache(maxsize=_LONG_TEXTS)(function)

    @wraps(function)
    def asked(text: str) -> AnswerT:
        return of_short(text) if len(text) <= _SHORT else of_long(text)

    return asked
