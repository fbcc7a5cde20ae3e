"""Rounds whose scheduler, workers, crawls, browsers and database are killed end like one that nobody disturbed."""

from __future__ import annotations

import contextlib
import json
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

import models
from benchmarks.light_portals import light_portals
from crawler import storage
from crawler.cli import main
from crawler.demo.server import demo_portals
from crawler.errors import PortalAuditError
from crawler.queue import plan
from crawler.queue.plan import JobState
from tests.soak.trials import IN_FLIGHT, family, kill, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

ROUND = "2026Q4"
RATE = 10.0
_RENDERED = "990301"
"""A sample portal that needs a browser."""
_WINDOW = 4.0
"""Seconds over which a host's rate is counted."""
_LATE = 1.15
"""A loaded machine reads requests later than they were sent, and so some closer together."""
_ENDS_WITHIN = 600.0


SCHEDULER = """
import sys
from pathlib import Path
from crawler import catalogue, runs, storage
from crawler.queue.jobs import RegionJob
from crawler.queue.opening import open_queue
from crawler.queue.orders import Orders

database, folder, code = sys.argv[1:]
profiles = catalogue.read_profiles(Path(folder))
storage.upgrade(database)
with storage.writing(storage.open_database(database)) as session:
    runs.ensure_round(session, code, seed=1)
queue = open_queue(database, lambda _, job: Orders(profile=profiles[job.region], allow_private=True))
for region in profiles:
    queue.enqueue(RegionJob(round=code, region=region, key=f"{code}/{region}/1"))
"""
"""Enqueues as the calendar does: keys that stay the same, as often as it is started."""


@dataclass(frozen=True)
class Portals:
    """The portals of the trial: where their profiles lie, and when each was asked for what."""

    profiles: Path
    asked: Callable[[], dict[str, list[tuple[float, str]]]]
    regions: int


@pytest.fixture(scope="module")
def portals(length: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portals]:
    """Three light portals; in the full form one of the sample portals as well, which is rendered."""
    folder = tmp_path_factory.mktemp("profiles")
    with light_portals(3, 8) as light, demo_portals(tmp_path_factory.mktemp("demo")) as demo:
        light.write_profiles(folder, rate=RATE)
        rendered = [one for one in demo if one.code == _RENDERED and length.is_full]
        for one in rendered:
            text = one.profile_path.read_text(encoding="utf-8").replace("rate = 50", f"rate = {RATE}")
            (folder / one.profile_path.name).write_text(text, encoding="utf-8")

        def asked() -> dict[str, list[tuple[float, str]]]:
            logs = {one.code: [(entry.at, entry.path) for entry in one.log] for one in rendered}
            return light.moments() | logs

        yield Portals(folder, asked, 3 + len(rendered))


@dataclass
class Trial:
    """One round: its data folder, database and processes."""

    portals: Portals
    data: Path
    database: str
    workers: int
    processes: dict[str, psutil.Popen] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start the scheduler or a worker."""
        if name == "scheduler":
            command = [sys.executable, "-c", SCHEDULER, self.database, str(self.portals.profiles), ROUND]
        else:
            command = self._command("worker", "--regions", "2", "--name", name)
        with (self.data.parent / f"{self.data.name}.log").open("ab") as log:
            self.processes[name] = psutil.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def family(self, name: str) -> list[psutil.Process]:
        """A process and everything that it started."""
        return family(self.processes[name].pid) if name in self.processes else []

    def names(self) -> list[str]:
        """The workers."""
        return [f"worker-{number}" for number in range(self.workers)]

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A look into the database."""
        engine = storage.open_database(self.database)
        try:
            with storage.reading(engine) as session:
                yield session
        finally:
            engine.dispose()

    def open_jobs(self) -> int | None:
        """How many jobs are left; None while nobody can say."""
        try:
            with self.reading() as session:
                jobs = plan.planned(session, ROUND)
        except (PortalAuditError, SQLAlchemyError):  # no tables yet, or the database is away
            return None
        assert not [one for one in jobs if one.state is JobState.GIVEN_UP], jobs
        return None if len(jobs) < self.portals.regions else sum(one.state is not JobState.DONE for one in jobs)

    def finish(self) -> None:
        """Wait until all jobs are done; start again whatever of ours ended, as any supervisor does."""
        until = time.monotonic() + _ENDS_WITHIN
        while self.open_jobs() != 0:
            assert time.monotonic() < until, f"the round did not end: {self.open_jobs()} jobs are left"
            for name, process in self.processes.items():
                if process.poll() is not None and (name != "scheduler" or process.returncode != 0):
                    self.start(name)
            time.sleep(0.5)
        self.stop()

    def stop(self) -> None:
        """End everything in order, and what does not end by force."""
        for name in self.names():
            for one in self.family(name)[:1]:
                one.terminate()
        for process in self.processes.values():
            with contextlib.suppress(psutil.TimeoutExpired):
                process.wait(timeout=90)
        for name in self.processes:
            kill(self.family(name))

    def result(self) -> dict[str, list[Any]]:
        """The tables of the bundle, without what names the run or the moment."""
        out = self.data / "bundle"
        words = ["export", "--round", ROUND, "--out", str(out), "--format", "jsonl"]
        assert main(["--db", self.database, "--data", str(self.data), *words]) == 0
        return {name: sorted(rows, key=json.dumps) for name, rows in tables(out).items()}

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "crawler", "--db", self.database, "--data", str(self.data), *words]


class Killer:
    """Kills at random instants, and starts again what a supervisor would."""

    def __init__(self, trial: Trial, chance: random.Random, kill_database: Callable[[], None] | None) -> None:
        self._trial = trial
        self._chance = chance
        self._kill_database = kill_database
        self._kinds: list[str] = []
        self.done: Counter[str] = Counter()

    def _next_kind(self) -> str:
        """Each kind comes before one comes again; in the short form those that hurt most."""
        if not self._kinds:
            rest = ["scheduler", "crawl", "browser", "attempt"]
            self._chance.shuffle(rest)
            first = ["machine", "database" if self._kill_database else "worker"]
            self._chance.shuffle(first)
            self._kinds = [*rest, *first]
        return self._kinds.pop()

    def strike(self) -> None:
        """One kill."""
        kind = self._next_kind()
        name = self._chance.choice(self._trial.names())
        family = self._trial.family(name)
        below = family[1:]
        crawls = [one for one in below if "crawler.gather" in _line(one)]
        browsers = [one for one in below if "chrom" in _line(one) or "headless" in _line(one)]
        victims = {
            "worker": family[:1],
            "machine": family,
            "attempt": [one for one in below if "forkserver" in _line(one)] or below,
            "crawl": crawls or below,
            "browser": browsers[:1] or crawls or below,
        }
        if kind == "database" and self._kill_database is not None:
            self._kill_database()
        elif kind == "scheduler":
            self._trial.start("scheduler")
            time.sleep(self._chance.uniform(0.5, 6.0))
            kill(self._trial.family("scheduler"))
        else:
            kill(victims[kind])
        self.done[kind] += 1
        for worker in self._trial.names():
            if self._trial.processes[worker].poll() is not None:
                self._trial.start(worker)


def _line(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _undisturbed(trial: Trial) -> tuple[dict[str, list[Any]], dict[str, Counter[str]], float]:
    """What the round brings, what each portal is asked, and how long it takes."""
    begun = time.monotonic()
    for name in ("scheduler", *trial.names()):
        trial.start(name)
    trial.finish()
    took = time.monotonic() - begun
    asked = {code: Counter(path for at, path in log if at >= begun) for code, log in trial.portals.asked().items()}
    return trial.result(), asked, took


def _assert_whole(trial: Trial, killed: int, asked: dict[str, Counter[str]], begun: float) -> None:
    """None lost, none doubled, no host above its rate, nothing that was safe asked again."""
    with trial.reading() as session:
        jobs = plan.planned(session, ROUND)
        runs = session.scalars(select(models.Run).where(models.Run.round == ROUND)).all()
    assert [one.state for one in jobs] == [JobState.DONE] * trial.portals.regions
    assert sorted(run.id for run in runs) == sorted(one.run or "" for one in jobs)
    assert sorted(run.number for run in runs) == list(range(1, len(jobs) + 1))
    for code, log in trial.portals.asked().items():
        moments = sorted(at for at, _ in log if at >= begun)
        crowds = [sum(1 for other in moments if one <= other < one + _WINDOW) for one in moments]
        assert max(crowds) <= _WINDOW * RATE * _LATE + 1, (code, max(crowds))
        again = Counter(path for at, path in log if at >= begun) - asked[code]
        assert again.total() <= IN_FLIGHT * killed, (code, again)


def _rounds(
    portals: Portals,
    folder: Path,
    length: Any,
    databases: Callable[[int], str],
    *,
    workers: int,
    kill_database: Callable[[], None] | None,
) -> None:
    expected, asked, took = _undisturbed(Trial(portals, folder / "whole", databases(0), workers))
    assert expected["items"]
    sys.stdout.write(f"undisturbed: {took:.1f} s, {sum(map(Counter.total, asked.values()))} requests\n")
    kills: Counter[str] = Counter()
    for number in range(1, length.rounds + 1):
        chance = random.Random(20261128 + number)
        trial = Trial(portals, folder / f"cut-{number}", databases(number), workers)
        begun = time.monotonic()
        killer = Killer(trial, chance, kill_database)
        try:
            for name in ("scheduler", *trial.names()):
                trial.start(name)
            for _ in range(length.kills_a_round):
                time.sleep(chance.uniform(0.2, 1.5 * took / length.kills_a_round))
                killer.strike()
            trial.finish()
        finally:
            trial.stop()
        kills += killer.done
        assert trial.result() == expected, (number, killer.done)
        _assert_whole(trial, length.kills_a_round, asked, begun)
        sys.stdout.write(f"round {number}: {time.monotonic() - begun:.1f} s, {dict(killer.done)}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{length.rounds} rounds, {kills.total()} kills: {dict(kills)}\n")


def test_on_one_machine(portals: Portals, tmp_path: Path, length: Any) -> None:
    def database(number: int) -> str:
        return f"sqlite:///{tmp_path / f'audit-{number}.sqlite'}"

    _rounds(portals, tmp_path, length, database, workers=1, kill_database=None)


@pytest.mark.postgres
def test_on_many_machines(portals: Portals, tmp_path: Path, length: Any, mortal_postgres: Any) -> None:
    def database(number: int) -> str:
        engine = storage.open_database(mortal_postgres.url)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"CREATE DATABASE round_{number}")
        engine.dispose()
        return make_url(mortal_postgres.url).set(database=f"round_{number}").render_as_string(hide_password=False)

    def kill_database() -> None:
        mortal_postgres.kill()
        time.sleep(2.0)
        mortal_postgres.start()

    _rounds(portals, tmp_path, length, database, workers=3, kill_database=kill_database)
