"""Running a round (评估轮次): gather the regions, judge each from its archive, store what was observed."""

from __future__ import annotations

import ipaddress
import signal
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from crawler import catalogue, runs
from crawler.archive.store import RegionArchive
from crawler.domain.evidence import Failure, FetchState, PageKind
from crawler.errors import UsageError
from crawler.extract.labels import read_labels
from crawler.gather.crawl import crawl
from crawler.gather.job import CrawlJob, CrawlOptions, CrawlState, Spec, spec_from_json, spec_to_json
from crawler.judge import all_checks
from crawler.judging import judge_region
from crawler.observe import store_region
from crawler.storage import open_database, upgrade, writing
from models import RegionOutcome, RegionState, RunState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import FrameType

    from sqlalchemy import Engine

    from crawler.domain.check import Check
    from crawler.domain.evidence import Evidence
    from crawler.domain.indicator import IndicatorSystem
    from crawler.domain.portal import PortalProfile
    from crawler.extract.labels import LabelDictionary
    from crawler.gather.job import CrawlOutcome, Progress
    from models import JsonValue

_OUR_NETWORK = frozenset({Failure.DNS, Failure.TIMEOUT, Failure.REFUSED, Failure.RESET, Failure.TLS})
"""Failures that our own network or machine can cause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What to run. `checks` are ids; `indicators` limits the observations; `items` the guides, by item key or code."""

    round: str
    profiles: tuple[PortalProfile, ...]
    checks: frozenset[str]
    indicators: frozenset[str] | None = None
    items: tuple[str, ...] = ()
    sample: int | None = None
    seed: int | None = None
    panel: str | None = None
    reason: str | None = None
    by: str | None = None
    options: CrawlOptions = field(default_factory=CrawlOptions)

    @property
    def design(self) -> str:
        """Sampling design, as the export names it."""
        return "census" if self.sample is None else "stratified"

    @property
    def scope(self) -> dict[str, JsonValue]:
        """What makes two requests the same, so that a cut-off run is resumed only by its own command."""
        return {
            "regions": [*sorted(p.code for p in self.profiles)],
            "items": [*sorted(self.items)],
            "checks": [*sorted(self.checks)],
            "sample": self.sample,
        }


class RoundState(StrEnum):
    """How a command over a round ended."""

    DONE = "done"
    INCOMPLETE = "incomplete"
    INTERRUPTED = "interrupted"
    OUR_FAULT = "our_fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionResult:
    """How one region ended."""

    code: str
    name: str
    outcome: RegionOutcome
    reason: str | None
    planned: int = 0
    fetched: int = 0
    failed: int = 0
    skipped: int = 0
    items: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """How a run ended, region by region."""

    run: str
    state: RoundState
    regions: tuple[RegionResult, ...]
    resumed: bool = False


def run_round(
    request: RunRequest, *, data: Path, database: str, on_progress: Callable[[Progress], None] | None = None
) -> RoundResult:
    """Gather, judge and store; a cut-off run of the same scope is resumed.

    Raises UsageError for what a person has to mend first: database, browser path, platform names.
    """
    upgrade(database)
    engine = open_database(database)
    system = catalogue.indicator_system()
    with writing(engine) as session:
        the_round = runs.ensure_round(
            session, request.round, system=system.id, panel=request.panel, design=request.design, seed=request.seed
        )
        seed = the_round.seed
        run = runs.unfinished_run(session, request.round)
        resumed = run is not None and _scope_of(run.settings) == request.scope
        if run is None or not resumed:
            run = runs.start_run(
                session,
                request.round,
                request.profiles,
                system=system,
                by=request.by,
                reason=request.reason,
                settings={"scope": request.scope},
            )
        run_id = run.id
        over = {part.region: part for part in runs.region_runs(session, run_id) if part.state is RegionState.DONE}
        for profile in request.profiles:
            if profile.code not in over:
                runs.begin_region(session, run_id, profile.code)
    left = [p for p in request.profiles if p.code not in over]
    done = [
        _result(p, over[p.code].outcome or RegionOutcome.COMPLETE, over[p.code].reason)
        for p in request.profiles
        if p.code in over
    ]
    jobs = [CrawlJob(profile=p, items=request.items, sample=request.sample, seed=seed) for p in left]
    for job in jobs:
        _keep_profile(data, run_id, job)
    ended: Mapping[str, CrawlOutcome] = {}
    try:
        with _stop_signals():
            ended = crawl(jobs, data=data, run=run_id, options=request.options, on_progress=on_progress)
            archives = {p.code: RegionArchive(data, run_id, p.code) for p in left}
            if fault := _our_fault(left, archives):
                with writing(engine) as session:
                    runs.finish_run(session, run_id, state=RunState.OWN_FAULT, reason=fault)
                results = [_result(p, RegionOutcome.NOT_GATHERED, fault) for p in left]
                return RoundResult(run=run_id, state=RoundState.OUR_FAULT, regions=(*done, *results), resumed=resumed)
            office = _Office(engine, system, {c: all_checks()[c] for c in sorted(request.checks)}, request, seed=seed)
            results = [office.settle(run_id, p, archives[p.code], ended[p.code]) for p in left]
    except KeyboardInterrupt:
        with writing(engine) as session:
            runs.finish_run(session, run_id, state=RunState.INTERRUPTED, reason="stopped by the operator")
        results = [_result(p, RegionOutcome.INTERRUPTED, "stopped by the operator") for p in left]
        return RoundResult(run=run_id, state=RoundState.INTERRUPTED, regions=(*done, *results), resumed=resumed)
    regions = (*done, *results)
    cut = any(r.outcome is RegionOutcome.INTERRUPTED for r in regions)
    whole = all(r.outcome is RegionOutcome.COMPLETE for r in regions)
    with writing(engine) as session:
        runs.finish_run(
            session,
            run_id,
            state=RunState.INTERRUPTED if cut else RunState.DONE,
            reason="a crawl process ended before its work was done" if cut else None,
        )
    state = RoundState.INTERRUPTED if cut else RoundState.DONE if whole else RoundState.INCOMPLETE
    return RoundResult(run=run_id, state=state, regions=regions, resumed=resumed)


def recheck_round(request: RunRequest, *, regions: tuple[str, ...], data: Path, database: str) -> RoundResult:
    """Judge a round again from its archive with today's rules; no request leaves the machine.

    `regions` are codes, empty for all that were observed. Each is judged with the profile it was gathered with, so
    `request.profiles` is not read.
    """
    upgrade(database)
    engine = open_database(database)
    system = catalogue.indicator_system()
    with writing(engine) as session:
        the_round = runs.get_round(session, request.round)
        current = runs.current_runs(session, request.round)
        wanted = list(regions) or list(current)
        for code in wanted:
            if code not in current:
                raise UsageError(f"region {code} was not observed in round {request.round}; run it first")
        if not wanted:
            raise UsageError(f"round {request.round} has no observations yet; run it first")
        profiles = [_kept_profile(data, current[code].gathered_by, code) for code in wanted]
        run_id = runs.start_run(
            session,
            request.round,
            profiles,
            system=system,
            by=request.by,
            reason=request.reason,
            settings={"scope": request.scope},
            gathered_by={code: current[code].gathered_by_id for code in wanted},
        ).id
        design, seed = the_round.design or "census", the_round.seed
    office = _Office(
        engine, system, {c: all_checks()[c] for c in sorted(request.checks)}, request, seed=seed, design=design
    )
    results = []
    for profile in profiles:
        archive = RegionArchive(data, current[profile.code].gathered_by, profile.code)
        results.append(office.settle(run_id, profile, archive, None))
    with writing(engine) as session:
        runs.finish_run(session, run_id)
    return RoundResult(run=run_id, state=RoundState.DONE, regions=tuple(results))


class _Office:
    """Judges and stores one region after the other."""

    def __init__(
        self,
        engine: Engine,
        system: IndicatorSystem,
        checks: Mapping[str, Check[Any]],
        request: RunRequest,
        *,
        seed: int,
        design: str | None = None,
    ) -> None:
        self._engine = engine
        self._system = system
        self._checks = checks
        self._request = request
        self._seed = seed
        self._design = design or request.design
        self._labels: LabelDictionary = read_labels(catalogue.labels_text())

    def settle(
        self, run: str, profile: PortalProfile, archive: RegionArchive, ended: CrawlOutcome | None
    ) -> RegionResult:
        """Judge a region and store it; an interrupted one is left to be resumed. `ended` None: an archive again."""
        if ended is not None and ended.state is CrawlState.INTERRUPTED:
            with writing(self._engine) as session:
                runs.finish_region(session, run, profile.code, outcome=RegionOutcome.INTERRUPTED, reason=ended.reason)
            return _result(profile, RegionOutcome.INTERRUPTED, ended.reason)
        evidence = tuple(archive.evidence())
        sampled = self._design != "census"
        judged = judge_region(archive, profile, self._labels, self._checks, sampled=sampled) if evidence else iter(())
        with writing(self._engine) as session:
            stored = store_region(
                session,
                run,
                profile.code,
                system=self._system,
                checks=self._checks,
                evidence=evidence,
                judged=judged,
                design=self._design,
                seed=self._seed if sampled else None,
                indicators=self._request.indicators,
            )
            outcome, reason = _outcome(profile, evidence, ended, stored.items)
            runs.finish_region(session, run, profile.code, outcome=outcome, reason=reason)
        states = [one.state for one in evidence]
        return RegionResult(
            code=profile.code,
            name=profile.name,
            outcome=outcome,
            reason=reason,
            planned=len(states),
            fetched=states.count(FetchState.FETCHED),
            failed=states.count(FetchState.FAILED),
            skipped=states.count(FetchState.SKIPPED),
            items=stored.items,
            findings=stored.findings,
        )


def _outcome(
    profile: PortalProfile, evidence: tuple[Evidence, ...], ended: CrawlOutcome | None, items: int
) -> tuple[RegionOutcome, str | None]:
    """Whether a region was observed whole; expected volume decides about completeness, never about a verdict."""
    if not any(one.state is FetchState.FETCHED for one in evidence):
        return RegionOutcome.NOT_GATHERED, ended.reason if ended is not None else "the archive holds no page"
    if ended is not None and ended.state is CrawlState.INCOMPLETE:
        return RegionOutcome.INCOMPLETE, ended.reason
    if items < profile.expects.min_items:
        return RegionOutcome.INCOMPLETE, f"{items} items found, at least {profile.expects.min_items} expected"
    return RegionOutcome.COMPLETE, None


def _result(profile: PortalProfile, outcome: RegionOutcome, reason: str | None) -> RegionResult:
    return RegionResult(code=profile.code, name=profile.name, outcome=outcome, reason=reason)


def _scope_of(settings: JsonValue) -> JsonValue:
    return settings.get("scope") if isinstance(settings, dict) else None


def _our_fault(profiles: list[PortalProfile], archives: Mapping[str, RegionArchive]) -> str | None:
    """With several regions all failing at their front pages in ways that our own network can cause, it is ours."""
    homes: list[Evidence] = []
    for profile in profiles:
        if profile.portal is None or _is_loopback(profile.portal):
            continue
        home = next((e for e in archives[profile.code].evidence() if e.kind is PageKind.HOME), None)
        if home is not None:
            homes.append(home)
    if len(homes) >= 2 and all(home.failure in _OUR_NETWORK for home in homes):
        return f"all {len(homes)} portals failed at once ({homes[0].failure}): our own network; nothing was judged"
    return None


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _keep_profile(data: Path, run: str, job: CrawlJob) -> None:
    """Leave the profile beside the evidence: judged again a year later, the same hints hold."""
    path = data / "evidence" / run / job.region / "profile.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(spec_to_json(Spec(jobs=(job,), data="", run=run)), encoding="utf-8")


def _kept_profile(data: Path, run: str, region: str) -> PortalProfile:
    path = data / "evidence" / run / region / "profile.json"
    try:
        return spec_from_json(path.read_text(encoding="utf-8")).jobs[0].profile
    except (OSError, ValueError, LookupError) as problem:
        raise UsageError(
            f"the evidence of region {region} is not at {path.parent}; give its folder with --data"
        ) from problem


@contextmanager
def _stop_signals() -> Iterator[None]:
    """A polite kill ends a run like Ctrl-C does: what is safe stays safe, and the exit code says that it can go on."""

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
