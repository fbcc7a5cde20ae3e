"""The scheduler (调度器): APScheduler as a clock over the calendar of rounds, in the offices' time, Asia/Shanghai.

It only says when. What is due, and what was done, stands in our own tables; the scheduler keeps no store of its own, so
that one that was down for a week goes on as if it had only been slow.
"""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from crawler.calendar.times import OFFICE_TIME, QUARTERS, quarter_end

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.calendar.clock import Calendar
    from crawler.calendar.opening import Done

__all__ = ["OFFICE_TIME", "QUARTERS", "Clock", "SystemClock", "quarter_end", "run", "run_through"]

TURN_EVERY = 60.0
"""Seconds between two turns of the calendar: what is due is handed over within this time."""

_log = logging.getLogger(__name__)


class Clock(Protocol):
    """What time it is; another one lets a year go by in seconds."""

    def now(self) -> datetime:
        """The moment, aware."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The moment in UTC."""
        return datetime.now(UTC)


def run(
    calendar: Calendar,
    *,
    clock: Clock | None = None,
    until: datetime | None = None,
    every: float = TURN_EVERY,
    on_turn: Callable[[tuple[Done, ...]], None] | None = None,
) -> None:
    """Turn the calendar until a moment, or until it is stopped.

    A turn that is late is made all the same, turns that were missed are one turn, and no two run at once.
    """
    timer = clock or SystemClock()

    def turn() -> None:
        try:
            done = calendar.turn(timer.now())
        except Exception:  # noqa: BLE001 - a database that is away for a minute must not end the scheduler
            _log.exception("a turn of the calendar failed; the next one makes it up")
            return
        if on_turn is not None:
            on_turn(done)

    turning = BackgroundScheduler(
        timezone=OFFICE_TIME,
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )
    turning.add_job(turn, IntervalTrigger(seconds=every, timezone=OFFICE_TIME), next_run_time=datetime.now(OFFICE_TIME))
    turning.start()
    try:
        while until is None or timer.now() < until:
            time.sleep(min(1.0, every))
    finally:
        turning.shutdown(wait=True)


def run_through(
    calendar: Calendar, begins: datetime, until: datetime, *, between: Callable[[datetime], bool | None]
) -> tuple[Done, ...]:
    """Let the time from one moment to another go by at once, as a trial of a calendar does.

    `between` does what the workers would, up to the moment that it is given; true says that it did something.
    """
    done: list[Done] = []
    now = begins
    while now < until:
        done += calendar.turn(now)
        while between(now):
            done += calendar.turn(now)
        following = calendar.next_turn(now)
        if following is None:
            break
        now = following
    return tuple(done)
