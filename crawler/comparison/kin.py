"""Kin of a region's items (同源事项), as stored: other regions of the round, other channels, the last round."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select

import models
from crawler import runs
from crawler.comparison.core_facts import facts_of
from crawler.comparison.kin_pairs import in_other_regions, on_other_channels, since_last_round
from crawler.domain.kin import Kin, Relation
from models import RegionOutcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy.orm import InstrumentedAttribute, Session

    from crawler.comparison.kin_pairs import Coded

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """A region's part of its last round: whose rows to read, and whether they are all that there was."""

    region_run: int
    whole: bool


def kin_of(session: Session, round_code: str, region: str, parts: Mapping[str, int], *, again: bool = False) -> Kin:
    """Everything that a region's items can be held against. `parts` gives each region's part of a run to read.

    With `again` every page that was looked at twice says what it said the second time.
    """
    read = partial(_facts, session, again=again)
    own = read([parts[region]])
    compared: set[Relation] = set()
    # The first two digits of a 行政区划代码 are those of the province.
    near = [part for code, part in sorted(parts.items()) if code != region and code[:2] == region[:2]]
    if _has_facts(session, near):
        compared.add(Relation.OTHER_REGION)
    kinships = in_other_regions(own, read(near, models.CoreFact.basic_code, {one[1] for one in own}))
    elsewhere = [part for code, part in sorted(parts.items()) if code != region]
    channels = on_other_channels(own, read(elsewhere, models.CoreFact.code, {one[2] for one in own}))
    if channels:
        compared.add(Relation.OTHER_CHANNEL)
    kinships += channels
    before = _last_round(session, round_code, region)
    if before is None:
        return Kin(compared=frozenset(compared), kinships=kinships)
    compared.add(Relation.LAST_ROUND)
    pairs, appeared, vanished = since_last_round(own, read([before.region_run]))
    whole = before.whole and _whole(session, parts[region])
    return Kin(
        compared=frozenset(compared),
        kinships=kinships + pairs,
        appeared=appeared if whole else (),
        vanished=vanished if whole else (),
    )


def _facts(
    session: Session,
    parts: Collection[int],
    column: InstrumentedAttribute[str | None] | None = None,
    wanted: Collection[str | None] = (),
    *,
    again: bool,
) -> list[Coded]:
    """Core facts of some parts of runs, in an order that depends on their content only; with `column` those wanted."""
    fact, part, region = models.CoreFact, models.RegionRun, models.Region
    query = (
        select(fact, region)
        .join(part, part.id == fact.region_run_id)
        .join(region, region.code == part.region)
        .where(fact.region_run_id.in_(parts))
    )
    codes = sorted(code for code in wanted if code is not None)
    queries = [query] if column is None else [query.where(column.in_(some)) for some in _chunks(codes)]
    rows = [row for one in queries for row in session.execute(one)] if parts else []
    found = [facts_of(row, of, again=again) for row, of in rows]
    return sorted(found, key=lambda one: (one[0].region, one[0].key))


def _has_facts(session: Session, parts: Collection[int]) -> bool:
    """Whether anything of some parts of runs can be compared; a region that could not be gathered has nothing."""
    fact = models.CoreFact
    return session.scalars(select(fact.item_key).where(fact.region_run_id.in_(parts)).limit(1)).first() is not None


def _chunks(codes: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(codes), _AT_ONCE):
        yield codes[start : start + _AT_ONCE]


def _last_round(session: Session, round_code: str, region: str) -> _Before | None:
    """The region's part of the last round before this one in which it was observed."""
    codes = runs.round_codes(session)
    for earlier in reversed(codes[: codes.index(round_code)]):
        current = runs.current_run(session, earlier, region)
        if current is not None:
            return _Before(region_run=current.region_run_id, whole=_whole(session, current.region_run_id))
    return None


def _whole(session: Session, region_run: int) -> bool:
    """Whether a part of a run holds every item that the portal lists: the list to its end, and no sample of it."""
    part = session.get_one(models.RegionRun, region_run)
    gatherer = part if part.gathered_by_id is None else session.get_one(models.RegionRun, part.gathered_by_id)
    return (
        part.list_whole is True
        and gatherer.outcome is RegionOutcome.COMPLETE
        and part.population is not None
        and part.population == part.sample_size
    )
