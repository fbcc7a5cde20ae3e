"""Handing regions to the queue (分派地区): each in its night, again on a later day where something failed in passing.

A region has at most one open attempt at a time. Its job's key names round, region and attempt, so that handing it over
twice, after a crash or by two schedulers, is handing it over once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sqlalchemy import func, select

import models
from crawler.calendar import times
from crawler.calendar.opening import Deed, Done
from crawler.domain.evidence import FetchState, PageKind
from crawler.gather.wholeness import BEYOND
from crawler.queue.jobs import RegionJob
from models import RegionOutcome, RegionState, RunKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from crawler.calendar.entries import RoundTerms
    from crawler.calendar.watching import Watch

LOST_AFTER = timedelta(days=3)
"""How long after its night an attempt may be out before it counts as lost."""

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A region whose turn it is: its job, and what the table says of it once the queue has it."""

    job: RegionJob
    attempt: int
    done_before: int

    def row(self, now: datetime) -> models.Assignment:
        """The assignment as stored."""
        assert self.job.not_before is not None
        return models.Assignment(
            round=self.job.round, region=self.job.region, attempt=self.attempt, key=self.job.key,
            reason=self.job.reason, not_before=self.job.not_before, enqueued_at=now, done_before=self.done_before,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a region of a round stands: its attempts so far, the night of the next one, or that it is settled."""

    region: str
    attempts: tuple[models.Assignment, ...]
    done: int
    """Runs of the region in the round that are over."""
    settled: bool
    next_night: tuple[datetime, datetime] | None = None
    reason: str | None = None

    @property
    def open(self) -> models.Assignment | None:
        """The attempt that is out."""
        return self.attempts[-1] if self.attempts and self.attempts[-1].ended_at is None else None


def job_key(code: str, region: str, attempt: int) -> str:
    """The idempotency key of an attempt's job."""
    return f"{code}/{region}/{attempt}"


def see_ended(session: Session, one: models.Round, now: datetime) -> list[Done]:
    """Notice which attempts are over: the region has one more finished run than when it was handed over."""
    done: list[Done] = []
    out = session.scalars(
        select(models.Assignment)
        .where(models.Assignment.round == one.code, models.Assignment.outcome.is_(None))
        .order_by(models.Assignment.region)
    ).all()
    counts = _finished(session, one.code) if out else {}
    for row in out:
        finished = counts.get(row.region, [])
        if len(finished) > row.done_before:  # Also one that counted as lost, and came back after all.
            row.ended_at, row.outcome = now, finished[-1].outcome
        elif row.ended_at is None and now > row.not_before + LOST_AFTER:
            row.ended_at = now
        else:
            continue
        reason = "lost" if row.outcome is None else row.outcome.value
        done.append(Done(at=now, deed=Deed.ENDED, round=one.code, region=row.region, reason=reason))
    session.flush()
    return done


def standings(
    session: Session, one: models.Round, terms: RoundTerms, now: datetime, watches: Mapping[str, Watch]
) -> tuple[Standing, ...]:
    """Where each region of a round stands, in the order of its terms.

    A region is settled when nothing failed in passing or its attempts are used up, and, in a round with a watch, its
    visits have been judged: one more attempt takes them in, which is not counted.
    """
    of_region: dict[str, list[models.Assignment]] = defaultdict(list)
    for row in session.scalars(
        select(models.Assignment)
        .where(models.Assignment.round == one.code)
        .order_by(models.Assignment.region, models.Assignment.attempt)
    ):
        of_region[row.region].append(row)
    finished = _finished(session, one.code)
    found = []
    for place, region in enumerate(terms.regions):
        attempts = tuple(of_region[region])
        parts = finished.get(region, [])
        if attempts and attempts[-1].ended_at is None:
            found.append(Standing(region=region, attempts=attempts, done=len(parts), settled=False))
            continue
        reason = _why_again(session, attempts[-1], parts) if attempts else None
        extra = 0
        waiting = False
        if attempts and (watch := watches.get(region)) is not None:
            extra = sum(1 for a in attempts if watch.over is not None and a.enqueued_at > watch.over)
            if watch.over is not None and not extra:
                reason = f"{watch.visits} visits of {watch.days} days are to be judged"
                extra = len(attempts)  # Whatever has been used up, this one is made.
            waiting = watch.over is None
        again = not attempts or (reason is not None and len(attempts) < terms.attempts + extra)
        found.append(
            Standing(
                region=region,
                attempts=attempts,
                done=len(parts),
                settled=not again and not waiting and attempts[-1].outcome is not None,
                next_night=_night(one, terms, place, attempts, now) if again else None,
                reason=reason,
            )
        )
    return tuple(found)


def due(one: models.Round, states: Sequence[Standing], now: datetime) -> Iterator[Due]:
    """The regions to hand over now: those whose night has begun, spread over its first half."""
    tonight = [
        state
        for state in states
        if state.next_night is not None
        and state.next_night[0] <= now
        and (one.deadline is None or state.next_night[0] < one.deadline)
    ]
    for number, state in enumerate(tonight):
        assert state.next_night is not None
        begins, ends = state.next_night
        attempt = len(state.attempts) + 1
        start = begins + (ends - begins) / 2 * number / len(tonight)
        yield Due(
            job=RegionJob(
                round=one.code,
                region=state.region,
                key=job_key(one.code, state.region, attempt),
                not_before=max(start, now).astimezone(UTC),
                reason=state.reason,
            ),
            attempt=attempt,
            done_before=state.done,
        )


def _night(
    one: models.Round, terms: RoundTerms, place: int, attempts: Sequence[models.Assignment], now: datetime
) -> tuple[datetime, datetime]:
    """The night in which a region is begun: its own, else, where that is over, the one that is on or comes next."""
    if attempts:
        ended = attempts[-1].ended_at or now
        nights = times.nights_from(ended, terms.night_times)
        first = next(nights)
        planned = first if first[0] > ended else next(nights)  # A later day: not again in the same night.
    else:
        nights = times.nights_from(one.opens_at or one.begun_at, terms.night_times)
        number = place * terms.nights // max(1, len(terms.regions))
        planned = next(nights)
        for _ in range(number):
            planned = next(nights)
    return planned if planned[1] > now else times.night_from(now, terms.night_times)


def _finished(session: Session, code: str) -> Mapping[str, list[models.RegionRun]]:
    """The runs of each region of a round that asked the portal and are over, oldest first."""
    part, run = models.RegionRun, models.Run
    rows = session.scalars(
        select(part)
        .join(run, run.id == part.run)
        .where(run.round == code, run.kind == RunKind.RUN, part.state == RegionState.DONE)
        .order_by(run.number)
    )
    found: dict[str, list[models.RegionRun]] = defaultdict(list)
    for row in rows:
        found[row.region].append(row)
    return found


def _why_again(session: Session, last: models.Assignment, parts: Sequence[models.RegionRun]) -> str | None:
    """Why a region is tried again: something failed in passing; None where asking again would help nothing."""
    if last.outcome is None:
        return f"attempt {last.attempt} did not come back within {LOST_AFTER.days} days"
    newest = parts[-1] if parts else None
    if newest is None or newest.portal is None:
        return None
    failed = failed_in_passing(session, newest)
    if failed:
        kinds = Counter(row.failure.value if row.failure is not None else "not asked" for row in failed)
        named = ", ".join(f"{kind} × {number}" for kind, number in kinds.most_common(_MOST_NAMED))
        return f"{len(failed)} addresses failed in passing: {named}"
    # Nothing came back at all and there is no failed look either: the crawl broke down.
    count = session.scalar(
        select(func.count()).select_from(models.Fetch).where(models.Fetch.region_run_id == newest.id)
    )
    if newest.outcome is RegionOutcome.NOT_GATHERED and not count:
        return newest.reason or "nothing came back"
    return None


def failed_in_passing(session: Session, part: models.RegionRun) -> list[models.Fetch]:
    """Looks of a region's part of a run that another day may answer: transient failures that no look made good.

    Of the `robots.txt` files only that of the portal itself counts; while it does not answer nothing may be asked.
    """
    one = models.Fetch
    rows = session.scalars(
        select(one)
        .where(one.region_run_id == part.id, one.state != FetchState.SKIPPED, one.kind.not_in(BEYOND))
        .order_by(one.look)
    )
    open_: dict[tuple[str, str, str, str], models.Fetch] = {}
    answered: set[tuple[str, str, str, str]] = set()
    for row in rows:
        key = (row.method, row.url, row.body or "", row.item_key or "")
        if row.state is FetchState.FETCHED:
            answered.add(key)
        elif row.failure is None or row.failure.transient:
            open_[key] = row
        else:
            open_.pop(key, None)  # The later look had a lasting answer.
    own = urlsplit(part.portal or "").netloc
    return [
        row
        for key, row in open_.items()
        if key not in answered and (row.kind is not PageKind.ROBOTS or urlsplit(row.url).netloc == own)
    ]
