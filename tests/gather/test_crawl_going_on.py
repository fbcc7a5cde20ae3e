"""A crawl that was killed, stopped or kept back goes on where it was, and asks nothing again that came."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from crawler.archive.store import RegionArchive
from crawler.domain.evidence import Evidence, Failure, FetchState
from crawler.gather.crawl import CrawlOptions, CrawlState, crawl
from crawler.gather.job import Spec, spec_to_json
from tests.gather.crawled import RUN, check_archive, gather, of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def summary(evidence: list[Evidence]) -> set[tuple[Any, ...]]:
    """What must be the same however often a run was cut off."""
    return {(e.id, e.kind, e.target, e.state, e.failure, e.item, e.sha256, e.look) for e in evidence}


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


def test_a_damaged_archive_stops_the_region_and_says_how_to_mend_it(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    build(site)
    gather(job(), tmp_path, options)
    path = RegionArchive(tmp_path, RUN, job().region).journal_path
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], b"\0" * 40 + b"\n", *lines[2:]]))
    site.log.clear()

    ended = crawl([job()], data=tmp_path, run=RUN, options=options)[job().region]

    assert ended.state is CrawlState.INTERRUPTED
    assert ended.reason == (
        f"{path}: line 2 cannot be read; restore the file from its copy "
        "(docs/verify_evidence.py says what else is damaged)"
    )
    assert not site.log


def test_a_crawl_that_is_stopped_while_its_process_starts_says_so(  # noqa: PLR0917 - fixtures
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows the process by then: its region is to be resumed, and it asks the portal nothing."""
    build(site, items=2)

    class Interrupted(subprocess.Popen[str]):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            started.append(self.pid)
            raise KeyboardInterrupt

    started: list[int] = []
    with monkeypatch.context() as stopped:
        stopped.setattr(subprocess, "Popen", Interrupted)
        ended = crawl([job()], data=tmp_path, run=RUN, options=options)["990001"]

    assert len(started) == 1
    assert (ended.state, ended.reason) == (CrawlState.INTERRUPTED, "stopped by the operator")
    assert site.log == []
    assert crawl([job()], data=tmp_path, run=RUN, options=options)["990001"].state is CrawlState.COMPLETE


@pytest.mark.parametrize("said", ["", '{"jobs": [{"prof'])
def test_a_crawl_process_whose_parent_ended_before_it_gave_orders_ends_without_a_word(said: str) -> None:
    words = [sys.executable, "-m", "crawler.gather"]
    done = subprocess.run(words, input=said, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
