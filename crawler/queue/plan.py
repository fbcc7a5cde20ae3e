"""The plan of rounds (任务计划): region jobs as rows, alike on both databases. A job is done when its run is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.dialects import postgresql, sqlite

import models
from crawler.calendar.watching import slot_of
from crawler.domain.check import Text
from crawler.queue.jobs import RegionJob
from models import RegionState, RunState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

_ATTEMPTS_OF_A_PROBLEM = 5
"""Attempts after which a job is given up whose attempts end with a problem."""
_ATTEMPTS = 50
"""Attempts after which a job is given up however they ended: it may take its process down each time."""


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    LATER = "later"
    """Its moment has not come."""
    RUNNING = "running"
    CUT_OFF = "cut_off"
    """It was begun and waits to be gone on with."""
    DONE = "done"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A job as `status` shows it."""

    job: RegionJob
    host: str
    state: JobState
    attempts: int
    problem: Text | None
    run: str | None


def add(session: Session, job: RegionJob, *, host: str, orders: Mapping[str, models.JsonValue]) -> bool:
    """Plan a job; False where its key is known."""
    make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = {
        "key": job.key,
        "round": job.round,
        "region": job.region,
        "host": host,
        "not_before": job.not_before,
        "reason": job.reason,
        "orders": orders,
        "enqueued_at": datetime.now(UTC),
        "attempts": 0,
        "given_up": False,
    }
    statement = make(models.RegionJob).values(row).on_conflict_do_nothing().returning(models.RegionJob.key)
    return session.execute(statement).first() is not None


def job_of(row: models.RegionJob) -> RegionJob:
    """The job of a row."""
    return RegionJob(round=row.round, region=row.region, key=row.key, not_before=row.not_before, reason=row.reason)


def problem_of(row: models.RegionJob) -> Text | None:
    """Why the last attempt at a job did not come to an end; of jobs of an earlier program in English alone."""
    return None if row.problem is None else Text(row.problem_zh or row.problem, row.problem)


def take_up(session: Session, key: str) -> models.RegionJob | None:
    """A job that an attempt begins on; None where nothing is left to do."""
    row = session.get(models.RegionJob, key)
    if row is None or row.given_up or _is_done(session, row):
        return None
    row.attempts += 1
    session.flush()
    return row


def run_of(session: Session, key: str) -> models.Run | None:
    """The run that a job led to, which is gone on with; None before."""
    row = session.get_one(models.RegionJob, key)
    return None if row.run is None else session.get_one(models.Run, row.run)


def led_to(session: Session, key: str, run: str) -> None:
    """A job has led to a run. Together with the beginning of that run: a job never leads to two."""
    session.get_one(models.RegionJob, key).run = run
    session.flush()


def note_problem(session: Session, key: str, problem: Text) -> bool:
    """An attempt ended with a problem of ours; whether the job is tried again."""
    row = session.get_one(models.RegionJob, key)
    row.problem, row.problem_zh = problem.en, problem.zh
    row.given_up = row.attempts >= _ATTEMPTS_OF_A_PROBLEM
    session.flush()
    return not row.given_up


def give_up(session: Session, key: str, why: Text) -> None:
    """A job is not wanted any more."""
    row = session.get_one(models.RegionJob, key)
    row.problem, row.problem_zh, row.given_up = why.en, why.zh, True
    session.flush()


def drop(session: Session, key: str) -> None:
    """Forget a job that leads to no run, such as a visit; what it brought stands in a table of its own."""
    session.delete(session.get_one(models.RegionJob, key))
    session.flush()


def note_cut_off(session: Session, key: str, why: Text) -> bool:
    """An attempt was cut off, which is nobody's problem; whether the job is tried again."""
    row = session.get_one(models.RegionJob, key)
    row.problem, row.problem_zh = why.en, why.zh
    row.given_up = row.attempts >= _ATTEMPTS
    session.flush()
    return not row.given_up


def others_are_out(session: Session, key: str) -> bool:
    """Whether another job of the round is due whose region is not stored yet: then that one compares the regions.

    Visits of front pages store no region.
    """
    mine = session.get_one(models.RegionJob, key)
    now = datetime.now(UTC)
    job = models.RegionJob
    others = session.scalars(
        select(job).where(
            job.round == mine.round,
            job.key != key,
            job.given_up.is_(False),
            or_(job.not_before.is_(None), job.not_before <= now),
        )
    )
    return any(slot_of(row.key) is None and not _is_stored(session, row) for row in others)


def due(session: Session, now: datetime) -> list[Planned]:
    """Jobs that may be run now, those that came first first."""
    wanted = {JobState.WAITING, JobState.CUT_OFF, JobState.RUNNING}
    return [one for one in planned(session, now=now, open_only=True) if one.state in wanted]


def planned(
    session: Session, code: str | None = None, *, now: datetime | None = None, open_only: bool = False
) -> list[Planned]:
    """The jobs of a round, or of all, in the order in which they were enqueued."""
    job, run = models.RegionJob, models.Run
    query = select(job, run).outerjoin(run, run.id == job.run).order_by(job.enqueued_at, job.key)
    if code is not None:
        query = query.where(job.round == code)
    if open_only:
        query = query.where(job.given_up.is_(False), or_(run.id.is_(None), run.state != RunState.DONE))
    moment = now or datetime.now(UTC)
    return [
        Planned(
            job=job_of(row),
            host=row.host,
            state=_state(row, led, moment),
            attempts=row.attempts,
            problem=problem_of(row),
            run=row.run,
        )
        for row, led in session.execute(query)
    ]


def _state(row: models.RegionJob, run: models.Run | None, now: datetime) -> JobState:
    if run is not None and run.state is RunState.DONE:
        return JobState.DONE
    if row.given_up:
        return JobState.GIVEN_UP
    if run is not None:
        return JobState.RUNNING if run.state is RunState.RUNNING else JobState.CUT_OFF
    return JobState.LATER if row.not_before is not None and row.not_before > now else JobState.WAITING


def _is_done(session: Session, row: models.RegionJob) -> bool:
    run = None if row.run is None else session.get_one(models.Run, row.run)
    return run is not None and run.state is RunState.DONE


def _is_stored(session: Session, row: models.RegionJob) -> bool:
    if row.run is None:
        return False
    part = models.RegionRun
    left = session.scalars(select(part.id).where(part.run == row.run, part.state != RegionState.DONE)).first()
    return left is None
