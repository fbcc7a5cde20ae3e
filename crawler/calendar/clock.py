"""One turn of the calendar (日历推进): whatever is due at a moment is done, and what was due before and was not.

The moment is an argument, so that a year can be told in seconds. Nothing is remembered between two turns: a turn after
a week of downtime does what seven days of turns would have left undone, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

import models
from crawler.calendar import assigning, opening, times, watching
from crawler.calendar.opening import Deed, Done
from crawler.storage import reading, writing
from models import RoundPhase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from crawler.calendar.assigning import Due, Standing
    from crawler.calendar.entries import CalendarEntry, RoundTerms
    from crawler.queue.jobs import Queue, RegionJob

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundView:
    """A round that the calendar runs, with where each of its regions stands."""

    round: models.Round
    terms: RoundTerms
    standings: tuple[Standing, ...]
    watches: dict[str, watching.Watch]


class Calendar:
    """Does what is due. It only enqueues: who runs a job, and when, is the queue's business."""

    def __init__(self, engine: Engine, entries: Sequence[CalendarEntry], queue: Queue) -> None:
        opening.check_entries(entries)
        self._engine = engine
        self._entries = tuple(entries)
        self._queue = queue

    def turn(self, now: datetime) -> tuple[Done, ...]:
        """Plan, open, hand over, notice what came back, close; what was done, in order."""
        with writing(self._engine) as session:
            done = opening.plan_rounds(session, self._entries, now)
            done += opening.open_rounds(session, now)
            for one, _ in opening.running(session):
                done += assigning.see_ended(session, one, now)
            done += _close_what_is_over(session, now)
        # The queue writes for itself, and another process cannot write into SQLite while we do.
        with reading(self._engine) as session:
            views = [view(session, one, terms, now) for one, terms in opening.running(session)]
            due = [found for one in views for found in assigning.due(one.round, one.standings, now)]
            visits = [
                job for one in views for job in watching.visits_due(session, one.round, one.terms, one.watches, now)
            ]
        for job in (*(one.job for one in due), *visits):
            self._queue.enqueue(job)
        if due or visits:
            with writing(self._engine) as session:
                done += _note(session, due, visits, now)
        for deed in done:
            _log.info(deed.deed.value, round=deed.round, region=deed.region, reason=deed.reason)
        return tuple(done)

    def next_turn(self, now: datetime) -> datetime | None:
        """The next moment at which something falls due that no job's end brings about; None where nothing is planned.

        Jobs that come back are noticed by turning from time to time as well.
        """
        with reading(self._engine) as session:
            moments = list(_moments(session, now))
        later = [times.quarter_end(times.quarter_of(now))] if self._entries else []
        return min((one for one in (*moments, *later) if one is not None and one > now), default=None)


def view(session: Session, one: models.Round, terms: RoundTerms, now: datetime) -> RoundView:
    """Where a running round stands."""
    watches = dict(watching.watches(session, one, terms))
    states = assigning.standings(session, one, terms, now, watches)
    return RoundView(round=one, terms=terms, standings=states, watches=watches)


def _close_what_is_over(session: Session, now: datetime) -> list[Done]:
    done = []
    for one, terms in opening.running(session):
        states = view(session, one, terms, now).standings
        left = [state.region for state in states if not state.settled]
        if not left:
            gaps = sum(1 for state in states if state.reason is not None)
            reason = f"; of {gaps} not everything answered" if gaps else ""
            done.append(opening.close(session, one.code, now, f"every region is done{reason}"))
        elif one.deadline is not None and one.deadline <= now:
            reason = f"the deadline has come; {len(left)} of {len(states)} regions were not done: {' '.join(left[:10])}"
            done.append(opening.close(session, one.code, now, reason))
    return done


def _note(session: Session, due: Sequence[Due], visits: Sequence[RegionJob], now: datetime) -> list[Done]:
    """Write down what the queue has; another scheduler may have done the same at the same time."""
    done = []
    for one in due:
        if session.get(models.Assignment, (one.job.round, one.job.region, one.attempt)) is None:
            session.add(one.row(now))
            done.append(
                Done(
                    at=now, deed=Deed.ENQUEUED, round=one.job.round, region=one.job.region,
                    reason=f"attempt {one.attempt}" + (f": {one.job.reason}" if one.job.reason else ""),
                )
            )  # fmt: skip
    for job in visits:
        slot = watching.slot_of(job.key)
        assert slot is not None
        if session.get(models.VisitLog, (job.round, job.region, slot)) is None:
            session.add(models.VisitLog(round=job.round, region=job.region, slot=slot, key=job.key))
            done.append(Done(at=now, deed=Deed.VISIT, round=job.round, region=job.region))
    session.flush()
    return done


def _moments(session: Session, now: datetime) -> list[datetime | None]:
    planned = session.query(models.Round).where(models.Round.state == RoundPhase.PLANNED)
    found: list[datetime | None] = [one.opens_at for one in planned]
    for one, terms in opening.running(session):
        seen = view(session, one, terms, now)
        found.append(one.deadline)
        found += [state.next_night[0] for state in seen.standings if state.next_night is not None]
        found += [s.open.not_before + assigning.LOST_AFTER for s in seen.standings if s.open is not None]
        if any(watch.over is None for watch in seen.watches.values()):
            found.append(watching.next_slot(one, now))
    return found
