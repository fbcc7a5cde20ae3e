"""A calendar over made-up regions, a queue that keeps what it is given, a worker that reports what it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

import models
from crawler import catalogue, runs
from crawler.calendar.clock import Calendar
from crawler.calendar.entries import CalendarEntry
from crawler.calendar.times import OFFICE_TIME
from crawler.domain.evidence import Failure, FetchState, PageKind, Via
from crawler.storage import reading, writing
from models import RegionOutcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Engine

    from crawler.queue.jobs import RegionJob

REGIONS = ("990101", "990102", "990103")


def there(text: str) -> datetime:
    """A moment in the offices' time."""
    return datetime.fromisoformat(text).replace(tzinfo=OFFICE_TIME)


@dataclass
class KeptJobs:
    """A queue that keeps jobs until a test works on them; a key is taken once for ever."""

    waiting: list[RegionJob] = field(default_factory=list)
    taken: list[RegionJob] = field(default_factory=list)

    def enqueue(self, job: RegionJob) -> bool:
        if any(one.key == job.key for one in (*self.waiting, *self.taken)):
            return False
        self.waiting.append(job)
        return True

    def take(self, now: datetime) -> RegionJob | None:
        """The next job whose time has come."""
        for job in self.waiting:
            if job.not_before is None or job.not_before <= now:
                self.waiting.remove(job)
                self.taken.append(job)
                return job
        return None


@dataclass
class Reporter:
    """Stores a finished run for a job: complete, or with a look that failed."""

    engine: Engine
    failures: dict[str, list[Failure]] = field(default_factory=dict)
    """By region, the failure of each of its runs in turn; none left: all well."""

    def work(self, job: RegionJob) -> None:
        profile = catalogue.portal_profile("110000")
        with writing(self.engine) as session:
            source = type(profile)(
                code=job.region, name=job.region, level=profile.level, portal="http://portal.test/"
            )  # fmt: skip
            run = runs.start_run(
                session, job.round, [source], system=catalogue.indicator_system(), reason=job.reason
            ).id
            runs.begin_region(session, run, job.region)
            waiting = self.failures.get(job.region, [])
            failure = waiting.pop(0) if waiting else None
            session.add(
                models.Fetch(
                    region_run_id=runs.region_run(session, run, job.region).id, evidence="home", kind=PageKind.HOME,
                    url="http://portal.test/", method="GET", via=Via.HTTP, attempts=1, look=1,
                    state=FetchState.FETCHED if failure is None else failure.state, failure=failure,
                )
            )  # fmt: skip
            outcome = RegionOutcome.COMPLETE if failure is None else RegionOutcome.NOT_GATHERED
            runs.finish_region(session, run, job.region, outcome=outcome)
            runs.finish_run(session, run)


@dataclass
class Desk:
    """Calendar, queue and worker together."""

    engine: Engine
    queue: KeptJobs
    worker: Reporter
    entry: CalendarEntry
    handed: list[tuple[datetime, RegionJob]] = field(default_factory=list)

    @property
    def calendar(self) -> Calendar:
        """A calendar that has just been started: it remembers nothing."""
        return Calendar(self.engine, [self.entry], self.queue)

    def round(self, code: str) -> models.Round:
        with reading(self.engine) as session:
            return runs.get_round(session, code)

    def assignments(self, code: str) -> list[models.Assignment]:
        with reading(self.engine) as session:
            found = session.query(models.Assignment).where(models.Assignment.round == code)
            return sorted(found, key=lambda row: (row.region, row.attempt))

    def working(self, now: datetime) -> bool:
        """One waiting job, if its time has come."""
        job = self.queue.take(now)
        if job is not None:
            self.worker.work(job)
            self.handed.append((now, job))
        return job is not None


@pytest.fixture
def entry(tmp_path: Path) -> CalendarEntry:
    """Three regions of a folder, spread over two nights."""
    folder = tmp_path / "portals"
    folder.mkdir()
    for code in REGIONS:
        (folder / f"{code}.toml").write_text(
            f'code = "{code}"\nname = "{code}"\nlevel = "other"\nportal = "http://portal.test/"\n', encoding="utf-8"
        )
    return CalendarEntry(name="own", portals=folder, nights=2, attempts=3, closes_after_days=20, watch=False)


@pytest.fixture
def made(engine: Engine) -> Callable[[CalendarEntry], Desk]:
    return lambda entry: Desk(engine=engine, queue=KeptJobs(), worker=Reporter(engine=engine), entry=entry)


@pytest.fixture
def desk(made: Callable[[CalendarEntry], Desk], entry: CalendarEntry) -> Desk:
    return made(entry)
