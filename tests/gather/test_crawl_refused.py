"""What a portal refuses, and what fails: named, left alone as it wishes, and never taken for absent."""

from __future__ import annotations

import gzip
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crawler.archive.store import RegionArchive
from crawler.domain.evidence import Failure, FetchState, PageKind
from crawler.gather.crawl import CrawlOptions, CrawlState
from tests.gather.crawled import RUN, check_archive, gather, of

if TYPE_CHECKING:
    from pathlib import Path


def test_retry_after_is_heeded_by_the_whole_host(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=10)
    page = site.routes["/guide/5"]
    site.routes["/guide/5"] = lambda _: page if site.asked("/guide/5") > 1 else (429, {"Retry-After": "2"}, b"")
    outcome, evidence = gather(job(rate=20.0), tmp_path, options)
    (guide,) = of(evidence, "/guide/5")
    assert (outcome.state, guide.state, guide.attempts) == (CrawlState.COMPLETE, FetchState.FETCHED, 2)
    refused = next(one.at for one in site.log if one.path == "/guide/5")
    later = [one.at for one in site.log if one.at > refused + 0.15]  # One may have been on its way already.
    assert min(later) - refused > 1.8


def test_an_answer_without_a_byte_is_asked_for_once_more_and_then_believed(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=6)
    page = site.routes["/guide/5"]
    nothing = 200, {"Content-Type": "text/html"}, b""
    site.routes["/guide/5"] = lambda _: page if site.asked("/guide/5") > 1 else nothing
    _, evidence = gather(job(), tmp_path, options)
    (guide,) = of(evidence, "/guide/5")
    assert (guide.state, guide.attempts) == (FetchState.FETCHED, 2)


def test_a_host_that_goes_on_refusing_is_rate_limited_not_absent(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=4)
    site.routes["/guide/2"] = (429, {"Retry-After": "0"}, b"")
    _, evidence = gather(job(), tmp_path, options)
    looks = of(evidence, "/guide/2")
    assert [(e.look, e.failure, e.attempts) for e in looks] == [
        (1, Failure.RATE_LIMITED, 3),
        (2, Failure.RATE_LIMITED, 3),
    ]


def test_a_redirect_into_the_machine_is_refused(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=6)
    site.routes["/guide/2"] = (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b"")
    site.routes["/guide/3"] = (302, {"Location": "file:///etc/passwd"}, b"")
    _, evidence = gather(job(), tmp_path, options)
    for path in ("/guide/2", "/guide/3"):
        (guide,) = of(evidence, path)
        assert (guide.state, guide.failure) == (FetchState.SKIPPED, Failure.REFUSED_ADDRESS)


def test_a_portal_on_a_private_address_needs_permission(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site)
    outcome, evidence = gather(job(), tmp_path, replace(options, allow_private=False))
    assert outcome.state is CrawlState.INCOMPLETE
    assert {e.failure for e in evidence} == {Failure.REFUSED_ADDRESS}
    assert site.log == []


def test_robots_txt_is_obeyed_and_archived(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=6)
    rules = b"User-agent: *\nDisallow: /guide/3\nUser-agent: portal-audit\nDisallow: /guide/4\n"
    site.routes["/robots.txt"] = (200, {"Content-Type": "text/plain"}, rules)
    _, evidence = gather(job(), tmp_path, options)
    (refused,) = of(evidence, "/guide/4")
    assert (refused.state, refused.failure) == (FetchState.SKIPPED, Failure.ROBOTS_DISALLOWED)
    assert site.asked("/guide/4") == 0
    assert site.asked("/guide/3") == 1  # Our own group counts, not the one for all.
    (robots,) = [e for e in evidence if e.kind is PageKind.ROBOTS]
    assert RegionArchive(tmp_path, RUN, "990001").payload(robots) == rules


def test_a_robots_txt_that_fails_forbids_everything(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site)
    site.routes["/robots.txt"] = (500, {}, b"")
    outcome, evidence = gather(job(), tmp_path, options)
    (home,) = [e for e in evidence if e.kind is PageKind.HOME]
    assert (home.failure, outcome.state) == (Failure.ROBOTS_DISALLOWED, CrawlState.INCOMPLETE)
    assert set(site.paths()) == {"/robots.txt"}


def test_failures_are_named_and_the_walk_goes_on(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=10)
    page = site.routes["/guide/1"][2]
    site.routes["/guide/1"] = lambda _: time.sleep(2.5)
    short = {"Content-Type": "text/html", "Content-Length": str(len(page) + 500), "Connection": "close"}
    site.routes["/guide/2"] = (200, short, page)
    site.routes["/guide/3"] = lambda _: None
    site.routes["/guide/4"] = (200, {"Content-Type": "text/html", "Content-Length": "900000000"}, b"")
    bomb = gzip.compress(bytes(40_000_000))
    site.routes["/guide/5"] = (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, bomb)
    site.routes["/guide/6"] = (302, {"Location": "/guide/6?again=1"}, b"")
    site.routes["/guide/6?again=1"] = (302, {"Location": "/guide/6"}, b"")
    site.routes["/guide/7"] = (503, {"Retry-After": "0"}, b"")
    outcome, evidence = gather(job(), tmp_path, replace(options, timeout=1.0, pauses=(0.05,)))
    found = {path: of(evidence, path)[-1].failure for path in (f"/guide/{n}" for n in range(1, 11))}
    assert found == {
        "/guide/1": Failure.TIMEOUT,
        "/guide/2": Failure.RESET,
        "/guide/3": Failure.RESET,
        "/guide/4": Failure.TOO_LARGE,
        "/guide/5": Failure.BOMB,
        "/guide/6": Failure.REDIRECT_LOOP,
        "/guide/7": Failure.HTTP_5XX,
        "/guide/8": None,
        "/guide/9": None,
        "/guide/10": None,
    }
    assert outcome.items == 10
    assert all(e.reason for e in evidence if e.failure is not None)
    check_archive(tmp_path, "990001")


def test_a_missing_guide_is_asked_again_at_the_end(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=6)
    del site.routes["/guide/2"]
    back = site.routes.pop("/guide/3")
    site.routes["/guide/3"] = lambda _: back if site.asked("/guide/3") > 1 else (404, {}, b"<h1>404</h1>")
    _, evidence = gather(job(), tmp_path, options)
    assert [(e.look, e.status) for e in of(evidence, "/guide/2")] == [(1, 404), (2, 404)]
    assert [(e.look, e.state) for e in of(evidence, "/guide/3")] == [(1, FetchState.FAILED), (2, FetchState.FETCHED)]
    # The second look comes when everything else is done.
    assert set(site.paths()[-2:]) == {"/guide/2", "/guide/3"}


def test_a_portal_that_is_gone_is_incomplete_and_not_hammered(job: Any, options: CrawlOptions, tmp_path: Path) -> None:
    one = job()
    gone = replace(one, profile=replace(one.profile, portal="http://127.0.0.1:9/"))
    outcome, evidence = gather(gone, tmp_path, options)
    (home,) = [e for e in evidence if e.kind is PageKind.HOME and e.look == 1]
    assert (home.state, home.failure) == (FetchState.FAILED, Failure.REFUSED)
    assert outcome.state is CrawlState.INCOMPLETE
    assert "refused" in (outcome.reason or "")


def test_no_list_behind_a_page_that_failed_is_incomplete(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site)
    site.routes["/list"] = (500, {}, b"")
    outcome, _ = gather(job(), tmp_path, replace(options, pauses=()))
    assert (outcome.state, outcome.items) == (CrawlState.INCOMPLETE, 0)
    assert "http_5xx" in (outcome.reason or "")
