"""Our own network is asked before a portal is blamed."""

from __future__ import annotations

import asyncio
import socket
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from crawler.archive.store import RegionArchive
from crawler.cli import main
from crawler.config import read_settings
from crawler.domain.evidence import Failure, FetchState
from crawler.errors import UsageError
from crawler.gather import canary
from crawler.gather.canary import Watch, answers, outage
from crawler.gather.crawl import CrawlOptions, CrawlState, crawl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def alive() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(404)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def dead() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/"


def test_any_answer_is_one(alive: str, dead: str) -> None:
    assert answers(alive, "portal-audit")
    assert not answers(dead, "portal-audit")
    assert not answers("http://", "portal-audit")


def test_one_address_that_answers_is_enough_and_none_is_needed(alive: str, dead: str) -> None:
    assert outage((dead, alive), "portal-audit") is None
    assert outage((), "portal-audit") is None


def test_an_outage_is_believed_after_three_rounds(dead: str) -> None:
    waits: list[float] = []
    assert dead in str(outage((dead,), "portal-audit", sleep=waits.append))
    assert waits == [20.0, 20.0]


def test_with_our_network_down_no_portal_is_asked_and_nothing_is_judged(
    dead: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.toml").write_text(
        'code = "990777"\nname = "甲县"\nlevel = "other"\nportal = "http://portal.invalid/"\n', encoding="utf-8"
    )
    monkeypatch.setenv("PORTAL_AUDIT_CANARY", dead)
    monkeypatch.setattr("crawler.gather.canary.outage.__kwdefaults__", {"pause": 0.0, "sleep": lambda _: None})
    words = ["--data", str(tmp_path / "data"), "run", "--round", "R", "--portals", str(tmp_path), "--region", "990777"]

    assert main(words) == 5
    assert "自检地址都没有应答" in capsys.readouterr().out
    assert not list((tmp_path / "data").rglob("*.warc.gz"))


def test_addresses_are_separated_by_blanks_or_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_AUDIT_CANARY", "http://a.test/, https://b.test/")
    assert read_settings().canary == ("http://a.test/", "https://b.test/")
    monkeypatch.setenv("PORTAL_AUDIT_CANARY", "a.test")
    with pytest.raises(UsageError, match="begins with http"):
        read_settings()


def test_an_outage_meanwhile_stops_the_region_and_costs_no_office_anything(
    site: Any, build: Any, job: Any, options: CrawlOptions, tmp_path: Path
) -> None:
    """Thirty guides at ten a second; our network goes down after the tenth, and so does the portal for us."""
    build(site, items=30, per_page=30)
    server, control = _canary()
    pages = {n: site.routes[f"/guide/{n}"] for n in range(1, 31)}
    down = threading.Event()

    def guide(number: int) -> Any:
        def answer(_: object) -> Any:
            if sum(site.asked(f"/guide/{n}") for n in pages) >= 10 and not down.is_set():
                down.set()
                threading.Thread(target=_closed, args=(server,), daemon=True).start()
            return None if down.is_set() else pages[number]

        return answer

    for number in pages:
        site.routes[f"/guide/{number}"] = guide(number)
    watched = replace(
        options, canary=(control,), canary_every=0.1, canary_pause=0.2, pauses=(), outage_pauses=(60.0,), rate=10.0
    )
    ended = crawl([job()], data=tmp_path, run="R-1", options=watched)["990001"]

    assert ended.state is CrawlState.OWN_FAULT
    assert "no control address answered" in str(ended.reason)
    asked = len(site.log)
    archive = RegionArchive(tmp_path, "R-1", "990001")
    fetched = {one.id for one in archive.evidence() if one.state is FetchState.FETCHED}
    failed = {one.id for one in archive.evidence() if one.failure is Failure.RESET}
    assert len(fetched) > 9
    assert failed
    assert asked < 30  # Asking stopped with the first control fetch in vain.

    # What failed is looked at again, what came is not.
    archive.doubt({Failure.RESET})
    for number, page in pages.items():
        site.routes[f"/guide/{number}"] = page
    ended = crawl([job()], data=tmp_path, run="R-1", options=options)["990001"]
    assert (ended.state, ended.items) == (CrawlState.COMPLETE, 30)
    states = {one.id: one.state for one in RegionArchive(tmp_path, "R-1", "990001").evidence()}
    assert {states[one] for one in fetched | failed} == {FetchState.FETCHED}
    assert site.asked("/") == site.asked("/list") == 1


def test_a_short_outage_only_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    stops: list[str] = []

    async def stop() -> None:
        stops.append("stopped")

    async def watched() -> Watch:
        over, loop = asyncio.Event(), asyncio.get_running_loop()
        watch = Watch(["http://a.test/"], "portal-audit", every=0.01, pause=0.01)

        def answer(*_: object) -> bool:
            asked.append(watch.well.is_set())
            if len(asked) == 3:
                loop.call_soon_threadsafe(over.set)
            return len(asked) != 1

        monkeypatch.setattr(canary, "answers", answer)
        keeping = asyncio.create_task(watch.keep(stop))
        await asyncio.wait_for(over.wait(), 10)
        keeping.cancel()
        return watch

    watch = asyncio.run(watched())

    assert asked == [True, False, True]  # While the second look is made, nothing is asked.
    assert (watch.fault, stops) == (None, [])


def _canary() -> tuple[ThreadingHTTPServer, str]:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"


def _closed(server: ThreadingHTTPServer) -> None:
    server.shutdown()
    server.server_close()
