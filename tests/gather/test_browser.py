from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from crawler.archive.store import RegionArchive
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Via
from crawler.domain.portal import Hints, Render
from crawler.gather.crawl import CrawlJob, CrawlOptions, CrawlOutcome, CrawlState, crawl
from crawler.gather.installed import executable

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

RUN = "2026Q4-1"


@pytest.fixture(autouse=True)
def _chromium() -> None:
    if executable(None) is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium: PORTAL_AUDIT_BROWSER is not set and none is on PATH")
        pytest.skip("no Chromium: PORTAL_AUDIT_BROWSER is not set and none is on PATH")


def gather(job: CrawlJob, data: Path, options: CrawlOptions) -> tuple[CrawlOutcome, list[Evidence]]:
    outcome = crawl([job], data=data, run=RUN, options=options)[job.region]
    return outcome, list(RegionArchive(data, RUN, job.region).evidence())


@pytest.mark.parametrize("rows", ["linked", "clicked"])
def test_a_single_page_portal_is_learned_from_one_rendering_and_asked_over_http(  # noqa: PLR0917 - fixtures
    rows: str, site: Any, single_page: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    single_page(site, rows=rows)
    outcome, evidence = gather(job(), tmp_path, options)
    assert (outcome.state, outcome.reason, outcome.items) == (CrawlState.COMPLETE, None, 25)
    rendered = [e for e in evidence if e.via is Via.BROWSER and e.kind is not PageKind.API]
    assert len(rendered) <= 4
    pages = [e for e in evidence if e.kind is PageKind.LIST]
    assert [(json.loads(e.target.body or "")["pageNum"], e.via) for e in pages] == [(n, Via.HTTP) for n in (1, 2, 3)]
    guides = {e.item for e in evidence if e.kind is PageKind.GUIDE and e.state is FetchState.FETCHED}
    assert len(guides) == 25


def test_a_rendered_page_leaves_dom_picture_and_calls(
    site: Any, single_page: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    single_page(site, items=3)
    _, evidence = gather(job(), tmp_path, options)
    archive = RegionArchive(tmp_path, RUN, "990001")
    guide = next(e for e in evidence if e.kind is PageKind.GUIDE and e.via is Via.BROWSER)
    assert "第1类特种行业经营许可证核发" in archive.payload(guide).decode()
    assert guide.screenshot is not None
    assert (tmp_path / guide.screenshot).read_bytes().startswith(b"\x89PNG")
    call = next(e for e in evidence if e.kind is PageKind.API and e.parent == guide.id)
    assert call.item == guide.item
    assert json.loads(archive.payload(call))["data"]["AUDIT_ITEM"]["PROMISE_DAY"] == "10"


def test_where_the_portal_refuses_our_calls_its_rendered_rows_are_read(
    site: Any, single_page: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    single_page(site, items=4)
    served = site.routes["/api/list"]
    browsers = {"Sec-Fetch-Mode", "sec-fetch-mode"}
    site.routes["/api/list"] = lambda seen: served(seen) if browsers & set(seen.headers) else (403, {}, b"")
    _, evidence = gather(job(), tmp_path, options)
    guides = {e.item for e in evidence if e.kind is PageKind.GUIDE and e.state is FetchState.FETCHED}
    assert len(guides) == 4
    assert any(e.kind is PageKind.LIST and e.via is Via.BROWSER for e in evidence)


def test_a_page_that_never_stops_loading_fails_in_time(
    site: Any, single_page: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    single_page(site, items=3)
    site.routes["/app.js"] = (200, {"Content-Type": "text/javascript"}, b"for (;;) {}")
    outcome, evidence = gather(job(), tmp_path, replace(options, page_timeout=2.0))
    assert outcome.state is CrawlState.INCOMPLETE
    assert {e.failure for e in evidence if e.via is Via.BROWSER} == {Failure.TIMEOUT}


def test_a_page_may_not_reach_into_the_machine(
    site: Any, single_page: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    single_page(site, items=3)
    status, headers, body = site.routes["/app.js"]
    spy = b"fetch('http://169.254.169.254/latest').catch(() => {});\n"
    site.routes["/app.js"] = (status, headers, spy + body)
    outcome, evidence = gather(job(), tmp_path, options)
    assert outcome.items == 3
    assert not [e for e in evidence if "169.254" in e.target.url]


def test_without_a_browser_a_shell_is_our_gap(
    site: Any, single_page: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    single_page(site)
    outcome, evidence = gather(job(), tmp_path, replace(options, browser=str(tmp_path / "no-such-browser")))
    home = next(e for e in evidence if e.kind is PageKind.HOME and e.via is Via.BROWSER)
    assert home.failure is Failure.UNKNOWN
    assert (home.reason or "").startswith("no browser")
    assert outcome.state is CrawlState.INCOMPLETE


def test_a_profile_may_rule_the_browser_out(
    site: Any, single_page: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    single_page(site)
    _, evidence = gather(job(hints=Hints(render=Render.HTTP)), tmp_path, options)
    assert {e.via for e in evidence} == {Via.HTTP}
    assert {e.failure for e in evidence if e.kind is PageKind.HOME} == {Failure.EMPTY_SHELL}


def test_a_server_rendered_portal_starts_no_browser(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=3)
    outcome, _ = gather(job(), tmp_path, replace(options, browser=str(tmp_path / "no-such-browser")))
    assert outcome.state is CrawlState.COMPLETE
