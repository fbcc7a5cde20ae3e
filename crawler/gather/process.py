"""A crawl process: takes its orders from stdin, gathers its regions, tells the parent line by line on stdout.

A process of its own, because a Twisted reactor cannot start twice and a crash must cost no more than its regions. The
first line of its orders is the spec; each line after it is one further job, and the end of the orders the end of them.
"""

from __future__ import annotations

import asyncio
import faulthandler
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from scrapy.crawler import AsyncCrawlerProcess

from crawler import logs
from crawler.collector import spare_collector
from crawler.gather.address import AddressGuard
from crawler.gather.canary import Watch
from crawler.gather.job import job_from_json, message_to_json, spec_from_json
from crawler.gather.pace import Pace
from crawler.gather.pace_files import FileBook
from crawler.gather.second_engine import SecondEngine
from crawler.gather.settings import scrapy_settings
from crawler.gather.shared_browser import SharedBrowser
from spiders.portal_spider import Commission, PortalSpider

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Sequence

    from crawler.gather.job import CrawlJob, CrawlOutcome, Progress, Spec
    from crawler.gather.pace import PaceBook

SIGN_OF_LIFE = 5.0
"""Seconds between two lines that only say that the event loop still turns."""

_STAGGER = 0.3
"""Seconds between the starts of two regions, for each region of the process; and what is enough for any number.

At its end a region opens a page in two browsers and is judged, which takes some ten seconds of a core for 600 guides:
regions that began together would end together, and wait for each other there. Far apart the round is over hardly later.
"""

_LONGEST_STAGGER = 10.0
_STARTED_YET = 0.05
_LONGEST_ORDER = 1 << 26
"""Bytes of one further job at most: it names single pages."""


class _Parent:
    """The line to the parent. When it breaks the parent is dead, and nobody wants the rest."""

    def __init__(self) -> None:
        self._stream = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", buffering=1)
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints must not garble the line

    def tell(self, message: Progress | CrawlOutcome) -> None:
        """One message."""
        self._line(message_to_json(message))

    async def sign_of_life(self) -> None:
        """Tell again and again that the loop turns."""
        while True:
            self._line("{}")
            await asyncio.sleep(SIGN_OF_LIFE)

    def _line(self, line: str) -> None:
        try:
            self._stream.write(line + "\n")
        except BrokenPipeError:
            signal.raise_signal(signal.SIGTERM)


class _Orders:
    """What the parent wants: the spec, then further jobs until it says no more, or the crawl is stopped."""

    def __init__(self) -> None:
        # Unbuffered: what is read beyond the first line would be lost to the loop, which reads the rest.
        self._stream = os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0)
        self._stopped = asyncio.Event()

    def spec(self) -> Spec:
        """The first line. A parent that was ended before it wrote one wants nothing."""
        line = self._stream.readline()
        if not line.endswith(b"\n"):
            raise SystemExit(0)
        return spec_from_json(line.decode())

    def stop(self) -> None:
        """Take no further job."""
        self._stopped.set()

    async def further(self) -> AsyncIterator[CrawlJob]:
        """The jobs that follow, as they come."""
        lines = asyncio.StreamReader(limit=_LONGEST_ORDER)
        loop = asyncio.get_running_loop()
        line, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), self._stream)
        stopped = loop.create_task(self._stopped.wait())
        try:
            while True:
                reading = loop.create_task(lines.readline())
                await asyncio.wait((reading, stopped), return_when=asyncio.FIRST_COMPLETED)
                if stopped.done() or not reading.result():
                    reading.cancel()
                    return
                yield job_from_json(reading.result().decode())
        finally:
            stopped.cancel()
            line.close()


def main() -> None:
    """Gather the regions of one spec, and what is asked further."""
    logs.configure_child()
    orders = _Orders()
    spec = orders.spec()
    faulthandler.register(signal.SIGUSR1)  # where does it hang: `kill -USR1`
    parent = _Parent()
    browser = SharedBrowser(spec.options.browser, spec.options.browser_pages)
    process = AsyncCrawlerProcess(scrapy_settings(spec.options))
    logs.configure_child()  # once more: Scrapy has put its own words for how much is logged in place

    from twisted.internet import reactor  # noqa: PLC0415 - only importable once the process has installed it

    turning = cast("Any", reactor)

    loop = asyncio.get_event_loop()
    gathering = loop.create_task(_gather(process, spec, orders, parent, browser))
    gathering.add_done_callback(lambda _: turning.callLater(0, turning.stop))
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, lambda: asyncio.ensure_future(_stop(process, orders)))
    spare_collector()
    process.start(stop_after_crawl=False, install_signal_handlers=False)
    gathering.result()


async def _stop(process: AsyncCrawlerProcess, orders: _Orders) -> None:
    """Stop once every crawl has started: Scrapy never ends an engine that was told to stop while it started."""
    orders.stop()
    # Scrapy's signal for it comes a moment before it is so; there is no event to wait for.
    while any(one.crawling and (one.engine is None or not one.engine.running) for one in process.crawlers):  # noqa: ASYNC110
        await asyncio.sleep(_STARTED_YET)
    await process.stop()


def _book(spec: Spec) -> PaceBook:
    """Where all who ask the same hosts write down their turns."""
    where = spec.options.pace
    if where is not None and spec.options.paced_by_database:
        from crawler.gather.pace_tables import TableBook  # noqa: PLC0415 - files need no driver of PostgreSQL

        return TableBook(where, spec.options.owner)
    return FileBook(Path(spec.data) / "locks" / "pace" if where is None else Path(where))


def _stagger(jobs: Sequence[CrawlJob]) -> float:
    """Seconds between the starts of two regions; looks that are repeated open no front pages in browsers."""
    opens = any(job.survey and not job.again for job in jobs)
    return min(_STAGGER * len(jobs), _LONGEST_STAGGER) if opens else _STAGGER


async def _gather(
    process: AsyncCrawlerProcess, spec: Spec, orders: _Orders, parent: _Parent, browser: SharedBrowser
) -> None:
    alive = asyncio.create_task(parent.sign_of_life())
    options = spec.options
    watch = Watch(options.canary, options.user_agent, every=options.canary_every, pause=options.canary_pause)
    watching = asyncio.create_task(watch.keep(partial(_stop, process, orders)))
    guard = AddressGuard(allow_private=options.allow_private, proxied=options.through is not None)
    pace = Pace(_book(spec))
    second = SecondEngine(spec.options.second_browser)

    def begin(job: CrawlJob, delay: float = 0.0) -> Awaitable[object]:
        return process.crawl(
            PortalSpider,
            commission=Commission(
                job=job,
                data=Path(spec.data),
                run=spec.run,
                options=spec.options,
                guard=guard,
                pace=pace,
                browser=browser,
                second=second,
                watch=watch,
                tell=parent.tell,
                delay=delay,
            ),
        )

    crawls = [begin(job, number * _stagger(spec.jobs)) for number, job in enumerate(spec.jobs)]
    crawls += [begin(job) async for job in orders.further()]
    await asyncio.gather(*crawls, return_exceptions=True)
    await browser.close()
    await second.close()
    for task in (alive, watching):
        task.cancel()
    await asyncio.gather(alive, watching, return_exceptions=True)
