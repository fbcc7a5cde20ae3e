"""The book of turns in files, a file a host: for all processes of one machine that share a data folder."""

from __future__ import annotations

import os
import struct
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REMEMBERED = 5.0
"""Seconds for which a distance holds that somebody kept longer than we do; whoever keeps it enters it again."""

_NO_STEP = 1.0
"""Seconds by which a clock may be trimmed; put back by more, everybody would wait for the old time to come again."""

_ENTRY = struct.Struct("<4d")
_LONGEST_NAME = 200


@dataclass(slots=True)
class Entry:
    """What is known of one host. Moments are seconds of a clock that all who share the book read."""

    free: float = 0.0
    """When the next turn begins."""
    held: float = 0.0
    """Until when the host wants nobody."""
    interval: float = 0.0
    """The longest distance that anybody keeps."""
    kept_at: float = 0.0
    """When that distance was entered last."""

    def as_of(self, now: float) -> Entry:
        """The entry by a clock that was put back since it was written: what is to be waited for is as long as then."""
        back = self.kept_at - now
        if back <= _NO_STEP:
            return self
        return Entry(free=self.free - back, held=self.held - back, interval=self.interval, kept_at=now)

    def reserve(self, now: float, interval: float) -> float:
        """Take the next turn and return its moment."""
        self._keep(now, interval)
        moment = max(now, self.free, self.held)
        self.free = moment + self.interval
        return moment

    def charge(self, now: float, interval: float, requests: int) -> None:
        """Requests were made without a turn."""
        self._keep(now, interval)
        self.free = max(now, self.free) + requests * self.interval

    def hold(self, now: float, seconds: float) -> None:
        """Nobody asks for so long."""
        self.held = max(self.held, now + seconds)

    def _keep(self, now: float, interval: float) -> None:
        if interval >= self.interval or now - self.kept_at > REMEMBERED + self.interval:
            self.interval, self.kept_at = interval, now


class FileBook:
    """A PaceBook below a folder. An entry is read and written under a lock that a dead process leaves at once.

    A turn costs some 20 microseconds, so nothing of it is worth a thread.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def reserve(self, host: str, interval: float) -> float:
        """See PaceBook."""
        with self._entry(host) as (entry, now):
            return entry.reserve(now, interval) - now

    async def charge(self, host: str, interval: float, requests: int) -> None:
        """See PaceBook."""
        with self._entry(host) as (entry, now):
            entry.charge(now, interval, requests)

    async def hold(self, host: str, seconds: float) -> None:
        """See PaceBook."""
        with self._entry(host) as (entry, now):
            entry.hold(now, seconds)

    async def held(self, host: str) -> float:
        """See PaceBook."""
        with self._entry(host) as (entry, now):
            return max(0.0, entry.held - now)

    @contextmanager
    def _entry(self, host: str) -> Iterator[tuple[Entry, float]]:
        import fcntl  # noqa: PLC0415 - POSIX only; importing this package must work elsewhere too

        name = quote(host, safe="[]:")[:_LONGEST_NAME] or "-"
        file = os.open(self._folder / name, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            raw = os.pread(file, _ENTRY.size, 0)
            before = _ENTRY.unpack(raw) if len(raw) == _ENTRY.size else ()
            now = time.time()
            entry = Entry(*before).as_of(now)
            yield entry, now
            after = entry.free, entry.held, entry.interval, entry.kept_at
            if after != before:
                os.pwrite(file, _ENTRY.pack(*after), 0)
        finally:
            os.close(file)
