"""When a host may be asked at all (采集时段与每日限额): its hours of the day, and how many requests a day it bears."""

from __future__ import annotations

import fcntl
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from crawler.domain.open_hours import ZONE, Hours

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crawler.domain.portal import Limits
    from crawler.gather.job import CrawlOptions


class NotNowError(Exception):
    """A host may not be asked for hours: the region is left where it is. Raised by `Asker.turn`."""


class DayCount:
    """How often hosts were asked today, counted by all processes that share a data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self, host: str, most: int, today: str, requests: int = 1) -> bool:
        """Count requests to a host; False, and nothing is counted, where it was asked `most` times today already."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / quote(host, safe="")
        with path.open("a+", encoding="ascii") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            stream.seek(0)
            day, _, count = stream.read().partition(" ")
            before = int(count) if day == today and count.strip().isdigit() else 0
            if before >= most:
                return False
            stream.truncate(0)
            stream.write(f"{today} {before + requests}")
        return True


class Leave:
    """What a region's profile and the settings permit at this moment."""

    def __init__(
        self,
        *,
        hours: str | None,
        daily: int | None,
        counts: DayCount,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._words = hours
        self._hours = Hours.read(hours) if hours else None
        self._daily = daily
        self._counts = counts
        self._clock = clock

    @classmethod
    def of(cls, options: CrawlOptions, limits: Limits, data: Path) -> Leave:
        """That of one region: its profile counts, and where it says nothing the settings."""
        return cls(
            hours=limits.hours or options.hours,
            daily=limits.daily or options.daily,
            counts=DayCount(data / "locks" / "daily"),
        )

    def closed_for(self) -> float:
        """Seconds until the hours begin in which the portal may be asked."""
        return self._hours.opens_in(self._clock()) if self._hours else 0.0

    def stay_away(self, host: str, longest_wait: float) -> None:
        """NotNowError where a host may not be asked for longer than `longest_wait` seconds, or not any more today."""
        left = self.closed_for()
        if left > longest_wait:
            then = (self._clock() + timedelta(seconds=left)).astimezone(ZONE)
            raise NotNowError(
                f"outside the hours {self._words} in which it may be asked; goes on at {then:%m-%d %H:%M}"
            )
        if self._daily is None:
            return
        today = f"{self._clock().astimezone(ZONE):%Y-%m-%d}"
        if not self._counts.take(host, self._daily, today):
            raise NotNowError(
                f"{host} was asked {self._daily} times today, which is its daily budget; goes on tomorrow"
            )

    def count(self, host: str, requests: int) -> None:
        """Requests that a rendered page made besides count as well."""
        if self._daily is not None and requests > 0:
            today = f"{self._clock().astimezone(ZONE):%Y-%m-%d}"
            self._counts.take(host, self._daily + requests, today, requests)
