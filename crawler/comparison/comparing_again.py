"""Looking again at what findings of a comparison rest on (比对二次核查), at every region that is ours or nobody's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import select, update

import models
from crawler import catalogue, keeping
from crawler.archive.lock import wait_for_orphans
from crawler.archive.store import RegionArchive
from crawler.comparison.core_facts import core_facts_row
from crawler.comparison.kin_looks import looks_to_repeat
from crawler.domain.evidence import AT_A_COMPARISON, SECOND_TURNS
from crawler.errors import UsageError
from crawler.gather.crawl import crawl
from crawler.gather.job import CrawlJob, CrawlState
from crawler.gathering import look_at_ends, watched
from crawler.leases import leased_where_free
from crawler.own_network import OUR_NETWORK, OwnFaultError, look_at_network
from crawler.storage import reading, writing
from crawler.verdicts.observe import count_looks, item_key, store_looks
from crawler.verdicts.second_look import ReadAgain, first_view

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Engine

    from crawler.comparison.kin_looks import KinLooks
    from crawler.domain.check import Check
    from crawler.domain.indicator import IndicatorSystem
    from crawler.domain.portal import PortalProfile
    from crawler.gather.job import CrawlOptions, Progress
    from crawler.leases import Lease

_log = structlog.get_logger(__name__)


class CutOffError(Exception):
    """Looking again was stopped before its end; says by what. The run goes on with it another time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    wanted: KinLooks
    profile: PortalProfile
    data: Path

    @property
    def archive(self) -> RegionArchive:
        """As it is now: a crawl process writes it."""
        return RegionArchive(self.data, self.wanted.within, self.wanted.region)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLooks:
    """By what a run looks again at what its comparison found; `lease` holds its own regions.

    `most` is the largest number of pages a host, `only` limits it to some items of some regions.
    """

    engine: Engine
    system: IndicatorSystem
    checks: Mapping[str, Check[Any]]
    data: Path
    lease: Lease
    options: CrawlOptions
    most: int
    only: Mapping[str, Collection[str]] | None = None

    def look(self, run: str, on_progress: Callable[[Progress], None] | None = None) -> bool:
        """Ask once more for what findings rest on alone, and take in what came; False where there was nothing to ask.

        A region that another command works on is left alone: its pages were seen once, and the findings say so. That
        command compares the round as well, and looks again when this one has ended.

        Raises OwnFaultError when our own network is down, CutOffError when a crawl was stopped.
        """
        wanted = self._wanted(run)
        others = set(wanted) - set(self.lease.regions)
        with leased_where_free(self.engine, self.data, others) as more:
            if others:
                wanted = self._wanted(run)  # Whoever held them may have looked again.
            held = {*self.lease.regions, *more.regions}
            if busy := sorted(set(wanted) - held):
                _log.info("others work on regions whose pages would be looked at again", run=run, regions=busy)
            tasks = [task for code, one in wanted.items() if code in held and (task := self._task(one)) is not None]
            if not tasks:
                return False
            self._ask(run, tasks, self.lease.owner or more.owner, on_progress)
            for task in tasks:
                self._take_in(task, (self.lease, more))
        return True

    def _wanted(self, run: str) -> dict[str, KinLooks]:
        with reading(self.engine) as session:
            return looks_to_repeat(
                session, run, system=self.system, checks=self.checks, data=self.data, most=self.most, only=self.only
            )

    def _task(self, wanted: KinLooks) -> _Task | None:
        archive = RegionArchive(self.data, wanted.within, wanted.region)
        try:
            return _Task(wanted=wanted, profile=keeping.kept_profile(archive), data=self.data)
        except UsageError as problem:
            _log.warning("a region is not looked at again", region=wanted.region, reason=str(problem))
            return None

    def _ask(
        self,
        run: str,
        tasks: Sequence[_Task],
        owner: str | None,
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        profiles = [task.profile for task in tasks]
        for task in tasks:
            wait_for_orphans(self.data, task.wanted.within, [task.wanted.region])
        try:
            look_at_network(profiles, self.options)
            ended = crawl(
                [
                    CrawlJob(
                        profile=task.profile,
                        again=task.wanted.looks,
                        turn=AT_A_COMPARISON,
                        within=task.wanted.within,
                    )
                    for task in tasks
                ],
                data=self.data,
                run=run,
                options=replace(watched(self.options, profiles), owner=owner),
                on_progress=on_progress,
            )
            look_at_ends(ended.values())
            look_at_network(profiles, self.options)
        except OwnFaultError:
            for task in tasks:
                wait_for_orphans(self.data, task.wanted.within, [task.wanted.region])
                task.archive.doubt(OUR_NETWORK, turn=AT_A_COMPARISON)
            raise
        for one in ended.values():
            # What may not be asked at this hour was seen once, for now.
            if one.state is CrawlState.INTERRUPTED and not one.later:
                raise CutOffError(one.reason or "a crawl process ended before its work was done")

    def _take_in(self, task: _Task, leases: Sequence[Lease]) -> None:
        """Put what a second look said of a region's items beside what the first said."""
        from crawler.extract.labels.dictionary import read_labels  # noqa: PLC0415 - only who reads pages loads what does

        archive, wanted = task.archive, task.wanted
        labels = read_labels(catalogue.labels_text())
        again = ReadAgain(archive, task.profile, labels, SECOND_TURNS)
        fresh = {id_ for id_, repeat in again.repeats.items() if repeat.look == AT_A_COMPARISON}
        looks = tuple(archive.evidence())
        with reading(self.engine) as session:
            keys = _read_off(session, wanted.part, fresh)
        said = _said_again(archive, task.profile, again, keys)
        seal = keeping.sealed_again(archive)
        fact, part = models.CoreFact, models.RegionRun
        with writing(self.engine) as session:
            store_looks(session, wanted.gatherer, (one for one in looks if one.look == AT_A_COMPARISON))
            for key, document in said.items():
                session.execute(
                    update(fact).where(fact.region_run_id == wanted.part, fact.item_key == key).values(again=document)
                )
            of_archive = (part.id == wanted.gatherer) | (part.gathered_by_id == wanted.gatherer)
            for row in session.scalars(select(part).where(of_archive)):
                count_looks(row, looks)
            session.get_one(part, wanted.part).changed_at = datetime.now(UTC)
            if seal is not None:
                keeping.note(session, wanted.within, wanted.region, seal)
            for lease in leases:
                lease.assure(session)
        _log.info("looked again at what a comparison found", region=wanted.region, pages=len(wanted.looks))


def _read_off(session: Any, part: int, looks: Collection[str]) -> set[str]:
    """Keys of the items of which a core fact was read off one of the looks."""
    if not looks:
        return set()
    fact = models.CoreFact
    rows = session.execute(select(fact.item_key, fact.readings).where(fact.region_run_id == part))
    return {key for key, readings in rows if any(one["evidence"] in looks for one in readings.values())}


def _said_again(
    archive: RegionArchive, profile: PortalProfile, again: ReadAgain, keys: Collection[str]
) -> dict[str, Any]:
    """By stored key what a second look said of each of some items."""
    from crawler.assembly.region import RegionRecords  # noqa: PLC0415 - what reads pages takes a second to load
    from crawler.extract.labels.dictionary import read_labels  # noqa: PLC0415 - the same

    if not keys:
        return {}
    records = RegionRecords(first_view(archive), profile, read_labels(catalogue.labels_text()))
    found: dict[str, Any] = {}
    for row in records.item_list().items:
        key = item_key(row.key)
        if key in keys:
            first = records.item(row)
            found[key] = core_facts_row(0, key, first, again.seen(first))["again"]
    return found
