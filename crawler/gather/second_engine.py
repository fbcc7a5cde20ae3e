"""A second browser engine (第二种浏览器内核): Debian's Firefox or Playwright's own, for one page a region.

It answers one question only, whether the front page shows itself outside of Chromium too. Firefox is started with the
first page that asks for it, and closed with the crawl process.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright

from crawler.gather.installed import playwright_cache
from crawler.gather.job import NO_BROWSER
from crawler.gather.shared_browser import NoBrowserError
from crawler.gather.shown_dom import dom_of

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright, Route

    from crawler.gather.address import AddressGuard
    from crawler.gather.browser import Rendering

NAME = "firefox"
"""The engine as findings name it."""

_MORE_TIME = 10.0
"""Seconds that a page without a link gets on top, before anybody says that it shows nothing."""


class SecondEngine:
    """One Playwright driver and one Firefox, started at first use. `path` is the program, None for no second engine."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._one_at_a_time = asyncio.Lock()

    async def open(
        self, url: str, rendering: Rendering, *, guard: AddressGuard, user_agent: str, within: float
    ) -> None:
        """Open a page and leave its DOM and screenshot in `rendering`.

        `within` is the longest wait in seconds; a TimeoutError when it is over. Raises NoBrowserError where Firefox
        does not start.
        """
        async with self._one_at_a_time:
            browser = await self._started()
            await asyncio.wait_for(self._look(browser, url, rendering, guard, user_agent), within)

    async def close(self) -> None:
        """Close browser and driver, if they were started."""
        with contextlib.suppress(Exception):
            if self._browser is not None:
                await asyncio.wait_for(self._browser.close(), 10)
        with contextlib.suppress(Exception):
            if self._playwright is not None:
                await asyncio.wait_for(self._playwright.stop(), 10)

    async def _started(self) -> Browser:
        if self._browser is not None and self._browser.is_connected():
            return self._browser
        if self._path is None:
            raise NoBrowserError(f"{NO_BROWSER}: there is no second engine")
        try:
            if self._playwright is None:
                self._playwright = await async_playwright().start()
            self._browser = await self._playwright.firefox.launch(
                executable_path=self._path,
                # An unpatched Firefox is driven by WebDriver BiDi, Playwright's own by its own protocol.
                channel=None if self._path.startswith(str(playwright_cache())) else "moz-firefox",
                handle_sigint=False,  # Ctrl-C is for the crawl, which closes its browsers itself
                handle_sigterm=False,
                handle_sighup=False,
            )
        except (PlaywrightError, OSError) as error:
            first = str(error).strip().partition("\n")[0]
            raise NoBrowserError(f"{NO_BROWSER}: {self._path}: {first}"[:300]) from error
        return self._browser

    async def _look(
        self, browser: Browser, url: str, rendering: Rendering, guard: AddressGuard, user_agent: str
    ) -> None:
        async def permit(route: Route) -> None:
            asked = route.request.url
            if asked.startswith(("http:", "https:")) and await guard.refusal(asked) is not None:
                await route.abort()
            else:
                await route.continue_()

        context = await browser.new_context(
            user_agent=user_agent,
            locale="zh-CN",
            ignore_https_errors=True,
            accept_downloads=False,
            service_workers="block",
            viewport={"width": 1280, "height": 900},
        )
        try:
            page = await context.new_page()
            await page.route("**/*", permit)
            rendering.at = datetime.now(UTC)
            rendering.started = time.monotonic()
            rendering.watch(page)
            await page.goto(url, wait_until="domcontentloaded")
            await rendering.settle()
            if await page.locator("a").count() == 0:
                await asyncio.sleep(_MORE_TIME)
                await rendering.settle()
            rendering.seconds = time.monotonic() - rendering.started
            rendering.dom = await dom_of(page)
            rendering.url = page.url
            with contextlib.suppress(PlaywrightError):
                rendering.screenshot = await page.screenshot(full_page=True, type="png", timeout=10_000)
        finally:
            for task in rendering.waiting:
                task.cancel()
            with contextlib.suppress(Exception):
                await asyncio.wait_for(context.close(), 5)
