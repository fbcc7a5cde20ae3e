"""How often a host may be asked: one pace a host, kept over all regions of a process.

Other processes and machines ask hosts too: what a process takes for itself it enters in a book that all of them share.
"""

from __future__ import annotations

import asyncio
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

_SLOWEST = 60.0
"""Seconds between two requests of a host that may not be asked at any rate."""

_SLOWED_TO = 10.0
"""Seconds between two requests beyond which refusals do not slow a host down: single ones must not add up over a walk.
A host that refuses one request after the other is left alone by the circuit breaker."""

_GOOD_BEFORE_FASTER = 5
"""Good answers in a row after which a slowed-down host is asked twice as often again, never above its rate."""

_GOOD_WHERE_SLOW = 2
"""The same while there is a second and more between them."""

_OUTAGE_AFTER = 6
"""Looks in a row that ended in a network failure before the host counts as not answering."""


_WORTH_ASKING_AGAIN = 0.1
"""Seconds of waiting in which another process may have been told to stay away from the host."""


class PaceBook(Protocol):
    """The turns at hosts that processes have taken, shared by all that ask them. Times are seconds from now."""

    async def reserve(self, host: str, interval: float) -> float:
        """Take the next free turn; how long to wait for it. The turn after it comes at least `interval` later.

        Where somebody else keeps a longer distance to that host, theirs holds for all.
        """
        ...

    async def charge(self, host: str, interval: float, requests: int) -> None:
        """Requests were made besides; the next turn comes later by as many intervals."""
        ...

    async def hold(self, host: str, seconds: float) -> None:
        """The host wants nobody for so long."""
        ...

    async def held(self, host: str) -> float:
        """How long the host wants nobody; 0 where it has not said so."""
        ...


class HostPace:
    """The pace of one host. Pure: it is told the time and answers when to ask."""

    def __init__(self, interval: float, host: str = "") -> None:
        self.host = host
        self._least = interval
        self._interval = interval
        self._next = 0.0
        self._held = 0.0
        self._good = 0
        self._silent = 0
        self._waited = 0

    @property
    def interval(self) -> float:
        """Seconds between two requests, as things stand."""
        return self._interval

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
        if now < self._held and wait is not None:
            self._held = max(self._held, now + wait)  # It was on its way before the host could be left alone.
            return
        self._interval = max(min(self._interval * 2, max(_SLOWED_TO, self._interval)), self._least)
        self._held = max(self._held, now + (wait if wait is not None else self._interval))

    def answered(self) -> None:
        """An answer came that is no complaint."""
        self._silent = 0
        self._waited = 0
        self._good += 1
        if self._good >= (_GOOD_WHERE_SLOW if self._interval > 1.0 else _GOOD_BEFORE_FASTER):
            self._good = 0
            self._interval = max(self._least, self._interval / 2)

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
    """The paces of all hosts. Without a book nobody else asks them."""

    def __init__(self, book: PaceBook | None = None) -> None:
        self._hosts: dict[str, HostPace] = {}
        self._book = book

    def of(self, host: str, rate: float) -> HostPace:
        """The pace of a host at `rate` requests a second or less."""
        interval = 1.0 / rate if rate > 0 else _SLOWEST
        pace = self._hosts.setdefault(host, HostPace(interval, host))
        pace.at_most(interval)
        return pace

    async def turn(self, pace: HostPace, longest: float = float("inf")) -> float:
        """Wait until the host may be asked, and return 0; or, without waiting, the seconds where they exceed `longest`.

        A pause that the host asks for while we wait is kept: then the request queues again behind it.
        """
        while True:
            left = await self.held(pace)
            if left > longest:
                return left
            moment = pace.reserve(time.monotonic())
            while (left := max(moment, pace.held_until()) - time.monotonic()) > 0:
                await asyncio.sleep(left)
                if pace.held_until() > moment:
                    moment = pace.reserve(time.monotonic())
            if self._book is None:
                return 0.0
            wait = await self._book.reserve(pace.host, pace.interval)
            if wait > longest:
                return wait
            await asyncio.sleep(wait)
            if wait < _WORTH_ASKING_AGAIN or not await self.held(pace):
                return 0.0

    async def held(self, pace: HostPace) -> float:
        """Seconds for which the host wants nobody, whoever of us it told."""
        left = max(0.0, pace.held_until() - time.monotonic())
        return left if self._book is None else max(left, await self._book.held(pace.host))

    async def slow_down(self, pace: HostPace, wait: float | None) -> None:
        """The host asked for less: nobody asks it for as long as it says, and we ask half as often afterwards."""
        now = time.monotonic()
        pace.slow_down(now, wait)
        if self._book is not None:
            await self._book.hold(pace.host, pace.held_until() - now)

    async def charge(self, pace: HostPace, requests: int) -> None:
        """Requests that a rendered page made by itself count as well."""
        pace.charge(requests, time.monotonic())
        if self._book is not None and requests:
            await self._book.charge(pace.host, pace.interval, requests)


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
