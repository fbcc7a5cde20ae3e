"""Rounds and runs (评估轮次, 检查批次) in the database: begun, resumed, ended, and which of them is current."""

from __future__ import annotations

import secrets
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

import crawler
import models
from crawler import catalogue
from crawler.errors import UsageError
from crawler.round_names import check_round_code
from models import RegionOutcome, RegionState, RoundPhase, RunKind, RunState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from crawler.domain.indicator import IndicatorSystem
    from crawler.domain.portal import PortalProfile

# Numbers of our own among the locks of a PostgreSQL database.
_BEGINNING = 720_154_339
_OBSERVING = 720_154_340


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentRun:
    """The newest run of which observations of a region are current.

    `gathered_by` is the run that holds its archive, `outcome`, `reason`, `gap` and `set_aside` how gathering it ended;
    `sampled` says whether only a sample of the items was opened.
    """

    run: str
    gathered_by: str
    region_run_id: int
    gathered_by_id: int
    sampled: bool = False
    outcome: RegionOutcome | None = None
    reason: str | None = None
    gap: str | None = None
    set_aside: bool = False


def _now() -> datetime:
    return datetime.now(UTC)


def begin_alone(session: Session) -> None:
    """Until the end of this transaction nobody else begins a round or a run. SQLite lets only one write anyway."""
    _lock(session, _BEGINNING, 0)


def observe_alone(session: Session, code: str) -> None:
    """Until the end of this transaction nobody else says which observations of a round are current."""
    _lock(session, _OBSERVING, zlib.crc32(code.encode()) - 2**31)


def _lock(session: Session, kind: int, which: int) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(kind, which)))


def check_open(session: Session, code: str, reason: str | None) -> None:
    """A UsageError when a round is over and nobody says why it is run again: what it observed may be given out."""
    found = session.get(models.Round, code)
    if found is None or reason or found.state not in {RoundPhase.CLOSED, RoundPhase.SUPERSEDED}:
        return
    when = found.closed_at
    since = f" since {when:%Y-%m-%d}" if when is not None else ""
    since_zh = f"（{when:%Y-%m-%d}）" if when is not None else ""
    over = "已关闭" if found.state is RoundPhase.CLOSED else "已被替代"
    raise UsageError(
        f"轮次 {code} {over}{since_zh}：请用 --reason 说明为何再次采集",
        f"round {code} is {found.state.value}{since}: say with --reason why it is run again",
    )


def ensure_round(
    session: Session,
    code: str,
    *,
    system: str = "project",
    panel: str | None = None,
    design: str | None = None,
    seed: int | None = None,
    deadline: datetime | None = None,
) -> models.Round:
    """The round of that code, begun where there is none.

    A round keeps its indicator system and its seed: naming others later is a UsageError. Panel, design and deadline
    may be named anew; None leaves them as they are.
    """
    check_round_code(code)
    begin_alone(session)
    found = session.get(models.Round, code)
    if panel is not None:
        ensure_panel(session, panel)
    if found is None:
        found = models.Round(
            code=code,
            system=catalogue.indicator_system(system).id,
            panel=panel,
            design=design,
            seed=secrets.randbelow(2**31) if seed is None else seed,
            deadline=deadline,
            begun_at=_now(),
        )
        session.add(found)
        session.flush()
        return found
    if found.system != system:
        raise UsageError(
            f"轮次 {code} 用的指标体系是 {found.system}，不是 {system}：请换一个轮次",
            f"round {code} uses the indicator system {found.system}, not {system}: name another round",
        )
    if seed is not None and found.seed != seed:
        raise UsageError(
            f"轮次 {code} 开始时的随机种子是 {found.seed}：去掉 --seed，或换一个轮次",
            f"round {code} was begun with the seed {found.seed}: leave --seed out or name another round",
        )
    found.panel = panel or found.panel
    found.design = design or found.design
    found.deadline = deadline or found.deadline
    session.flush()
    return found


def get_round(session: Session, code: str) -> models.Round:
    """The round of that code; a UsageError where there is none."""
    found = session.get(models.Round, code)
    if found is None:
        known = session.scalars(select(models.Round.code).order_by(models.Round.code)).all()
        raise UsageError(
            f"没有轮次 {code}：{'已有 ' + '、'.join(known) if known else '还没有任何轮次'}；"
            f"`portal-audit run --round {code}` 可开始该轮次",
            f"unknown round {code}: known are {', '.join(known) or 'none yet'}; "
            f"`portal-audit run --round {code}` begins it",
        )
    return found


def round_codes(session: Session) -> tuple[str, ...]:
    """Codes of every round, in the order in which they were begun."""
    return tuple(session.scalars(select(models.Round.code).order_by(models.Round.begun_at, models.Round.code)))


def ensure_region(session: Session, code: str, profile: PortalProfile | None = None) -> None:
    """See to it that a region is in the database, under its profile's name where there is one."""
    known = catalogue.regions().get(code)
    row = session.get(models.Region, code)
    if row is None:
        source = profile or known or catalogue.region(code)
        row = models.Region(code=code, name=source.name, level=source.level, parent=known.parent if known else None)
        session.add(row)
    elif profile is not None:
        row.name, row.level = profile.name, profile.level


def ensure_panel(session: Session, name: str) -> None:
    """See to it that a panel and its members are in the database."""
    panel = catalogue.panel(name)
    if session.get(models.Panel, name) is not None:
        return
    for code in panel.members:
        ensure_region(session, code)
    session.add(models.Panel(name=name, name_zh=panel.name_zh, name_en=panel.name_en))
    session.flush()
    session.add_all(models.PanelMember(panel=name, region=code) for code in panel.members)
    session.flush()


def start_run(
    session: Session,
    code: str,
    profiles: Iterable[PortalProfile],
    *,
    system: IndicatorSystem,
    by: str | None = None,
    reason: str | None = None,
    settings: Mapping[str, models.JsonValue] | None = None,
    gathered_by: Mapping[str, int] | None = None,
) -> models.Run:
    """Begin a run of a round over some regions.

    `gathered_by` makes it a recheck: for each region code the `gathered_by_id` of its `CurrentRun`, whose archive is
    judged again.
    """
    now = _now()
    begin_alone(session)
    the_round = session.get_one(models.Round, code)
    if the_round.state is RoundPhase.PLANNED:
        the_round.state, the_round.begun_at = RoundPhase.RUNNING, now
    number = (session.scalar(select(func.max(models.Run.number)).where(models.Run.round == code)) or 0) + 1
    run = models.Run(
        # The moment keeps ids apart that other databases gave to runs in the same data folder.
        id=f"{code}-{number:03d}-{now:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}",
        round=code,
        number=number,
        kind=RunKind.RUN if gathered_by is None else RunKind.RECHECK,
        state=RunState.RUNNING,
        started_by=by,
        reason=reason,
        program=crawler.__version__,
        system_version=system.version,
        settings=dict(settings or {}),
        started_at=now,
    )
    session.add(run)
    session.flush()
    for profile in profiles:
        ensure_region(session, profile.code, profile)
        session.flush()
        part = models.RegionRun(
            run=run.id,
            region=profile.code,
            gathered_by_id=None if gathered_by is None else gathered_by[profile.code],
            state=RegionState.PLANNED,
            portal=profile.portal,
        )
        session.add(part)
    session.flush()
    return run


def unfinished_run(session: Session, code: str, scope: models.JsonValue = None) -> models.Run | None:
    """The run to resume: it asked portals, was cut off, and no later run has gathered one of its regions.

    With `scope` only one whose settings have that same scope.
    """
    newest_first = session.scalars(
        select(models.Run)
        .where(models.Run.round == code, models.Run.kind == RunKind.RUN)
        .order_by(models.Run.number.desc())
    )
    gathered: set[str] = set()
    for run in newest_first:
        regions = {part.region for part in region_runs(session, run.id)}
        if run.state is RunState.DONE:
            gathered |= regions
        elif not regions & gathered and (scope is None or _setting(run, "scope") == scope):
            return run
    return None


def _setting(run: models.Run, name: str) -> models.JsonValue:
    return run.settings.get(name) if isinstance(run.settings, dict) else None


def allowed(run: models.Run) -> dict[str, tuple[int, float]]:
    """For each region of a run the requests that fit its deadline, and how many an item takes; empty: no limit."""
    kept = _setting(run, "allowed")
    found: dict[str, tuple[int, float]] = {}
    for region, one in kept.items() if isinstance(kept, dict) else ():
        match one:
            case [int(capacity), int() | float() as each]:
                found[region] = capacity, float(each)
    return found


def sizes(run: models.Run) -> dict[str, int]:
    """The regions of a run of which a sample of a known size is drawn, because the round observed one before."""
    kept = _setting(run, "sizes")
    return {region: one for region, one in kept.items() if isinstance(one, int)} if isinstance(kept, dict) else {}


def region_runs(session: Session, run: str) -> tuple[models.RegionRun, ...]:
    """The parts of a run, by region code."""
    rows = session.scalars(
        select(models.RegionRun).where(models.RegionRun.run == run).order_by(models.RegionRun.region)
    )
    return tuple(rows)


def region_run(session: Session, run: str, region: str) -> models.RegionRun:
    """A region's part of a run."""
    return session.scalars(
        select(models.RegionRun).where(models.RegionRun.run == run, models.RegionRun.region == region)
    ).one()


def begin_region(session: Session, run: str, region: str) -> None:
    """Gathering or judging of a region begins, or goes on after a cut."""
    part = region_run(session, run, region)
    part.state = RegionState.GATHERING
    part.started_at = part.started_at or _now()
    part.outcome = part.reason = part.gap = part.finished_at = None
    part.set_aside = False
    session.flush()


def finish_region(
    session: Session,
    run: str,
    region: str,
    *,
    outcome: RegionOutcome,
    reason: str | None = None,
    gap: str | None = None,
    set_aside: bool = False,
) -> None:
    """A region's part of a run is over. An interrupted one is left to be resumed."""
    part = region_run(session, run, region)
    part.state = RegionState.PLANNED if outcome is RegionOutcome.INTERRUPTED else RegionState.DONE
    part.outcome, part.reason, part.gap, part.set_aside = outcome, reason, gap, set_aside
    part.finished_at = _now()
    session.flush()


def finish_run(session: Session, run: str, *, state: RunState = RunState.DONE, reason: str | None = None) -> None:
    """A run is over, or was cut off for a reason."""
    row = session.get_one(models.Run, run)
    row.state = state
    row.ended_because = reason
    row.finished_at = _now()
    session.flush()


def withdraw(session: Session, run: str) -> None:
    """Take back the parts of a run that did not come to an end, and the run where none did: nothing refers to them."""
    parts = region_runs(session, run)
    for part in parts:
        if part.state is not RegionState.DONE:
            session.delete(part)
    session.flush()
    row = session.get_one(models.Run, run)
    if any(part.state is RegionState.DONE for part in parts):
        finish_run(session, run, state=RunState.INTERRUPTED, reason="stopped before the end")
    else:
        session.delete(row)
    session.flush()


def current_runs(session: Session, code: str) -> Mapping[str, CurrentRun]:
    """For each region of a round the newest run of which observations are current, by region code."""
    part, observation, run = models.RegionRun, models.Observation, models.Run
    rows = session.execute(
        select(part)
        .join(run, run.id == part.run)
        .where(
            part.id.in_(
                select(observation.region_run_id).where(
                    observation.round == code, observation.superseded_by_id.is_(None)
                )
            )
        )
        .order_by(part.region, run.number)
    ).scalars()
    return {row.region: _current(session, row) for row in rows}


def _current(session: Session, row: models.RegionRun) -> CurrentRun:
    gatherer = row if row.gathered_by_id is None else session.get_one(models.RegionRun, row.gathered_by_id)
    named = _setting(session.get_one(models.Run, gatherer.run), "sampled")
    sampled = isinstance(named, list) and row.region in named
    return CurrentRun(
        run=row.run,
        gathered_by=gatherer.run,
        region_run_id=row.id,
        gathered_by_id=gatherer.id,
        sampled=sampled if gatherer.sampled is None else gatherer.sampled,
        outcome=gatherer.outcome,
        reason=gatherer.reason,
        gap=gatherer.gap,
        set_aside=gatherer.set_aside,
    )


def current_archives(session: Session, code: str) -> Mapping[str, Sequence[tuple[CurrentRun, frozenset[str]]]]:
    """For each region of a round the archives that its current observations rest on, oldest first, and what each bears.

    That are several where single checks or indicators were observed anew: the others rest on what was gathered before.
    """
    part, observation, run = models.RegionRun, models.Observation, models.Run
    rows = session.execute(
        select(part, observation.indicator)
        .join(observation, observation.region_run_id == part.id)
        .join(run, run.id == part.run)
        .where(observation.round == code, observation.superseded_by_id.is_(None))
        .order_by(part.region, run.number)
    )
    found: dict[str, dict[int, tuple[CurrentRun, set[str]]]] = {}
    for row, indicator in rows:
        one = _current(session, row)
        found.setdefault(row.region, {}).setdefault(one.gathered_by_id, (one, set()))[1].add(indicator)
    return {code: [(one, frozenset(seen)) for _, (one, seen) in sorted(of.items())] for code, of in found.items()}


def current_run(session: Session, code: str, region: str) -> CurrentRun | None:
    """The newest current run of one region in a round, None before anything was observed."""
    return current_runs(session, code).get(region)
