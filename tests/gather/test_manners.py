"""Manners towards a host, read from its own log: hours, daily budget, leaving it alone when it turns us away."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from crawler import catalogue
from crawler.archive.store import RegionArchive
from crawler.archive.traffic import by_host
from crawler.domain.evidence import Failure, FetchState, PageKind
from crawler.domain.open_hours import ZONE, Hours
from crawler.errors import UsageError
from crawler.gather.breaker import Breaker, Labour
from crawler.gather.crawl import CrawlOptions, CrawlState, crawl
from crawler.gather.leave import DayCount, Leave, NotNowError

if TYPE_CHECKING:
    from pathlib import Path

RUN = "2026Q4-1"


def clock(text: str) -> datetime:
    """A moment by the offices' clock."""
    return datetime.fromisoformat(f"2026-11-02T{text}").replace(tzinfo=ZONE).astimezone(UTC)


@pytest.mark.parametrize(
    ("hours", "now", "left"),
    [
        ("22:00-06:00", "22:00:00", 0),
        ("22:00-06:00", "05:59:59", 0),
        ("22:00-06:00", "06:00:00", 16 * 3600),
        ("22:00-06:00", "21:59:00", 60),
        ("08:30-17:00", "08:29:30", 30),
        ("08:30-17:00", "17:00:00", 15.5 * 3600),
        ("08:30-17:00", "12:00:00", 0),
    ],
)
def test_hours_of_the_day(hours: str, now: str, left: float) -> None:
    assert Hours.read(hours).opens_in(clock(now)) == left


@pytest.mark.parametrize("words", ["22-6", "22:00-22:00", "24:00-06:00", "always", "22:00–06:00"])
def test_hours_that_are_none_are_refused(words: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="22:00-06:00"):
        Hours.read(words)
    path = tmp_path / "a.toml"
    path.write_text(f'code = "990001"\nname = "云"\nlevel = "other"\n[limits]\nhours = "{words}"\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"limits\.hours"):
        catalogue.read_profile(path)


def test_a_profile_says_hours_and_a_daily_budget(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(
        'code = "990001"\nname = "云"\nlevel = "other"\n[limits]\nhours = "22:00-06:00"\ndaily = 5000\n',
        encoding="utf-8",
    )
    assert (catalogue.read_profile(path).limits.hours, catalogue.read_profile(path).limits.daily) == (
        "22:00-06:00",
        5000,
    )


def test_a_day_ends_at_midnight_of_the_offices(tmp_path: Path) -> None:
    now = [clock("23:59:00")]
    leave = Leave(hours=None, daily=2, counts=DayCount(tmp_path), clock=lambda: now[0])
    leave.stay_away("a:80", 0)
    leave.stay_away("a:80", 0)
    leave.stay_away("b:80", 0)
    with pytest.raises(NotNowError, match="daily budget"):
        leave.stay_away("a:80", 0)
    now[0] += timedelta(minutes=2)
    leave.stay_away("a:80", 0)


def test_outside_its_hours_a_portal_is_not_asked(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=3)
    local = datetime.now(ZONE)
    hours = f"{local + timedelta(hours=2):%H:%M}-{local + timedelta(hours=3):%H:%M}"

    ended = crawl([job()], data=tmp_path, run=RUN, options=replace(options, hours=hours))["990001"]

    assert ended.state is CrawlState.INTERRUPTED
    assert hours in str(ended.reason)
    assert site.log == []
    # Once they have come, the same run goes on.
    open_now = f"{local - timedelta(hours=1):%H:%M}-{local + timedelta(hours=1):%H:%M}"
    ended = crawl([job()], data=tmp_path, run=RUN, options=replace(options, hours=open_now))["990001"]
    assert (ended.state, ended.items) == (CrawlState.COMPLETE, 3)


def test_a_daily_budget_holds_over_attempts_and_runs(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=5)
    few = replace(options, daily=4)

    for run in (RUN, RUN, "2026Q4-2"):
        ended = crawl([job()], data=tmp_path, run=run, options=few)["990001"]
        assert ended.state is CrawlState.INTERRUPTED
        assert "daily budget" in str(ended.reason)
    assert len(site.log) == 4
    # What came is safe, and is not asked again.
    ended = crawl([job()], data=tmp_path, run=RUN, options=replace(options, daily=100))["990001"]
    assert ended.state is CrawlState.COMPLETE
    assert max(site.asked(path) for path in site.paths()) == 1


def test_a_host_that_turns_every_look_away_is_left_alone(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=40, per_page=40)
    for number in range(1, 41):
        site.routes[f"/guide/{number}"] = (429, {"Retry-After": "0"}, b"")
    ended = crawl([job()], data=tmp_path, run=RUN, options=replace(options, pauses=(), outage_pauses=(0.6, 0.9)))

    looks = list(RegionArchive(tmp_path, RUN, "990001").evidence())
    guides = [one for one in looks if one.kind is PageKind.GUIDE]
    assert ended["990001"].items == 40
    assert {one.failure for one in guides} == {Failure.RATE_LIMITED}
    assert FetchState.PLANNED not in {one.state for one in looks}
    asked = [one.at for one in site.log if one.path.startswith("/guide/")]
    # Eight in a row, one after each of two pauses, and what was on its way meanwhile.
    assert 10 <= len(asked) <= 14
    gaps = sorted((b - a for a, b in pairwise(asked)), reverse=True)
    assert gaps[0] > 0.7
    assert gaps[1] > 0.4
    assert any("again and again" in str(one.reason) for one in guides)
    (told,) = by_host(tmp_path / "evidence" / RUN / "990001" / "traffic.jsonl")
    assert (told.requests, told.refusals) == (len(site.log), len(asked))
    assert told.bytes > 0


def test_a_host_that_labours_is_asked_more_slowly(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=3)

    def slowly(page: Any) -> Any:
        def answer(_: object) -> Any:
            time.sleep(1.6)
            return page

        return answer

    for number in (1, 2, 3):
        site.routes[f"/guide/{number}"] = slowly(site.routes[f"/guide/{number}"])
    crawl([job()], data=tmp_path, run=RUN, options=options)
    asked = [one.at for one in site.log if one.path.startswith("/guide/")]
    # Two are asked at once; the third waits for the first, and then as long again as the answers take on average.
    assert asked[2] - asked[0] > 1.6


def test_the_breaker_opens_tries_and_gives_up() -> None:
    one = Breaker((30.0, 120.0))
    assert [one.turned_away() for _ in range(10)] == [0.0] * 7 + [30.0, 120.0, None]
    two = Breaker((30.0,))
    assert [two.turned_away() for _ in range(8)] == [0.0] * 7 + [30.0]
    two.welcome()
    assert two.turned_away() == 0.0


def test_errors_make_no_host_faster() -> None:
    one = Labour()
    assert one.pause == 0
    for _ in range(8):
        one.answered(4.0, good=True)
    slow = one.pause
    assert 3.9 < slow <= 4.0
    for _ in range(50):
        one.answered(0.01, good=False)
    assert one.pause == slow
    one.answered(60.0, good=False)
    assert one.pause == 10.0
    for _ in range(8):
        one.answered(0.01, good=True)
    assert one.pause == 0
