"""How often a host may be asked: one pace a host, kept over all regions of a process."""

from __future__ import annotations

import asyncio
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_SLOWEST = 60.0
"""Seconds between two requests beyond which errors do not slow a host down further."""

_GOOD_BEFORE_FASTER = 20
"""Good answers in a row after which a slowed-down host is asked a little faster again, never above its rate."""

_OUTAGE_AFTER = 6
"""Looks in a row that ended in a network failure before the host counts as not answering."""


class HostPace:
    """The pace of one host. Pure: it is told the time and answers when to ask."""

    def __init__(self, interval: float) -> None:
        self._least = interval
        self._interval = interval
        self._next = 0.0
        self._held = 0.0
        self._good = 0
        self._silent = 0
        self._waited = 0

    def at_most(self, interval: float) -> None:
        """Never ask more often than this from now on; a crawl-delay or a second region can only slow a host down."""
        self._least = max(self._least, interval)
        self._interval = max(self._interval, self._least)

    def reserve(self, now: float) -> float:
        """The moment of the next request; it is taken."""
        moment = max(now, self._next, self._held)
        self._next = moment + self._interval
        return moment

    def held_until(self) -> float:
        """Before this moment nothing may be asked."""
        return self._held

    def charge(self, requests: int, now: float) -> None:
        """Requests that a rendered page made by itself count as well."""
        self._next = max(self._next, now) + requests * self._interval

    def slow_down(self, now: float, wait: float | None) -> None:
        """The host asked for less: wait as long as it says, and ask half as often afterwards."""
        self._good = 0
        self._interval = min(max(self._interval * 2, self._least), max(_SLOWEST, self._least))
        self._held = max(self._held, now + (wait if wait is not None else self._interval))

    def answered(self) -> None:
        """An answer came that is no complaint."""
        self._silent = 0
        self._waited = 0
        self._good += 1
        if self._good >= _GOOD_BEFORE_FASTER:
            self._good = 0
            self._interval = max(self._least, self._interval * 0.8)

    def silent(self, now: float, pauses: tuple[float, ...]) -> bool:
        """A look ended in a network failure; True when the host is given up.

        After some of them in a row everything waits, longer each time: an outage of minutes costs no evidence, and a
        host that is gone is not asked thousands of times.
        """
        self._silent += 1
        if self._silent < _OUTAGE_AFTER:
            return False
        if self._waited >= len(pauses):
            return True
        self._held = max(self._held, now + pauses[self._waited])
        self._waited += 1
        return False


class Pace:
    """The paces of all hosts."""

    def __init__(self) -> None:
        self._hosts: dict[str, HostPace] = {}

    def of(self, host: str, rate: float) -> HostPace:
        """The pace of a host at `rate` requests a second or less."""
        interval = 1.0 / rate if rate > 0 else _SLOWEST
        pace = self._hosts.setdefault(host, HostPace(interval))
        pace.at_most(interval)
        return pace

    @staticmethod
    async def turn(pace: HostPace) -> None:
        """Wait until the host may be asked."""
        moment = pace.reserve(time.monotonic())
        while (left := max(moment, pace.held_until()) - time.monotonic()) > 0:
            await asyncio.sleep(left)
            if pace.held_until() > moment:  # The host asked for a pause while we waited: queue again behind it.
                moment = pace.reserve(time.monotonic())


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds of a `Retry-After` header, given as seconds or as a date; None if there is none that can be read."""
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=now.tzinfo)
    return max(0.0, (then - now).total_seconds())
