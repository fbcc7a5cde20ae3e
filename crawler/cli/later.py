"""Commands of the contract that are not built yet: each says so in one line, exit code 2."""

from __future__ import annotations

from typing import Annotated, NoReturn

import typer

from crawler.errors import UsageError

_Words = Annotated[list[str] | None, typer.Argument(hidden=True)]


def _later(command: str, instead: str) -> NoReturn:
    raise UsageError(f"`{command}` comes in a later version; {instead}")


def worker(words: _Words = None) -> None:
    """Work as one of many machines (comes later)."""
    del words
    _later("worker", "until then give each machine its own regions with `run --region`")
