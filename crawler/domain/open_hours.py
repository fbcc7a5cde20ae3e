"""Hours of the day in which a portal may be asked (采集时段), in the time of the offices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
"""Hours and days are those of the offices."""

_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Hours:
    """A part of the day, over midnight where it ends before it begins."""

    begin: time
    end: time

    @classmethod
    def read(cls, text: str) -> Hours:
        """From words such as `22:00-06:00`; ValueError where they are others, or say no time at all."""
        found = _HOURS.fullmatch(text.replace(" ", ""))
        if found is None or found.group(1, 2) == found.group(3, 4):
            raise ValueError(f"{text!r} is no part of a day; write such as 22:00-06:00")
        first, second, third, fourth = map(int, found.groups())
        return cls(time(first, second), time(third, fourth))

    def opens_in(self, now: datetime) -> float:
        """Seconds until the hours begin; 0 while they last."""
        local = now.astimezone(ZONE)
        at = local.time()
        inside = self.begin <= at < self.end if self.begin < self.end else at >= self.begin or at < self.end
        if inside:
            return 0.0
        opening = local.replace(hour=self.begin.hour, minute=self.begin.minute, second=0, microsecond=0)
        return ((opening if opening > local else opening + timedelta(days=1)) - local).total_seconds()
