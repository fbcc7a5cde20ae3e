"""Times of the calendar (时间安排): quarters, openings, nights and visits, in the time of the offices. Pure.

APScheduler's triggers say when; nothing here knows a clock or a database.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

if TYPE_CHECKING:
    from collections.abc import Iterator

OFFICE_TIME = ZoneInfo("Asia/Shanghai")

QUARTERS = CronTrigger(month="1,4,7,10", day=1, hour=0, minute=0, second=0, timezone=OFFICE_TIME)
"""When a quarter begins, and with it its round."""

VISITS_A_DAY = 20
VISIT_DAYS = 7
_FIRST_VISIT = time(8, 0)
BETWEEN_VISITS = timedelta(minutes=42)
"""Twenty visits from 8:00 to 21:18, when people use the portal and no region is begun; one day in UTC as well."""

_QUARTER = re.compile(r"^(\d{4})Q([1-4])$")


def quarter_start(code: str) -> datetime | None:
    """The moment at which a quarter such as `2026Q4` begins; None for another name."""
    match = _QUARTER.match(code)
    return None if match is None else datetime(int(match[1]), int(match[2]) * 3 - 2, 1, tzinfo=OFFICE_TIME)


def quarter_end(code: str) -> datetime | None:
    """The moment at which the quarter is over that a round such as `2026Q4` is named after; None for another name."""
    begins = quarter_start(code)
    if begins is None:
        return None
    end = QUARTERS.get_next_fire_time(None, begins + timedelta(seconds=1))
    assert isinstance(end, datetime)
    return end


def quarter_of(moment: datetime) -> str:
    """The quarter that a moment belongs to, in the offices' time."""
    there = moment.astimezone(OFFICE_TIME)
    return f"{there.year}Q{(there.month + 2) // 3}"


def next_quarter(code: str) -> str:
    """The quarter after another one."""
    end = quarter_end(code)
    assert end is not None, code
    return quarter_of(end)


def opening(quarter: str, day: int, at: str) -> datetime:
    """The moment at which a round opens on a day of its quarter, counted from 1."""
    begins = quarter_start(quarter)
    assert begins is not None, quarter
    date = begins.date() + timedelta(days=day - 1)
    return datetime.combine(date, time.fromisoformat(at), tzinfo=OFFICE_TIME)


def night_from(moment: datetime, times: tuple[time, time]) -> tuple[datetime, datetime]:
    """The night that a moment lies in, else the next one: when it begins and when it ends."""
    begins, ends = times
    trigger = CronTrigger(hour=begins.hour, minute=begins.minute, second=0, timezone=OFFICE_TIME)
    length = (timedelta(hours=ends.hour, minutes=ends.minute) - timedelta(hours=begins.hour, minutes=begins.minute)) % (
        timedelta(days=1)
    )
    there = moment.astimezone(OFFICE_TIME)
    # A night that is not over yet began less than its length ago.
    start = trigger.get_next_fire_time(None, there - length + timedelta(seconds=1))
    assert isinstance(start, datetime)
    return start, start + length


def nights_from(moment: datetime, times: tuple[time, time]) -> Iterator[tuple[datetime, datetime]]:
    """That night and each one after it."""
    start, end = night_from(moment, times)
    while True:
        yield start, end
        start, end = night_from(end + timedelta(minutes=1), times)


def visit_slots(day: datetime) -> tuple[datetime, ...]:
    """The moments at which a front page is visited on the day that a moment lies in, in the offices' time."""
    first = datetime.combine(day.astimezone(OFFICE_TIME).date(), _FIRST_VISIT, tzinfo=OFFICE_TIME)
    return tuple(first + number * BETWEEN_VISITS for number in range(VISITS_A_DAY))
