"""What the trials of kills share: the processes of a command, their end, and what two runs must have in common."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

IN_FLIGHT = 3
"""Requests of a region that can be on their way when a process dies, and are asked again."""
_TABLES = ("observations", "items", "verdicts", "findings")
_OF_THE_RUN = {"run", "captured_from", "captured_to", "observed_at", "captured_at", "warc", "offset", "screenshot"}
_OF_THE_RUN |= {"finding_run", "evidence_run"}


def family(process: int) -> list[psutil.Process]:
    """A process and its descendants, the command first; none when it has ended by itself."""
    try:
        command = psutil.Process(process)
        return [command, *command.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def kill(processes: Iterable[psutil.Process]) -> None:
    """Kill those that are still there."""
    for one in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()


def tables(bundle: Path) -> dict[str, list[Any]]:
    """The tables of a bundle, without what names the run or the moment."""
    return {name: [_plain(json.loads(row)) for row in (bundle / f"{name}.jsonl").open("rb")] for name in _TABLES}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if key not in _OF_THE_RUN}
    return [_plain(one) for one in value] if isinstance(value, list) else value
