"""Regions held against one another: what is kept of their items, who is whose kin, and in which order it happens."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

import models
from crawler import catalogue, runs, storage
from crawler.comparison.comparing import compare_region, indicators_of, of_kin, parts_to_compare
from crawler.comparison.kin import kin_of
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.domain.portal import Level, PortalProfile
from crawler.domain.records import ItemList, Material, ServiceGuide, ServiceItem
from crawler.verdicts.fold import SeenAgain
from crawler.verdicts.judge import all_checks
from crawler.verdicts.observe import Judged, store_region
from models import RegionOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Engine

SYSTEM = catalogue.indicator_system()
PROVINCE, CITY, ELSEWHERE = "330000", "330100", "440000"
PROFILES = {
    code: PortalProfile(code=code, name=name, level=level, portal=f"http://p{code}.test/")
    for code, name, level in (
        (PROVINCE, "云溪省", Level.PROVINCIAL),
        (CITY, "临湖市", Level.KEY_CITY),
        (ELSEWHERE, "南岭省", Level.PROVINCIAL),
    )
}
BASIC = "330131001000"
Item = dict[str, str]


def item(said: Mapping[str, str], host: str, key: str) -> ServiceItem:
    page = f"guide-{key}"
    url = f"http://{host}/{key}"
    readings = {
        element: Reading(
            element=element, state=State.STATED, value=value, quote=value, label=element, evidence=page, locator="/p"
        )
        for element, value in said.items()
        if element not in {"materials", "gaps"}
    }
    materials = tuple(
        Material(name=Reading(element="material_name", state=State.STATED, value=name, evidence=page, locator="/m"))
        for name in said.get("materials", "").split()
    )
    guide = ServiceGuide(evidence=(page,), url=url, readings=readings, materials=materials, gaps=said.get("gaps"))
    return ServiceItem(key=key, row=None, guide=guide)


def observe(
    engine: Engine,
    regions: Mapping[str, Sequence[Item]],
    *,
    code: str = "2026Q4",
    whole: bool = True,
    host: str | None = None,
    again: Mapping[str, Item] | None = None,
) -> str:
    """One run over some regions, compared at its end as a run does it; the run's id.

    `again` is what the guide of each region's first item said when it was looked at a second time.
    """
    later = of_kin(all_checks())
    with storage.writing(engine) as session:
        runs.ensure_round(session, code, seed=1)
        run = runs.start_run(
            session, code, [PROFILES[one] for one in regions], system=SYSTEM, by="t", reason="a test"
        ).id
    for region, items in regions.items():
        records = [
            item(said, said.get("host") or host or f"p{region}.test", said.get("key", f"k{n}"))
            for n, said in enumerate(items)
        ]
        looks = [
            Evidence(
                id=name,
                region=region,
                kind=kind,
                target=Target(url=f"http://portal.test/{region}/{name}"),
                state=FetchState.FETCHED,
                attempts=1,
                sha256="0" * 64,
                captured_at=datetime(2026, 10, 8, tzinfo=UTC),
            )
            for name, kind in [
                ("home", PageKind.HOME),
                ("list-1", PageKind.LIST),
                *((one.guide.evidence[0], PageKind.GUIDE) for one in records),
            ]
        ]
        listed = Judged(
            record=ItemList(evidence=("list-1",), url="http://portal.test/list-1", items=(), reached_end=whole),
            verdicts=(),
        )
        with storage.writing(engine) as session:
            runs.begin_region(session, run, region)
            store_region(
                session,
                run,
                region,
                system=SYSTEM,
                checks={},
                evidence=looks,
                judged=[*(seen(one, n, region, again or {}) for n, one in enumerate(records)), listed],
                indicators=frozenset(i.code for i in SYSTEM.tertiary()) - indicators_of(SYSTEM, later),
            )
            runs.finish_region(session, run, region, outcome=RegionOutcome.COMPLETE)
    with storage.reading(engine) as session:
        parts = parts_to_compare(session, run, system=SYSTEM, checks=all_checks())
    for region in parts:
        with storage.writing(engine) as session:
            compare_region(session, region, parts, system=SYSTEM, checks=all_checks())
    with storage.writing(engine) as session:
        runs.finish_run(session, run)
    return run


def seen(first: ServiceItem, number: int, region: str, again: Mapping[str, Item]) -> Judged:
    if number or region not in again:
        return Judged(record=first, verdicts=())
    (page,) = first.guide.evidence
    second = Evidence(
        id="second-look",
        region=region,
        kind=PageKind.GUIDE,
        target=Target(url="http://portal.test/"),
        state=FetchState.FETCHED,
        captured_at=datetime(2026, 10, 9, 1, tzinfo=UTC),
    )
    said = item(again[region], "portal.test", first.key)
    return Judged(record=first, verdicts=(), again=SeenAgain(repeats={page: second}, item=said))


Found = set[tuple[str, str, str, str]]


def findings(engine: Engine, code: str = "2026Q4") -> Found:
    """Region, check, element and words of every current finding of a round."""
    one, part, seen = models.Finding, models.RegionRun, models.Observation
    with storage.reading(engine) as session:
        rows = session.execute(
            select(part.region, one.check_id, one.element, one.message)
            .join(part, part.id == one.region_run_id)
            .join(seen, (seen.region_run_id == part.id) & (seen.indicator == one.indicator))
            .where(seen.round == code, seen.superseded_by_id.is_(None), one.withdrawn.is_(None))
        )
        return {(region, check.split(".")[1], element, message) for region, check, element, message in rows}


def outcomes(engine: Engine, check: str) -> dict[str, str]:
    one, part = models.Verdict, models.RegionRun
    with storage.reading(engine) as session:
        rows = session.execute(
            select(part.region, one.outcome)
            .join(part, part.id == one.region_run_id)
            .where(one.check_id == f"consistency.{check}")
            .order_by(one.id)
        )
        return {region: outcome.value for region, outcome in rows}


def food(limit: str, **more: str) -> Item:
    return {"name": "食品经营许可", "basic_code": BASIC, "statutory_time_limit": limit, **more}


def looks(engine: Engine) -> list[tuple[str, int, str | None]]:
    """Region, looks and why it is withdrawn, of every finding in the order in which they are stored."""
    one, part = models.Finding, models.RegionRun
    with storage.reading(engine) as session:
        rows = session.execute(
            select(part.region, one.looks, one.withdrawn).join(part, part.id == one.region_run_id).order_by(one.id)
        )
        return [(region, times, why) for region, times, why in rows]


def short(found: Found) -> set[tuple[str, str, str]]:
    return {one[:3] for one in found}


def test_a_city_is_held_against_its_province_and_nobody_else(engine: Engine) -> None:
    observe(
        engine,
        {PROVINCE: [food("15个工作日")], CITY: [food("20个工作日")], ELSEWHERE: [food("9个工作日")]},
    )

    assert findings(engine) == {
        (
            CITY,
            "cross_region",
            "statutory_time_limit",
            "法定办结时限写“20个工作日”, 而云溪省的同一事项写“15个工作日”",
        )
    }
    assert outcomes(engine, "cross_region") == {"330000": "passed", "330100": "failed", "440000": "inapplicable"}
    assert outcomes(engine, "national_platform") == dict.fromkeys(("330000", "330100", "440000"), "cant_tell")
    assert outcomes(engine, "since_last_round") == dict.fromkeys(("330000", "330100", "440000"), "inapplicable")


@pytest.mark.parametrize("order", [(PROVINCE, CITY), (CITY, PROVINCE)], ids=["province first", "city first"])
@pytest.mark.parametrize("together", [True, False], ids=["one run", "two runs"])
def test_the_order_of_regions_changes_nothing(engine: Engine, order: tuple[str, str], *, together: bool) -> None:
    says = {PROVINCE: [food("15个工作日")], CITY: [food("20个工作日", name="食品经营许可（市级权限）")]}
    if together:
        observe(engine, {one: says[one] for one in order})
    else:
        for one in order:
            observe(engine, {one: says[one]})

    assert short(findings(engine)) == {(CITY, "cross_region", "statutory_time_limit")}
    with storage.reading(engine) as session:
        current = session.scalars(
            select(models.Observation).where(
                models.Observation.superseded_by_id.is_(None), models.Observation.indicator == "COV.3.5"
            )
        ).all()
    assert {(one.region, one.status.value, one.value) for one in current} == {
        (PROVINCE, "observed", 1.0),
        (CITY, "observed", 0.0),
    }


def test_a_region_that_is_run_again_clears_its_kin(engine: Engine) -> None:
    observe(engine, {PROVINCE: [food("15个工作日")], CITY: [food("20个工作日")]})
    with storage.reading(engine) as session:
        before = session.scalars(select(models.Observation.id).where(models.Observation.region == CITY)).all()

    observe(engine, {PROVINCE: [food("20个工作日")]})

    assert findings(engine) == set()
    with storage.reading(engine) as session:
        after = session.scalars(
            select(models.Observation).where(models.Observation.region == CITY, models.Observation.id > max(before))
        ).all()
    assert [one.indicator for one in after] == ["COV.3.5"]


def test_several_items_of_one_code_are_told_apart_by_name(engine: Engine) -> None:
    own = [food("20个工作日", name="食品经营许可新办"), food("10个工作日", name="食品经营许可变更")]
    theirs = [food("10个工作日", name="食品经营许可变更"), food("20个工作日", name="食品经营许可新办")]
    observe(engine, {PROVINCE: theirs, CITY: own})

    assert findings(engine) == set()
    assert outcomes(engine, "four_level_sameness") == {"330000": "passed", "330100": "passed"}


def test_what_was_not_read_whole_is_not_compared(engine: Engine) -> None:
    whole = food("20个工作日", materials="申请表 营业执照")
    part = food("20个工作日", materials="申请表", gaps="a part of the guide was not read")
    observe(engine, {PROVINCE: [whole], CITY: [part]})

    assert findings(engine) == set()


def test_one_code_on_two_hosts_is_one_item(engine: Engine) -> None:
    code = f"11330100MB0000000X3{BASIC}"
    own = food("20个工作日", implementation_code=code, promised_time_limit="5个工作日")
    there = own | {"promised_time_limit": "9个工作日", "host": "bureau.test", "key": "other"}
    observe(engine, {CITY: [own, there]})

    assert short(findings(engine)) == {(CITY, "same_source", "promised_time_limit")}


def test_the_provinces_portal_is_another_channel_of_the_city(engine: Engine) -> None:
    code = f"11330100MB0000000X3{BASIC}"
    own = food("20个工作日", implementation_code=code, fee_status="不收费")
    observe(engine, {CITY: [own], PROVINCE: [own | {"fee_status": "收费", "statutory_time_limit": "9个工作日"}]})

    assert short(findings(engine)) == {(CITY, "same_source", "fee_status")}
    assert outcomes(engine, "cross_region") == {CITY: "inapplicable", PROVINCE: "inapplicable"}


def test_the_last_round_is_compared(engine: Engine) -> None:
    observe(engine, {CITY: [food("20个工作日"), {"name": "养犬登记"}]}, code="2026Q3")
    observe(engine, {CITY: [food("30个工作日")]})

    assert {(element, message) for _, check, element, message in findings(engine) if check == "since_last_round"} == {
        ("statutory_time_limit", "法定办结时限上一轮是“20个工作日”, 现在是“30个工作日”"),
        ("name", "上一轮公布的事项“养犬登记”不见了"),
    }
    assert findings(engine, "2026Q3") == set()


def test_nothing_vanishes_from_a_list_that_was_not_read_to_its_end(engine: Engine) -> None:
    observe(engine, {CITY: [food("20个工作日"), {"name": "养犬登记"}]}, code="2026Q3")
    observe(engine, {CITY: [food("20个工作日")]}, whole=False)

    assert findings(engine) == set()


def test_a_portal_that_moved_has_lost_nothing(engine: Engine) -> None:
    observe(engine, {CITY: [food("20个工作日", key="old"), {"name": "养犬登记", "key": "older"}]}, code="2026Q3")
    observe(engine, {CITY: [food("20个工作日", key="new"), {"name": "养犬登记", "key": "newer"}]}, host="new.test")

    assert findings(engine) == set()


def test_a_region_of_which_nothing_came_is_nobody_to_compare_with(engine: Engine) -> None:
    run = observe(engine, {CITY: [food("20个工作日")], PROVINCE: []})

    with storage.reading(engine) as session:
        parts = parts_to_compare(session, run, system=SYSTEM, checks=all_checks())
        assert set(parts) == {CITY, PROVINCE}
        assert kin_of(session, "2026Q4", CITY, parts).compared == frozenset()


APART = {PROVINCE: [food("15个工作日")], CITY: [food("20个工作日")]}


@pytest.mark.parametrize(
    ("again", "times"),
    [
        ({}, 1),
        ({CITY: food("20个工作日")}, 1),
        ({PROVINCE: food("15个工作日")}, 1),
        ({CITY: food("20个工作日"), PROVINCE: food("15个工作日")}, 2),
        ({CITY: food("30个工作日"), PROVINCE: food("15个工作日")}, 2),
    ],
    ids=["no page", "own page", "page of the kin", "both", "still apart"],
)
def test_a_finding_says_how_often_both_pages_showed_it(engine: Engine, again: dict[str, Item], times: int) -> None:
    observe(engine, APART, again=again)

    assert looks(engine) == [(CITY, times, None)]
    assert outcomes(engine, "cross_region")[CITY] == "failed"


@pytest.mark.parametrize(
    ("again", "whose"),
    [({CITY: food("15个工作日")}, ""), ({PROVINCE: food("20个工作日")}, "云溪省的页面")],
    ids=["the own page was mended", "the page of the kin was mended"],
)
def test_what_a_second_look_at_either_page_does_not_show_is_withdrawn(
    engine: Engine, again: dict[str, Item], whose: str
) -> None:
    observe(engine, APART, again=again)

    why = f"第二次查看{whose} 2026-10-09 01:00 UTC时没有再发现 (证据 second-look)"
    assert looks(engine) == [(CITY, 1, why)]
    assert findings(engine) == set()
    assert outcomes(engine, "cross_region") == {PROVINCE: "passed", CITY: "cant_tell"}


def test_a_second_look_that_says_less_withdraws_as_well(engine: Engine) -> None:
    observe(engine, APART, again={CITY: {"name": "食品经营许可", "basic_code": BASIC}})

    assert findings(engine) == set()
    assert outcomes(engine, "cross_region")[CITY] == "cant_tell"


def test_a_second_look_adds_no_finding(engine: Engine) -> None:
    observe(engine, {PROVINCE: [food("20个工作日")], CITY: [food("20个工作日")]}, again={CITY: food("30个工作日")})

    assert looks(engine) == []
    assert outcomes(engine, "cross_region")[CITY] == "passed"


def test_a_change_since_the_last_round_rests_on_the_page_of_this_one(engine: Engine) -> None:
    observe(engine, {CITY: [food("20个工作日")]}, code="2026Q3")
    observe(engine, {CITY: [food("30个工作日")]}, again={CITY: food("30个工作日")})

    assert looks(engine) == [(CITY, 2, None)]
