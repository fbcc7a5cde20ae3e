"""What a run will cost before it is started: requests, hours, and whether a census fits (抽样方案)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

import models
from crawler.calendar.times import quarter_end
from models import RegionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from crawler.domain.portal import PortalProfile

_REQUESTS_AN_ITEM = 4.0
"""Guide, its parts and its forms, where no earlier run tells better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionPlan:
    """The cost of one region. `items`, `requests` and `hours` are None where nothing tells the volume yet."""

    code: str
    name: str
    portal: str | None
    items: int | None
    requests: int | None
    hours: float | None
    rate: float
    design: str
    sample: int | None
    source: str


def plan(
    session: Session,
    round_code: str,
    profiles: Sequence[PortalProfile],
    *,
    sample: int | None,
    budget: int | None,
    now: datetime | None = None,
) -> tuple[RegionPlan, ...]:
    """What each region will ask for, from its last run, else from the volume its profile expects."""
    left = _hours_left(round_code, now or datetime.now(UTC))
    return tuple(_region(session, profile, sample, budget, left) for profile in profiles)


def _region(
    session: Session, profile: PortalProfile, sample: int | None, budget: int | None, left: float | None
) -> RegionPlan:
    part = models.RegionRun
    last = session.scalars(
        select(part)
        .where(part.region == profile.code, part.state == RegionState.DONE, part.population > 0, part.planned > 0)
        .order_by(part.id.desc())
        .limit(1)
    ).first()
    items, each, source = None, _REQUESTS_AN_ITEM, "unknown"
    if last is not None:
        items, source = last.population, f"run {last.run}"
        each = last.planned / max(1, last.sample_size or 1)
    elif profile.expects.min_items:
        items, source = profile.expects.min_items, "profile"
    rate = profile.limits.rate
    wanted = sample
    if items is not None and wanted is None and left is not None and items * each > left * 3600 * rate:
        wanted = max(1, int(left * 3600 * rate / each))
    requests = None if items is None else round(min(items, wanted or items) * each)
    if requests is not None and budget is not None:
        requests = min(requests, budget)
    return RegionPlan(
        code=profile.code,
        name=profile.name,
        portal=profile.portal,
        items=items,
        requests=requests if profile.portal else 0,
        hours=None if requests is None else requests / rate / 3600,
        rate=rate,
        design="census" if wanted is None or (items is not None and wanted >= items) else "stratified",
        sample=None if wanted is None or (items is not None and wanted >= items) else wanted,
        source=source,
    )


def _hours_left(round_code: str, now: datetime) -> float | None:
    """Hours to the end of the quarter that a round is named after; None for a round of another name."""
    end = quarter_end(round_code)
    return None if end is None else max(0.0, (end - now).total_seconds() / 3600)
