"""Where rounds stand (运行状况), from what is stored: for `status`, the console and the metrics."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sqlalchemy import func, select

import models
from crawler import runs
from crawler.domain.evidence import Failure, FetchState
from crawler.export import rows
from crawler.leases import deserted
from crawler.queue.plan import problem_of
from models import RegionState, RunKind, RunState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from crawler.domain.check import Text
    from crawler.export.shapes import RegionRow

_REFUSALS = frozenset({Failure.BLOCKED, Failure.RATE_LIMITED, Failure.LOGIN_REQUIRED, Failure.ROBOTS_DISALLOWED})
"""Failures by which a host says that it does not want us, or not so often."""


class Now(StrEnum):
    """What is happening to a region."""

    WAITING = "waiting"
    """Nobody has begun with it."""
    WORKING = "working"
    """It is being gathered or judged."""
    STOPPED = "stopped"
    """It was begun and cut off; the same command goes on."""
    OBSERVED = "observed"
    """Observed whole."""
    PARTLY = "partly"
    """Observed, but something is missing."""
    NOT_OBSERVED = "not_observed"
    """Nothing of it could be gathered."""


_OVER = frozenset({Now.OBSERVED, Now.PARTLY, Now.NOT_OBSERVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A host that did not want us: how many addresses of it, and how."""

    host: str
    failure: str
    addresses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionStanding:
    """Where a region of a round stands. `row` is None before any run of it; `lost` counts failures by kind."""

    code: str
    name: str
    now: Now
    row: RegionRow | None = None
    lost: Mapping[str, int] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    held: str | None = None
    held_en: str | None = None
    attempt: int | None = None
    not_before: datetime | None = None
    problem: Text | None = None
    given_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStanding:
    """Where a round stands."""

    code: str
    phase: str
    opens_at: datetime | None
    deadline: datetime | None
    closed_because: str | None
    regions: tuple[RegionStanding, ...]
    runs: tuple[models.Run, ...]
    """Runs that are not over, newest last."""

    @property
    def finished(self) -> bool:
        """Whether all that was begun of an open round is over, and nothing is planned to follow before its deadline."""
        over = all(one.now in _OVER and one.not_before is None for one in self.regions)
        return self.phase == "running" and bool(self.regions) and over and not self.runs and self.deadline is None

    def counted(self) -> Mapping[Now, int]:
        """How many regions stand where."""
        return Counter(one.now for one in self.regions)


def standing(session: Session, code: str, data: Path | None = None) -> RoundStanding:
    """Where a round stands; UsageError where there is none of that name.

    With the data folder it is also looked whether somebody still works on what was begun: a command that was killed
    could not write down its end.
    """
    the_round = runs.get_round(session, code)
    unfinished = tuple(
        session.scalars(
            select(models.Run)
            .where(models.Run.round == code, models.Run.state != RunState.DONE)
            .order_by(models.Run.number)
        )
    )
    working = {run.id for run in unfinished if run.state is RunState.RUNNING}
    newest = {row["region"]: row for row in rows.regions(session, code)}
    begun = [
        row["region"]
        for row in newest.values()
        if row["kind"] == RunKind.RUN and row["state"] != RegionState.DONE and row["run"] in working
    ]
    left = frozenset() if data is None else deserted(session, data, begun)
    lost, refusals = _lost(session, code)
    holds = {
        hold.region: hold
        for hold in session.scalars(
            select(models.Hold).where(models.Hold.round == code, models.Hold.released_at.is_(None))
        )
    }
    jobs = {
        job.region: job
        for job in session.scalars(
            select(models.RegionJob).where(models.RegionJob.round == code).order_by(models.RegionJob.enqueued_at)
        )
    }
    assigned = {
        one.region: one
        for one in session.scalars(
            select(models.Assignment).where(models.Assignment.round == code).order_by(models.Assignment.attempt)
        )
    }
    names = {row.code: row.name for row in session.scalars(select(models.Region))}
    found = []
    for region in sorted(newest.keys() | jobs.keys() | assigned.keys()):
        row, job, task, hold = newest.get(region), jobs.get(region), assigned.get(region), holds.get(region)
        is_open = task is not None and task.ended_at is None
        found.append(
            RegionStanding(
                code=region,
                name=names.get(region, region),
                now=Now.STOPPED if region in left else _now(row, working),
                row=row,
                lost=lost.get(region, {}),
                refusals=refusals.get(region, ()),
                held=None if hold is None else hold.reason,
                held_en=None if hold is None else hold.reason_en,
                attempt=None if task is None else task.attempt,
                not_before=task.not_before if task is not None and is_open else None,
                problem=None if job is None else problem_of(job),
                given_up=job is not None and job.given_up,
            )
        )
    return RoundStanding(
        code=code,
        phase=the_round.state.value,
        opens_at=the_round.opens_at,
        deadline=the_round.deadline,
        closed_because=the_round.closed_because,
        regions=tuple(found),
        runs=unfinished,
    )


def standings(
    session: Session, codes: Sequence[str] | None = None, data: Path | None = None
) -> tuple[RoundStanding, ...]:
    """Where several rounds stand, or all."""
    return tuple(standing(session, code, data) for code in (runs.round_codes(session) if codes is None else codes))


def hosts_on_hold(session: Session) -> Mapping[str, datetime]:
    """Hosts that asked for a pause which is not over, and until when; known where workers share a database."""
    now = datetime.now(UTC)
    held = session.scalars(select(models.HostPace).where(models.HostPace.held > now.timestamp()))
    return {one.host: datetime.fromtimestamp(one.held, UTC) for one in held}


def _now(row: RegionRow | None, working: set[str]) -> Now:
    if row is None:
        return Now.WAITING
    if row["state"] != RegionState.DONE:
        if row["run"] not in working:
            return Now.STOPPED
        return Now.WORKING if row["started_at"] else Now.WAITING
    named = {"complete": Now.OBSERVED, "incomplete": Now.PARTLY, "not_gathered": Now.NOT_OBSERVED}
    return named.get(row["outcome"] or "", Now.OBSERVED)


def _lost(session: Session, code: str) -> tuple[Mapping[str, Mapping[str, int]], Mapping[str, tuple[Refusal, ...]]]:
    """By region: failures by kind, the most frequent first, and refusals by host."""
    fetch = models.Fetch.__table__.c
    lost: dict[str, Counter[str]] = defaultdict(Counter)
    refused: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for part in _gatherers(session, code):
        counted = select(fetch.state, fetch.failure, func.count()).where(
            fetch.region_run_id == part.id, fetch.state != FetchState.FETCHED
        )
        for state, failure, number in session.execute(counted.group_by(fetch.state, fetch.failure)):
            lost[part.region][failure.value if failure is not None else state.value] += number
        refusals = select(fetch.url, fetch.failure).where(fetch.region_run_id == part.id, fetch.failure.in_(_REFUSALS))
        for url, failure in session.execute(refusals):
            refused[part.region][_host(url), failure.value] += 1
    return (
        {region: dict(counts.most_common()) for region, counts in lost.items()},
        {
            region: tuple(Refusal(host=h, failure=f, addresses=n) for (h, f), n in counts.most_common())
            for region, counts in refused.items()
        },
    )


def _gatherers(session: Session, code: str) -> list[models.RegionRun]:
    """The parts of runs whose archives the current observations rest on."""
    found: dict[int, models.RegionRun] = {}
    for part, _ in rows.current_parts(session, code, None):
        gatherer = part if part.gathered_by_id is None else session.get_one(models.RegionRun, part.gathered_by_id)
        found[gatherer.id] = gatherer
    return list(found.values())


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc or url
    except ValueError:
        return url
