from __future__ import annotations

from datetime import UTC, datetime

import pytest

import scheduler


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("2026Q1", datetime(2026, 3, 31, 16, tzinfo=UTC)),
        ("2026Q3", datetime(2026, 9, 30, 16, tzinfo=UTC)),
        ("2026Q4", datetime(2026, 12, 31, 16, tzinfo=UTC)),
    ],
)
def test_a_quarter_ends_at_midnight_of_the_offices(code: str, end: datetime) -> None:
    assert scheduler.quarter_end(code) == end


@pytest.mark.parametrize("code", ["demo-1", "2026Q5", "2026", ""])
def test_other_rounds_have_no_end(code: str) -> None:
    assert scheduler.quarter_end(code) is None
