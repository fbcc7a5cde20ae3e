"""A served portal is walked: all that it holds is in the archive, at the rate and within the budget that was given."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from crawler.archive.store import RegionArchive
from crawler.domain.evidence import Failure, FetchState, PageKind
from crawler.domain.portal import Hints
from crawler.errors import UsageError
from crawler.gather.crawl import CrawlJob, CrawlOptions, CrawlState, Progress, crawl, grouped
from tests.gather.crawled import RUN, check_archive, gather, of

if TYPE_CHECKING:
    from pathlib import Path


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
