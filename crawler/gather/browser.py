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
from itertools import count
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError
from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from crawler.gather.address import host_of
from crawler.gather.asking_by_opening import open_parts
from crawler.gather.asking_by_turning import click_words, turn
from crawler.gather.asking_by_typing import type_words
from crawler.gather.browser_answers import broken_off, exchange_of, target_of
from crawler.gather.shown_dom import addresses_in
from crawler.gather.stillness import FULL, SHORT
from crawler.gather.tab_panels import TabPanels
from crawler.gather.tabs import Tab, listen
from crawler.gather.taking import take, take_while_watched
from crawler.gather.unsent_forms import unsent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.async_api import Browser, Page
    from playwright.async_api import Request as PageRequest
    from playwright.async_api import Response as PageResponse
    from scrapy.crawler import Crawler

    from crawler.archive.warc import Exchange
    from crawler.domain.evidence import Target
    from crawler.gather.address import AddressGuard
    from crawler.gather.shared_browser import Running, SharedBrowser


_QUIET_AFTER_A_CLICK = 0.3

_STUCK_AFTER = 5.0
"""Seconds of silence after which requests still in flight are long polls, not parts of the page."""

_SETTLE_WITHIN = 20.0

_LARGEST_CALL = 5_000_000

_NUMBER = count()

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
    land: Callable[[], None] = lambda: None
    """Called when nothing of the page is in flight any more, where it is only watched from then on."""
    dom: str = ""
    url: str = ""
    screenshot: bytes | None = None
    layout: bytes | None = None
    main: Exchange | None = None
    taken: bool = False
    """Whether the page was taken down: where a click leads the browser afterwards is no answer to its address."""
    calls: list[Call] = field(default_factory=list)
    broken: list[tuple[Target, str]] = field(default_factory=list)
    """Calls that the network broke off, and how: what they bring is missing on the page."""
    asked: list[tuple[datetime, str]] = field(default_factory=list)
    """When the page asked which host."""
    cookies: list[Mapping[str, Any]] = field(default_factory=list)
    opened: list[Target] = field(default_factory=list)
    """What clicks on the page would have led to: windows, files."""
    unsent: list[str] = field(default_factory=list)
    """Where forms of the page would have been sent by clicks."""
    page: Page | None = None
    tab: Tab | None = None
    at: datetime | None = None
    started: float = 0.0
    seconds: float | None = None
    from_refused: str | None = None
    still: float = FULL
    """Seconds of silence after which the page counts as built."""
    silence: float | None = 0.0
    """The longest silence, in seconds, after which it went on asking; None where it changed late without asking."""
    early: bool = False
    """Whether the page is taken down while it is watched: its kind has not gone on after that so far."""
    held: bool | None = None
    """Whether what was taken down so was all; None where it was not taken down so."""
    last_change: float = 0.0
    windows: list[Page] = field(default_factory=list)
    waiting: set[asyncio.Task[None]] = field(default_factory=set)
    _open: set[PageRequest] = field(default_factory=set)

    @property
    def in_flight(self) -> int:
        """How many requests of the page have not ended yet."""
        return len(self._open)

    def watch(self, page: Page) -> None:
        """Follow a page, and the window that it may open, which takes its place."""
        self.begin(page)
        listen(page, lambda: self)

    def begin(self, page: Page) -> None:
        """A page that is followed already is this look's from now on."""
        self.page = page
        self.at = self.at or datetime.now(UTC)
        self.last_change = time.monotonic()
        self.started = self.started or self.last_change

    def forget(self) -> None:
        """What came before a click is not what the click brought."""
        self.calls.clear()
        self.main = None

    def popped_up(self, page: Page) -> None:
        """The page opened a window."""
        self.windows.append(page)
        self.watch(page)

    async def built(self, page: Page) -> None:
        """Wait until the page is built, and note how long it was still before it did the last thing."""
        if self.still < FULL:
            await self.settle(self.still)
            return
        await self.settle(SHORT)
        size = await page.evaluate(_SIZE)
        await self.settle()
        self.silence = self.silence if await page.evaluate(_SIZE) == size else None

    def asks(self, request: PageRequest) -> None:
        """The page asks for something."""
        now = time.monotonic()
        if request.url.startswith(("http:", "https:")):
            self.asked.append((datetime.now(UTC), host_of(request.url)))
        if not self._open and self.silence is not None and not self.taken:
            self.silence = max(self.silence, now - self.last_change)
        self._open.add(request)
        self.last_change = now

    def ended(self, request: PageRequest) -> None:
        """A request of the page came to its end; those that it did not make itself are none of its own."""
        if request in self._open:
            self._open.remove(request)
            self.last_change = time.monotonic()

    def failed(self, request: PageRequest) -> None:
        """A request did not come to its end; a call of the page is noted."""
        self.ended(request)
        if request.resource_type in _CALL_TYPES and (broken := broken_off(request)) is not None:
            self.broken.append(broken)

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
            if quiet > after and (not self._open or quiet > _STUCK_AFTER) and not self.waiting:
                return
            await asyncio.sleep(min(max(after - quiet, 0.005), 0.05))

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
        self._leaving: set[asyncio.Task[None]] = set()

    async def _launch(self) -> None:
        """Called when the engine starts: too early."""

    async def download_request(self, request: Request) -> Response:
        """Fetch, or render with a hard end: a page that hangs is closed and has failed."""
        rendering: Rendering | None = request.meta.get("rendering")
        if rendering is None:
            return await HTTP11DownloadHandler.download_request(self, request)
        # From the spider: settings are copied for each crawler, which would make it a browser a region.
        shared: SharedBrowser = self._crawler.spider.browser
        async with contextlib.AsyncExitStack() as turn:
            running = await turn.enter_async_context(shared.page())
            request.meta["playwright_context"] = f"region-{running.number}"
            if getattr(self, "browser", None) is not running.browser:
                request.meta["playwright_context_kwargs"]["storage_state"] = {"cookies": self._cookies, "origins": []}
                self.browser_provider = _Provider(running.browser)
                self.browser = running.browser
            again = False
            try:
                await asyncio.wait_for(self._look(request, rendering, running, shared), self._limit)
                again = request.meta["reusable"] and not rendering.windows
            finally:
                # Of the region's session, for the browser that takes the place of this one.
                self._cookies = rendering.cookies or self._cookies
                for task in rendering.waiting:
                    task.cancel()
                # What was taken down can be worked on meanwhile; the next page has its turn when this one is gone.
                leaving = asyncio.ensure_future(self._leave(rendering, shared, turn.pop_all(), again=again))
                self._leaving.add(leaving)
                leaving.add_done_callback(self._leaving.discard)
        return Response(request.url, request=request)

    async def _look(self, request: Request, rendering: Rendering, running: Running, shared: SharedBrowser) -> None:
        rendering.tab = shared.tabs.take((self, running))
        if rendering.tab is None:
            page = await self._create_page(request, self._crawler.spider)
            rendering.tab = Tab(page=page, owner=(self, running))
            await rendering.tab.prepare(self._not_permitted)
        page = rendering.tab.begin(rendering)
        await page.goto(request.url, wait_until="domcontentloaded", referer=request.meta["referer"])
        await request.meta["act"](page)

    @staticmethod
    async def _leave(
        rendering: Rendering, shared: SharedBrowser, turn: contextlib.AsyncExitStack, *, again: bool
    ) -> None:
        """Let go of the page that was looked at; then others may have their turn."""
        async with turn:
            for window in rendering.windows:
                with contextlib.suppress(Exception):
                    await asyncio.wait_for(window.close(), 5)
            tab = rendering.tab
            if tab is not None and again and await tab.leave():
                await shared.tabs.give(tab)
            elif tab is not None:
                await tab.close()

    async def _not_permitted(self, request: PageRequest) -> bool:
        """Whether a request that a page makes by itself must not leave the machine."""
        guard: AddressGuard = self._crawler.spider.guard
        return request.url.startswith(("http:", "https:")) and await guard.refusal(request.url) is not None

    async def close(self) -> None:
        """Close this region's context; the browser goes on for the others."""
        await HTTP11DownloadHandler.close(self)
        await asyncio.gather(*self._leaving, return_exceptions=True)
        for wrapper in list(self.context_wrappers.values()):
            with contextlib.suppress(Exception):
                await asyncio.wait_for(wrapper.context.close(), 5)
        self.context_wrappers.clear()


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
    areas: bool = False,
) -> Request:
    """A request that renders its page, clicks the words `click` on it, and leaves what happened in `rendering`.

    `typed` is put to the page's own search instead. With `sections` the tabs of a guide are opened one by one for the
    calls that they make; with `turning` names that a script listens to are, with `areas` those of other places too.
    """

    async def looked_at(page: Page) -> None:
        if click is None and typed is None and rendering.early:
            rendering.held = await take_while_watched(page, rendering)
        if not rendering.held:
            page = await acted(page)
            await take(page, rendering)
        rendering.seconds = time.monotonic() - rendering.started
        rendering.taken = rendering.main is not None
        if turning:
            turned = await turn(page, rendering, areas=areas) or rendering.dom
            if click is None or addresses_in(rendering.dom) <= addresses_in(turned):
                rendering.dom = turned  # else turning closed what the click had opened
        if sections:
            panels = TabPanels(page)
            rendering.opened = await open_parts(
                page, rendering.url, rendering.quiet, rendering.calls, panels, unsent=rendering.unsent
            )
            with contextlib.suppress(PlaywrightError):
                rendering.dom = await panels.whole() or rendering.dom
        if click is not None or turning or sections:
            rendering.unsent += await unsent(page)

    async def acted(page: Page) -> Page:
        await rendering.built(page)
        if click is not None:
            await click_words(page, rendering, click)
            rendering.last_change = time.monotonic()
            await rendering.settle()
            return rendering.page or page
        if typed is not None:
            rendering.forget()
            await type_words(page, typed, rendering.settle)
            return rendering.page or page
        return page

    return Request(
        url,
        dont_filter=True,
        meta={
            "playwright_context_kwargs": {
                "user_agent": user_agent,
                "locale": "zh-CN",
                "ignore_https_errors": True,
                "accept_downloads": False,
                "service_workers": "block",  # a worker's requests would pass by the guard
                "viewport": {"width": 1280, "height": 900},
            },
            "rendering": rendering,
            "download_slot": f"page-{next(_NUMBER)}",  # who waits for whom is settled already
            "act": looked_at,
            "referer": referer,
            "reusable": click is None and typed is None and not turning,
        },
    )
