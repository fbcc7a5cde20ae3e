"""A worker (工作节点): runs planned jobs until told to stop; on PostgreSQL as many as wanted, on as many machines."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import procrastinate
import psycopg
import structlog
from procrastinate import exceptions as procrastinate_errors
from procrastinate.worker import Worker

from crawler.errors import PortalAuditError
from crawler.queue import plan
from crawler.queue.attempt import attempt
from crawler.queue.local import work_here
from crawler.queue.tasks import REGIONS, make_app, make_tables
from crawler.storage import open_database, postgres_address, reading, upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.queue.attempt import Workplace

_log = structlog.get_logger(__name__)

HEARTBEAT = 5.0
"""Seconds between two signs of life of a worker."""
STALLED = 25.0
"""Seconds without one after which a worker counts as dead. A lease of a region outlives it by a little."""
_LOOKS_EVERY = 1.0
"""Seconds between two looks for a job; a lock that was freed is noticed by looking alone."""
_THREADS_BESIDE = 4
_AWAY = 2.0
"""Seconds before a database that went away is tried again."""
_RECOVERING = 720_154_342
"""A number of our own among the locks of a PostgreSQL database."""

_DATABASE_ERRORS = (procrastinate_errors.ConnectorException, psycopg.Error, OSError)


def work(place: Workplace, *, name: str, at_once: int, until_done: bool) -> None:
    """Run planned jobs, some at once, until SIGINT or SIGTERM or, if wanted, until nothing is planned any more.

    Told to stop, it stops its regions in order; they go on elsewhere, or here another time. A UsageError where the
    database cannot be used.
    """
    upgrade(place.database)
    address = postgres_address(place.database)
    if address is None:
        stop = threading.Event()
        with _stopped_by_signals(stop):
            work_here(place, at_once=at_once, stop=stop, until_done=until_done)
        return
    make_tables(address)
    asyncio.run(_Worker(place, address, name, at_once, until_done=until_done).work())


@contextlib.contextmanager
def _stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: stop.set()) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


class _Worker:
    """A Procrastinate worker that outlives its database, and sees to the jobs of workers that died."""

    def __init__(self, place: Workplace, address: str, name: str, at_once: int, *, until_done: bool) -> None:
        self._place = place
        self._address = address
        self._name = name
        self._at_once = at_once
        self._until_done = until_done
        self._engine = open_database(place.database)
        self._stop = asyncio.Event()

    async def work(self) -> None:
        """Work until told to stop."""
        loop = asyncio.get_running_loop()
        # A thread waits for each region; more of them than the default has are wanted on a large machine.
        loop.set_default_executor(ThreadPoolExecutor(self._at_once + _THREADS_BESIDE))
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop.set)
        while not self._stop.is_set():
            try:
                await self._connected()
            except _DATABASE_ERRORS as error:
                _log.warning("the database is away; trying again", worker=self._name, error=_words(error))
                await self._pause(_AWAY)

    async def _connected(self) -> None:
        """Work as long as the database is there. What runs when it goes away is stopped, and gone on with."""
        app = make_app(self._address, lambda key, stop: attempt(self._place, key, stop))
        async with app.open_async():
            worker = Worker(
                app,
                queues=[REGIONS],
                name=self._name,
                concurrency=self._at_once,
                fetch_job_polling_interval=_LOOKS_EVERY,
                abort_job_polling_interval=_LOOKS_EVERY,
                listen_notify=False,
                install_signal_handlers=False,
                shutdown_graceful_timeout=0.1,
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=STALLED,
            )
            working = asyncio.create_task(worker.run())  # type: ignore[no-untyped-call]  # it returns nothing
            beside = [
                asyncio.create_task(self._recover(app, worker)),
                asyncio.create_task(self._all_done() if self._until_done else self._stop.wait()),
            ]
            stopping = asyncio.create_task(self._stop.wait())
            try:
                await asyncio.wait([working, stopping, *beside], return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (*beside, stopping):
                    task.cancel()
                working.cancel()
                ended = await asyncio.gather(working, *beside, stopping, return_exceptions=True)
            for one in ended:
                if isinstance(one, Exception):
                    raise one

    async def _recover(self, app: procrastinate.App, worker: Worker) -> None:
        """Put jobs back whose worker gave no sign of life: Procrastinate does not do so by itself.

        One worker does so at a time: who looks at a job that another one has put back just now would put it back twice.
        """
        connector: Any = app.connector
        while True:
            await asyncio.sleep(HEARTBEAT)
            if worker.worker_id is not None:  # The worker's own heart stops for good when it fails once.
                await app.job_manager.update_heartbeat(worker.worker_id)
            async with connector.pool.connection() as connection:
                found = await connection.execute("SELECT pg_try_advisory_xact_lock(%s)", (_RECOVERING,))
                if not (await found.fetchone())[0]:
                    continue
                for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
                    _log.warning("a worker gave no sign of life; its job goes on elsewhere", job=job.task_kwargs)
                    await app.job_manager.retry_job(job=job)

    async def _all_done(self) -> None:
        """Wait until nothing is planned, and stop then."""
        while not self._stop.is_set():
            if not await asyncio.to_thread(self._is_something_left):
                self._stop.set()
                return
            await self._pause(_LOOKS_EVERY)

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)

    def _is_something_left(self) -> bool:
        try:
            with reading(self._engine) as session:
                return bool(plan.planned(session, open_only=True))
        except PortalAuditError:
            return True


def _words(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error.__cause__ or error}".split())[:300]
