"""A portal whose answers depend on how often they were asked for, and a round over it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from crawler import catalogue
from crawler.demo.site import Reply
from crawler.domain.check import Outcome
from crawler.export import rows
from crawler.gather.job import CrawlOptions
from crawler.rounds import RunRequest, run_round
from crawler.storage import open_database, reading, upgrade

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Engine

    from crawler.demo.server import DemoPortal

REGION = "990305"
CHECKS = frozenset({"fee.status", "procedure.delivery"})
Change = "Callable[[int, Reply], Reply]"


@dataclass
class Moody:
    """A portal whose answers at some addresses depend on how often they were asked for."""

    changes: dict[str, Callable[[int, Reply], Reply]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)


def guide_path(portal: DemoPortal, key: str) -> str:
    return f"/bsfw/guide/{portal.site.guide(key).number}"


def without_fee(times: int) -> Callable[[int, Reply], Reply]:
    """Without a word about fees for so many answers."""

    def change(number: int, reply: Reply) -> Reply:
        if number > times:
            return reply
        bare = reply.body.replace("<th>是否收费</th><td>不收费</td>".encode(), "<th>是否收费</th><td></td>".encode())
        assert bare != reply.body
        return replace(reply, body=bare)

    return change


def broken(first: int, last: int) -> Callable[[int, Reply], Reply]:
    """503 from one answer to another, counted from 1."""
    return lambda number, reply: Reply(body=b"<html>busy</html>", status=502) if first <= number <= last else reply


@dataclass
class Bench:
    data: Path
    portal: DemoPortal

    @property
    def database(self) -> str:
        return f"sqlite:///{self.data / 'audit.db'}"

    @property
    def engine(self) -> Engine:
        upgrade(self.database)
        return open_database(self.database)

    def request(self, **options: Any) -> RunRequest:
        given: dict[str, Any] = {
            "round": "R1",
            "profiles": (catalogue.read_profile(self.portal.profile_path),),
            "checks": CHECKS,
            "census": True,
            "second_looks": 50,
            "options": CrawlOptions(allow_private=True, pauses=(0.05, 0.05), processes=1),
        }
        return RunRequest(**(given | options))

    def run(self, **options: Any) -> Any:
        return run_round(self.request(**options), data=self.data, database=self.database)

    def told(self) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], str], dict[tuple[str, str], Outcome]]:
        """By check and item: the looks of each finding, why each was withdrawn, and each verdict."""
        with reading(open_database(self.database)) as session:
            found = {(f["check"], f["item_name"] or ""): f["looks"] for f in rows.findings(session, "R1")}
            gone = {
                (f["check"], f["item_name"] or ""): f["message"] for f in rows.findings(session, "R1", withdrawn=True)
            }
            verdicts = {(v["check"], v["item_name"] or ""): Outcome(v["outcome"]) for v in rows.verdicts(session, "R1")}
        return found, gone, verdicts


def name_of(bench: Bench, key: str) -> str:
    return bench.portal.site.guide(key).facts["name"]
