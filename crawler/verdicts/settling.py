"""Settling a region (地区检查结果): its archive judged, what was found stored, and how it ended."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import func, select

import models
from crawler import catalogue, keeping, runs
from crawler.archive.store import RegionArchive
from crawler.assembly.completeness import last_population, shortfall
from crawler.collector import spare_collector
from crawler.comparison.comparing import compare_region, indicators_of, of_kin, parts_to_compare
from crawler.domain.check import Subject
from crawler.domain.evidence import FetchState, PageKind
from crawler.domain.records import ItemList
from crawler.gather.address import host_of
from crawler.gather.job import CrawlState
from crawler.not_renewed import EARLIER_STAYS, sets_aside
from crawler.storage import reading, writing
from crawler.verdicts.alike import without_alike
from crawler.verdicts.bare_guides import BareGuides
from crawler.verdicts.judged_file import forget, kept_in, put_by
from crawler.verdicts.observe import store_region
from crawler.verdicts.second_look import AdverseLooks, Reviewing
from models import RegionOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from crawler.domain.check import Check
    from crawler.domain.evidence import Evidence
    from crawler.domain.indicator import IndicatorSystem
    from crawler.domain.portal import PortalProfile
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.gather.job import CrawlOutcome
    from crawler.runs import CurrentRun
    from crawler.verdicts.fold import Judged
    from crawler.verdicts.judged_file import Read


_log = structlog.get_logger(__name__)


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
class LooksWanted:
    """A region that is not stored yet: adverse findings rest on one look alone, and these looks are to be repeated."""

    code: str
    looks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gathered:
    """How gathering the archive of a region ended; `reason` says what it lacks, the `gap`, and what was not renewed."""

    whole: RegionOutcome
    reason: str | None
    gap: str | None
    set_aside: bool = False


class Office:
    """Judges and stores one region after the other.

    `assure` is called last in each transaction about a region and raises where the region is not ours any more.
    `second_looks` is the largest number of pages a host that are looked at again because findings rest on them.
    """

    def __init__(
        self,
        engine: Engine,
        system: IndicatorSystem,
        checks: Mapping[str, Check[Any]],
        *,
        indicators: frozenset[str] | None,
        seed: int,
        chosen_only: bool = False,
        second_looks: int = 0,
        assure: Callable[[Session], None] = lambda _: None,
    ) -> None:
        self._engine = engine
        self._assure = assure
        self._system = system
        self._checks = checks
        # What needs the kin of a region's items is judged when every region is stored.
        later = of_kin(checks)
        self._checks_now = {name: check for name, check in checks.items() if name not in later}
        compared = indicators_of(system, later)
        all_of_them = frozenset(one.code for one in system.tertiary())
        self._indicators = (all_of_them if indicators is None else indicators) - compared
        self._chosen_only = chosen_only
        self._second_looks = second_looks
        self._seed = seed

    def prepare(self) -> None:
        """Load what reads pages; else that happens with the first region."""
        _ = self._labels

    @cached_property
    def _labels(self) -> LabelDictionary:
        """With it everything is loaded by which regions are judged: what is there by now stays."""
        from crawler.extract.labels.dictionary import read_labels  # noqa: PLC0415 - only who reads pages loads what does

        import_module("crawler.verdicts.judging")
        labels = read_labels(catalogue.labels_text())
        spare_collector()
        return labels

    def settle(
        self,
        run: str,
        profile: PortalProfile,
        archive: RegionArchive,
        ended: CrawlOutcome,
        *,
        sampled: bool,
        looked_again: bool = False,
    ) -> RegionResult | LooksWanted:
        """Judge a region and store it; an interrupted one is left to be resumed.

        Where adverse findings rest on one look, it is not stored yet: they are to be looked at again, and the region is
        settled once more with `looked_again`.
        """
        if ended.state is CrawlState.INTERRUPTED:
            with writing(self._engine) as session:
                runs.finish_region(session, run, profile.code, outcome=RegionOutcome.INTERRUPTED, reason=ended.reason)
                self._assure(session)
            return region_result(profile, RegionOutcome.INTERRUPTED, ended.reason)
        gathered = _Gathered(
            whole=RegionOutcome.INCOMPLETE if ended.state is CrawlState.INCOMPLETE else RegionOutcome.COMPLETE,
            reason="; ".join(filter(None, (ended.reason, ended.not_renewed))) or None,
            gap=ended.reason,
        )
        sampled = sampled or ended.sample is not None  # decided when the list was known
        evidence = tuple(archive.evidence())
        adverse = AdverseLooks(evidence, self._checks_now)
        with kept_in(
            archive.folder,
            lambda: adverse.noted(self._judged(archive, profile, evidence, sampled=sampled)),
            again=looked_again,
        ) as judged:
            if self._second_looks and not looked_again:
                wanted = adverse.to_repeat(host_of=host_of, most=self._second_looks)
                if wanted:
                    return LooksWanted(code=profile.code, looks=wanted)
            design, seed = ("stratified", self._seed) if sampled else ("census", None)
            seal = keeping.sealed(archive, system=self._system, checks=self._checks, design=design, seed=seed)
            if seal is not None:
                with writing(self._engine) as session:
                    keeping.note(session, run, profile.code, seal)
                    self._assure(session)
            result = self._store(run, profile, archive, judged, gathered=gathered, sampled=sampled, gathers=True)
        forget(archive.folder)
        return result

    def settle_again(self, run: str, profile: PortalProfile, current: CurrentRun, data: Path) -> RegionResult:
        """Judge the archive of an earlier run and store that."""
        archive = RegionArchive(data, current.gathered_by, profile.code)
        gathered = _Gathered(
            whole=current.outcome or RegionOutcome.COMPLETE,
            reason=current.reason,
            gap=current.gap,
            set_aside=current.set_aside,
        )
        evidence = tuple(archive.evidence())
        with put_by(self._judged(archive, profile, evidence, sampled=current.sampled)) as judged:
            return self._store(run, profile, archive, judged, gathered=gathered, sampled=current.sampled)

    def _judged(
        self, archive: RegionArchive, profile: PortalProfile, evidence: Sequence[Evidence], *, sampled: bool
    ) -> Iterable[Judged]:
        """Every record of the region with its verdicts, as it was first seen."""
        if not evidence:
            return ()
        from crawler.verdicts.judging import judge_region  # noqa: PLC0415 - what reads pages takes a second to load

        return judge_region(archive, profile, self._labels, self._checks_now, sampled=sampled)

    def compare(self, run: str, results: Iterable[RegionResult]) -> list[RegionResult]:
        """Hold every region of the round against its kin; the results with what that found."""
        for region in self._parts(run):
            with writing(self._engine) as session:
                # What regions are compared by changes while other processes store theirs: asked for each time anew,
                # when nobody else can change it.
                runs.observe_alone(session, session.get_one(models.Run, run).round)
                parts = parts_to_compare(session, run, system=self._system, checks=self._checks)
                if region in parts:
                    compare_region(session, region, parts, system=self._system, checks=self._checks)
        with reading(self._engine) as session:
            return [
                one
                if one.outcome is RegionOutcome.INTERRUPTED
                else _as_stored(session, one, runs.region_run(session, run, one.code))
                for one in results
            ]

    def _parts(self, run: str) -> list[str]:
        with reading(self._engine) as session:
            return list(parts_to_compare(session, run, system=self._system, checks=self._checks))

    def _store(
        self,
        run: str,
        profile: PortalProfile,
        archive: RegionArchive,
        read: Read,
        *,
        gathered: _Gathered,
        sampled: bool,
        gathers: bool = False,
    ) -> RegionResult:
        """Store a region; one that was gathered worse than before in its round leaves what was observed then."""
        begun = time.monotonic()
        evidence = tuple(archive.evidence())
        judged, held = without_alike(read, bare := BareGuides())
        if evidence:
            judged = Reviewing(archive, profile, self._labels, self._checks_now).of(judged)
        seen = _Seen()
        reached = (
            gathered.whole if any(one.state is FetchState.FETCHED for one in evidence) else RegionOutcome.NOT_GATHERED
        )
        # Nobody else can write into SQLite as long as this does: all but a few records were judged before.
        with writing(self._engine) as session:
            stays = gathers and sets_aside(self._current(session, run, profile.code), run, reached)
            kept = self._kept(session, run, profile.code, reached) if stays else frozenset()
            store_region(
                session,
                run,
                profile.code,
                system=self._system,
                checks=self._checks_now,
                evidence=evidence,
                judged=seen.through(judged),
                design="stratified" if sampled else "census",
                seed=self._seed if sampled else None,
                indicators=self._indicators - (kept if stays else self._stay(session, run, profile.code, evidence)),
            )
            part = runs.region_run(session, run, profile.code)
            part.sampled = sampled
            outcome, why = _outcome(profile, evidence, gathered, part.population or 0)
            if outcome is RegionOutcome.COMPLETE and not self._chosen_only:
                before = last_population(session, run, profile.code)
                short = shortfall(part.population or 0, seen.item_list, before, sampled=sampled) or bare.gap
                if short:
                    outcome, why = RegionOutcome.INCOMPLETE, short
            if self._chosen_only and outcome is RegionOutcome.COMPLETE and not any(e.item for e in evidence):
                outcome, why = RegionOutcome.INCOMPLETE, "no row of its list shows the items that were asked for"
            gap = None
            if outcome is RegionOutcome.INCOMPLETE:
                gap = gathered.gap if gathered.whole is RegionOutcome.INCOMPLETE else why
            why = f"{why or 'not gathered'}; {EARLIER_STAYS}" if stays else why
            set_aside = stays or gathered.set_aside
            runs.finish_region(session, run, profile.code, outcome=outcome, reason=why, gap=gap, set_aside=set_aside)
            self._assure(session)
            result = stored_result(session, profile, part)
        took = round(time.monotonic() - begun, 1)
        _log.info(
            "region settled", run=run, region=profile.code, outcome=outcome, reason=why, items=result.items,
            findings=result.findings, found_all_over=held, seconds=took,
        )  # fmt: skip
        return result

    def _current(self, session: Session, run: str, region: str) -> CurrentRun | None:
        return runs.current_run(session, session.get_one(models.Run, run).round, region)

    def _kept(self, session: Session, run: str, region: str, reached: RegionOutcome) -> frozenset[str]:
        """The indicators of which a better run of the round stays: those it observed, all where nothing came now."""
        if reached is RegionOutcome.NOT_GATHERED:
            return self._indicators
        archives = runs.current_archives(session, session.get_one(models.Run, run).round)
        return frozenset(code for _, borne in archives.get(region, ()) for code in borne)

    def _stay(self, session: Session, run: str, region: str, evidence: Sequence[Evidence]) -> frozenset[str]:
        """Indicators of the portal as a whole of which single items say nothing: what was observed of them stays.

        Their archive goes on from the newest one, and that may come from a run over single checks.
        """
        if not self._chosen_only or any(one.kind is PageKind.ENTRANCE for one in evidence):
            return frozenset()
        if self._current(session, run, region) is None:
            return frozenset()
        whole = [name for name, check in self._checks_now.items() if check.subject is Subject.PORTAL]
        return indicators_of(self._system, whole)


class _Seen:
    """Keeps the item list that passes by."""

    def __init__(self) -> None:
        self.item_list: ItemList | None = None

    def through(self, judged: Iterable[Judged]) -> Iterator[Judged]:
        for one in judged:
            if isinstance(one.record, ItemList):
                self.item_list = one.record
            yield one


def _outcome(
    profile: PortalProfile, evidence: tuple[Evidence, ...], gathered: _Gathered, items: int
) -> tuple[RegionOutcome, str | None]:
    """Whether a region was observed whole; expected volume decides about completeness, never about a verdict."""
    if not any(one.state is FetchState.FETCHED for one in evidence):
        return RegionOutcome.NOT_GATHERED, gathered.reason or "the archive holds no page"
    if gathered.whole is not RegionOutcome.COMPLETE:
        return RegionOutcome.INCOMPLETE, gathered.reason
    if items < profile.expects.min_items:
        return RegionOutcome.INCOMPLETE, f"{items} items found, at least {profile.expects.min_items} expected"
    return RegionOutcome.COMPLETE, None


def region_result(profile: PortalProfile, outcome: RegionOutcome, reason: str | None) -> RegionResult:
    """How a region ended of which nothing is stored."""
    return RegionResult(code=profile.code, name=profile.name, outcome=outcome, reason=reason)


def stored_result(session: Session, profile: PortalProfile, part: models.RegionRun) -> RegionResult:
    """How a region ended that is stored."""
    return RegionResult(
        code=profile.code,
        name=profile.name,
        outcome=part.outcome or RegionOutcome.COMPLETE,
        reason=part.reason,
        planned=part.planned,
        fetched=part.fetched,
        failed=part.failed,
        skipped=part.skipped,
        items=_count(session, models.Item, part),
        findings=_count(session, models.Finding, part),
    )


def _as_stored(session: Session, one: RegionResult, part: models.RegionRun) -> RegionResult:
    """The result with what is stored now: a comparison looks at pages again, and stores findings of its own."""
    return replace(
        one,
        planned=part.planned,
        fetched=part.fetched,
        failed=part.failed,
        skipped=part.skipped,
        findings=_count(session, models.Finding, part),
    )


def _count(session: Session, model: type[models.Item | models.Finding], part: models.RegionRun) -> int:
    rows = select(func.count()).select_from(model).where(model.region_run_id == part.id)
    if model is models.Finding:
        rows = rows.where(models.Finding.withdrawn.is_(None))
    return session.scalar(rows) or 0
