"""Files are made to survive a power cut beside the crawl: a disk may take as long for it as many answers take.

One thread a process syncs the files of all its regions in turn, so that a slow disk is asked for one thing at a time.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

_THREAD = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sync")


class Syncing:
    """The syncing of one set of files. What is written meanwhile is synced with the next."""

    def __init__(self) -> None:
        self._running: Future[None] | None = None

    def begin(self, files: Sequence[int]) -> None:
        """Sync these open files, in their order; where the last time still lasts, nothing happens. OSError of that."""
        if self._running is not None:
            if not self._running.done():
                return
            self._running.result()
        # The files may be rolled or closed before their turn comes; a copy of the descriptor stays open.
        self._running = _THREAD.submit(_sync, [os.dup(one) for one in files])

    def end(self) -> None:
        """Wait for what was begun. OSError where it failed."""
        running, self._running = self._running, None
        if running is not None:
            running.result()


def _sync(files: Sequence[int]) -> None:
    try:
        for one in files:
            os.fsync(one)
    finally:
        for one in files:
            os.close(one)
