"""One Chromium for all regions of a process (共用浏览器): started at first use, replaced before it grows old.

What a browser and its driver keep of pages that are long closed adds up over thousands of them. After so many pages a
new pair takes the pages that follow, and the old pair ends with its last page.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright

from crawler.gather.installed import executable
from crawler.gather.job import NO_BROWSER
from crawler.gather.tabs import Tabs

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Playwright

_AT_ONCE = 3
"""Pages open at the same time in one process, whatever the number of regions: each costs a core while it loads.

One more than there are cores for them as a rule, since a page that is watched costs nothing.
"""


class NoBrowserError(Exception):
    """No Chromium could be started on this machine. Raised by `SharedBrowser.page`."""


@dataclass(slots=True, eq=False)
class Running:
    """A browser with its driver. `pages` were opened in it so far, `open` of them are not closed yet."""

    number: int
    driver: Playwright
    browser: Browser
    pages: int = 0
    open: int = 0

    async def end(self) -> None:
        """Close both; what does not close in time is left behind."""
        for closing in (self.browser.close, self.driver.stop):
            with contextlib.suppress(Exception):
                await asyncio.wait_for(closing(), 10)


class SharedBrowser:
    """The browser of a process. `pages` is how many it opens before another takes its place."""

    def __init__(self, wanted: str | None, pages: int) -> None:
        self._wanted = wanted
        self._pages = pages
        self._starting = asyncio.Lock()
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._running: Running | None = None
        self._number = 0
        self.tabs = Tabs(_AT_ONCE)

    @contextlib.asynccontextmanager
    async def page(self) -> AsyncIterator[Running]:
        """The browser for one page, as soon as it is the page's turn. Raises NoBrowserError."""
        async with self._slots:
            running = await self._current()
            running.pages += 1
            running.open += 1
            try:
                yield running
            finally:
                running.open -= 1
                if running is not self._running and not running.open:
                    await running.end()

    async def close(self) -> None:
        """Close browser and driver, if they were started."""
        self.tabs.stop()
        if self._running is not None:
            await self._running.end()

    async def _current(self) -> Running:
        """The browser that runs; a new one where there is none, where it died, or where it opened enough pages."""
        async with self._starting:
            old = self._running
            if old is not None and old.browser.is_connected() and old.pages < self._pages:
                return old
            self._running = await self._start()
            if old is not None and not old.open:
                await old.end()
            return self._running

    async def _start(self) -> Running:
        path = executable(self._wanted)
        self._number += 1
        driver: Playwright | None = None
        try:
            driver = await async_playwright().start()
            browser = await driver.chromium.launch(
                executable_path=path,
                # Root cannot use Chromium's sandbox; everyone else must.
                chromium_sandbox=hasattr(os, "geteuid") and os.geteuid() != 0,
                handle_sigint=False,  # Ctrl-C is for the crawl, which closes its browser itself
                handle_sigterm=False,
                handle_sighup=False,
            )
        except (PlaywrightError, OSError) as error:
            with contextlib.suppress(Exception):
                if driver is not None:
                    await asyncio.wait_for(driver.stop(), 10)
            first = str(error).strip().partition("\n")[0]
            raise NoBrowserError(f"{NO_BROWSER}: {path or 'Playwright has none installed'}: {first}"[:300]) from error
        return Running(number=self._number, driver=driver, browser=browser)
