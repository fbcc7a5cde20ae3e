"""Gathering many regions: about one child process a core, watched from here.

Importing this module imports neither Scrapy nor Twisted, which belong into the children alone.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import structlog

import crawler
from crawler.gather.address import host_of
from crawler.gather.job import (
    CrawlJob,
    CrawlOptions,
    CrawlOutcome,
    CrawlState,
    Progress,
    Spec,
    job_to_json,
    message_from_json,
    spec_to_json,
)
from spiders.platforms import platform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["CrawlJob", "CrawlOptions", "CrawlOutcome", "CrawlState", "Progress", "crawl"]

_log = structlog.get_logger(__name__)

_SILENT_TOO_LONG = 180.0
"""Seconds without any line after which a child hangs: it tells that it is alive every few seconds."""

_STOPPED = "stopped by the operator"
_STOP_WITHIN = 30.0
"""Seconds that children get to stop in order after Ctrl-C."""
_LOOK_EVERY = 0.5
"""Seconds after which we see to further jobs and to children that are silent, at the latest."""


class Further(Protocol):
    """Jobs that come of regions that are gathered, while others still are: what findings rest on is looked at again."""

    def take(self) -> Sequence[CrawlJob]:
        """Those that have come up since; each is of a region that has ended."""

    def is_over(self) -> bool:
        """Whether no other can come of the regions that have ended."""


def crawl(
    jobs: Sequence[CrawlJob],
    *,
    data: Path,
    run: str,
    options: CrawlOptions,
    on_progress: Callable[[Progress], None] | None = None,
    on_ended: Callable[[CrawlOutcome], None] | None = None,
    further: Further | None = None,
) -> Mapping[str, CrawlOutcome]:
    """Gather every region and say how each ended; what is already in the archive of this run is not asked again.

    What failed in passing is.

    `on_ended` hears of a region as soon as it is gathered; what it raises ends the others. A region whose process dies
    or is stopped by Ctrl-C is interrupted; calling again goes on with it. UsageError for an unknown platform name.

    `further` are jobs of the same regions that come up meanwhile. The process that gathered a region takes them, and
    `on_ended` hears once more of how it ended. Ctrl-C raises KeyboardInterrupt then, where it cut off no region.
    """
    outcomes: dict[str, CrawlOutcome] = {}
    wanted: list[CrawlJob] = []
    for job in jobs:
        platform(job.profile.platform)
        if job.profile.portal:
            wanted.append(job)
        else:
            reason = "no portal address is known"
            outcomes[job.region] = CrawlOutcome(region=job.region, state=CrawlState.INCOMPLETE, reason=reason)
    processes = options.processes or os.cpu_count() or 1
    specs = [
        Spec(jobs=tuple(group), data=str(data.resolve()), run=run, options=options)
        for group in grouped(wanted, processes)
    ]
    if specs:
        outcomes.update(_Children(specs, on_progress, on_ended, further).outcomes())
    return {job.region: outcomes[job.region] for job in jobs}


def grouped(jobs: Iterable[CrawlJob], processes: int) -> list[list[CrawlJob]]:
    """Jobs for each process: regions on one host together, so that they share one queue for it."""
    by_host: dict[str, list[CrawlJob]] = {}
    for job in jobs:
        by_host.setdefault(host_of(job.profile.portal or ""), []).append(job)
    bins: list[list[CrawlJob]] = [[] for _ in range(max(1, min(processes, len(by_host))))]
    for group in sorted(by_host.values(), key=len, reverse=True):
        min(bins, key=len).extend(group)
    return [group for group in bins if group]


class _Child:
    """One crawl process and a thread that reads its lines."""

    def __init__(self, spec: Spec, lines: queue.Queue[tuple[_Child, str | None]]) -> None:
        self.regions = [job.region for job in spec.jobs]
        self.heard = time.monotonic()
        self.why: str | None = None
        root = str(Path(crawler.__file__).parent.parent)
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        # Python itself would tell of a Ctrl-C that comes before the first line of the process has run.
        masked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "crawler.gather"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},  # orders and lines are UTF-8 in any locale
                start_new_session=True,  # Ctrl-C of a terminal comes here first and is passed on once
            )
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, masked)
        self.order(spec_to_json(spec))
        threading.Thread(target=self._read, args=(lines,), daemon=True).start()

    def order(self, line: str) -> None:
        """Tell the process something, if it still listens."""
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()

    def no_more(self) -> None:
        """Let the process end with what it has."""
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()

    def signal(self, number: int) -> None:
        """Pass a signal on, if the process is still there."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)

    def kill(self, why: str) -> None:
        """End the process with everything it started; its regions can be resumed."""
        self.why = why
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def _read(self, lines: queue.Queue[tuple[_Child, str | None]]) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            lines.put((self, line))
        self.process.wait()
        lines.put((self, None))


class _Children:
    """All crawl processes of one crawl."""

    def __init__(
        self,
        specs: Sequence[Spec],
        on_progress: Callable[[Progress], None] | None,
        on_ended: Callable[[CrawlOutcome], None] | None,
        further: Further | None,
    ) -> None:
        self._lines: queue.Queue[tuple[_Child, str | None]] = queue.Queue()
        self._on_progress = on_progress
        self._on_ended = on_ended
        self._further = further
        self._open: set[str] = set()
        self._cut = False
        self._outcomes: dict[str, CrawlOutcome] = {}
        self._specs = specs
        self._alive: set[_Child] = set()
        self._stopping = False

    def outcomes(self) -> Mapping[str, CrawlOutcome]:
        """Run to the end."""
        try:
            for spec in self._specs:
                child = _Child(spec, self._lines)
                self._alive.add(child)
                self._open.update(child.regions)
                if self._further is None:
                    child.no_more()
            self._listen(None)
        except KeyboardInterrupt:
            self._stopping = True
            for child in self._alive:
                child.signal(signal.SIGINT)
                child.no_more()
            with contextlib.suppress(KeyboardInterrupt):  # A second Ctrl-C waits for nothing.
                self._listen(time.monotonic() + _STOP_WITHIN)
        finally:
            for child in self._alive:
                child.kill(_STOPPED)
                self._lost(child)
        # Ctrl-C may come while a process is being started, which nobody knows by then: it ends without its orders.
        begun = [job.region for spec in self._specs for job in spec.jobs]
        for region in begun if self._stopping else ():
            if region not in self._outcomes:
                self._ended(_cut_off(region, _STOPPED))
        if self._stopping and self._further is not None and not self._cut:
            raise KeyboardInterrupt
        return self._outcomes

    def _listen(self, until: float | None) -> None:
        while self._alive and (until is None or time.monotonic() < until):
            self._order_further()
            try:
                child, line = self._lines.get(timeout=_LOOK_EVERY)
            except queue.Empty:
                self._watch()
                continue
            child.heard = time.monotonic()
            if line is None:
                self._alive.discard(child)
                self._lost(child)
                continue
            message = message_from_json(line)
            if isinstance(message, CrawlOutcome):
                self._ended(message)
            elif isinstance(message, Progress) and self._on_progress is not None:
                self._on_progress(message)

    def _ended(self, message: CrawlOutcome) -> None:
        """A region ended, or what was looked at again of it."""
        self._cut = self._cut or message.state is CrawlState.INTERRUPTED
        self._open.discard(message.region)
        self._outcomes.setdefault(message.region, message)
        if self._on_ended is not None:
            self._on_ended(message)

    def _order_further(self) -> None:
        """Hand on what came up meanwhile; where nothing can any more, the children end with what they have."""
        if self._further is None or self._stopping:
            return
        over = not self._open and self._further.is_over()
        for job in self._further.take():
            child = next((one for one in self._alive if job.region in one.regions), None)
            if child is None:
                self._ended(_cut_off(job.region, "its crawl process has ended"))
            else:
                self._open.add(job.region)
                child.order(job_to_json(job))
        if over and not self._open:
            for child in self._alive:
                child.no_more()

    def _watch(self) -> None:
        for child in self._alive:
            if time.monotonic() - child.heard > _SILENT_TOO_LONG:
                child.kill(f"the crawl process did not answer for {_SILENT_TOO_LONG:.0f} s")

    def _lost(self, child: _Child) -> None:
        """Regions of a process that ended without saying how they ended."""
        code = child.process.returncode
        reason = child.why or (_STOPPED if self._stopping else f"the crawl process ended with {code}")
        lost = [region for region in child.regions if region in self._open]
        if lost and not self._stopping:
            _log.warning("crawl process ended before its work was done", reason=reason, regions=lost)
        for region in lost:
            self._ended(_cut_off(region, reason))


def _cut_off(region: str, reason: str) -> CrawlOutcome:
    return CrawlOutcome(region=region, state=CrawlState.INTERRUPTED, reason=reason)
