"""Gathering regions and settling each (采集与判定): judged in other processes while others are still gathered."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from crawler.archive.lock import wait_for_orphans
from crawler.gather.crawl import crawl
from crawler.gather.job import CrawlState
from crawler.own_network import OUR_NETWORK, OwnFaultError, is_loopback, look_at_failures, look_at_network
from crawler.settlers import Settlers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crawler.archive.store import RegionArchive
    from crawler.domain.portal import PortalProfile
    from crawler.gather.job import CrawlJob, CrawlOptions, CrawlOutcome, Progress
    from crawler.settlers import Duty
    from crawler.settling import Office, RegionResult

_log = structlog.get_logger(__name__)

_WORTH_IT = 4
"""Regions from which on judging gets processes of its own, which take seconds to begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One region's part of a run. `gap` says what was missing before single items are looked at again."""

    job: CrawlJob
    archive: RegionArchive
    sampled: bool
    gap: str | None = None

    @property
    def profile(self) -> PortalProfile:
        """The region's portal."""
        return self.job.profile

    def as_a_whole(self, ended: CrawlOutcome) -> CrawlOutcome:
        """How gathering ended; what was missing before is missing still."""
        if self.gap is None or ended.state is not CrawlState.COMPLETE:
            return ended
        return replace(ended, state=CrawlState.INCOMPLETE, reason=self.gap)


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
    work = _Work(parts, office, duty, options)
    with ExitStack() as held:
        if len(parts) >= _WORTH_IT:
            work.settlers = held.enter_context(Settlers(duty, options.processes or os.cpu_count() or 1))
        look_at_network(work.profiles, options)
        try:
            ended = crawl(
                [part.job for part in parts],
                data=duty.data,
                run=duty.run,
                options=_watched(options, work.profiles),
                on_progress=on_progress,
                on_ended=work.gathered,
            )
            return work.settled(ended)
        except OwnFaultError:
            work.doubt()
            raise


def _watched(options: CrawlOptions, profiles: Sequence[PortalProfile]) -> CrawlOptions:
    """Control fetches go on while regions are gathered, unless all of them are on this machine."""
    here = all(one.portal is None or is_loopback(one.portal) for one in profiles)
    return replace(options, canary=()) if here else options


class _Work:
    """What is gathered and settled in one go."""

    def __init__(self, parts: Sequence[Part], office: Office, duty: Duty, options: CrawlOptions) -> None:
        self._parts = {part.profile.code: part for part in parts}
        self._office = office
        self._duty = duty
        self._options = options
        self._early: set[str] = set()
        self.settlers: Settlers | None = None

    @property
    def profiles(self) -> list[PortalProfile]:
        """The portals."""
        return [part.profile for part in self._parts.values()]

    def gathered(self, ended: CrawlOutcome) -> None:
        """Settle a region while others are gathered. One without an item waits: it may be our own network's fault."""
        done = ended.progress
        counts = {} if done is None else {"fetched": done.fetched, "failed": done.failed, "skipped": done.skipped}
        state, reason = ended.state, ended.reason
        _log.info("region gathered", run=self._duty.run, region=ended.region, state=state, reason=reason, **counts)
        if self.settlers is None or not ended.items or ended.state in {CrawlState.INTERRUPTED, CrawlState.OWN_FAULT}:
            return
        part = self._parts[ended.region]
        look_at_network([part.profile], self._options)
        self._early.add(ended.region)
        self.settlers.settle(part.profile, part.as_a_whole(ended), sampled=part.sampled)

    def settled(self, ended: Mapping[str, CrawlOutcome]) -> list[RegionResult]:
        """Settle what is left, and wait for all."""
        for one in ended.values():
            if one.state is CrawlState.OWN_FAULT:
                raise OwnFaultError(one.reason or "our own network was down")
        look_at_network(self.profiles, self._options)
        if not self._early:
            look_at_failures({code: part.archive for code, part in self._parts.items()}, self.profiles)
        results: dict[str, RegionResult] = {}
        for code, part in self._parts.items():
            if code not in self._early:
                results[code] = self._office.settle(
                    self._duty.run, part.profile, part.archive, part.as_a_whole(ended[code]), sampled=part.sampled
                )
        if self.settlers is not None:
            results |= self.settlers.results(self._office)
        return [results[code] for code in self._parts]

    def doubt(self) -> None:
        """Let the next attempt look again at what failed, so that it does not read our own failures again."""
        if self.settlers is not None:
            self.settlers.results(self._office)
        left = [code for code in self._parts if code not in self._early]
        wait_for_orphans(self._duty.data, self._duty.run, left)
        for code in left:
            self._parts[code].archive.doubt(OUR_NETWORK)
