"""What the calendar says of itself (日程说明): its rounds, and what comes next. Plain values, for words and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

import models
from crawler.calendar import opening, times, watching
from crawler.calendar.clock import view
from crawler.calendar.entries import read_terms
from crawler.calendar.holding import held
from models import RoundPhase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from crawler.calendar.clock import RoundView
    from crawler.calendar.entries import CalendarEntry


class Coming(StrEnum):
    """What comes next."""

    OPENS = "opens"
    NIGHT = "night"
    VISITS = "visits"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionTold:
    """Where one region of a round stands."""

    region: str
    attempts: int
    out: bool
    settled: bool
    next_night: datetime | None
    reason: str | None
    watch_days: int | None = None
    visits: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTold:
    """One round as `schedule list` tells it."""

    round: str
    state: RoundPhase
    entry: str | None
    panel: str | None
    system: str
    opens_at: datetime | None
    deadline: datetime | None
    closed_at: datetime | None
    closed_because: str | None
    superseded_by: str | None
    regions: tuple[RegionTold, ...]
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that comes, as `schedule next` tells it."""

    at: datetime
    what: Coming
    round: str
    regions: tuple[str, ...] = ()
    reason: str | None = None


def rounds_told(session: Session, now: datetime) -> tuple[RoundTold, ...]:
    """Every round, the earliest first."""
    rows = session.scalars(select(models.Round).order_by(models.Round.begun_at, models.Round.code))
    return tuple(_round(session, row, now) for row in rows)


def _round(session: Session, row: models.Round, now: datetime) -> RoundTold:
    terms = read_terms(row.terms)
    regions: tuple[RegionTold, ...] = ()
    if terms is not None and row.state is RoundPhase.RUNNING:
        regions = tuple(_regions(view(session, row, terms, now)))
    return RoundTold(
        round=row.code,
        state=row.state,
        entry=row.entry,
        panel=row.panel,
        system=row.system,
        opens_at=row.opens_at,
        deadline=row.deadline,
        closed_at=row.closed_at,
        closed_because=row.closed_because,
        superseded_by=row.superseded_by,
        regions=regions,
        held=tuple(held(session, row.code)),
    )


def _regions(seen: RoundView) -> Iterator[RegionTold]:
    for state in seen.standings:
        watch = seen.watches.get(state.region)
        yield RegionTold(
            region=state.region,
            attempts=len(state.attempts),
            out=state.open is not None,
            settled=state.settled,
            next_night=None if state.next_night is None else state.next_night[0],
            reason=state.reason,
            watch_days=None if watch is None else watch.days,
            visits=None if watch is None else watch.visits,
        )


def coming(session: Session, entries: Sequence[CalendarEntry], now: datetime) -> tuple[Event, ...]:
    """What comes next: openings, nights, visits, deadlines; the soonest first. Asks nothing and changes nothing."""
    found = list(_openings(session, entries, now))
    for one, terms in opening.running(session):
        seen = view(session, one, terms, now)
        nights: dict[datetime, list[str]] = {}
        for state in seen.standings:
            if state.next_night is not None:
                nights.setdefault(max(state.next_night[0], now), []).append(state.region)
        found += [Event(at=at, what=Coming.NIGHT, round=one.code, regions=tuple(who)) for at, who in nights.items()]
        watched = tuple(code for code, watch in seen.watches.items() if watch.over is None)
        if watched:
            found.append(
                Event(at=watching.next_slot(one, now), what=Coming.VISITS, round=one.code, regions=watched)
            )  # fmt: skip
        if one.deadline is not None:
            left = tuple(state.region for state in seen.standings if not state.settled)
            found.append(Event(at=one.deadline, what=Coming.CLOSES, round=one.code, regions=left))
    return tuple(sorted(found, key=lambda event: (event.at, event.round, event.what)))


def _openings(session: Session, entries: Sequence[CalendarEntry], now: datetime) -> Iterator[Event]:
    """Rounds that are planned, and those that the next turn would plan."""
    known = set(session.scalars(select(models.Round.code)))
    planned = session.scalars(select(models.Round).where(models.Round.state == RoundPhase.PLANNED))
    for row in planned:
        terms = read_terms(row.terms)
        if row.opens_at is not None:
            regions = () if terms is None else terms.regions
            yield Event(at=row.opens_at, what=Coming.OPENS, round=row.code, regions=regions)
    for entry in entries:
        for quarter in (this := times.quarter_of(now), times.next_quarter(this)):
            code = entry.code(quarter)
            opens = times.opening(quarter, entry.opens_on_day, entry.opens_at)
            over = opens + timedelta(days=entry.closes_after_days) <= now
            if code in known or over or int(quarter[-1]) not in entry.quarters:
                continue
            late = "its time has come, `schedule run` opens it at once" if opens <= now else None
            yield Event(
                at=max(opens, now.astimezone(times.OFFICE_TIME).replace(microsecond=0)),
                what=Coming.OPENS,
                round=code,
                regions=opening.regions_of(entry),
                reason=late,
            )
