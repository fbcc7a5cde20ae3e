from __future__ import annotations

import gzip
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive.store import RegionArchive
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind
from crawler.domain.portal import Hints
from crawler.errors import UsageError
from crawler.gather.crawl import CrawlJob, CrawlOptions, CrawlOutcome, CrawlState, Progress, crawl, grouped
from crawler.gather.job import Spec, spec_to_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RUN = "2026Q4-1"


def gather(job: CrawlJob, data: Path, options: CrawlOptions) -> tuple[CrawlOutcome, list[Evidence]]:
    outcome = crawl([job], data=data, run=RUN, options=options)[job.region]
    return outcome, list(RegionArchive(data, RUN, job.region).evidence())


def of(evidence: list[Evidence], path: str) -> list[Evidence]:
    return [e for e in evidence if e.target.url.partition("127.0.0.1")[2].partition("/")[2] == path.removeprefix("/")]


def summary(evidence: list[Evidence]) -> set[tuple[Any, ...]]:
    """What must be the same however often a run was cut off."""
    return {(e.id, e.kind, e.target, e.state, e.failure, e.item, e.sha256, e.look) for e in evidence}


def check_archive(data: Path, region: str) -> int:
    """Every record readable with its digests right (what `warcio check` does), every payload as its evidence says."""
    archive = RegionArchive(data, RUN, region)
    count = 0
    for path in archive.folder.glob("*.warc.gz"):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.content_stream().read()
                count += 1
    for one in archive.evidence():
        if one.sha256 is not None:
            assert hashlib.sha256(archive.payload(one)).hexdigest() == one.sha256, one.url
            assert one.size == len(archive.payload(one))
    return count


def test_a_portal_is_walked_from_front_page_to_forms(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site)
    told: list[Progress] = []
    one = job()
    outcome = crawl([one], data=tmp_path, run=RUN, options=options, on_progress=told.append)[one.region]
    evidence = list(RegionArchive(tmp_path, RUN, one.region).evidence())
    assert (outcome.state, outcome.reason, outcome.items) == (CrawlState.COMPLETE, None, 25)
    states = [e.state for e in evidence]
    assert FetchState.PLANNED not in states
    last = told[-1]
    assert last.planned == len(evidence) == last.fetched + last.failed + last.skipped
    guides = [e for e in evidence if e.kind is PageKind.GUIDE]
    forms = [e for e in evidence if e.kind is PageKind.FORM]
    assert len({e.item for e in guides}) == len(guides) == 25
    assert len(forms) == 12
    assert {e.item for e in forms} < {e.item for e in guides}
    assert site.paths()[0] == "/robots.txt"
    repeated = {path for path in site.paths() if site.asked(path) > 1}
    assert not repeated
    assert "/login" not in site.paths()
    assert {one.headers["User-Agent"].partition("/")[0] for one in site.log} == {"portal-audit"}
    # One answer and one request for each exchange, and the file's own description.
    assert check_archive(tmp_path, one.region) == 1 + 2 * len(site.log)


def test_an_old_page_in_gb18030_declared_gb2312_keeps_its_bytes(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(
        site, items=12, encoding="gb18030", meta='<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    )
    outcome, evidence = gather(job(), tmp_path, options)
    assert (outcome.state, outcome.items) == (CrawlState.COMPLETE, 12)
    home = next(e for e in evidence if e.kind is PageKind.HOME)
    assert RegionArchive(tmp_path, RUN, "990001").payload(home) == site.routes["/"][2]


def test_the_rate_is_kept(site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path) -> None:
    build(site, items=8)
    gather(job(rate=8.0), tmp_path, options)
    times = [one.at for one in site.log]
    # A busy machine may delay one request towards the next; over any five of them the rate holds.
    fives = [b - a for a, b in zip(times, times[5:], strict=False)]
    assert min(fives) > 5 * 0.125 - 0.1
    assert times[-1] - times[0] >= (len(times) - 1) * 0.125 * 0.9


def test_the_rate_option_replaces_the_profiles(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=4)
    gather(job(rate=0.01), tmp_path, replace(options, rate=100.0))
    assert len(site.log) > 6


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


def test_redirects_within_the_portal_are_followed(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=4)
    site.routes["/moved/2"] = site.routes.pop("/guide/2")
    site.routes["/guide/2"] = (301, {"Location": "../moved/2"}, b"")
    _, evidence = gather(job(), tmp_path, options)
    (guide,) = of(evidence, "/guide/2")
    assert guide.state is FetchState.FETCHED
    assert guide.final_url == f"{site.url}moved/2"
    (form,) = of(evidence, "/files/form2.doc")
    assert form.state is FetchState.FETCHED


def test_a_guide_that_only_sends_its_reader_on_is_read_where_it_sends_to(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=4)
    site.routes["/moved/2"] = site.routes.pop("/guide/2")
    site.routes["/guide/2"] = (200, {"Content-Type": "text/html"}, b"<script>location.href='/moved/2'</script>")
    _, evidence = gather(job(), tmp_path, options)
    (guide,) = of(evidence, "/guide/2")
    assert (guide.state, guide.final_url) == (FetchState.FETCHED, f"{site.url}moved/2")


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


def test_a_budget_leaves_the_rest_out_in_the_open(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site)
    outcome, evidence = gather(job(), tmp_path, replace(options, budget=10))
    assert outcome.state is CrawlState.INCOMPLETE
    left = [e for e in evidence if e.state is FetchState.SKIPPED]
    assert {e.failure for e in left} == {Failure.SKIPPED_BUDGET}
    assert len(site.log) <= 12
    # A larger budget goes on where the smaller one ended.
    outcome, evidence = gather(job(), tmp_path, options)
    assert (outcome.state, outcome.items) == (CrawlState.COMPLETE, 25)
    assert all(site.asked(path) == 1 for path in site.paths())


def test_regions_of_one_host_share_its_pace_but_no_cookie(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=3)
    page = site.routes["/"]

    def greet(seen: Any) -> Any:
        return page[0], {**page[1], "Set-Cookie": f"visitor={len(site.log)}; Path=/"}, page[2]

    site.routes["/"] = greet
    jobs = [job(rate=10.0), job(rate=10.0, code="990002")]
    outcomes = crawl(jobs, data=tmp_path, run=RUN, options=options)
    assert {o.state for o in outcomes.values()} == {CrawlState.COMPLETE}
    cookies = [one.headers.get("Cookie") for one in site.log if one.path.startswith("/guide")]
    assert len(set(cookies)) == 2
    assert None not in cookies
    times = [one.at for one in site.log]
    assert min(b - a for a, b in zip(times, times[5:], strict=False)) > 0.4


def test_a_hint_shows_the_list_and_the_guides(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=4)
    site.html("/", "<p>欢迎访问云溪省政务服务网，本网正在建设之中，更多服务敬请期待。</p>")
    for n in range(1, 5):
        site.routes[f"/by-code/11990001MB0000{n:03}X4000119001"] = site.routes[f"/guide/{n}"]
    outcome, _ = gather(job(hints=Hints(item_list="/list", guide="/by-code/{code}")), tmp_path, options)
    assert outcome.items == 4
    assert site.asked("/by-code/11990001MB0000002X4000119001") == 1
    assert site.asked("/guide/2") == 0


# --- cut off and resumed --------------------------------------------------------------------------------------------


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[str]]:
    """The crawl processes that are started, so that a test can kill them."""
    started: list[subprocess.Popen[str]] = []
    start = subprocess.Popen

    def popen(*args: Any, **kwargs: Any) -> subprocess.Popen[str]:
        started.append(start(*args, **kwargs))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    return started


def kill_at(requests: int, site: Any, child: Callable[[], subprocess.Popen[str]]) -> threading.Thread:
    def run() -> None:
        until = time.monotonic() + 60
        while len(site.log) < requests and time.monotonic() < until:
            time.sleep(0.002)
        os.killpg(child().pid, signal.SIGKILL)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def test_a_run_killed_at_any_instant_goes_on_where_it_was(  # noqa: PLR0917 - fixtures
    site: Any,
    build: Any,
    job: Any,
    options: CrawlOptions,
    tmp_path: Path,
    children: list[subprocess.Popen[str]],
) -> None:
    build(site)
    del site.routes["/guide/7"]
    one = job(rate=100.0)
    _, undisturbed = gather(one, tmp_path / "whole", options)
    in_one_go = len(site.log)
    site.log.clear()
    data = tmp_path / "cut"
    kills = 0
    for instant in (2, 5, 12, 23, 40):
        started = len(children)
        killer = kill_at(instant, site, lambda n=started: children[n])  # type: ignore[misc]
        outcome = crawl([one], data=data, run=RUN, options=options)[one.region]
        killer.join()
        assert outcome.state is CrawlState.INTERRUPTED
        kills += 1
    outcome, evidence = gather(one, data, options)
    assert outcome.state is CrawlState.COMPLETE
    assert summary(evidence) == summary(undisturbed)
    check_archive(data, one.region)
    # Only what was on its way when the process died was asked a second time.
    assert len(site.log) <= in_one_go + 2 * kills


def test_a_finished_run_asks_nothing_again(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=5)
    _, first = gather(job(), tmp_path, options)
    asked = len(site.log)
    outcome, second = gather(job(), tmp_path, options)
    assert outcome.state is CrawlState.COMPLETE
    assert len(site.log) == asked
    assert first == second


def test_what_a_wall_or_an_outage_kept_back_is_asked_when_a_run_goes_on(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    """Nothing else is: neither what came, nor what came at its second look, nor what is not there."""
    build(site, items=8)
    pages = {n: site.routes[f"/guide/{n}"] for n in (1, 3, 5)}
    site.html("/guide/1", "<p>您的请求可能存在威胁，已被拦截</p><p>WAF</p>", status=403)
    site.routes["/guide/3"] = (500, {}, b"")
    site.routes["/guide/5"] = lambda _: pages[5] if site.asked("/guide/5") > 3 else (503, {}, b"")
    del site.routes["/guide/7"]
    _, first = gather(job(), tmp_path, options)
    assert [e.failure for n in (1, 3, 7) for e in of(first, f"/guide/{n}") if e.look == 1] == [
        Failure.BLOCKED,
        Failure.HTTP_5XX,
        Failure.HTTP_4XX,
    ]
    site.log.clear()
    for n in (1, 3):
        site.routes[f"/guide/{n}"] = pages[n]

    _, second = gather(job(), tmp_path, options)

    assert sorted(site.paths()) == ["/guide/1", "/guide/3"]
    assert {e.state for n in (1, 3, 5) for e in of(second, f"/guide/{n}")[-1:]} == {FetchState.FETCHED}


def test_ctrl_c_stops_in_order_and_leaves_a_run_that_goes_on(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site)
    one = job(rate=10.0)
    program = (
        "import sys\nfrom pathlib import Path\nfrom crawler.gather.crawl import crawl\n"
        "from crawler.gather.job import spec_from_json\nspec = spec_from_json(sys.stdin.read())\n"
        "got = crawl(spec.jobs, data=Path(spec.data), run=spec.run, options=spec.options)\n"
        "print(*[o.state for o in got.values()])\n"
    )
    spec = spec_to_json(Spec(jobs=(one,), data=str(tmp_path), run=RUN, options=options))
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert parent.stdin is not None
    parent.stdin.write(spec)
    parent.stdin.close()
    until = time.monotonic() + 60
    while len(site.log) < 8 and time.monotonic() < until:
        time.sleep(0.01)
    parent.send_signal(signal.SIGINT)
    assert parent.stdout is not None
    told = parent.stdout.read()
    assert (parent.wait(timeout=30), told.strip()) == (0, "interrupted")
    outcome, _ = gather(replace(one), tmp_path, replace(options, rate=200.0))
    assert (outcome.state, outcome.items) == (CrawlState.COMPLETE, 25)
    assert sum(site.asked(path) > 1 for path in set(site.paths())) <= 2


# --- the parent -----------------------------------------------------------------------------------------------------


def test_the_parent_knows_nothing_of_scrapy() -> None:
    # structlog brings Twisted's log along; what must not be there is what starts a reactor.
    program = (
        "import sys, crawler.gather.crawl\n"
        "print([m for m in sys.modules if m.split('.')[0] in {'scrapy', 'playwright'} or m.startswith('twisted.i')])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_region_without_an_address_is_incomplete(job: Any, options: CrawlOptions, tmp_path: Path) -> None:
    one = job()
    outcome, evidence = gather(replace(one, profile=replace(one.profile, portal=None)), tmp_path, options)
    assert (outcome.state, outcome.reason) == (CrawlState.INCOMPLETE, "no portal address is known")
    assert evidence == []


@pytest.mark.parametrize("name", ["no_such", "walking", "series", "../evil", ""])
def test_an_unknown_platform_is_said(name: str, job: Any, options: CrawlOptions, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="platform"):
        gather(job(platform=name), tmp_path, options)


def test_regions_of_one_host_go_to_one_process(job: Any) -> None:
    def at(code: str, portal: str) -> CrawlJob:
        one: CrawlJob = job(code=code)
        return replace(one, profile=replace(one.profile, portal=portal))

    jobs = [at(str(n), f"http://h{n % 3}.example/{n}") for n in range(9)]
    groups = grouped(jobs, 2)
    assert len(groups) == 2
    assert sorted(j.region for group in groups for j in group) == [str(n) for n in range(9)]
    hosts = [{(j.profile.portal or "").split("/")[2] for j in group} for group in groups]
    assert not hosts[0] & hosts[1]
