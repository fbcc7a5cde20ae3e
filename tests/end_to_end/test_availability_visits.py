"""Visits of the availability watch, and those made again through another network."""

from __future__ import annotations

import http.client
import threading
from dataclasses import dataclass, replace
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

import pytest

import models
from crawler import mending, runs
from crawler.calendar.entries import RoundTerms
from crawler.calendar.times import OFFICE_TIME, visit_slots
from crawler.calendar.visiting import make_visit, visits_of
from crawler.calendar.watching import visit_key
from crawler.domain.check import Outcome
from crawler.domain.evidence import FetchState, PageKind
from crawler.gather.job import CrawlOptions
from crawler.queue.jobs import RegionJob
from crawler.rechecking import recheck_round
from crawler.storage import reading, writing
from tests.end_to_end.moody_portal import REGION, Bench, Moody, broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.evidence import Evidence


def test_visits_reach_the_check_of_availability(bench: Bench, moody: Moody, monkeypatch: pytest.MonkeyPatch) -> None:
    """One visit is made as a worker makes it; a week of its like is written down, and judged with the region."""
    slots = [slot for day in range(7) for slot in visit_slots(datetime(2027, 1, 9 + day, 12, tzinfo=OFFICE_TIME))]
    with writing(bench.engine) as session:
        runs.ensure_round(session, "R1", seed=1)
        runs.ensure_region(session, REGION, bench.request().profiles[0])
    terms = RoundTerms(regions=(REGION,), portals=str(bench.portal.profile_path.parent), allow_private=True)
    job = RegionJob(round="R1", region=REGION, key=visit_key("R1", REGION, slots[0]))
    before = moody.asked["/"]

    make_visit(bench.engine, job, terms, data=bench.data, options=CrawlOptions())

    assert moody.asked["/"] == before + 1
    with reading(bench.engine) as session:
        row = session.query(models.VisitLog).one()
        assert (row.failure, row.seconds is not None, row.slot) == (None, True, slots[0])
        (seen,) = visits_of(session, bench.data, "R1", REGION)
    week = tuple(
        replace(seen, id=f"{number:016x}", look=10_000 + number, captured_at=slot) for number, slot in enumerate(slots)
    )
    bench.run(checks=frozenset({"site.availability"}), second_looks=0)
    slow = replace(week[3], seconds=20.0)
    monkeypatch.setattr(mending, "visits_of", lambda *_: (*week[:3], slow, *week[4:]))

    bench.run(checks=frozenset({"site.availability"}), second_looks=0, mend=True)

    _, _, verdicts = bench.told()
    assert verdicts["site.availability", ""] is Outcome.PASSED  # 1 of 141 is below 5 %
    recheck_round(
        bench.request(checks=frozenset({"site.availability"})), regions=(), data=bench.data, database=bench.database
    )
    assert bench.told()[2] == verdicts


class _Proxy(BaseHTTPRequestHandler):
    """Passes requests on, as a proxy in another network does; a broken one answers 502 to all of them."""

    asked: ClassVar[list[tuple[str, str | None]]] = []
    broken: ClassVar[bool] = False

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Proxy-Authorization"]))
        if self.broken:
            self.send_error(502)
            return
        url = urlsplit(self.path)
        connection = http.client.HTTPConnection(url.netloc, timeout=10)
        connection.request(self.command, url.path or "/", headers={"Host": url.netloc})
        answer = connection.getresponse()
        body = answer.read()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.getheader("Content-Type") or "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def proxy() -> Iterator[str]:
    _Proxy.asked.clear()
    _Proxy.broken = False
    server_ = ThreadingHTTPServer(("127.0.0.1", 0), _Proxy)
    thread = threading.Thread(target=server_.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://auditor:secret@127.0.0.1:{server_.server_port}"
    server_.shutdown()
    server_.server_close()
    thread.join()


@dataclass
class Watched:
    """A portal whose front page is visited, with a second network at hand."""

    bench: Bench
    terms: RoundTerms
    options: CrawlOptions
    slots: list[datetime]

    def visit(self, number: int) -> models.VisitLog:
        job = RegionJob(round="R1", region=REGION, key=visit_key("R1", REGION, self.slots[number]))
        make_visit(self.bench.engine, job, self.terms, data=self.bench.data, options=self.options)
        with reading(self.bench.engine) as session:
            return session.get_one(models.VisitLog, ("R1", REGION, self.slots[number]))

    def seen(self) -> tuple[Evidence, ...]:
        with reading(self.bench.engine) as session:
            return visits_of(session, self.bench.data, "R1", REGION)


@pytest.fixture
def watched(bench: Bench, proxy: str) -> Watched:
    with writing(bench.engine) as session:
        runs.ensure_round(session, "R1", seed=1)
        runs.ensure_region(session, REGION, bench.request().profiles[0])
    control = f"{bench.request().profiles[0].portal}robots.txt"
    return Watched(
        bench=bench,
        terms=RoundTerms(regions=(REGION,), portals=str(bench.portal.profile_path.parent), allow_private=True),
        options=CrawlOptions(second_network=proxy, canary=(control,)),
        slots=[slot for day in range(7) for slot in visit_slots(datetime(2027, 1, 9 + day, 12, tzinfo=OFFICE_TIME))],
    )


def test_a_missed_visit_is_made_again_through_another_network(watched: Watched, moody: Moody) -> None:
    moody.changes["/"] = broken(1, 3)  # the first visit and its second look; the second visit, not its second look

    down, ours, fine = watched.visit(0), watched.visit(1), watched.visit(2)

    assert [(row.failure is not None, row.confirmed) for row in (down, ours, fine)] == [
        (True, True), (True, False), (False, None),
    ]  # fmt: skip
    front = [(url, who) for url, who in _Proxy.asked if not url.endswith("robots.txt")]
    assert len(front) == 2
    assert {who for _, who in front} == {"Basic YXVkaXRvcjpzZWNyZXQ="}
    assert [one.kind for one in watched.seen()].count(PageKind.SECOND_NETWORK) == 2
    kept = b"".join(path.read_bytes() for path in watched.bench.data.rglob("*") if path.is_file())
    assert b"secret" not in kept


def test_a_proxy_that_does_not_work_confirms_nothing(watched: Watched, moody: Moody) -> None:
    moody.changes["/"] = broken(1, 9)
    _Proxy.broken = True

    row = watched.visit(0)

    assert (row.failure is not None, row.second, row.confirmed) == (True, None, None)
    assert [one.kind for one in watched.seen()] == [PageKind.HOME]


@pytest.mark.parametrize(("confirmed", "outcome"), [(8, Outcome.FAILED), (6, Outcome.CANT_TELL)])
def test_a_week_of_visits_missed_from_two_networks_is_a_veto(
    watched: Watched, moody: Moody, monkeypatch: pytest.MonkeyPatch, confirmed: int, outcome: Outcome
) -> None:
    """Eight of 141 are above 5 %; with six, and two that only we missed, nobody can tell."""
    moody.changes["/"] = broken(1, 2)
    watched.visit(0)
    home, second = watched.seen()
    moody.changes.clear()
    well = replace(home, state=FetchState.FETCHED, failure=None, seconds=0.2)
    week = [
        replace(home if number < 8 else well, id=f"{number:016x}", look=10_000 + number, captured_at=slot)
        for number, slot in enumerate(watched.slots)
    ]
    week += [replace(second, id=f"{900 + number:016x}", look=10_000 + number) for number in range(confirmed)]
    asked = frozenset({"site.availability"})
    watched.bench.run(checks=asked, second_looks=0)
    monkeypatch.setattr(mending, "visits_of", lambda *_: tuple(week))

    watched.bench.run(checks=asked, second_looks=0, mend=True)

    assert watched.bench.told()[2]["site.availability", ""] is outcome
