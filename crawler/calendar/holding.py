"""Holding a region back (暂缓发布): the drift alarm is raised when a run is stored, and a person releases it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

import models
from crawler import runs
from crawler.calendar.drift import FEWEST_GUIDES, Coverage, drift
from crawler.errors import UsageError
from models import RegionState, RoundPhase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

_ROUNDS = 3
"""How many earlier rounds a region is held against."""


def held(session: Session, code: str) -> dict[str, models.Hold]:
    """The regions of a round that nobody has released yet, by region code."""
    rows = session.scalars(
        select(models.Hold)
        .where(models.Hold.round == code, models.Hold.released_at.is_(None))
        .order_by(models.Hold.region)
    )
    return {row.region: row for row in rows}


def raise_alarms(session: Session, run_id: str) -> tuple[models.Hold, ...]:
    """Hold every region of a run against its last rounds; what fell away is held back. The alarms that are new.

    A region that a person has released for this round stays released.
    """
    run = session.get_one(models.Run, run_id)
    raised = []
    for part in runs.region_runs(session, run_id):
        if (
            part.state is not RegionState.DONE
            or part.set_aside
            or session.get(models.Hold, (run.round, part.region)) is not None
        ):
            continue
        now = None if _opened_few(run, part) else read_coverage(part)
        reasons = drift(now, [*_before(session, run.round, part.region)]) if now is not None else ()
        if not reasons:
            continue
        hold = models.Hold(
            round=run.round,
            region=part.region,
            region_run_id=part.id,
            raised_at=datetime.now(UTC),
            reason="; ".join(one.zh for one in reasons),
            reason_en="; ".join(one.en for one in reasons),
        )
        session.add(hold)
        raised.append(hold)
    session.flush()
    return tuple(raised)


def _opened_few(run: models.Run, part: models.RegionRun) -> bool:
    """Whether a handful of guides was all that was asked for: that says nothing of how the region is read."""
    scope = run.settings.get("scope") if isinstance(run.settings, dict) else None
    named = isinstance(scope, dict) and bool(scope.get("items"))
    return named or (bool(part.sampled) and (part.sample_size or 0) < FEWEST_GUIDES)


def release(session: Session, code: str, region: str, *, by: str, reason: str) -> models.Hold:
    """Release a region of a round. UsageError where it is not held back."""
    runs.get_round(session, code)
    hold = session.get(models.Hold, (code, region))
    if hold is None:
        raise UsageError(
            f"轮次 {code} 没有暂缓发布地区 {region}；`status --round {code}` 列出暂缓发布的地区",
            f"region {region} is not held back in round {code}: `status --round {code}` lists those that are",
        )
    if hold.released_at is not None:
        raise UsageError(
            f"轮次 {code} 的地区 {region} 已由 {hold.released_by} 放行：{hold.release_reason}",
            f"region {region} of round {code} was released by {hold.released_by}: {hold.release_reason}",
        )
    hold.released_at, hold.released_by, hold.release_reason = datetime.now(UTC), by, reason
    session.flush()
    return hold


def coverage_document(coverage: Coverage) -> models.JsonValue:
    """Coverage as a JSON column holds it."""
    return {
        "items": coverage.items,
        "asked": coverage.asked,
        "guides": coverage.guides,
        "decided": dict(coverage.decided),
        "stated": dict(coverage.stated),
    }


def read_coverage(part: models.RegionRun) -> Coverage | None:
    """The coverage of a region's part of a run; None where it was stored before there was any."""
    kept = part.element_coverage
    if not isinstance(kept, dict):
        return None
    return Coverage(
        items=_number(kept.get("items")),
        asked=_number(kept.get("asked")),
        guides=_number(kept.get("guides")),
        decided=_numbers(kept.get("decided")),
        stated=_numbers(kept.get("stated")),
    )


def _before(session: Session, code: str, region: str) -> Iterator[Coverage]:
    """What was read of the region in its last rounds before this one, those left out that are held back."""
    here = runs.get_round(session, code)
    earlier = session.scalars(
        select(models.Round)
        .where(models.Round.code != code, models.Round.begun_at < here.begun_at, models.Round.state.in_(_SEEN))
        .order_by(models.Round.begun_at.desc())
    )
    found = 0
    for one in earlier:
        if region in held(session, one.code):
            continue
        current = runs.current_run(session, one.code, region)
        part = None if current is None else session.get_one(models.RegionRun, current.region_run_id)
        coverage = None if part is None else read_coverage(part)
        if coverage is not None:
            yield coverage
            found += 1
            if found == _ROUNDS:
                return


_SEEN = (RoundPhase.RUNNING, RoundPhase.CLOSED)


def _number(value: models.JsonValue) -> int:
    return value if isinstance(value, int) else 0


def _numbers(value: models.JsonValue) -> dict[str, int]:
    return {name: _number(count) for name, count in value.items()} if isinstance(value, dict) else {}
