"""A year in a minute: the time is told, the portal changes between quarters, everything else is real."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from crawler import rounds, runs
from crawler.calendar import times
from crawler.calendar.clock import Calendar
from crawler.calendar.entries import CalendarEntry
from crawler.calendar.opening import Deed
from crawler.demo import server
from crawler.demo.site import Reply
from crawler.domain.check import passed
from crawler.gather.job import CrawlOptions
from crawler.queue.orders import orders_by_terms, request_of
from crawler.report.difference import Cause, Change
from crawler.report.two_rounds import region_differences
from crawler.storage import open_database, reading, upgrade
from crawler.verdicts.judge import all_checks
from models import RoundPhase
from scheduler import run_through

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Engine

    from crawler.calendar.opening import Done
    from crawler.demo.server import DemoPortal
    from crawler.demo.site import Request, Site
    from crawler.queue.jobs import RegionJob

REGION = "990305"
CHECKS = frozenset({"fee.status", "procedure.delivery"})
HIDING = """<script>for (const label of document.querySelectorAll("th"))
    if (label.textContent === "是否收费") label.nextElementSibling.textContent = "";</script>"""
"""Of one guide a browser shows less than what comes over HTTP."""


@dataclass
class Year:
    """The calendar, its queue, and a worker that runs each job at once."""

    engine: Engine
    data: Path
    entry: CalendarEntry
    jobs: list[RegionJob] = field(default_factory=list)
    worked: list[RegionJob] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)

    def enqueue(self, job: RegionJob) -> bool:
        if any(one.key == job.key for one in (*self.jobs, *self.worked)):
            return False
        self.jobs.append(job)
        return True

    def work(self, now: datetime) -> bool:
        job = next((one for one in self.jobs if one.not_before is None or one.not_before <= now), None)
        if job is None:
            return False
        self.jobs.remove(job)
        self.worked.append(job)
        options = CrawlOptions(pauses=(0.05, 0.05), processes=1)
        with reading(self.engine) as session:
            request = request_of(orders_by_terms(session, job), job, options)
        # Two checks, so that a year stays short; the job's own row is the queue's business.
        request = replace(request, checks=CHECKS, job=None)
        rounds.run_round(request, data=self.data, database=str(self.engine.url))
        return True

    def go_on(self, begins: datetime, until: datetime) -> None:
        """The scheduler is started at one moment and ends at another; it remembers nothing of the time before."""
        self.done += run_through(Calendar(self.engine, [self.entry], self), begins, until, between=self.work)

    def changes(self, before: str, after: str) -> set[tuple[str, Change, Cause | None]]:
        """What became of each finding, by its check."""
        with reading(self.engine) as session:
            found = region_differences(session, before, after, REGION)
            return {(one.finding.check, one.change, one.cause) for one in found if one.finding is not None}


@pytest.fixture
def broken() -> Counter[str]:
    """Paths of the portal that fail so many times more."""
    return Counter()


@pytest.fixture
def portal(broken: Counter[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[DemoPortal]:
    plain = server._STYLES["tables"]

    def answer(site: Site, request: Request) -> Reply | None:
        if site.region.code == REGION and broken[request.path] > 0:
            broken[request.path] -= 1
            return Reply(body=b"<html>busy</html>", status=502)
        reply = plain(site, request)
        if reply is None or site.region.code != REGION or not request.path.endswith(f"/{site.guide('hotel').number}"):
            return reply
        return replace(reply, body=reply.body.replace(b"</body>", HIDING.encode() + b"</body>"))

    monkeypatch.setitem(server._STYLES, "tables", answer)
    with server.demo_portals(tmp_path / "served") as portals:
        one = next(one for one in portals if one.code == REGION)
        folder = tmp_path / "portals"
        folder.mkdir()
        (folder / one.profile_path.name).write_text(one.profile_path.read_text("utf-8"), "utf-8")
        yield one


@pytest.fixture
def year(portal: DemoPortal, tmp_path: Path) -> Year:
    database = f"sqlite:///{tmp_path / 'audit.db'}"
    upgrade(database)
    entry = CalendarEntry(
        name="own", portals=tmp_path / "portals", nights=1, watch=False, allow_private=True, closes_after_days=20
    )
    return Year(engine=open_database(database), data=tmp_path / "data", entry=entry)


def test_four_quarters(year: Year, portal: DemoPortal, broken: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def begins(quarter: str) -> datetime:
        found = times.quarter_start(quarter)
        assert found is not None
        return found

    first, second, third, fourth, fifth, after = "2027Q1", "2027Q2", "2027Q3", "2027Q4", "2028Q1", "2028Q2"
    site = portal.site

    # A guide does not answer in the first night, the second try finds it.
    broken[f"/bsfw/guide/{site.guide('hotel').number}"] = 6
    year.go_on(begins(first), begins(second))
    assert [(job.key, job.reason) for job in year.worked] == [
        (f"{first}/{REGION}/1", None),
        (f"{first}/{REGION}/2", "1 addresses failed in passing: http_5xx × 1"),
    ]

    # The office mends one guide and breaks two others; the scheduler is down while the round should open.
    site.guide("special_equipment").facts["delivery"] = "窗口领取或邮寄送达"
    for key in ("food_licence", "reader_card"):
        site.guide(key).facts["fee_status"] = ""
    late = times.opening(second, 12, "09:30")
    year.go_on(late, begins(third))
    assert [d.at for d in year.done if d.deed is Deed.OPENED and d.round == second] == [late]
    assert [job.key for job in year.worked if job.round == second] == [f"{second}/{REGION}/1"]
    assert year.changes(first, second) == {
        ("procedure.delivery", Change.MENDED, Cause.SITE),
        ("fee.status", Change.BROKEN, Cause.SITE),
    }

    # The rule changes, and nothing else.
    milder = replace(all_checks()["fee.status"], version=99, evaluate=lambda _: passed())
    with monkeypatch.context() as changed:
        changed.setattr(rounds, "all_checks", lambda: MappingProxyType({**all_checks(), "fee.status": milder}))
        year.go_on(begins(third), begins(fourth))
    assert year.changes(second, third) == {("fee.status", Change.MENDED, Cause.RULES)}

    # A sample of one item, which leaves at least one of the broken guides out, and the old rule.
    year.entry = year.entry.model_copy(update={"sample": 1, "seed": 1})
    year.go_on(begins(fourth), begins(fifth))
    sampled = year.changes(second, fourth)
    assert {one for one in sampled if one[1] is not Change.UNCHANGED} == {
        ("fee.status", Change.NOT_COMPARABLE, Cause.SAMPLE)
    }

    # All items again, and every guide through a browser.
    year.entry = year.entry.model_copy(update={"sample": None})
    assert year.entry.portals is not None
    profile = next(year.entry.portals.iterdir())
    profile.write_text(profile.read_text("utf-8") + '[hints]\nrender = "browser"\n', "utf-8")
    year.go_on(begins(fifth), begins(after))
    assert {one for one in year.changes(second, fifth) if one[1] is not Change.UNCHANGED} == {
        ("fee.status", Change.BROKEN, Cause.RENDERER)
    }

    codes = [first, second, third, fourth, fifth]
    with reading(year.engine) as session:
        states = {code: runs.get_round(session, code).state for code in codes}
    assert states == dict.fromkeys(codes, RoundPhase.CLOSED)
    assert [d.round for d in year.done if d.deed is Deed.OPENED] == codes
    assert [d.round for d in year.done if d.deed is Deed.CLOSED] == codes
