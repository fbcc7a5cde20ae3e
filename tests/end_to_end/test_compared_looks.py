"""What findings hold against other regions is looked at again on both sides before it is released."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from unittest.mock import ANY

import pytest
from sqlalchemy import select

import models
from crawler import catalogue
from crawler.archive.lock import working_on
from crawler.archive.store import RegionArchive
from crawler.comparison.comparing_again import ComparedLooks
from crawler.comparison.kin_looks import looks_to_repeat
from crawler.demo import server
from crawler.demo.site import Reply
from crawler.gather.job import CrawlOptions
from crawler.keeping import Sealed, sealed_again
from crawler.rechecking import recheck_round
from crawler.rounds import RoundState, RunRequest, run_round
from crawler.storage import open_database, reading
from crawler.verdicts.judge import all_checks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from crawler.comparison.comparing_again import _Task
    from crawler.demo.site import Request, Site

CITY, OTHER = "990305", "990303"
CHECK = "consistency.cross_region"
STEADY, FICKLE, SILENT = "hotel", "road_freight", "elder_allowance"
"""Items of which the other region says something else: always; the first time only; and then it does not answer."""


on_sqlite_alone = pytest.mark.parametrize("database_kind", ["sqlite"])
"""What these ask of a database is the same on PostgreSQL, whose leases have tests of their own in tests/store."""


def apart(number: int, reply: Reply, last: int) -> Reply:
    """Another statutory limit in the first answers."""
    if number > last:
        return reply
    changed = reply.body.replace("20个工作日".encode(), "45个工作日".encode())
    assert changed != reply.body
    return replace(reply, body=changed)


CHANGES: dict[str, Callable[[int, Reply], Reply]] = {
    STEADY: lambda number, reply: apart(number, reply, 99),
    FICKLE: lambda number, reply: apart(number, reply, 1),
    SILENT: lambda number, reply: apart(number, reply, 1) if number == 1 else Reply(body=b"busy", status=502),
}


@dataclass
class Bench:
    """Two portals that publish items of one code, and what they were asked."""

    data: Path
    database: str
    profiles: dict[str, Any]
    names: dict[str, str]
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)

    def request(self, *regions: str, **options: Any) -> RunRequest:
        given: dict[str, Any] = {
            "round": "R1",
            "profiles": tuple(self.profiles[code] for code in regions or (OTHER, CITY)),
            "checks": frozenset({CHECK}),
            "census": True,
            "second_looks": 50,
            "options": CrawlOptions(allow_private=True, pauses=(0.05, 0.05), processes=1),
        }
        return RunRequest(**(given | options))

    def run(self, *regions: str, **options: Any) -> RoundState:
        return run_round(self.request(*regions, **options), data=self.data, database=self.database).state

    def told(self) -> tuple[dict[tuple[str, str], int], set[tuple[str, str]], dict[str, str]]:
        """Looks of what stands and what is withdrawn, by region and item; the outcome of each region."""
        one, part, seen, item = models.Finding, models.RegionRun, models.Observation, models.Item
        current = (seen.region_run_id == part.id) & (seen.indicator == "COV.3.5") & seen.superseded_by_id.is_(None)
        with reading(open_database(self.database)) as session:
            found = session.execute(
                select(part.region, item.name, one.looks, one.withdrawn)
                .join(part, part.id == one.region_run_id)
                .join(seen, current)
                .join(item, (item.region_run_id == part.id) & (item.key == one.item_key))
            ).all()
            verdicts = session.execute(
                select(part.region, models.Verdict.outcome)
                .join(part, part.id == models.Verdict.region_run_id)
                .join(seen, current)
                .where(models.Verdict.check_id == CHECK)
            ).all()
        stand = {(region, str(name)): looks for region, name, looks, gone in found if gone is None}
        withdrawn = {(region, str(name)) for region, name, _, gone in found if gone is not None}
        return stand, withdrawn, {region: outcome.value for region, outcome in verdicts}

    def asked_twice(self) -> set[tuple[str, str]]:
        """Guides that were asked for more than once, by region and key."""
        return {one for one, times in self.asked.items() if times > 1}

    def left(self, most: int = 50, only: dict[str, set[str]] | None = None) -> dict[str, int]:
        """How many pages of each region would be looked at again now."""
        with reading(open_database(self.database)) as session:
            run = session.scalars(select(models.Run.id).order_by(models.Run.number.desc())).first()
            assert run is not None
            system, checks = catalogue.indicator_system(), all_checks()
            wanted = looks_to_repeat(session, run, system=system, checks=checks, data=self.data, most=most, only=only)
            return {code: len(one.looks) for code, one in wanted.items()}

    def item_key(self, region: str, key: str) -> str:
        """The key of an item of a region."""
        item, part = models.Item, models.RegionRun
        with reading(open_database(self.database)) as session:
            return session.scalars(
                select(item.key)
                .join(part, part.id == item.region_run_id)
                .where(part.region == region, item.name == self.names[key])
            ).one()

    def is_sealed(self) -> bool:
        """Whether the heads of the chains in the database are those of the archives as they are."""
        part = models.RegionRun
        with reading(open_database(self.database)) as session:
            rows = session.execute(
                select(part.run, part.region, part.evidence_head).where(part.gathered_by_id.is_(None))
            )
            archives = [(RegionArchive(self.data, run, region), head) for run, region, head in rows]
        return all(sealed_again(one) == Sealed(head=str(head), traffic=ANY) for one, head in archives)


@pytest.fixture
def bench(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    plain = server._STYLES["tables"]
    monkeypatch.setattr(RunRequest, "surveys", False)  # Lists and guides are enough.
    with server.demo_portals(tmp_path / "portals") as portals:
        ours = {one.code: one for one in portals if one.code in {CITY, OTHER}}
        bench = Bench(
            data=tmp_path / "data",
            database=database_url,
            profiles={code: catalogue.read_profile(one.profile_path) for code, one in ours.items()},
            names={key: ours[CITY].site.guide(key).facts["name"] for key in CHANGES},
        )
        keys = {
            (code, f"/bsfw/guide/{one.site.guide(key).number}"): key for code, one in ours.items() for key in CHANGES
        }

        def answer(site: Site, request: Request) -> Reply | None:
            reply = plain(site, request)
            key = keys.get((site.region.code, request.path))
            if key is None or reply is None:
                return reply
            bench.asked[site.region.code, key] += 1
            return CHANGES[key](bench.asked[OTHER, key], reply) if site.region.code == OTHER else reply

        monkeypatch.setitem(server._STYLES, "tables", answer)
        yield bench


def expected(bench: Bench) -> tuple[dict[tuple[str, str], int], set[tuple[str, str]], dict[str, str]]:
    both = (CITY, OTHER)
    return (
        {(code, bench.names[STEADY]): 2 for code in both} | {(code, bench.names[SILENT]): 1 for code in both},
        {(code, bench.names[FICKLE]) for code in both},
        dict.fromkeys(both, "failed"),
    )


def test_both_pages_are_looked_at_again(bench: Bench) -> None:
    assert bench.run() is RoundState.DONE

    assert bench.told() == expected(bench)
    assert {one for one, times in bench.asked.items() if times == 2} >= {
        (code, key) for code in (CITY, OTHER) for key in (STEADY, FICKLE)
    }
    assert bench.left() == {}
    assert bench.is_sealed()

    before = bench.asked.copy()
    recheck_round(bench.request(), regions=(), data=bench.data, database=bench.database)
    assert bench.told() == expected(bench)
    assert bench.asked == before


@on_sqlite_alone
def test_what_a_run_says_it_asked_is_what_is_stored(bench: Bench) -> None:
    result = run_round(bench.request(), data=bench.data, database=bench.database)

    part = models.RegionRun
    with reading(open_database(bench.database)) as session:
        stored = {row.region: (row.planned, row.fetched) for row in session.scalars(select(part))}
    assert {one.code: (one.planned, one.fetched) for one in result.regions} == stored


@on_sqlite_alone
def test_looking_again_that_was_cut_off_goes_on(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    take_in = ComparedLooks._take_in

    def cut(self: ComparedLooks, task: _Task, leases: Any) -> None:
        if taken:
            raise KeyboardInterrupt
        taken.append(task.wanted.region)
        take_in(self, task, leases)

    with monkeypatch.context() as patch:
        patch.setattr(ComparedLooks, "_take_in", cut)
        assert bench.run() is RoundState.INTERRUPTED
    before = bench.asked.copy()

    assert bench.run() is RoundState.DONE

    assert bench.told() == expected(bench)
    assert bench.asked == before
    assert taken == [OTHER]


@on_sqlite_alone
def test_a_region_that_others_work_on_is_left_alone(bench: Bench) -> None:
    bench.run(second_looks=0)
    assert set(bench.told()[0].values()) == {1}
    assert bench.asked_twice() == set()
    assert bench.left() == {CITY: 3, OTHER: 3}
    assert bench.left(most=1) == {CITY: 1, OTHER: 1}
    assert bench.left(only={CITY: {bench.item_key(CITY, STEADY)}}) == {CITY: 1}
    theirs = {key: times for key, times in bench.asked.items() if key[0] == OTHER}

    with working_on(bench.data, [OTHER]):
        bench.run(CITY, mend=True)

    assert {key: times for key, times in bench.asked.items() if key[0] == OTHER} == theirs
    assert bench.asked_twice() == {(CITY, key) for key in CHANGES}
    stand, withdrawn, _ = bench.told()
    assert (set(stand.values()), withdrawn) == ({1}, set())

    mine = {key: times for key, times in bench.asked.items() if key[0] == CITY}
    bench.run(CITY, mend=True)

    assert bench.told() == expected(bench)
    assert {key: times for key, times in bench.asked.items() if key[0] == CITY} == mine
