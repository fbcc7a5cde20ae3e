"""The calendar on the command line: what is planned and what comes next, in words and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import models
from crawler import runs
from crawler.calendar.clock import Calendar
from crawler.config import read_settings
from crawler.storage import open_database, reading, upgrade
from scheduler import SystemClock

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.queue.jobs import RegionJob


@pytest.fixture
def planned(desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A data folder whose settings hold a calendar of all provinces."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "portal-audit.toml").write_text('[[calendar]]\nname = "provinces"\npanel = "prov32"\n', "utf-8")
    return desk


class Taken:
    """A queue that takes everything."""

    def enqueue(self, job: RegionJob) -> bool:
        return bool(job)


def _turn(desk: Any) -> None:
    database = f"sqlite:///{desk.data / 'portal-audit.db'}"
    upgrade(database)
    Calendar(open_database(database), read_settings().calendar, Taken()).turn(SystemClock().now())


def test_what_comes_next_is_said_before_anything_is_planned(planned: Any) -> None:
    events = planned("schedule", "next", "--json").document

    assert events
    assert events == sorted(events, key=lambda one: one["at"])
    assert all(one["what"] == "opens" and len(one["regions"]) == 32 for one in events)
    assert "开启轮次，32 个地区" in planned("schedule", "next").out
    assert "opens with 32 regions" in planned("--lang", "en", "schedule", "next").out
    assert planned("schedule", "list", "--json").document == []


def test_rounds_are_listed_with_their_states(planned: Any) -> None:
    _turn(planned)

    rounds = planned("schedule", "list", "--json").document
    states = {one["round"]: one["state"] for one in rounds}
    last = max(states)

    assert states[last] == "planned"
    assert all(one["panel"] == "prov32" and one["entry"] == "provinces" for one in rounds)
    assert f"{last} 待开启 · prov32" in planned("schedule", "list").out
    assert f"{last} planned · prov32: opens 20" in planned("--lang", "en", "schedule", "list").out


def test_a_round_is_closed_by_hand_once(planned: Any) -> None:
    _turn(planned)
    last = max(one["round"] for one in planned("schedule", "list", "--json").document)

    assert planned("schedule", "close", "--round", last, "--reason", "no money").code == 0

    listed = {one["round"]: one for one in planned("schedule", "list", "--json").document}
    assert (listed[last]["state"], listed[last]["closed_because"]) == ("closed", "no money")
    assert "只有待开启或进行中的轮次" in planned("schedule", "close", "--round", last, "--reason", "x").one_line()


def test_a_closed_round_is_run_again_only_with_a_reason(planned: Any) -> None:
    _turn(planned)
    last = max(one["round"] for one in planned("schedule", "list", "--json").document)
    database = open_database(f"sqlite:///{planned.data / 'portal-audit.db'}")
    with reading(database) as session:
        runs.check_open(session, last, None)
    planned("schedule", "close", "--round", last, "--reason", "no money")

    for command in (("run",), ("run", "--enqueue")):
        said = planned(*command, "--round", last, "--region", "440000")
        assert said.code == 2
        assert "已关闭（" in said.one_line()
        assert "--reason" in said.one_line()

    with reading(database) as session:
        assert not session.query(models.Run).count()
        runs.check_open(session, last, "a complaint of 2026-11-20")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[[calendar]]\nname = "a"\npanel = "nowhere"\n', "nowhere"),
        ('[[calendar]]\nname = "a"\n', "门户档案文件夹"),
        ('[[calendar]]\nname = "a"\npanel = "prov32"\nnight = "22-6"\n', "22:00-06:00"),
        ('[[calendar]]\nname = "a"\npanel = "prov32"\nround = "R"\n', "{quarter}"),
        ('[[calendar]]\nname = "a"\npanel = "prov32"\nsystem = "x"\n', "x"),
        ('[[calendar]]\nname = "a"\npanel = "prov32"\ncolour = "red"\n', "colour"),
    ],
)
def test_a_calendar_that_cannot_be_kept_is_told_in_one_line(
    planned: Any, tmp_path: Path, text: str, named: str
) -> None:
    (tmp_path / "portal-audit.toml").write_text(text, "utf-8")

    assert named in planned("schedule", "next").one_line()
