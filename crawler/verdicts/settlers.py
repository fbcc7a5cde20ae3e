"""Settling regions (地区检查结果) in processes of their own, each as soon as it is gathered, while others still are."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import structlog

from crawler import catalogue, logs
from crawler.archive.store import RegionArchive
from crawler.storage import open_database
from crawler.verdicts.judge import all_checks
from crawler.verdicts.settling import LooksWanted, Office

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path
    from types import TracebackType

    from crawler.domain.portal import PortalProfile
    from crawler.gather.job import CrawlOutcome
    from crawler.leases import Lease
    from crawler.verdicts.settling import RegionResult

    Settled = RegionResult | LooksWanted

_log = structlog.get_logger(__name__)

_AFTER_THE_CRAWL = 15
"""Steps by which judging stands back: a page that waits for a crawl process makes a host slower than it is."""

_office: Office | None = None
"""That of this process; set where it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What the regions of one run are settled by; `checks` are ids, `indicators` None for all of the system."""

    database: str
    data: Path
    run: str
    system: str
    checks: frozenset[str]
    indicators: frozenset[str] | None
    chosen_only: bool
    seed: int
    second_looks: int
    lease: Lease

    def office(self) -> Office:
        """An office with a database connection of its own."""
        return Office(
            open_database(self.database),
            catalogue.indicator_system(self.system),
            {name: all_checks()[name] for name in sorted(self.checks)},
            indicators=self.indicators,
            seed=self.seed,
            chosen_only=self.chosen_only,
            second_looks=self.second_looks,
            assure=self.lease.assure,
        )


class Settlers:
    """Processes that settle regions. Left early, they end at once: what they had not stored is settled another time."""

    def __init__(self, duty: Duty, processes: int) -> None:
        self._duty = duty
        context = multiprocessing.get_context("spawn")  # a fork would copy threads and open connections
        theirs, self._line = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(duty, theirs))
        self._begun: dict[str, tuple[Future[Settled], PortalProfile, CrawlOutcome, bool, bool]] = {}
        self._told: set[str] = set()

    def settle(self, profile: PortalProfile, ended: CrawlOutcome, *, sampled: bool, looked_again: bool = False) -> None:
        """Begin with a region that was gathered."""
        try:
            future = self._pool.submit(_settle, self._duty, profile, ended, sampled, looked_again)
        except BrokenExecutor as problem:
            future = Future()
            future.set_exception(problem)
        self._begun[profile.code] = future, profile, ended, sampled, looked_again

    def wanting(self) -> list[LooksWanted]:
        """Regions that turned out, since this was asked last, to want a second look."""
        told = []
        for code, (future, *_) in self._begun.items():
            if code not in self._told and future.done():
                self._told.add(code)
                # A process that was killed, or failed: that is dealt with when the results are asked for.
                if future.exception() is None and isinstance(wanted := future.result(), LooksWanted):
                    told.append(wanted)
        return told

    def has_settled(self) -> bool:
        """Whether every region is settled that might want a second look."""
        return all(future.done() or looked_again for future, *_, looked_again in self._begun.values())

    def results(self, office: Office) -> dict[str, Settled]:
        """How each region ended, by code, when all are settled; `office` does it where a process was killed."""
        found: dict[str, Settled] = {}
        for code, (future, profile, ended, sampled, looked_again) in self._begun.items():
            try:
                found[code] = future.result()
            except BrokenExecutor:
                _log.warning("a judging process was ended from outside; its region is judged here", region=code)
                archive = RegionArchive(self._duty.data, self._duty.run, code)
                found[code] = office.settle(
                    self._duty.run, profile, archive, ended, sampled=sampled, looked_again=looked_again
                )
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._line.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._line.close()


def _begin(duty: Duty, line: Connection) -> None:
    global _office  # noqa: PLW0603 - the pool offers no other place for what its processes keep
    logs.configure_child()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C of a terminal comes here too; the parent decides
    threading.Thread(target=_end_with_parent, args=(line,), daemon=True).start()
    os.nice(_AFTER_THE_CRAWL)
    _office = duty.office()
    _office.prepare()


def _end_with_parent(line: Connection) -> None:
    """Wait until the parent closes the line, or is killed: nobody wants the rest, and transactions are undone."""
    line.poll(None)
    os._exit(1)


def _settle(duty: Duty, profile: PortalProfile, ended: CrawlOutcome, sampled: bool, looked_again: bool) -> Settled:
    assert _office is not None
    archive = RegionArchive(duty.data, duty.run, profile.code)
    return _office.settle(duty.run, profile, archive, ended, sampled=sampled, looked_again=looked_again)
