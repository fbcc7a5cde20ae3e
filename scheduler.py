"""The calendar of rounds (检查批次): which quarter a moment belongs to, in the time of the offices, Asia/Shanghai.

It only says when; the clock that opens rounds by itself comes with the `schedule` command, and will only ever enqueue.
"""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

OFFICE_TIME = ZoneInfo("Asia/Shanghai")

QUARTERS = CronTrigger(month="1,4,7,10", day=1, hour=0, minute=0, second=0, timezone=OFFICE_TIME)
"""When a quarter begins, and with it its round."""

_ROUND = re.compile(r"^(\d{4})Q([1-4])$")


def quarter_end(code: str) -> datetime | None:
    """The moment at which the quarter is over that a round such as `2026Q4` is named after; None for another name."""
    match = _ROUND.match(code)
    if match is None:
        return None
    inside = datetime(int(match[1]), int(match[2]) * 3, 1, tzinfo=OFFICE_TIME)
    end = QUARTERS.get_next_fire_time(None, inside)
    assert isinstance(end, datetime)
    return end
