"""Pages of the browser that are used again (标签页), as a reader goes on in the window that is open already.

A new page costs the browser a process of its own, which is more than most pages of a portal cost it. Between two
addresses a tab shows an empty page: nothing of the last one runs on, is kept in it, or may ask for anything.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from playwright.async_api import Error as PlaywrightError

from crawler.gather.asking_by_turning import LISTEN
from crawler.gather.unsent_forms import is_held, is_held_in, let

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import BrowserContext, Dialog, Page, Request, Route

    from crawler.gather.browser import Rendering

_GUARDED: WeakSet[BrowserContext] = WeakSet()

_MOST_LOOKS = 15
"""Addresses after which a tab is closed: what a process of the browser keeps of pages that are gone adds up."""

_IDLE_FOR = 1.0
"""Seconds after which a tab that nobody wants is closed."""

_LEAVE_WITHIN = 5.0

_FORGET = """() => {
  try { sessionStorage.clear(); Storage.prototype.setItem = () => {}; } catch (e) { /* an opaque origin has none */ }
  window.name = '';
}"""
"""What a page keeps for as long as its tab is open; and it writes nothing down when it is left."""


@dataclass(slots=True, eq=False)
class Tab:
    """A page of the browser. `rendering` hears what happens on it; while nobody looks, it may ask for nothing."""

    page: Page
    owner: object
    """Whose session it belongs to: the context of one region in one browser."""
    rendering: Rendering | None = None
    looks: int = 0
    gone: bool = False

    async def prepare(self, forbidden: Callable[[Request], Awaitable[bool]]) -> None:
        """Guard what it asks for, and follow what it does. Raises PlaywrightError where it is closed meanwhile."""

        async def met(route: Route, request: Request) -> None:
            with contextlib.suppress(PlaywrightError):  # It may be closed before it is told.
                if self.rendering is None or await forbidden(request):
                    await route.abort()
                elif is_held(self.page, request):
                    self.rendering.unsent.append(request.url)
                    await route.abort("aborted")  # As a reader stops it: the page stays where it is.
                else:
                    await route.continue_()

        await guard_windows(self.page.context, forbidden)
        listen(self.page, lambda: self.rendering)
        for event in ("close", "crash"):
            self.page.on(event, lambda _: self._ended())
        await self.page.route("**", met)
        await self.page.add_init_script(LISTEN)

    def begin(self, rendering: Rendering) -> Page:
        """Look at an address with it; the page to do that with."""
        self.looks += 1
        self.rendering = rendering
        let(self.page)
        rendering.begin(self.page)
        return self.page

    async def leave(self) -> bool:
        """Show an empty page, and ask for nothing from now on; False where the tab is of no further use."""
        self.rendering = None
        if self.gone or self.looks >= _MOST_LOOKS or len(self.page.frames) > 1:
            return False
        try:
            await asyncio.wait_for(self._emptied(), _LEAVE_WITHIN)
        except (PlaywrightError, TimeoutError):
            return False
        return not self.gone

    async def close(self) -> None:
        """Close it; what does not close in time is left to the end of the browser."""
        self.rendering = None
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self.page.close(), _LEAVE_WITHIN)

    async def _emptied(self) -> None:
        await self.page.evaluate(_FORGET)
        await self.page.goto("about:blank", wait_until="commit")

    def _ended(self) -> None:
        self.gone = True


@dataclass(slots=True)
class Tabs:
    """Tabs of a process that are open and not in use, `most` of them at once."""

    most: int
    _idle: list[Tab] = field(default_factory=list)
    _closing: set[asyncio.Task[None]] = field(default_factory=set)

    def take(self, owner: object) -> Tab | None:
        """One of this session, if there is one."""
        self._idle = [tab for tab in self._idle if not tab.gone]
        found = next((tab for tab in reversed(self._idle) if tab.owner == owner), None)
        if found is not None:
            self._idle.remove(found)
        return found

    async def give(self, tab: Tab) -> None:
        """Keep one for whoever comes next, for a while; the one that waited longest makes room."""
        self._idle.append(tab)
        closing = asyncio.ensure_future(self._closed_later(tab, tab.looks))
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)
        if len(self._idle) > self.most:
            await self._idle.pop(0).close()

    def stop(self) -> None:
        """Wait for nobody any more; the browser closes what is open."""
        for closing in self._closing:
            closing.cancel()

    async def _closed_later(self, tab: Tab, looks: int) -> None:
        await asyncio.sleep(_IDLE_FOR)
        if tab in self._idle and tab.looks == looks:
            self._idle.remove(tab)
            await tab.close()


async def guard_windows(context: BrowserContext, forbidden: Callable[[Request], Awaitable[bool]]) -> None:
    """Guard what the windows ask for that pages open: the guard of a tab is asked about its own page alone.

    Nor does a form go that was to be sent into a window of its own.
    """
    if context in _GUARDED:
        return
    _GUARDED.add(context)

    async def met(route: Route, request: Request) -> None:
        with contextlib.suppress(PlaywrightError):
            held = is_held_in(context, request)
            await (route.abort() if held or await forbidden(request) else route.continue_())

    await context.route("**", met)


def listen(page: Page, whom: Callable[[], Rendering | None]) -> None:
    """Tell what a page does to the look that is at it at that time."""

    def told(tell: Callable[[Rendering, Any], None]) -> Callable[[Any], None]:
        def heard(event: Any) -> None:
            rendering = whom()
            if rendering is not None:
                tell(rendering, event)

        return heard

    async def answered(dialog: Dialog) -> None:
        with contextlib.suppress(PlaywrightError):
            # A page that nobody looks at any more asks whether it may be left.
            await (dialog.dismiss() if whom() is not None else dialog.accept())

    page.on("request", told(lambda rendering, request: rendering.asks(request)))
    page.on("requestfinished", told(lambda rendering, request: rendering.ended(request)))
    page.on("requestfailed", told(lambda rendering, request: rendering.failed(request)))
    page.on("response", told(lambda rendering, response: rendering.keep(response, page)))
    page.on("popup", told(lambda rendering, window: rendering.popped_up(window)))
    page.on("dialog", answered)
