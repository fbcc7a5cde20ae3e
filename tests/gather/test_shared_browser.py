"""A browser is replaced after so many pages, goes with its last page, and takes the session of a region with it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from crawler.archive.store import RegionArchive
from crawler.domain.evidence import FetchState, PageKind, Via
from crawler.domain.portal import Hints, Render
from crawler.gather.crawl import CrawlState, crawl
from crawler.gather.installed import executable
from crawler.gather.shared_browser import NoBrowserError, SharedBrowser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crawler.gather.job import CrawlOptions

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _chromium(needed: Callable[[str, bool], None]) -> None:
    needed("Chromium", executable(None) is not None)


def test_an_old_browser_ends_with_its_last_page() -> None:
    async def told() -> None:
        shared = SharedBrowser(None, pages=2)
        async with shared.page() as first:
            async with shared.page() as second:
                assert second is first
            async with shared.page() as third:
                assert third is not first
                assert first.browser.is_connected()
        assert not first.browser.is_connected()
        assert third.browser.is_connected()
        await third.browser.close()  # as a crash would
        async with shared.page() as fourth:
            assert fourth.number == 3
        await shared.close()
        assert not fourth.browser.is_connected()

    asyncio.run(told())


def test_no_browser_is_said_in_one_line() -> None:
    async def told() -> None:
        with pytest.raises(NoBrowserError, match=r"/nowhere/chromium") as raised:
            async with SharedBrowser("/nowhere/chromium", pages=2).page():
                pass
        assert "\n" not in str(raised.value)

    asyncio.run(told())


def test_the_session_of_a_region_outlives_its_browser(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=5, per_page=5)
    plain = site.routes.copy()
    sessions: list[str] = []

    def with_session(path: str) -> Any:
        def answer(seen: Any) -> Any:
            status, headers, body = plain[path]
            known = seen.headers.get("Cookie") or seen.headers.get("cookie") or ""
            if "visitor=" in known:
                return status, headers, body
            sessions.append(path)
            return status, {**headers, "Set-Cookie": f"visitor={len(sessions)}; Path=/"}, body

        return answer

    for path in [one for one in plain if one.startswith("/guide")]:
        site.routes[path] = with_session(path)
    told = replace(options, browser_pages=2)
    outcome = crawl([job(hints=Hints(render=Render.BROWSER))], data=tmp_path, run="R", options=told)["990001"]
    assert outcome.state is CrawlState.COMPLETE
    guides = [
        one
        for one in RegionArchive(tmp_path, "R", "990001").evidence()
        if one.kind is PageKind.GUIDE and one.via is Via.BROWSER
    ]
    assert [one.state for one in guides] == [FetchState.FETCHED] * 5
    assert len(sessions) <= 2  # two pages may be opened at once before there is a session
