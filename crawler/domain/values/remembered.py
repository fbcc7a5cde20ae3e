"""Answers about a text, kept: many checks ask the same of one value, and guides of a portal share most of theirs."""

from __future__ import annotations

from collections import deque
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

AnswerT = TypeVar("AnswerT")

_SHORT = 300
_SHORT_TEXTS = 16_384
_LONG_TEXTS = 64
"""Long texts are few in a guide and seldom the same in the next one; so few of them bound the memory."""


class _Known(dict[str, AnswerT], Generic[AnswerT]):
    """Answers by text; what is not there is asked for."""

    def __init__(self, function: Callable[[str], AnswerT], known: Mapping[str, AnswerT]) -> None:
        super().__init__(known)
        self._function = function
        self._long: deque[str] = deque()

    def __missing__(self, text: str) -> AnswerT:
        answer = self._function(text)
        if len(text) > _SHORT:
            self._long.append(text)
            if len(self._long) > _LONG_TEXTS:
                self.pop(self._long.popleft(), None)
        elif len(self) > _SHORT_TEXTS:
            self.clear()
            self._long.clear()
        self[text] = answer
        return answer


def remembered(
    function: Callable[[str], AnswerT], known: Mapping[str, AnswerT] = MappingProxyType({})
) -> Callable[[str], AnswerT]:
    """Keep the answers of a pure function of a text that answers with something immutable.

    `known` are those that are to be had in another way.
    """
    return _Known(function, known).__getitem__  # most answers are known: then no Python code runs
