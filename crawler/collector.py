"""The collector of garbage (垃圾回收): away while a program is loaded, and a rare guest among thousands of pages."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MANY = 50_000


@contextmanager
def without_collector() -> Iterator[None]:
    """Load a program: nothing of it is garbage, and looking for some takes a seventh of the time."""
    was_there = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_there:
            gc.enable()


def spare_collector() -> None:
    """Let the collector come by seldom, once everything is loaded.

    What is loaded by now stays. What reading a page leaves holds nothing in a circle (`guide_boxes.Order.release`), and
    what a page asked over HTTP leaves holds little, while each visit looks through all that lives in the process.
    """
    gc.freeze()
    gc.set_threshold(_MANY, *gc.get_threshold()[1:])
