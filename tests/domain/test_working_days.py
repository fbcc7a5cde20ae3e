from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.domain.values.working_days import at_least, months_later

DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (dt.date(2026, 3, 2), dt.date(2026, 3, 9), 5),
        (dt.date(2026, 3, 6), dt.date(2026, 3, 9), 1),
        (dt.date(2026, 3, 2), dt.date(2026, 3, 2), 0),
        (dt.date(2026, 9, 29), dt.date(2026, 10, 9), 1),
    ],
)
def test_working_days_between_two_dates(first: dt.date, last: dt.date, count: int) -> None:
    assert at_least(first, last) == count


@given(first=DAYS, days=st.integers(0, 400))
def test_never_more_than_the_weekdays_and_never_negative(first: dt.date, days: int) -> None:
    last = first + dt.timedelta(days=days)
    weekdays = sum(1 for n in range(1, days + 1) if (first + dt.timedelta(days=n)).weekday() < 5)
    assert 0 <= at_least(first, last) <= weekdays


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (dt.date(2026, 3, 2), dt.date(2026, 6, 2)),
        (dt.date(2026, 11, 30), dt.date(2027, 2, 28)),
        (dt.date(2026, 10, 15), dt.date(2027, 1, 15)),
        (dt.date(2026, 9, 30), dt.date(2026, 12, 30)),
    ],
)
def test_three_months_later(day: dt.date, later: dt.date) -> None:
    assert months_later(day, 3) == later


@given(day=DAYS, months=st.integers(1, 24))
def test_months_later_is_later_and_near(day: dt.date, months: int) -> None:
    assert 28 * months <= (months_later(day, months) - day).days <= 31 * months
