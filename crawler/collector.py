"""The collector of garbage (垃圾回收) in processes that handle thousands of pages: it comes by seldom."""

from __future__ import annotations

import gc

_MANY = 50_000


def spare_collector() -> None:
    """Let the collector come by seldom, once everything is loaded.

    What is loaded by now stays. What reading a page leaves holds nothing in a circle (`guide_boxes.Order.release`), and
    what a page asked over HTTP leaves holds little, while each visit looks through all that lives in the process.
    """
    gc.freeze()
    gc.set_threshold(_MANY, *gc.get_threshold()[1:])
