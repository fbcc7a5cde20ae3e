"""The availability watch (可用性监测): 20 spaced visits a day to each front page, for seven whole days of a round.

A visit that was missed is not made up for, since visits are spaced: the day is short, and the watch takes another one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

import models
from crawler.calendar import times
from crawler.queue.jobs import RegionJob

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from crawler.calendar.entries import RoundTerms

_PREFIX = "visit/"
_SLOT = "%Y%m%dT%H%MZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """How far the watch of one region is: visits made, whole days, and the last visit's moment once it is over."""

    region: str
    visits: int = 0
    missed: int = 0
    """Visits that did not bring the page within the limit of the check, as far as a failure tells."""
    days: int = 0
    over: datetime | None = None


def visit_key(code: str, region: str, slot: datetime) -> str:
    """The idempotency key of a visit's job."""
    return f"{_PREFIX}{code}/{region}/{slot.astimezone(UTC):{_SLOT}}"


def slot_of(key: str) -> datetime | None:
    """The moment that a visit's job was planned for; None for the key of another job."""
    if not key.startswith(_PREFIX):
        return None
    return datetime.strptime(key.rpartition("/")[2], _SLOT).replace(tzinfo=UTC)


def watches(session: Session, one: models.Round, terms: RoundTerms) -> Mapping[str, Watch]:
    """How far the watch of each region is; empty for a round without one."""
    if not terms.watch:
        return {}
    made: dict[str, list[models.VisitLog]] = defaultdict(list)
    for row in session.scalars(
        select(models.VisitLog)
        .where(models.VisitLog.round == one.code, models.VisitLog.at.is_not(None))
        .order_by(models.VisitLog.slot)
    ):
        made[row.region].append(row)
    return {region: _watch(region, made[region]) for region in terms.regions}


def _watch(region: str, visits: list[models.VisitLog]) -> Watch:
    days: Counter[date] = Counter(row.slot.astimezone(times.OFFICE_TIME).date() for row in visits)
    whole = sorted(day for day, number in days.items() if number >= times.VISITS_A_DAY)
    over = None
    if len(whole) >= times.VISIT_DAYS:
        last = whole[times.VISIT_DAYS - 1]
        over = max(row.slot for row in visits if row.slot.astimezone(times.OFFICE_TIME).date() == last)
    missed = sum(1 for row in visits if row.failure is not None)
    return Watch(region=region, visits=len(visits), missed=missed, days=len(whole), over=over)


def visits_due(
    session: Session, one: models.Round, terms: RoundTerms, state: Mapping[str, Watch], now: datetime
) -> Iterator[RegionJob]:
    """The visits whose moment is now; those of earlier moments are past."""
    if not terms.watch or now < first_slot(one):
        return
    slot = max((s for s in times.visit_slots(now) if s <= now), default=None)
    if slot is None or now - slot >= times.BETWEEN_VISITS:
        return
    known = set(
        session.scalars(
            select(models.VisitLog.region).where(models.VisitLog.round == one.code, models.VisitLog.slot == slot)
        )
    )
    for region in terms.regions:
        if region not in known and state[region].over is None:
            yield RegionJob(
                round=one.code, region=region, key=visit_key(one.code, region, slot), not_before=slot.astimezone(UTC)
            )


def first_slot(one: models.Round) -> datetime:
    """The first visit: in the morning after the round was opened."""
    return times.visit_slots(one.begun_at.astimezone(times.OFFICE_TIME) + timedelta(days=1))[0]


def next_slot(one: models.Round, now: datetime) -> datetime:
    """The next visit after a moment, as long as the watch goes on."""
    here = max(now, first_slot(one) - timedelta(seconds=1))
    today = [slot for slot in times.visit_slots(here) if slot > here]
    return today[0] if today else times.visit_slots(here.astimezone(times.OFFICE_TIME) + timedelta(days=1))[0]
