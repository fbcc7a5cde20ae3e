"""Answers about a text, kept: many checks ask the same of one value, and guides of a portal share most of theirs."""

from __future__ import annotations

from collections import deque
from functools import wraps
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
    known: dict[str, AnswerT] = {}
    long: deque[str] = deque()

    @wraps(function)
    def asked(text: str) -> AnswerT:
        try:
            return known[text]
        except KeyError:
            answer = function(text)
        if len(text) > _SHORT:
            long.append(text)
            if len(long) > _LONG_TEXTS:
                known.pop(long.popleft(), None)
        elif len(known) > _SHORT_TEXTS:
            known.clear()
        known[text] = answer
        return answer

    return asked
