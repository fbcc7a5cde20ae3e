"""Rendering a page in Chromium through scrapy-playwright, only where a page needs it.

scrapy-playwright starts a driver for each crawler as soon as it is configured. Here one driver and one browser serve
all regions of a process and start with the first page that needs them; each region has its own context, so that no
cookie passes from one to the other.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError
from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from crawler.gather.address import host_of
from crawler.gather.asking_by_opening import open_parts
from crawler.gather.asking_by_turning import LISTEN, click_words, turn
from crawler.gather.asking_by_typing import type_words
from crawler.gather.browser_answers import exchange_of, target_of
from crawler.gather.layout import layout_of
from crawler.gather.shown_dom import dom_of
from crawler.gather.stillness import FULL, SHORT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.async_api import Browser, Page
    from playwright.async_api import Request as PageRequest
    from playwright.async_api import Response as PageResponse
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.archive.warc import Exchange
    from crawler.domain.evidence import Target
    from crawler.gather.address import AddressGuard
    from crawler.gather.shared_browser import SharedBrowser


_QUIET_AFTER_A_CLICK = 0.3

_STUCK_AFTER = 5.0
"""Seconds of silence after which requests still in flight are long polls, not parts of the page."""

_SETTLE_WITHIN = 20.0

_LARGEST_CALL = 5_000_000

_ADDRESS = re.compile(r"""\shref=["']?(?!#|javascript)([^\s"'>]+)""", re.IGNORECASE)
_CALL_TYPES = frozenset({"xhr", "fetch"})
_BY_A_SCRIPT_TAG = re.compile(r"[?&](?:\w*callback|cb|jsonp\w*)=([A-Za-z_$][\w$.]*)", re.IGNORECASE)
"""Data that a page asks for by adding a script (JSONP): the answer calls the function that the address names."""


_SIZE = "() => document.documentElement.outerHTML.length"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call that a page's own script made, with what came back."""

    target: Target
    exchange: Exchange
    content_type: str | None


@dataclass(slots=True, kw_only=True)
class Rendering:
    """What one rendered page left behind; filled while it loads."""

    refused: Callable[[str], str | None]
    """Why an answer from an IP address must be dropped, or None."""
    dom: str = ""
    url: str = ""
    screenshot: bytes | None = None
    layout: bytes | None = None
    main: Exchange | None = None
    taken: bool = False
    """Whether the page was taken down: where a click leads the browser afterwards is no answer to its address."""
    calls: list[Call] = field(default_factory=list)
    asked: list[tuple[datetime, str]] = field(default_factory=list)
    """When the page asked which host."""
    cookies: list[Mapping[str, Any]] = field(default_factory=list)
    opened: list[Target] = field(default_factory=list)
    """What clicks on the page would have led to: windows, files, forms."""
    page: Page | None = None
    at: datetime | None = None
    started: float = 0.0
    seconds: float | None = None
    from_refused: str | None = None
    still: float = FULL
    """Seconds of silence after which the page counts as built."""
    silence: float | None = 0.0
    """The longest silence, in seconds, after which it went on asking; None where it changed late without asking."""
    last_change: float = 0.0
    in_flight: int = 0
    windows: list[Page] = field(default_factory=list)
    waiting: set[asyncio.Task[None]] = field(default_factory=set)

    def watch(self, page: Page) -> None:
        """Follow a page, and the window that it may open, which takes its place."""
        self.page = page
        self.last_change = time.monotonic()
        page.on("request", lambda request: self.asks(request))  # noqa: PLW0108 - the library marks what it is given
        page.on("requestfinished", lambda _: self.changed(-1))
        page.on("requestfailed", lambda _: self.changed(-1))
        page.on("response", lambda response: self.keep(response, page))
        page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.dismiss()))
        page.on("popup", lambda window: self._popped_up(window))  # noqa: PLW0108 - the library marks what it is given

    def forget(self) -> None:
        """What came before a click is not what the click brought."""
        self.calls.clear()
        self.main = None

    def _popped_up(self, page: Page) -> None:
        self.windows.append(page)
        self.watch(page)

    async def built(self, page: Page) -> None:
        """Wait until the page is built, and take down how long it was still before it did the last thing."""
        if self.still < FULL:
            await self.settle(self.still)
            return
        await self.settle(SHORT)
        size = await page.evaluate(_SIZE)
        await self.settle()
        self.silence = self.silence if await page.evaluate(_SIZE) == size else None

    def asks(self, request: PageRequest) -> None:
        """The page asks for something."""
        if request.url.startswith(("http:", "https:")):
            self.asked.append((datetime.now(UTC), host_of(request.url)))
        self.changed(1)

    def changed(self, by: int) -> None:
        """A request of the page began or ended."""
        now = time.monotonic()
        if by > 0 and self.in_flight == 0 and self.silence is not None and not self.taken:
            self.silence = max(self.silence, now - self.last_change)
        self.in_flight = max(0, self.in_flight + by)
        self.last_change = now

    def keep(self, response: PageResponse, page: Page) -> None:
        """Take an answer down if it is the page itself or a call of its script."""
        request = response.request
        main = request.is_navigation_request() and request.frame == page.main_frame
        by_tag = request.resource_type == "script" and _BY_A_SCRIPT_TAG.search(request.url) is not None
        if not main and request.resource_type not in _CALL_TYPES and not by_tag:
            return
        task = asyncio.ensure_future(self._take(response, main=main))
        self.waiting.add(task)
        task.add_done_callback(self.waiting.discard)

    async def quiet(self) -> None:
        """Wait until what a click asked for is there."""
        await self.settle(_QUIET_AFTER_A_CLICK)

    async def settle(self, after: float = FULL) -> None:
        """Wait until the page has stopped asking for a moment; a page that never stops is read as it is."""
        until = time.monotonic() + _SETTLE_WITHIN
        while (now := time.monotonic()) < until:
            quiet = now - self.last_change
            if quiet > after and (self.in_flight == 0 or quiet > _STUCK_AFTER) and not self.waiting:
                return
            await asyncio.sleep(0.05)

    async def _take(self, response: PageResponse, *, main: bool) -> None:
        with contextlib.suppress(PlaywrightError):
            exchange = await exchange_of(response, datetime.now(UTC))
            why = self.refused(exchange.ip) if exchange.ip else None
            if why is not None:
                self.from_refused = why
            elif main:
                self.main = self.main if self.taken else exchange
            elif len(exchange.body) <= _LARGEST_CALL:
                kind = await response.header_value("content-type")
                self.calls.append(Call(target=target_of(exchange), exchange=exchange, content_type=kind))


class _Provider:
    """scrapy-playwright's idea of where a browser comes from."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    async def start(self) -> None:
        """Nothing starts before the first page."""

    async def launch_browser(self) -> Browser:
        """The browser that the page was given."""
        return self._browser

    async def launch_persistent_context(self, context_kwargs: dict[str, Any]) -> object:
        """Not used here."""
        raise NotImplementedError(context_kwargs)

    async def close(self) -> None:
        """The process closes it, not a region."""


class LazyBrowserHandler(ScrapyPlaywrightDownloadHandler):
    """scrapy-playwright's handler without its eager start: plain requests never meet Playwright."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._limit = crawler.settings.getfloat("PORTAL_AUDIT_PAGE_TIMEOUT")
        self.abort_request = self._not_permitted
        self._cookies: list[Mapping[str, Any]] = []

    async def _launch(self) -> None:
        """Called when the engine starts: too early."""

    async def download_request(self, request: Request) -> Response:
        """Fetch, or render with a hard end: a page that hangs is closed and has failed."""
        rendering: Rendering | None = request.meta.get("rendering")
        if rendering is None:
            return await HTTP11DownloadHandler.download_request(self, request)
        # From the spider: settings are copied for each crawler, which would make it a browser a region.
        shared: SharedBrowser = self._crawler.spider.browser
        async with shared.page() as running:
            request.meta["playwright_context"] = f"region-{running.number}"
            if getattr(self, "browser", None) is not running.browser:
                request.meta["playwright_context_kwargs"]["storage_state"] = {"cookies": self._cookies, "origins": []}
                self.browser_provider = _Provider(running.browser)
                self.browser = running.browser
            try:
                return await asyncio.wait_for(super().download_request(request), self._limit)
            finally:
                # Of the region's session, for the browser that takes the place of this one.
                self._cookies = rendering.cookies or self._cookies
                for task in rendering.waiting:
                    task.cancel()
                for page in filter(None, (rendering.page, *rendering.windows)):
                    with contextlib.suppress(Exception):
                        await asyncio.wait_for(page.close(), 5)

    async def _not_permitted(self, request: PageRequest) -> bool:
        """Whether a request that a page makes by itself must not leave the machine."""
        guard: AddressGuard = self._crawler.spider.guard
        return request.url.startswith(("http:", "https:")) and await guard.refusal(request.url) is not None

    async def close(self) -> None:
        """Close this region's context; the browser goes on for the others."""
        await HTTP11DownloadHandler.close(self)
        for wrapper in list(self.context_wrappers.values()):
            with contextlib.suppress(Exception):
                await asyncio.wait_for(wrapper.context.close(), 5)
        self.context_wrappers.clear()


def _addresses(dom: str) -> set[str]:
    """The addresses of a page's links."""
    return set(_ADDRESS.findall(dom))


def render_request(
    url: str,
    user_agent: str,
    rendering: Rendering,
    *,
    referer: str | None = None,
    click: str | None = None,
    typed: str | None = None,
    sections: bool = False,
    turning: bool = False,
) -> Request:
    """A request that renders its page, clicks the words `click` on it, and leaves what happened in `rendering`.

    `typed` is put to the page's own search instead. With `sections` the tabs of a guide are opened one by one for the
    calls that they make; with `turning` names that a script listens to are.
    """

    async def opened(page: Page, _: Request) -> None:
        rendering.at = datetime.now(UTC)
        rendering.started = time.monotonic()
        rendering.watch(page)
        if turning or sections or click is not None:
            await page.add_init_script(LISTEN)

    async def settled(page: Page) -> None:
        await rendering.built(page)
        if click is not None:
            await click_words(page, rendering, click)
            rendering.last_change = time.monotonic()
            await rendering.settle()
            page = rendering.page or page
        elif typed is not None:
            rendering.forget()
            await type_words(page, typed, rendering.settle)
            page = rendering.page or page
        rendering.seconds = time.monotonic() - rendering.started
        rendering.dom = await dom_of(page)
        rendering.url = page.url
        rendering.taken = rendering.main is not None
        with contextlib.suppress(PlaywrightError):
            rendering.screenshot = await page.screenshot(full_page=True, type="png", timeout=10_000)
            rendering.layout = await layout_of(page)
        with contextlib.suppress(PlaywrightError):
            rendering.cookies = [dict(one) for one in await page.context.cookies()]
        if turning:
            turned = await turn(page, rendering) or rendering.dom
            if click is None or _addresses(rendering.dom) <= _addresses(turned):
                rendering.dom = turned  # else turning closed what the click had opened
        if sections:
            rendering.opened = await open_parts(page, rendering.url, rendering.quiet, rendering.calls)

    goto: dict[str, str] = {"wait_until": "domcontentloaded"}
    if referer:
        goto["referer"] = referer
    return Request(
        url,
        dont_filter=True,
        meta={
            "playwright": True,
            "playwright_context": "region",
            "playwright_context_kwargs": {
                "user_agent": user_agent,
                "locale": "zh-CN",
                "ignore_https_errors": True,
                "accept_downloads": False,
                "service_workers": "block",  # a worker's requests would pass by the guard
                "viewport": {"width": 1280, "height": 900},
            },
            "playwright_page_init_callback": opened,
            "playwright_page_methods": [PageMethod(settled)],
            "playwright_page_goto_kwargs": goto,
            "rendering": rendering,
        },
    )
