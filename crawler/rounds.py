"""Running a round (评估轮次): gather the regions, judge each from its archive, store what was observed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import structlog

from crawler import catalogue, mending, planning, runs, single_items
from crawler.archive.lock import wait_for_orphans
from crawler.archive.store import RegionArchive
from crawler.calendar.holding import raise_alarms
from crawler.comparison.comparing_again import ComparedLooks, CutOffError
from crawler.domain.check import Subject
from crawler.domain.sampling import REQUESTS_AN_ITEM
from crawler.errors import NotArchivedError
from crawler.gather.job import CrawlJob, CrawlOptions, Spec, spec_to_json
from crawler.gathering import Part, gather_and_settle
from crawler.keeping import earlier_runs
from crawler.leases import Lease, leased
from crawler.own_network import OwnFaultError
from crawler.queue import plan
from crawler.storage import open_database, reading, upgrade, writing
from crawler.verdicts.judge import all_checks
from crawler.verdicts.observe import item_key
from crawler.verdicts.settlers import Duty
from crawler.verdicts.settling import Office, RegionResult, region_result, stored_result
from models import RegionOutcome, RegionState, RunState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from crawler.domain.indicator import IndicatorSystem
    from crawler.domain.portal import PortalProfile
    from crawler.errors import EvidenceDamagedError
    from crawler.gather.job import Progress
    from crawler.single_items import Again
    from models import JsonValue, Run


_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What to run. `checks` are ids; `indicators` limits the observations; `items` the guides, by item key or code.

    `second_looks` is the largest number of pages a host that are looked at again because adverse findings rest on them.
    `mend` asks of a region that was observed in the round only what failed in passing. `system` is the indicator system
    that the round is observed by; a round keeps the one it was begun with. `job` is the key of the planned job that
    asks for it, whose one run it is.
    """

    round: str
    profiles: tuple[PortalProfile, ...]
    checks: frozenset[str]
    system: str = "project"
    indicators: frozenset[str] | None = None
    items: tuple[str, ...] = ()
    mend: bool = False
    sample: int | None = None
    half_width: float | None = None
    census: bool = False
    seed: int | None = None
    panel: str | None = None
    second_looks: int = 0
    reason: str | None = None
    by: str | None = None
    options: CrawlOptions = field(default_factory=CrawlOptions)
    job: str | None = None

    @property
    def design(self) -> str | None:
        """Sampling design, as the export names it; None: decided for each region when its list is known."""
        if self.sample is not None or self.half_width is not None:
            return "stratified"
        return "census" if self.census else None

    @property
    def surveys(self) -> bool:
        """Whether a check asks about the portal as a whole: single items and other checks need no survey of it."""
        known = all_checks()
        return not self.items and any(c in known and known[c].subject is Subject.PORTAL for c in self.checks)

    @property
    def scope(self) -> dict[str, JsonValue]:
        """What makes two requests the same, so that a cut-off run is resumed only by its own command."""
        asked: dict[str, JsonValue] = {
            "regions": [*sorted(p.code for p in self.profiles)],
            "items": [*sorted(self.items)],
            "checks": [*sorted(self.checks)],
            "sample": self.sample,
        }
        # Left out where they say nothing: a run that an earlier version began is resumed all the same.
        asked |= {"half_width": self.half_width} if self.half_width is not None else {}
        return asked | ({"census": True} if self.census else {})


class RoundState(StrEnum):
    """How a command over a round ended."""

    DONE = "done"
    INCOMPLETE = "incomplete"
    INTERRUPTED = "interrupted"
    OUR_FAULT = "our_fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """How a run ended, region by region; a recheck may need several runs, of which `earlier` are all but the last.

    `damaged` says of regions that could not be judged again what is wrong with their evidence, and how to mend that.
    """

    run: str
    state: RoundState
    regions: tuple[RegionResult, ...]
    resumed: bool = False
    earlier: tuple[str, ...] = ()
    damaged: Mapping[str, EvidenceDamagedError] = field(default_factory=dict)


def run_round(
    request: RunRequest, *, data: Path, database: str, on_progress: Callable[[Progress], None] | None = None
) -> RoundResult:
    """Gather, judge and store; a cut-off run of the same scope is resumed.

    With `items`, a region that was observed before is begun with its archive, so that the portal is asked for those
    items alone and the observations still count all of them; elsewhere the list and those items are gathered.

    Raises UsageError for what a person has to mend first: database, browser path, platform names, unknown items,
    another process that works on the same run.
    """
    system = catalogue.indicator_system(request.system)
    upgrade(database)
    engine = open_database(database)
    again = _again(engine, request, data)
    if request.items:
        request = replace(request, profiles=tuple(p for p in request.profiles if p.code in again))
    with leased(engine, data, [p.code for p in request.profiles]) as lease:
        with writing(engine) as session:
            begun = _begin(session, request, system, again)
            lease.assure(session)
        run_id, left = begun.run, begun.left
        _log.info("run resumed" if begun.resumed else "run begun", round=request.round, run=run_id, regions=len(left))
        wait_for_orphans(data, run_id, [p.code for p in left])
        parts = [_part(engine, request, begun, profile, data=data, earlier=again.get(profile.code)) for profile in left]
        office = office_of(engine, system, request, begun.seed, lease)
        try:
            results = gather_and_settle(
                parts,
                office=office,
                duty=_duty(request, data, database, begun, lease),
                options=replace(request.options, owner=lease.owner),
                on_progress=on_progress,
            )
            regions = [*begun.done, *results]
            if not _is_awaited(engine, request):
                regions = office.compare(run_id, regions)
                looks = _compared_looks(engine, system, request, data=data, lease=lease, again=again)
                if request.second_looks and looks.look(run_id, on_progress):
                    regions = office.compare(run_id, regions)
            cut = any(r.outcome is RegionOutcome.INTERRUPTED for r in regions)
            with writing(engine) as session:
                raise_alarms(session, run_id)
                runs.finish_run(
                    session,
                    run_id,
                    state=RunState.INTERRUPTED if cut else RunState.DONE,
                    reason="a crawl process ended before its work was done" if cut else None,
                )
                lease.assure(session)
        except (OwnFaultError, NotArchivedError) as problem:
            return _stopped(engine, begun, lease, RunState.OWN_FAULT, str(problem))
        except CutOffError as problem:
            return _stopped(engine, begun, lease, RunState.INTERRUPTED, str(problem))
        except KeyboardInterrupt:
            return _stopped(engine, begun, lease, RunState.INTERRUPTED, "stopped by the operator")
    _log.info("run ended", run=run_id, state=state_of(regions))
    return RoundResult(run=run_id, state=state_of(regions), regions=tuple(regions), resumed=begun.resumed)


def _part(
    engine: Engine, request: RunRequest, begun: _Begun, profile: PortalProfile, *, data: Path, earlier: Again | None
) -> Part:
    """What is gathered of one region; where single items are asked for again, into the archive that it has."""
    archive = RegionArchive(data, begun.run, profile.code)
    if earlier is not None and earlier.archive is not None:
        archive.begin_from(earlier.archive, without=earlier.without, also=earlier.also)
    capacity, each = begun.allowed.get(profile.code, (None, REQUESTS_AN_ITEM))
    with reading(engine) as session:
        before = earlier_runs(session, begun.run, profile.code, data)
    job = CrawlJob(
        profile=profile,
        items=() if earlier is None else earlier.keys,
        sample=begun.sizes.get(profile.code, request.sample),
        seed=begun.seed,
        survey=request.surveys,
        engines=request.surveys and request.options.second_browser is not None,
        half_width=request.half_width,
        capacity=capacity,
        each=each,
        earlier=before,
    )
    _keep_profile(data, begun.run, job)
    gap = None if earlier is None else earlier.incomplete
    return Part(
        job=job,
        archive=archive,
        sampled=profile.code in begun.sampled,
        gap=gap,
        earlier=None if earlier is None else earlier.archive,
        without=frozenset() if earlier is None else earlier.without,
    )


def _compared_looks(
    engine: Engine,
    system: IndicatorSystem,
    request: RunRequest,
    *,
    data: Path,
    lease: Lease,
    again: Mapping[str, Again],
) -> ComparedLooks:
    return ComparedLooks(
        engine=engine,
        system=system,
        checks={code: all_checks()[code] for code in sorted(request.checks)},
        data=data,
        lease=lease,
        options=request.options,
        most=request.second_looks,
        # Of single items nothing else is asked, least of all at other portals.
        only={code: frozenset(map(item_key, one.keys)) for code, one in again.items()} if request.items else None,
    )


def _duty(request: RunRequest, data: Path, database: str, begun: _Begun, lease: Lease) -> Duty:
    return Duty(
        database=database,
        data=data,
        run=begun.run,
        system=request.system,
        checks=request.checks,
        indicators=request.indicators,
        chosen_only=bool(request.items),
        seed=begun.seed,
        second_looks=request.second_looks,
        lease=lease,
    )


def _again(engine: Engine, request: RunRequest, data: Path) -> Mapping[str, Again]:
    """What is looked at again, in which regions; empty for a run over whole regions from the beginning."""
    if not request.items and not request.mend:
        return {}
    with reading(engine) as session:
        if not request.items:
            return mending.choose(session, request.round, request.profiles, data)
        return single_items.choose(session, request.round, request.profiles, request.items, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """A run that is begun or resumed: what is left of it, and what earlier attempts brought."""

    run: str
    seed: int
    resumed: bool
    left: tuple[PortalProfile, ...]
    done: tuple[RegionResult, ...]
    sampled: frozenset[str]
    allowed: Mapping[str, tuple[int, float]]
    sizes: Mapping[str, int]


def _begin(session: Session, request: RunRequest, system: IndicatorSystem, again: Mapping[str, Again]) -> _Begun:
    # Single items do not change how the round was designed.
    design = None if request.items else request.design
    free = not request.items and request.design is None
    the_round = runs.ensure_round(
        session, request.round, system=system.id, panel=request.panel, design=design, seed=request.seed
    )
    run = _earlier_attempt(session, request)
    resumed = run is not None
    known = {code for code, one in again.items() if one.sampled}
    sampled = {p.code for p in request.profiles} if request.sample or request.half_width else known
    if run is None:
        kept = planning.kept_designs(session, request.round, request.profiles) if free else {}
        undecided = tuple(p for p in request.profiles if p.code not in kept)
        allowed = planning.allowances(session, the_round, undecided) if free else {}
        run = runs.start_run(
            session,
            request.round,
            request.profiles,
            system=system,
            by=request.by,
            reason=request.reason,
            settings={
                "scope": request.scope,
                "sampled": [*sorted(sampled)],
                "allowed": {code: [*one] for code, one in allowed.items()},
                "sizes": {code: size for code, size in kept.items() if size},
            },
        )
        if request.job is not None:
            plan.led_to(session, request.job, run.id)
    run.state = RunState.RUNNING
    over = {part.region: part for part in runs.region_runs(session, run.id) if part.state is RegionState.DONE}
    left = tuple(p for p in request.profiles if p.code not in over)
    for profile in left:
        runs.begin_region(session, run.id, profile.code)
    return _Begun(
        run=run.id,
        seed=the_round.seed,
        resumed=resumed,
        left=left,
        done=tuple(stored_result(session, p, over[p.code]) for p in request.profiles if p.code in over),
        sampled=frozenset(sampled),
        # As it was when the run began: what was decided then must be decided again when it is resumed.
        allowed=runs.allowed(run),
        sizes=runs.sizes(run),
    )


def _earlier_attempt(session: Session, request: RunRequest) -> Run | None:
    """The run to go on with: a job's own, and no other."""
    if request.job is not None:
        return plan.run_of(session, request.job)
    return runs.unfinished_run(session, request.round, request.scope)


def _is_awaited(engine: Engine, request: RunRequest) -> bool:
    """Whether regions are compared later: a job leaves it to the last of its round that is stored."""
    if request.job is None:
        return False
    with reading(engine) as session:
        return plan.others_are_out(session, request.job)


def _stopped(engine: Engine, begun: _Begun, lease: Lease, state: RunState, reason: str) -> RoundResult:
    """The end of a run that did not come to its end; what is stored stays."""
    _log.warning("run stopped", run=begun.run, state=state, reason=reason)
    with writing(engine) as session:
        runs.finish_run(session, begun.run, state=state, reason=reason)
        parts = {part.region: part for part in runs.region_runs(session, begun.run)}
        ours = state is RunState.OWN_FAULT
        outcome = RegionOutcome.NOT_GATHERED if ours else RegionOutcome.INTERRUPTED
        results = [
            stored_result(session, p, parts[p.code])
            if parts[p.code].state is RegionState.DONE
            else region_result(p, outcome, reason)
            for p in begun.left
        ]
        lease.assure(session)
    return RoundResult(
        run=begun.run,
        state=RoundState.OUR_FAULT if ours else RoundState.INTERRUPTED,
        regions=(*begun.done, *results),
        resumed=begun.resumed,
    )


def office_of(engine: Engine, system: IndicatorSystem, request: RunRequest, seed: int, lease: Lease) -> Office:
    """Who judges and stores what a request asks for."""
    return Office(
        engine,
        system,
        {code: all_checks()[code] for code in sorted(request.checks)},
        indicators=request.indicators,
        seed=seed,
        chosen_only=bool(request.items),
        second_looks=request.second_looks,
        assure=lease.assure,
    )


def state_of(regions: Iterable[RegionResult]) -> RoundState:
    """How a command ended whose regions ended so."""
    outcomes = {one.outcome for one in regions}
    if RegionOutcome.INTERRUPTED in outcomes:
        return RoundState.INTERRUPTED
    return RoundState.DONE if outcomes <= {RegionOutcome.COMPLETE} else RoundState.INCOMPLETE


def _keep_profile(data: Path, run: str, job: CrawlJob) -> None:
    """Leave the profile beside the evidence: judged again a year later, the same hints hold."""
    path = data / "evidence" / run / job.region / "profile.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(spec_to_json(Spec(jobs=(job,), data="", run=run)), encoding="utf-8")
