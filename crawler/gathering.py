"""Gathering regions and settling each (采集与判定): judged in other processes while others are still gathered."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from crawler.archive.lock import wait_for_orphans
from crawler.archive.store import RegionArchive
from crawler.gather.crawl import crawl
from crawler.gather.job import CrawlOutcome, CrawlState
from crawler.not_renewed import keep_earlier
from crawler.own_network import OUR_NETWORK, OwnFaultError, is_loopback, look_at_failures, look_at_network
from crawler.verdicts.settlers import Settlers
from crawler.verdicts.settling import LooksWanted
from models import RegionOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from crawler.domain.portal import PortalProfile
    from crawler.gather.job import CrawlJob, CrawlOptions, Progress
    from crawler.verdicts.settlers import Duty, Settled
    from crawler.verdicts.settling import Office, RegionResult

_log = structlog.get_logger(__name__)

_WORTH_IT = 4
"""Regions from which on judging gets processes of its own, which take seconds to begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One region's part of a run. `gap` says what was missing before single items are looked at again.

    `earlier` is the archive that it began from, without the looks of the ids in `without`: they stay where they could
    not be made again. `gathered` is how gathering it ended, where only what findings rest on is asked again.
    """

    job: CrawlJob
    archive: RegionArchive
    sampled: bool
    gap: str | None = None
    earlier: RegionArchive | None = None
    without: frozenset[str] = frozenset()
    gathered: CrawlOutcome | None = None

    @property
    def profile(self) -> PortalProfile:
        """The region's portal."""
        return self.job.profile

    def as_a_whole(self, ended: CrawlOutcome) -> CrawlOutcome:
        """How gathering ended; what was missing before is missing still, and what was not seen again stays."""
        if self.gathered is not None and ended.state is not CrawlState.INTERRUPTED:
            return self.gathered
        if ended.state in {CrawlState.INTERRUPTED, CrawlState.OWN_FAULT}:
            return ended
        stays = None
        if self.earlier is not None or self.job.items:
            stays = keep_earlier(self.archive, self.earlier, self.without, self.job.items)
        now = ended.reason if ended.state is CrawlState.INCOMPLETE else None
        gap = "; ".join(dict.fromkeys(filter(None, (self.gap, now)))) or None
        whole = gap is None and stays is None and ended.state is CrawlState.COMPLETE
        return ended if whole else replace(ended, state=CrawlState.INCOMPLETE, reason=gap, not_renewed=stays)

    def again(self, wanted: LooksWanted, ended: CrawlOutcome, duty: Duty) -> Part:
        """The part that only looks again at what findings rest on."""
        return replace(
            self,
            job=replace(self.job, again=wanted.looks),
            archive=RegionArchive(duty.data, duty.run, wanted.code),
            gathered=self.as_a_whole(ended),
        )


def gather_and_settle(
    parts: Sequence[Part],
    *,
    office: Office,
    duty: Duty,
    options: CrawlOptions,
    on_progress: Callable[[Progress], None] | None = None,
) -> list[RegionResult]:
    """Gather every region and store what is found; how each ended, in the order of `parts`.

    Raises OwnFaultError when our own network is down: what failed by then in ways that this can cause is to be asked
    anew, and nothing that was not settled yet is judged.
    """
    first = _Work(parts, office, duty, options)
    results = first.done(on_progress)
    wanted = [one for one in results.values() if isinstance(one, LooksWanted)]
    again = [first.parts[one.code].again(one, first.ended[one.code], duty) for one in wanted]
    stored = {code: one for code, one in results.items() if not isinstance(one, LooksWanted)}
    second = _Work(again, office, duty, options)
    if any(one.outcome is RegionOutcome.INTERRUPTED for one in stored.values()):
        second.leave()  # Whoever stopped the crawl wants no other one.
    looked = second.done(on_progress) if again else {}
    for code, one in looked.items():
        assert not isinstance(one, LooksWanted)
        stored[code] = one
    return [stored[part.profile.code] for part in parts]


def look_at_ends(ended: Iterable[CrawlOutcome]) -> None:
    """Raise OwnFaultError where our own network went down while regions were gathered."""
    for one in ended:
        if one.state is CrawlState.OWN_FAULT:
            raise OwnFaultError(one.reason or "our own network was down")


def watched(options: CrawlOptions, profiles: Sequence[PortalProfile]) -> CrawlOptions:
    """Control fetches go on while regions are gathered, unless all of them are on this machine."""
    here = all(one.portal is None or is_loopback(one.portal) for one in profiles)
    return replace(options, canary=()) if here else options


class _Work:
    """What is gathered and settled in one go; with parts that were gathered before, what is looked at again.

    Where regions are judged while others are gathered, what findings rest on is looked at again meanwhile, too: the
    part of such a region is then the one that looks again.
    """

    def __init__(self, parts: Sequence[Part], office: Office, duty: Duty, options: CrawlOptions) -> None:
        self.parts = {part.profile.code: part for part in parts}
        self.ended: dict[str, CrawlOutcome] = {}
        """How gathering each ended."""
        self._office = office
        self._duty = duty
        self._options = options
        self._early: set[str] = set()
        self._looked: dict[str, CrawlOutcome] = {}
        self._left = False
        self._settlers: Settlers | None = None

    def leave(self) -> None:
        """Ask nothing: the regions are left to be resumed."""
        self._left = True

    def done(self, on_progress: Callable[[Progress], None] | None) -> dict[str, Settled]:
        """Gather and settle; how each region ended, by code."""
        if self._left:
            reason = "stopped before what findings rest on was looked at again"
            return self._settled(
                {code: CrawlOutcome(region=code, state=CrawlState.INTERRUPTED, reason=reason) for code in self.parts}
            )
        with ExitStack() as held:
            if len(self.parts) >= _WORTH_IT:
                self._settlers = held.enter_context(
                    Settlers(self._duty, self._options.processes or os.cpu_count() or 1)
                )
            look_at_network(self.profiles, self._options)
            try:
                ended = crawl(
                    [part.job for part in self.parts.values()],
                    data=self._duty.data,
                    run=self._duty.run,
                    options=watched(self._options, self.profiles),
                    on_progress=on_progress,
                    on_ended=self.gathered,
                    further=self if self._settlers is not None and self._duty.second_looks else None,
                )
                self.ended.update(ended)
                look_at_ends([*self.ended.values(), *self._looked.values()])
                look_at_network(self.profiles, self._options)
                if not self._early and not self._is_second:
                    look_at_failures({code: part.archive for code, part in self.parts.items()}, self.profiles)
                return self._settled({**self.ended, **self._looked})
            except OwnFaultError:
                self.doubt()
                raise

    @property
    def _is_second(self) -> bool:
        return any(part.gathered is not None for part in self.parts.values())

    @property
    def profiles(self) -> list[PortalProfile]:
        """The portals."""
        return [part.profile for part in self.parts.values()]

    def gathered(self, ended: CrawlOutcome) -> None:
        """Settle a region while others are gathered. One without an item waits: it may be our own network's fault."""
        if self.ended.setdefault(ended.region, ended) is not ended:
            self._looked[ended.region] = ended
        done = ended.progress
        counts = {} if done is None else {"fetched": done.fetched, "failed": done.failed, "skipped": done.skipped}
        state, reason = ended.state, ended.reason
        _log.info("region gathered", run=self._duty.run, region=ended.region, state=state, reason=reason, **counts)
        if self._settlers is None or not ended.items or ended.state in {CrawlState.INTERRUPTED, CrawlState.OWN_FAULT}:
            return
        part = self.parts[ended.region]
        look_at_network([part.profile], self._options)
        self._early.add(ended.region)
        self._settlers.settle(
            part.profile, part.as_a_whole(ended), sampled=part.sampled, looked_again=part.gathered is not None
        )

    def take(self) -> list[CrawlJob]:
        """Jobs of regions that were judged since: what findings rest on, to be looked at again."""
        assert self._settlers is not None
        jobs = []
        for wanted in self._settlers.wanting():
            part = self.parts[wanted.code].again(wanted, self.ended[wanted.code], self._duty)
            self.parts[wanted.code] = part
            self._early.discard(wanted.code)
            jobs.append(part.job)
        return jobs

    def is_over(self) -> bool:
        """Whether every region that has ended is judged."""
        return self._settlers is None or self._settlers.has_settled()

    def _settled(self, ended: Mapping[str, CrawlOutcome]) -> dict[str, Settled]:
        """Settle what is left, and wait for all."""
        results: dict[str, Settled] = {}
        for code, part in self.parts.items():
            if code not in self._early:
                results[code] = self._office.settle(
                    self._duty.run,
                    part.profile,
                    part.archive,
                    part.as_a_whole(ended[code]),
                    sampled=part.sampled,
                    looked_again=part.gathered is not None,
                )
        if self._settlers is not None:
            results = self._settlers.results(self._office) | results
        return results

    def doubt(self) -> None:
        """Let the next attempt look again at what failed, so that it does not read our own failures again."""
        if self._settlers is not None:
            self._settlers.results(self._office)
        left = [code for code in self.parts if code not in self._early]
        wait_for_orphans(self._duty.data, self._duty.run, left)
        for code in left:
            self.parts[code].archive.doubt(OUR_NETWORK)
