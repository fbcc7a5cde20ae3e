"""What was asked of each host (请求统计): a line a request, beside the archive, however the request ended."""

from __future__ import annotations

import contextlib
import json
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from crawler.archive.writing import archiving, cut_to_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

NAME = "traffic.jsonl"
_RUN = 10
"""Requests in a row over which the rate is taken: fewer say little, more hide a burst."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostTraffic:
    """What one host was asked in a run.

    `bytes` are those of the bodies as they travelled; of a rendered page those of what was archived. `peak` is the
    highest rate over ten requests in a row, in requests a second. `refusals` are answers by which the host turned us
    away (403, 412, 429, 503, challenge pages), `unchanged` those that spared it the page (304).
    """

    host: str
    requests: int
    bytes: int
    refusals: int
    unchanged: int
    peak: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request. `bytes` is None where nothing came back."""

    at: datetime
    host: str
    bytes: int | None = None
    refused: bool = False
    unchanged: bool = False


class TrafficLog:
    """The writing side."""

    def __init__(self, path: Path) -> None:
        cut_to_lines(path)
        self._stream: IO[str] = path.open("a", encoding="utf-8")

    @archiving
    def add(self, asked: Asked) -> None:
        """One request more."""
        line = [round(asked.at.timestamp(), 3), asked.host, asked.bytes, int(asked.refused), int(asked.unchanged)]
        self._stream.write(f"{json.dumps(line, separators=(',', ':'))}\n")

    def flush(self) -> None:
        """Hand everything to the operating system."""
        self._stream.flush()

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def by_host(path: Path) -> tuple[HostTraffic, ...]:
    """What each host was asked, by name; nothing where no request was made."""
    seen: dict[str, _Sum] = defaultdict(_Sum)
    for at, host, size, refused, unchanged in _lines(path):
        seen[host].add(at, size, refused=refused, unchanged=unchanged)
    return tuple(one.told(host) for host, one in sorted(seen.items()))


class _Sum:
    def __init__(self) -> None:
        self._counts = [0, 0, 0, 0]
        self._times: deque[float] = deque(maxlen=_RUN + 1)
        self._peak: float | None = None

    def add(self, at: float, size: int | None, *, refused: bool, unchanged: bool) -> None:
        for place, number in enumerate((1, size or 0, int(refused), int(unchanged))):
            self._counts[place] += number
        self._times.append(at)
        if len(self._times) > _RUN:
            self._peak = max(self._peak or 0.0, _rate(self._times))

    def told(self, host: str) -> HostTraffic:
        requests, size, refusals, unchanged = self._counts
        peak = self._peak if self._peak is not None else _rate(self._times) if len(self._times) > 1 else None
        return HostTraffic(
            host=host,
            requests=requests,
            bytes=size,
            refusals=refusals,
            unchanged=unchanged,
            peak=None if peak is None else round(peak, 2),
        )


def _rate(times: Iterable[float]) -> float:
    moments = sorted(times)  # Two requests in flight may be noted in the other order.
    return (len(moments) - 1) / max(moments[-1] - moments[0], 0.001)


def _lines(path: Path) -> Iterator[tuple[float, str, int | None, bool, bool]]:
    if not path.exists():
        return
    with path.open("rb") as stream:
        for raw in stream:
            # Lines of older runs may be two halves of which one got lost; a region must not stand for ever for that.
            with contextlib.suppress(ValueError, TypeError):
                at, host, size, refused, unchanged = json.loads(raw)
                yield at, host, size, bool(refused), bool(unchanged)
