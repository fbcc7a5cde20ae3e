"""Regions of a round that are missing or not observed whole: without them nobody can tell a whole round from a part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

import models
from crawler import runs
from models import RegionOutcome, RegionState, RunKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

_WORST_FIRST = (RegionOutcome.INTERRUPTED, RegionOutcome.NOT_GATHERED, RegionOutcome.INCOMPLETE)


def unfinished(session: Session, code: str, back: Collection[str]) -> list[dict[str, Any]]:
    """Each planned region that is not there whole, by code: how far it is, why, and whether the tables hold it at all.

    Planned are the members of the round's panel, and every region that was run or is enqueued in it.
    """
    the_round = runs.get_round(session, code)
    part, run, job = models.RegionRun, models.Run, models.RegionJob
    newest: dict[str, models.RegionRun] = {}
    every = select(part).join(run, run.id == part.run).where(run.round == code, run.kind == RunKind.RUN)
    for row in session.scalars(every.order_by(run.number)):
        newest[row.region] = row
    planned = set(newest) | set(session.scalars(select(job.region).where(job.round == code)))
    if the_round.panel is not None:
        member = models.PanelMember
        planned |= set(session.scalars(select(member.region).where(member.panel == the_round.panel)))
    observed = _outcomes(session, code)
    found = []
    for region in sorted(planned - set(back)):
        last = newest.get(region)
        state, reason = _state(last, observed.get(region))
        if state is not None:
            found.append({"region": region, "observed": region in observed, "state": state, "reason": reason})
    return found


def _outcomes(session: Session, code: str) -> dict[str, list[tuple[RegionOutcome | None, str | None]]]:
    """How gathering ended for each archive that the current observations of a region rest on."""
    return {
        region: [(one.outcome, one.reason) for one, _ in archives]
        for region, archives in runs.current_archives(session, code).items()
    }


def _state(
    last: models.RegionRun | None, observed: list[tuple[RegionOutcome | None, str | None]] | None
) -> tuple[str | None, str | None]:
    if last is None:
        return "not_begun", None
    if last.state is not RegionState.DONE:
        begun = last.started_at is not None
        return ("interrupted" if begun or observed else "not_begun"), last.reason
    if observed is None:
        return str(last.outcome or RegionOutcome.NOT_GATHERED), last.reason
    for worst in _WORST_FIRST:
        for outcome, reason in observed:
            if outcome is worst:
                return str(worst), reason
    return None, None
