"""The `portal-audit` command."""

from __future__ import annotations

import sys

from crawler.cli.exits import Exit
from crawler.collector import without_collector


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    Loading the program takes seconds on a busy machine, and who has mistyped presses Ctrl-C at once: so it is loaded in
    here, where that ends in a line as well.
    """
    try:
        with without_collector():
            from crawler.cli.command import answer  # noqa: PLC0415  see above

        return answer(arguments)
    except KeyboardInterrupt:
        print("portal-audit: interrupted before anything was begun", file=sys.stderr)  # noqa: T201  the contract
        return Exit.INTERRUPTED
