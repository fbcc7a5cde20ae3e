"""A tab that is used again keeps nothing of the address before; a page taken down while watched is the whole page."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from crawler.gather.browser import Rendering
from crawler.gather.flights import Flights
from crawler.gather.installed import executable
from crawler.gather.shared_browser import SharedBrowser
from crawler.gather.tabs import Tab, Tabs
from crawler.gather.taking import take, take_while_watched

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from playwright.async_api import Request

pytestmark = pytest.mark.browser

KEEPS = """<p>办事指南</p><script>
sessionStorage.item ||= location.pathname; window.name ||= location.pathname;
document.body.append(sessionStorage.item + ' ' + window.name);
setInterval(() => fetch('/poll'), 20);
onpagehide = () => sessionStorage.setItem('left', '1');
document.body.append(' ' + sessionStorage.left);
</script>"""


@pytest.fixture(autouse=True)
def _chromium(needed: Callable[[str, bool], None]) -> None:
    needed("Chromium", executable(None) is not None)


async def nothing_forbidden(_: Request) -> bool:
    return False


@asynccontextmanager
async def opened() -> AsyncIterator[Tab]:
    shared = SharedBrowser(None, pages=10)
    async with shared.page() as running:
        tab = Tab(page=await running.browser.new_page(), owner=running)
        await tab.prepare(nothing_forbidden)
        yield tab
    await shared.close()


def rendering(**told: Any) -> Rendering:
    return Rendering(refused=lambda _: None, **told)


def test_an_address_finds_nothing_of_the_one_before_in_its_tab(site: Any) -> None:
    for path in ("/guide/1", "/guide/2"):
        site.html(path, KEEPS)
    site.html("/poll", "")

    async def looked() -> list[str]:
        texts = []
        async with opened() as tab:
            for path in ("/guide/1", "/guide/2"):
                look = rendering()
                page = tab.begin(look)
                await page.goto(site.url.rstrip("/") + path)
                texts.append(await page.inner_text("body"))
                assert await tab.leave()
                polled = site.asked("/poll")
                await asyncio.sleep(0.1)
                assert site.asked("/poll") - polled <= 1  # one may have been on its way
                assert page.url == "about:blank"
        return texts

    assert [text.split()[1:] for text in asyncio.run(looked())] == [
        [path, path, "undefined"] for path in ("/guide/1", "/guide/2")
    ]


@pytest.mark.parametrize(
    ("script", "whole"),
    [("", True), ("setTimeout(() => document.body.append('20个工作日'), 150)", False), ("later('/data')", False)],
)
def test_a_page_that_goes_on_while_it_is_watched_is_told(site: Any, script: str, whole: Any) -> None:
    site.html("/data", "20个工作日")
    later = "const later = (url) => setTimeout(() => fetch(url), 150);"
    site.html("/guide/1", f"<p>办事指南</p><script>{later}{script}</script>")
    landed: list[bool] = []

    async def looked() -> bool:
        async with opened() as tab:
            look = rendering(still=0.4, early=True, land=lambda: landed.append(True))
            page = tab.begin(look)
            await page.goto(f"{site.url}guide/1")
            held = await take_while_watched(page, look)
            assert "办事指南" in look.dom
            assert look.screenshot is not None
            assert look.layout is not None
            return held

    assert asyncio.run(looked()) is whole
    assert landed == [True]


def test_a_page_that_hangs_when_it_is_left_is_given_up(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.gather.tabs._LEAVE_WITHIN", 1.0)
    site.html("/guide/1", "<p>办事指南</p><script>setTimeout(() => { for (;;) {} }, 300)</script>")
    site.html("/guide/2", "<p>受理条件</p>")

    left: list[bool] = []

    async def looked() -> str:
        shared = SharedBrowser(None, pages=10)
        async with shared.page() as running:
            context = await running.browser.new_context()
            for path in ("guide/1", "guide/2"):
                tab = Tab(page=await context.new_page(), owner=running)
                await tab.prepare(nothing_forbidden)
                look = rendering()
                await tab.begin(look).goto(site.url + path)
                await take(tab.page, look)
                await asyncio.sleep(0.4)
                left.append(await tab.leave())
                await tab.close()
        await shared.close()
        return look.dom

    assert "受理条件" in asyncio.run(looked())
    assert left == [False, True]


def test_tabs_are_kept_for_their_own_session_and_a_while() -> None:
    async def told() -> None:
        tabs = Tabs(1)
        async with opened() as tab:
            await tabs.give(tab)
            assert tabs.take("another") is None
            assert tabs.take(tab.owner) is tab
            assert tabs.take(tab.owner) is None
            await tabs.give(tab)
            await tab.page.close()
            assert tabs.take(tab.owner) is None
            assert not await tab.leave()
        tabs.stop()

    asyncio.run(told())


def test_a_flight_ends_when_it_lands_and_only_once() -> None:
    async def told() -> None:
        flights = Flights(1)
        async with flights.one("a") as land:
            async with flights.one("b"):
                pass
            land()
            async with flights.one("a"):
                land()
                waiting = asyncio.ensure_future(flights.one("a").__aenter__())
                await asyncio.sleep(0)
                assert not waiting.done()
            await waiting

    asyncio.run(told())


def test_a_window_that_a_page_opens_asks_for_nothing_that_is_forbidden(site: Any) -> None:
    site.html("/guide/1", "<p>办事指南</p><script>window.open('/allowed'); window.open('/inner');</script>")
    site.html("/allowed", "<p>附件</p>")
    site.html("/inner", "<p>内网</p>")

    async def looked() -> int:
        async def inner(request: Request) -> bool:
            return request.url.endswith("/inner")

        shared = SharedBrowser(None, pages=10)
        async with shared.page() as running:
            tab = Tab(page=await running.browser.new_page(), owner=running)
            await tab.prepare(inner)
            look = rendering()
            await tab.begin(look).goto(site.url.rstrip("/") + "/guide/1")
            for _ in range(100):
                if site.asked("/allowed") and len(look.windows) == 2:
                    break
                await asyncio.sleep(0.05)
            await asyncio.sleep(0.3)  # for the other one to be asked for, if it is
        await shared.close()
        return len(look.windows)

    assert asyncio.run(looked()) == 2
    assert (site.asked("/allowed"), site.asked("/inner")) == (1, 0)
