"""Working days (工作日) between two dates, never more than there were: public holidays move from year to year."""

from __future__ import annotations

import datetime as dt

_SATURDAY = 5
_MONTHS = 12
_HOLIDAYS = (
    ((1, 1), (1, 3), 2),
    ((1, 20), (2, 26), 6),
    ((4, 3), (4, 7), 2),
    ((5, 1), (5, 5), 4),
    ((5, 25), (6, 26), 2),
    ((9, 10), (10, 8), 7),
)
"""When a holiday can fall, and how many working days it takes at most: 元旦, 春节, 清明, 劳动节, 端午, 中秋与国庆."""


def at_least(first: dt.date, last: dt.date) -> int:
    """Working days after `first` up to `last`, less all that public holidays can have taken of them."""
    days = [first + dt.timedelta(days=n) for n in range(1, (last - first).days + 1)]
    count = sum(1 for day in days if day.weekday() < _SATURDAY)
    for year in range(first.year, last.year + 1):
        for begin, end, most in _HOLIDAYS:
            inside = [
                d for d in days if d.year == year and begin <= (d.month, d.day) <= end and d.weekday() < _SATURDAY
            ]
            count -= min(len(inside), most)
    return count


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day some months later, the last of the month where there is no such day."""
    index = day.month - 1 + months
    year, month = day.year + index // _MONTHS, index % _MONTHS + 1
    after = dt.date(year + month // _MONTHS, month % _MONTHS + 1, 1)
    return min(dt.date(year, month, 1) + dt.timedelta(days=day.day - 1), after - dt.timedelta(days=1))
