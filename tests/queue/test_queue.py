"""Jobs are planned once and run once: by the worker of one machine, and by workers of many."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from sqlalchemy import select

import models
from benchmarks.light_portals import light_portals
from crawler import runs, storage
from crawler.cli import main
from crawler.domain.check import Text
from crawler.domain.portal import Level, PortalProfile
from crawler.gather.job import CrawlOptions
from crawler.queue import plan
from crawler.queue.jobs import RegionJob
from crawler.queue.opening import open_queue
from crawler.queue.orders import Orders, orders_document, orders_of, read_orders, request_of
from crawler.queue.plan import JobState
from crawler.rounds import RunRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from benchmarks.light_portals import Portals

PROFILE = PortalProfile(code="990001", name="云溪省", level=Level.PROVINCIAL, portal="http://127.0.0.1:9001/")
JOB = RegionJob(round="2026Q4", region="990001", key="2026Q4/990001/1", reason="a test")


def test_a_job_is_enqueued_once_whatever_became_of_it(database_url: str) -> None:
    queue = open_queue(database_url, lambda *_: Orders(profile=PROFILE))

    assert queue.enqueue(JOB)
    assert not queue.enqueue(JOB)

    engine = storage.open_database(database_url)
    with storage.writing(engine) as session:
        session.get_one(models.RegionJob, JOB.key).given_up = True
    assert not queue.enqueue(JOB)
    with storage.reading(engine) as session:
        (one,) = plan.planned(session, "2026Q4")
    assert (one.job, one.host, one.state) == (JOB, "127.0.0.1:9001", JobState.GIVEN_UP)
    engine.dispose()


@pytest.mark.postgres
def test_a_job_and_what_distributes_it_are_written_together(postgres_url: str) -> None:
    queue = open_queue(postgres_url, lambda *_: Orders(profile=PROFILE))
    later = datetime(2030, 1, 1, tzinfo=UTC)
    assert queue.enqueue(RegionJob(round="2026Q4", region="990001", key="k", not_before=later))

    with psycopg.connect(postgres_url) as connection:
        rows = connection.execute(
            "SELECT lock, args, scheduled_at, status::text FROM portal_audit_queue.procrastinate_jobs"
        ).fetchall()
    assert rows == [("127.0.0.1:9001", {"key": "k"}, later, "todo")]
    assert storage.check(postgres_url) == ()


def test_orders_survive_the_journey() -> None:
    request = RunRequest(
        round="2026Q4",
        profiles=(PROFILE,),
        checks=frozenset({"fee.status"}),
        indicators=frozenset({"GUIDE.5.1"}),
        sample=7,
        by="tester",
        options=CrawlOptions(rate=2.0, budget=9, allow_private=True, browser="/here"),
    )

    orders = read_orders(json.loads(json.dumps(orders_document(orders_of(request, PROFILE)))))
    there = request_of(orders, JOB, CrawlOptions(browser="/there", processes=3))

    assert (there.profiles, there.checks, there.indicators) == (request.profiles, request.checks, request.indicators)
    assert (there.sample, there.by, there.reason, there.job) == (7, "tester", "a test", JOB.key)
    assert there.options == CrawlOptions(rate=2.0, budget=9, allow_private=True, browser="/there", processes=3)


def test_a_job_that_fails_again_and_again_is_given_up(engine: Any) -> None:
    with storage.writing(engine) as session:
        plan.add(session, JOB, host="h:80", orders=orders_document(Orders(profile=PROFILE)))
    for left in (4, 3, 2, 1, 0):
        with storage.writing(engine) as session:
            assert plan.take_up(session, JOB.key) is not None
            assert plan.note_problem(session, JOB.key, Text("坏了", "broken")) == bool(left)
    with storage.writing(engine) as session:
        assert plan.take_up(session, JOB.key) is None
        assert plan.due(session, datetime.now(UTC)) == []
        assert [one.problem for one in plan.planned(session)] == [("坏了", "broken")]


def test_what_is_planned_for_later_waits(engine: Any) -> None:
    now = datetime.now(UTC)
    tomorrow = RegionJob(round="2026Q4", region="990001", key="k", not_before=now + timedelta(days=1))
    with storage.writing(engine) as session:
        plan.add(session, tomorrow, host="h:80", orders=orders_document(Orders(profile=PROFILE)))
        assert plan.due(session, now) == []
        assert [one.job for one in plan.due(session, now + timedelta(days=2))] == [tomorrow]


@dataclass(frozen=True)
class House:
    """Three light portals, a data folder and a database."""

    portals: Portals
    data: Path
    database: str

    def command(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "crawler", "--db", self.database, "--data", str(self.data), *words],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def said(self, *words: str) -> Any:
        """A command in this process, which takes a second less than one of its own."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            assert main(["--db", self.database, "--data", str(self.data), "--json", *words]) == 0
        return json.loads(out.getvalue())

    def enqueue(self, *words: str) -> Any:
        folder = str(self.data.parent / "portals")
        return self.said("run", "--round", "2026Q4", "--portals", folder, "--allow-private", "--enqueue", *words)


@pytest.fixture(scope="module")
def served() -> Iterator[Portals]:
    with light_portals(3, 6) as portals:
        yield portals


@pytest.fixture
def house(served: Portals, tmp_path: Path) -> House:
    """One machine."""
    served.write_profiles(tmp_path / "portals", rate=10)
    return House(served, tmp_path / "var", f"sqlite:///{tmp_path / 'audit.sqlite'}")


@pytest.fixture
def many(house: House, postgres_url: str) -> House:
    """Many machines."""
    return replace(house, database=postgres_url)


@pytest.mark.postgres
def test_a_killed_workers_regions_go_on_elsewhere(many: House, until: Callable[[Callable[[], bool]], None]) -> None:
    house = many
    before = {code: len(asked) for code, asked in house.portals.moments().items()}
    # A page that is looked at again for what was found on it would be asked twice by right.
    taken = house.enqueue("--single-look")
    assert len(taken["enqueued"]) == 3
    waiting = house.said("status")[0]["regions"]
    assert not [one for one in waiting if one["region_name"] == one["region"]], "a name, before anybody begins"
    assert house.enqueue("--single-look")["enqueued"] == []

    first = house.command("worker", "--regions", "2", "--name", "first")
    until(lambda: sum(len(asked) for asked in house.portals.moments().values()) > sum(before.values()) + 4)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    second = house.command("worker", "--regions", "2", "--name", "second", "--until-done")
    assert second.wait(timeout=240) == 0

    engine = storage.open_database(house.database)
    with storage.reading(engine) as session:
        jobs = plan.planned(session, "2026Q4")
        assert [one.state for one in jobs] == [JobState.DONE] * 3
        assert len({one.run for one in jobs}) == 3
        assert sorted(session.scalars(select(models.Run.number))) == [1, 2, 3]
        assert len(runs.current_runs(session, "2026Q4")) == 3
    engine.dispose()
    (status,) = house.said("status", "--round", "2026Q4")
    assert Counter(one["state"] for one in status["jobs"]) == {"done": 3}
    # What was on its way at the kill, one or two requests a region, is asked again; nothing else is.
    for code, asked in house.portals.moments().items():
        paths = Counter(path for _, path in asked[before[code] :])
        assert sum(paths.values()) - len(paths) <= 3, (code, paths)
    # A further run of the same regions is another job.
    assert len(house.enqueue("--reason", "again")["enqueued"]) == 3


def test_a_worker_that_is_told_to_stop_leaves_its_regions_to_be_gone_on_with(
    house: House, until: Callable[[Callable[[], bool]], None]
) -> None:
    before = sum(len(asked) for asked in house.portals.moments().values())
    house.enqueue("--rate", "2")
    first = house.command("worker", "--regions", "2")
    until(lambda: sum(len(asked) for asked in house.portals.moments().values()) > before + 4)

    begun = time.monotonic()
    os.kill(first.pid, signal.SIGTERM)
    assert first.wait(timeout=120) == 0
    assert time.monotonic() - begun < 60

    engine = storage.open_database(house.database)
    with storage.reading(engine) as session:
        states = Counter(one.state for one in plan.planned(session, "2026Q4"))
    engine.dispose()
    assert states[JobState.RUNNING] == states[JobState.GIVEN_UP] == 0
    assert states[JobState.CUT_OFF] >= 1


def test_one_worker_a_data_folder_on_sqlite(house: House, until: Callable[[Callable[[], bool]], None]) -> None:
    first = house.command("worker")
    until((house.data / "locks" / "worker").exists)
    second = house.command("worker")
    assert second.wait(timeout=120) == 2
    os.kill(first.pid, signal.SIGINT)
    assert first.wait(timeout=60) == 0
