"""The `portal-audit` command."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crawler.cli.exits import Exit
from crawler.cli.spoken import INTERRUPTED, spoken
from crawler.collector import without_collector

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    Loading the program takes seconds on a busy machine, and who has mistyped presses Ctrl-C at once: so it is loaded in
    here, where that ends in a line as well.
    """
    try:
        with without_collector(), _one_press(alone=arguments is None):
            from crawler.cli.command import answer  # noqa: PLC0415  see above

        return answer(arguments)
    except KeyboardInterrupt:
        line = INTERRUPTED.en if spoken(arguments) == "en" else INTERRUPTED.zh
        print(f"portal-audit: {line}", file=sys.stderr)  # noqa: T201  the contract
        return Exit.INTERRUPTED


@contextmanager
def _one_press(*, alone: bool) -> Iterator[None]:
    """While the program is loaded the first Ctrl-C ends it: a second one must not kill it on its way out.

    Only where it is `alone` in its process: the signals of another program are that one's.
    """
    before = signal.getsignal(signal.SIGINT)
    if not alone or before is not signal.default_int_handler:
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        del frame
        signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, stop)
    yield
    signal.signal(signal.SIGINT, before)
