"""Opening and closing rounds (开启与关闭轮次) by the calendar. Everything it knows stands in the table of rounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

import models
from crawler import catalogue, runs
from crawler.calendar import times
from crawler.calendar.entries import RoundTerms, read_terms, terms_document, terms_of
from crawler.errors import UsageError
from crawler.round_names import check_round_code
from models import RoundPhase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from crawler.calendar.entries import CalendarEntry
    from crawler.domain.portal import PortalProfile


class Deed(StrEnum):
    """What the calendar did."""

    PLANNED = "planned"
    OPENED = "opened"
    CLOSED = "closed"
    SUPERSEDED = "superseded"
    ENQUEUED = "enqueued"
    ENDED = "ended"
    VISIT = "visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One thing that the calendar did, and why."""

    at: datetime
    deed: Deed
    round: str
    region: str | None = None
    reason: str | None = None


def check_entries(entries: Sequence[CalendarEntry]) -> None:
    """A UsageError when an entry names a panel, a system or a folder that is not there, or a round's name twice."""
    codes: dict[str, str] = {}
    names: set[str] = set()
    for entry in entries:
        catalogue.indicator_system(entry.system)
        regions_of(entry)
        if entry.name in names:
            raise UsageError(
                f"日程：有两条都叫 {entry.name!r}；请各取不同的名称",
                f"calendar: two entries are called {entry.name!r}; give each a name of its own",
            )
        names.add(entry.name)
        code = entry.code("2026Q4")
        check_round_code(code)
        if code in codes:
            raise UsageError(
                (
                    f"日程：{codes[code]!r} 和 {entry.name!r} 的轮次同名；"
                    f'请在其中一条写 round = "{{quarter}}-{entry.name}"'
                ),
                f"calendar: the rounds of {codes[code]!r} and {entry.name!r} have the same name; "
                f'write round = "{{quarter}}-{entry.name}" into one of them',
            )
        codes[code] = entry.name


def regions_of(entry: CalendarEntry) -> tuple[str, ...]:
    """The regions of an entry's rounds."""
    if entry.regions:
        return tuple(dict.fromkeys(entry.regions))
    if entry.panel is not None:
        return catalogue.panel(entry.panel).members
    assert entry.portals is not None
    return tuple(catalogue.read_profiles(entry.portals))


def profiles_of(terms: RoundTerms) -> Mapping[str, PortalProfile]:
    """The profiles of a round's regions by code; one that has none in the folder is taken from the built-in ones."""
    known = catalogue.read_profiles(Path(terms.portals)) if terms.portals else catalogue.built_in_profiles()
    return {code: known[code] if code in known else catalogue.portal_profile(code) for code in terms.regions}


def plan_rounds(session: Session, entries: Iterable[CalendarEntry], now: datetime) -> list[Done]:
    """Put the rounds of this quarter and the next one on the calendar; one that is not open yet follows its entry."""
    done = []
    for entry in entries:
        for quarter in (this := times.quarter_of(now), times.next_quarter(this)):
            if int(quarter[-1]) not in entry.quarters:
                continue
            opens = times.opening(quarter, entry.opens_on_day, entry.opens_at)
            deadline = opens + timedelta(days=entry.closes_after_days)
            if deadline <= now and session.get(models.Round, entry.code(quarter)) is None:
                continue  # The calendar was set up when it was over: nobody waits for it.
            if _plan(session, entry, quarter, opens, deadline):
                done.append(
                    Done(at=now, deed=Deed.PLANNED, round=entry.code(quarter), reason=f"opens {opens:%F %H:%M}")
                )
    return done


def _plan(session: Session, entry: CalendarEntry, quarter: str, opens: datetime, deadline: datetime) -> bool:
    code = entry.code(quarter)
    found = session.get(models.Round, code)
    fresh = found is None
    if found is None:
        found = runs.ensure_round(
            session,
            code,
            system=entry.system,
            panel=entry.panel,
            design=None if entry.sample is None else "stratified",
            seed=entry.seed,
        )
        found.state = RoundPhase.PLANNED
    if found.terms is not None and found.state is not RoundPhase.PLANNED:
        return False
    if found.state in {RoundPhase.CLOSED, RoundPhase.SUPERSEDED}:
        return False
    # One that a person has begun by hand is taken over: what it has observed counts.
    if found.state is RoundPhase.PLANNED:
        found.begun_at = opens
    found.entry, found.quarter, found.opens_at, found.deadline = entry.name, quarter, opens, deadline
    found.terms = terms_document(terms_of(entry, regions_of(entry)))
    session.flush()
    return fresh


def open_rounds(session: Session, now: datetime) -> list[Done]:
    """Open every planned round whose time has come, however late: a round is opened once."""
    done = []
    due = session.scalars(
        select(models.Round)
        .where(models.Round.state == RoundPhase.PLANNED, models.Round.opens_at <= now)
        .order_by(models.Round.opens_at, models.Round.code)
    ).all()
    for one in due:
        if one.deadline is not None and one.deadline <= now:
            _close(one, now, "the scheduler did not run between its opening and its deadline")
            done.append(Done(at=now, deed=Deed.CLOSED, round=one.code, reason=one.closed_because))
            continue
        terms = read_terms(one.terms) or RoundTerms()
        for code, profile in profiles_of(terms).items():
            runs.ensure_region(session, code, profile)
        one.state, one.begun_at = RoundPhase.RUNNING, now
        done.append(Done(at=now, deed=Deed.OPENED, round=one.code))
        done += _supersede_others(session, one, now)
    session.flush()
    return done


def _supersede_others(session: Session, opened: models.Round, now: datetime) -> list[Done]:
    """A second round of the same entry and quarter takes the place of the first."""
    done = []
    others = session.scalars(
        select(models.Round).where(
            models.Round.entry == opened.entry,
            models.Round.quarter == opened.quarter,
            models.Round.code != opened.code,
            models.Round.state != RoundPhase.SUPERSEDED,
        )
    ).all()
    for other in others:
        supersede(session, other.code, by=opened.code, now=now)
        done.append(Done(at=now, deed=Deed.SUPERSEDED, round=other.code, reason=f"by {opened.code}"))
    return done


def supersede(session: Session, code: str, *, by: str, now: datetime) -> None:
    """Let another round take the place of one. UsageError where one of them is not there, or both are the same."""
    old, new = runs.get_round(session, code), runs.get_round(session, by)
    if old.code == new.code or new.superseded_by is not None:
        raise UsageError(
            f"轮次 {by} 不能接替 {code}：请写一个本身有效的轮次",
            f"round {by} cannot take the place of {code}: name a round that counts itself",
        )
    old.state, old.superseded_by = RoundPhase.SUPERSEDED, new.code
    old.closed_at = old.closed_at or now
    old.closed_because = old.closed_because or f"round {new.code} took its place"
    session.flush()


def close(session: Session, code: str, now: datetime, reason: str) -> Done:
    """Close a round that is open. UsageError for one that is not."""
    one = runs.get_round(session, code)
    if one.state not in {RoundPhase.PLANNED, RoundPhase.RUNNING}:
        raise UsageError(
            f"轮次 {code} 的状态是 {one.state.value}：只有待开启或进行中的轮次可以关闭",
            f"round {code} is {one.state.value}: only a planned or running one can be closed",
        )
    _close(one, now, reason)
    session.flush()
    return Done(at=now, deed=Deed.CLOSED, round=code, reason=reason)


def _close(one: models.Round, now: datetime, reason: str) -> None:
    one.state, one.closed_at, one.closed_because = RoundPhase.CLOSED, now, reason


def running(session: Session) -> list[tuple[models.Round, RoundTerms]]:
    """The rounds that the calendar runs now, with their terms, by opening."""
    rows = session.scalars(
        select(models.Round)
        .where(models.Round.state == RoundPhase.RUNNING)
        .order_by(models.Round.begun_at, models.Round.code)
    )
    return [(row, terms) for row in rows if (terms := read_terms(row.terms)) is not None and terms.regions]
