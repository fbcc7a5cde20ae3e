"""The rest of a list of which a page shows the first rows (加载更多): another list, brought by answers, holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Held(NamedTuple):
    """What a list shows and says of itself: names of its items, and numbers that it was found to hold."""

    names: frozenset[str]
    reached: frozenset[int]


def reached_elsewhere(shown: frozenset[str], total: int, answered: Iterable[Held]) -> bool:
    """Whether answers brought as many items as a page declares that shows the first of them.

    A button that nobody pressed on that page brings what the same button brought on another.
    """
    return bool(shown) and any(total in one.reached and shown <= one.names for one in answered)
