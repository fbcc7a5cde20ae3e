"""The queue of one machine: the plan itself, worked through by one worker. For SQLite, which has no machines."""

from __future__ import annotations

import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from crawler.archive.lock import locked
from crawler.errors import PortalAuditError, UsageError
from crawler.queue import plan
from crawler.queue.attempt import PAUSES, Ended, attempt
from crawler.storage import open_database, reading

if TYPE_CHECKING:
    import threading

    from crawler.queue.attempt import Workplace
    from crawler.queue.plan import Planned

_log = structlog.get_logger(__name__)

_LOOKS_EVERY = 1.0


def work_here(place: Workplace, *, at_once: int, stop: threading.Event, until_done: bool) -> None:
    """Run planned jobs, some at once and never two of one host, until told to stop or, if wanted, all are done.

    A UsageError where another worker does so in this data folder.
    """
    folder = place.data / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        alone = locked(folder / "worker")
    except BlockingIOError as error:
        raise UsageError(
            (
                "这个数据文件夹已有一个工作进程；SQLite 只用一个，--regions 写同时处理几个地区；"
                "要用多个工作进程请改用 PostgreSQL（--db）"
            ),
            "another worker is at work in this data folder; with SQLite one does it all, and --regions says how many "
            "at once. Several workers need PostgreSQL (--db)",
        ) from error
    with alone, ThreadPoolExecutor(at_once) as pool:
        _Hands(place, pool, at_once, stop).work(until_done=until_done)


class _Hands:
    """What is being done, and what rests before it is tried again."""

    def __init__(self, place: Workplace, pool: ThreadPoolExecutor, at_once: int, stop: threading.Event) -> None:
        self._place = place
        self._engine = open_database(place.database)
        self._pool = pool
        self._at_once = at_once
        self._stop = stop
        self._busy: dict[Future[Ended], Planned] = {}
        self._rests: dict[str, float] = {}

    def work(self, *, until_done: bool) -> None:
        while not self._stop.is_set():
            jobs = self._due()
            if until_done and not jobs and not self._busy:
                return
            for one in jobs:
                if len(self._busy) < self._at_once and self._is_free(one):
                    self._busy[self._pool.submit(attempt, self._place, one.job.key, self._stop.is_set)] = one
            self._wait()
        while self._busy:
            self._wait()

    def _due(self) -> list[Planned]:
        try:
            with reading(self._engine) as session:
                return plan.due(session, datetime.now(UTC))
        except PortalAuditError as problem:
            _log.warning("the plan cannot be read", reason=str(problem))
            return []

    def _is_free(self, one: Planned) -> bool:
        taken = {(busy.job.key, busy.host) for busy in self._busy.values()}
        return not any(one.job.key == key or one.host == host for key, host in taken) and (
            time.monotonic() >= self._rests.get(one.job.key, 0.0)
        )

    def _wait(self) -> None:
        if not self._busy:
            self._stop.wait(_LOOKS_EVERY)
            return
        over, _ = wait(self._busy, timeout=_LOOKS_EVERY, return_when=FIRST_COMPLETED)
        for future in over:
            one, ended = self._busy.pop(future), future.result()
            _log.info("attempt ended", job=one.job.key, ended=ended.value)
            self._rests[one.job.key] = time.monotonic() + PAUSES.get(ended, 0)
