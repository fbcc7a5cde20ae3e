"""Rounds open, spread, retry and close by the calendar; the time is told, nothing is gathered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from crawler.calendar import opening, telling, times
from crawler.calendar.entries import CalendarEntry
from crawler.calendar.opening import Deed
from crawler.calendar.times import OFFICE_TIME
from crawler.domain.evidence import Failure
from crawler.errors import UsageError
from crawler.storage import reading, writing
from models import RegionOutcome, RoundPhase
from scheduler import run_through

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

REGIONS = ("990101", "990102", "990103")


def there(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OFFICE_TIME)


def test_a_year_has_four_rounds_each_opened_and_closed_once(desk: Any) -> None:
    done = run_through(desk.calendar, there("2027-01-01T00:00"), there("2028-01-01T00:00"), between=desk.working)

    codes = [f"2027Q{number}" for number in range(1, 5)]
    assert [(d.round, d.at) for d in done if d.deed is Deed.OPENED] == [
        (code, times.opening(code, 8, "20:00")) for code in codes
    ]
    assert [d.round for d in done if d.deed is Deed.CLOSED] == codes
    assert {desk.round(code).state for code in codes} == {RoundPhase.CLOSED}
    assert {desk.round(code).closed_because for code in codes} == {"every region is done"}
    assert desk.round("2028Q1").state is RoundPhase.PLANNED
    assert [job.key for _, job in desk.handed] == [f"{code}/{region}/1" for code in codes for region in REGIONS]


def test_regions_are_spread_over_nights_and_begun_at_night(desk: Any) -> None:
    run_through(desk.calendar, there("2027-01-08T12:00"), there("2027-01-20T00:00"), between=desk.working)

    nights = [row.not_before.astimezone(OFFICE_TIME) for row in desk.assignments("2027Q1")]
    assert [f"{night:%m-%d %H:%M}" for night in nights] == ["01-08 22:00", "01-09 00:00", "01-09 22:00"]
    for night in nights:
        begins, ends = times.night_from(night, (there("2027-01-01T22:00").time(), there("2027-01-01T06:00").time()))
        assert begins <= night < ends


def test_what_failed_in_passing_is_tried_again_on_a_later_day_with_its_reason(desk: Any) -> None:
    desk.worker.failures = {REGIONS[0]: [Failure.TIMEOUT, Failure.HTTP_5XX]}

    run_through(desk.calendar, there("2027-01-08T12:00"), there("2027-02-20T00:00"), between=desk.working)

    rows = [row for row in desk.assignments("2027Q1") if row.region == REGIONS[0]]
    assert [row.attempt for row in rows] == [1, 2, 3]
    assert [row.reason for row in rows] == [
        None,
        "1 addresses failed in passing: timeout × 1",
        "1 addresses failed in passing: http_5xx × 1",
    ]
    days = [row.not_before.astimezone(OFFICE_TIME).date() for row in rows]
    assert days == sorted(set(days))
    assert rows[-1].outcome is RegionOutcome.COMPLETE
    assert desk.round("2027Q1").closed_because == "every region is done"


def test_tries_are_bounded_and_lasting_failures_are_not_tried_again(desk: Any) -> None:
    desk.worker.failures = {REGIONS[0]: [Failure.TIMEOUT] * 9, REGIONS[1]: [Failure.HTTP_4XX] * 9}

    run_through(desk.calendar, there("2027-01-08T12:00"), there("2027-02-20T00:00"), between=desk.working)

    tries = [row.region for row in desk.assignments("2027Q1")]
    assert [tries.count(region) for region in REGIONS] == [3, 1, 1]
    assert desk.round("2027Q1").closed_because == "every region is done; of 1 not everything answered"


def test_the_deadline_closes_a_round_whatever_is_left(desk: Any) -> None:
    run_through(desk.calendar, there("2027-01-08T12:00"), there("2027-02-20T00:00"), between=lambda _: False)

    one = desk.round("2027Q1")
    assert one.state is RoundPhase.CLOSED
    assert one.closed_at == one.deadline == there("2027-01-28T20:00")
    assert "3 of 3 regions were not done" in one.closed_because


def test_a_lost_attempt_is_made_up_once(desk: Any) -> None:
    run_through(desk.calendar, there("2027-01-08T12:00"), there("2027-01-11T23:00"), between=lambda _: False)
    assert [row.attempt for row in desk.assignments("2027Q1")] == [1, 1, 1]

    run_through(desk.calendar, there("2027-01-12T12:00"), there("2027-01-13T12:00"), between=lambda _: False)

    rows = [row for row in desk.assignments("2027Q1") if row.region == REGIONS[0]]
    assert [(row.attempt, row.ended_at is None) for row in rows] == [(1, False), (2, True)]
    assert rows[1].reason == "attempt 1 did not come back within 3 days"


def test_downtime_over_a_start_is_made_up_once(desk: Any) -> None:
    desk.calendar.turn(there("2027-01-02T09:00"))

    done = desk.calendar.turn(there("2027-01-14T10:30"))
    again = desk.calendar.turn(there("2027-01-14T10:31"))

    assert [d.deed for d in done] == [Deed.OPENED]
    assert again == ()
    assert desk.queue.waiting == []  # It is day: the regions wait for the night.
    desk.calendar.turn(there("2027-01-14T22:00"))
    assert sorted(job.key for job in desk.queue.waiting) == [f"2027Q1/{region}/1" for region in REGIONS]
    desk.calendar.turn(there("2027-01-14T22:01"))
    desk.calendar.turn(there("2027-01-15T22:00"))
    assert len(desk.queue.waiting) == 3


def test_downtime_over_a_whole_round_is_said_and_nothing_is_gathered_late(desk: Any) -> None:
    desk.calendar.turn(there("2027-01-02T09:00"))

    desk.calendar.turn(there("2027-02-10T09:00"))

    assert desk.round("2027Q1").state is RoundPhase.CLOSED
    assert "did not run between its opening and its deadline" in desk.round("2027Q1").closed_because
    assert desk.queue.waiting == []


def test_a_crash_between_queue_and_table_hands_nothing_over_twice(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.calendar.turn(there("2027-01-08T20:00"))
    with monkeypatch.context() as broken:
        broken.setattr("crawler.calendar.clock._note", _crash)
        with pytest.raises(RuntimeError):
            desk.calendar.turn(there("2027-01-08T22:00"))
    assert desk.assignments("2027Q1") == []

    desk.calendar.turn(there("2027-01-08T22:05"))

    keys = [job.key for job in desk.queue.waiting]
    assert keys == [row.key for row in desk.assignments("2027Q1")]
    assert len(keys) == len(set(keys)) == 2


def _crash(*_: object) -> None:
    raise RuntimeError("cut off")


def test_a_region_has_one_open_attempt_at_a_time(desk: Any) -> None:
    for hour in range(0, 24 * 4, 1):
        desk.calendar.turn(there("2027-01-08T20:00") + timedelta(hours=hour))
        open_ = [row.region for row in desk.assignments("2027Q1") if row.ended_at is None]
        assert len(open_) == len(set(open_))
    assert len(desk.queue.waiting) == len(REGIONS)


def test_a_round_of_another_name_for_the_same_quarter_takes_its_place(
    desk: Any, made: Callable[[CalendarEntry], Any]
) -> None:
    run_through(desk.calendar, there("2027-01-08T12:00"), there("2027-01-20T00:00"), between=desk.working)
    second = made(desk.entry.model_copy(update={"round": "{quarter}b", "opens_on_day": 25}))

    run_through(second.calendar, there("2027-01-21T00:00"), there("2027-01-26T00:00"), between=second.working)

    assert (desk.round("2027Q1").state, desk.round("2027Q1").superseded_by) == (RoundPhase.SUPERSEDED, "2027Q1b")
    assert second.round("2027Q1b").state is RoundPhase.RUNNING
    with writing(desk.engine) as session, pytest.raises(UsageError, match="cannot take the place"):
        opening.supersede(session, "2027Q1b", by="2027Q1", now=there("2027-01-26T00:00"))


def test_two_entries_need_two_names(desk: Any) -> None:
    other = desk.entry.model_copy(update={"name": "other"})

    with pytest.raises(UsageError, match=r'round = "\{quarter\}-other"'):
        opening.check_entries([desk.entry, other])


def test_a_round_whose_time_has_come_is_said_to_open_at_once(engine: Engine) -> None:
    """Who sets up a calendar in the middle of a quarter must not learn from a portal's log that it has begun."""
    entry = CalendarEntry(name="a", regions=("110000",), opens_on_day=8, closes_after_days=60)
    now, too_late = (datetime(2026, month, day, 12, tzinfo=OFFICE_TIME) for month, day in ((11, 28), (12, 20)))

    with reading(engine) as session:
        first, second = telling.coming(session, [entry], now)
        (only,) = telling.coming(session, [entry], too_late)

    assert (first.round, first.at, second.round, second.reason) == ("2026Q4", now, "2027Q1", None)
    assert "at once" in (first.reason or "")
    assert (only.round, only.reason) == ("2027Q1", None)
