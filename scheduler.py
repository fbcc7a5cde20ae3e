"""The calendar of rounds (检查批次): which quarter a moment belongs to, in the time of the offices, Asia/Shanghai.

The clock that opens rounds by itself comes with the `schedule` command; it only ever enqueues.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

OFFICE_TIME = ZoneInfo("Asia/Shanghai")
_ROUND = re.compile(r"^(\d{4})Q([1-4])$")


def round_of(moment: datetime) -> str:
    """Code of the quarter that an aware moment falls into, such as `2026Q4`."""
    local = moment.astimezone(OFFICE_TIME)
    return f"{local.year}Q{(local.month - 1) // 3 + 1}"


def quarter_days(code: str) -> tuple[date, date] | None:
    """First day of a quarter and first day after it; None when the code names no quarter."""
    match = _ROUND.match(code)
    if match is None:
        return None
    year, quarter = int(match[1]), int(match[2])
    after = date(year + 1, 1, 1) if quarter == 4 else date(year, 3 * quarter + 1, 1)
    return date(year, 3 * quarter - 2, 1), after
