"""What a run will cost before it is started: requests, hours, and whether a census fits (抽样方案)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

import models
from crawler import runs
from crawler.calendar.times import quarter_end
from crawler.domain.sampling import REQUESTS_AN_ITEM, Sampling, half_width_of, size_for
from crawler.gather.address import host_of
from models import RegionOutcome, RegionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from crawler.domain.portal import PortalProfile

AUTO = "auto"
"""The design where nothing tells the volume yet: decided by the list, when that has been walked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionPlan:
    """The cost of one region. `items`, `requests` and `hours` are None where nothing tells the volume yet.

    `capacity` are the requests that the rate of its host allows until the deadline, shared with the other regions on
    that host; None without a deadline to come. `half_width` is what the sample reaches for a share near one half,
    `needed` the sample that the wanted half width takes.
    """

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
    capacity: int | None = None
    half_width: float | None = None
    needed: int | None = None


def plan(
    session: Session,
    round_code: str,
    profiles: Sequence[PortalProfile],
    *,
    sample: int | None,
    budget: int | None,
    half_width: float | None = None,
    census: bool = False,
    now: datetime | None = None,
) -> tuple[RegionPlan, ...]:
    """What each region will ask for, from its last run, else from the volume its profile expects.

    `half_width` alone says what it takes; the run keeps to `sample` or to what fits.
    """
    left = hours_left(round_code, session.get(models.Round, round_code), now or datetime.now(UTC))
    shared = _regions_on(profiles)
    made: list[RegionPlan] = []
    for profile in profiles:
        capacity = None if left is None else int(left * 3600 * profile.limits.rate / shared[_host(profile)])
        volume = _volume(session, profile)
        limit = None if census else capacity
        sampling = Sampling(size=sample, half_width=half_width, capacity=limit, each=volume.each)
        made.append(_region(profile, volume, sampling, capacity=capacity, budget=budget))
    return tuple(made)


def allowances(
    session: Session, the_round: models.Round, profiles: Sequence[PortalProfile], now: datetime | None = None
) -> Mapping[str, tuple[int, float]]:
    """For each region the requests that fit the deadline, and how many an item takes; empty without a deadline."""
    left = hours_left(the_round.code, the_round, now or datetime.now(UTC))
    if left is None:
        return {}
    shared = _regions_on(profiles)
    return {
        one.code: (int(left * 3600 * one.limits.rate / shared[_host(one)]), _volume(session, one).each)
        for one in profiles
    }


def kept_designs(session: Session, round_code: str, profiles: Iterable[PortalProfile]) -> dict[str, int]:
    """The size of the sample of each region that the round has observed whole, 0 for a census.

    What is observed again in the same round is observed by the same design: else the sample would change with the time
    that is left, and an observation would rest on other items than its neighbour.
    """
    current = runs.current_runs(session, round_code)
    kept: dict[str, int] = {}
    for profile in profiles:
        before = current.get(profile.code)
        part = None if before is None else session.get_one(models.RegionRun, before.gathered_by_id)
        if before is None or part is None or not part.population:
            continue
        if before.sampled and part.sample_size:
            kept[profile.code] = part.sample_size
        elif before.outcome is RegionOutcome.COMPLETE:
            kept[profile.code] = 0
    return kept


def hours_left(round_code: str, the_round: models.Round | None, now: datetime) -> float | None:
    """Hours to the round's deadline, else to the end of the quarter that it is named after.

    None for a round of another name, and for a deadline that is past: what is made up for then has no time limit.
    """
    end = (the_round.deadline if the_round is not None else None) or quarter_end(round_code)
    return None if end is None or end <= now else (end - now).total_seconds() / 3600


def _regions_on(profiles: Iterable[PortalProfile]) -> Counter[str]:
    return Counter(_host(one) for one in profiles)


def _host(profile: PortalProfile) -> str:
    return host_of(profile.portal or "") or profile.code


@dataclass(frozen=True, slots=True, kw_only=True)
class _Volume:
    """How many items a region has, the requests each takes and those around them, and how that is known."""

    items: int | None = None
    each: float = REQUESTS_AN_ITEM
    around: int = 0
    source: str = "unknown"


def _volume(session: Session, profile: PortalProfile) -> _Volume:
    part, fetch = models.RegionRun, models.Fetch
    last = session.scalars(
        select(part)
        .where(part.region == profile.code, part.state == RegionState.DONE, part.population > 0, part.planned > 0)
        .order_by(part.id.desc())
        .limit(1)
    ).first()
    if last is not None:
        looks = select(func.count()).select_from(fetch).where(fetch.region_run_id == (last.gathered_by_id or last.id))
        of_items = session.scalar(looks.where(fetch.item_key.is_not(None))) or 0
        each = of_items / last.sample_size if last.sample_size and of_items else REQUESTS_AN_ITEM
        return _Volume(
            items=last.population, each=each, around=max(0, last.planned - of_items), source=f"run {last.run}"
        )
    if profile.expects.min_items:
        return _Volume(items=profile.expects.min_items, source="profile")
    return _Volume()


def _region(
    profile: PortalProfile, volume: _Volume, sampling: Sampling, *, capacity: int | None, budget: int | None
) -> RegionPlan:
    items = volume.items
    size = sampling.size if items is None else sampling.of(items, volume.around)
    sample = None if size is None or (items is not None and size >= items) else size
    requests = None if items is None else volume.around + round((sample or items) * sampling.each)
    if requests is not None and budget is not None:
        requests = min(requests, budget)
    if profile.portal is None:
        requests = 0
    undecided = items is None and sampling.waits and not sampling.ordered
    stratified = sample is not None or (items is None and sampling.ordered)
    return RegionPlan(
        code=profile.code,
        name=profile.name,
        portal=profile.portal,
        items=items,
        requests=requests,
        hours=None if requests is None else requests / profile.limits.rate / 3600,
        rate=profile.limits.rate,
        design=AUTO if undecided else "stratified" if stratified else "census",
        sample=sample,
        source=volume.source,
        capacity=capacity,
        half_width=None if items is None or sample is None else round(half_width_of(sample, items), 4),
        needed=None if items is None or sampling.half_width is None else size_for(sampling.half_width, items),
    )
