"""What changed between two rounds, and whose doing it was."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from crawler import runs, storage
from crawler.domain.check import Outcome, Severity
from crawler.report.difference import (
    Cause,
    Change,
    SeenFinding,
    SeenItem,
    SeenRegion,
    SeenVerdict,
    counted,
    differences,
)
from crawler.report.two_rounds import region_differences, regions_of
from models import RegionOutcome

if TYPE_CHECKING:
    from sqlalchemy import Engine

FINDING = SeenFinding(
    finding="f1", check="fee.status", version=1, severity=Severity.CRITICAL, item="a", item_name="事项a",
    element="fee_status", message="收费状态不明", message_en="fee status unclear",
)  # fmt: skip
ITEM = SeenItem(name="事项a", asked=True, pages=frozenset({"1" * 64}), ways=frozenset({"http"}))
OTHER_PAGE = frozenset({"2" * 64})


def region(**changes: Any) -> SeenRegion:
    """A region with one item, which passed the one check."""
    given: dict[str, Any] = {
        "program": "1", "list_read": True, "checks": {"fee.status": 1}, "items": {"a": ITEM},
        "portal": SeenItem(name=None, asked=True), "findings": {},
        "verdicts": {("fee.status", "a"): SeenVerdict(outcome=Outcome.PASSED, version=1)},
    }  # fmt: skip
    return SeenRegion(**(given | changes))


def verdict(outcome: str, version: int = 1) -> dict[tuple[str, str | None], SeenVerdict]:
    return {("fee.status", "a"): SeenVerdict(outcome=Outcome(outcome), version=version, reason="只有图片")}


FAILED = region(findings={"f1": FINDING}, verdicts=verdict("failed"))
NEW_PAGE = {"a": replace(ITEM, pages=OTHER_PAGE)}

CASES = {
    "the page was mended": (region(items=NEW_PAGE), Change.MENDED, Cause.SITE),
    "no longer applies on a new page": (
        region(items=NEW_PAGE, verdicts=verdict("inapplicable")),
        Change.MENDED,
        Cause.SITE,
    ),
    "a newer check, the same page": (
        region(checks={"fee.status": 2}, verdicts=verdict("passed", 2)),
        Change.MENDED,
        Cause.RULES,
    ),
    "a newer check and a new page": (region(items=NEW_PAGE, verdicts=verdict("passed", 2)), Change.MENDED, Cause.RULES),
    "the same page, another program": (region(program="2"), Change.MENDED, Cause.RULES),
    "through a browser": (
        region(items={"a": replace(ITEM, pages=OTHER_PAGE, ways=frozenset({"browser"}))}),
        Change.MENDED,
        Cause.RENDERER,
    ),
    "the item is gone": (region(items={}, verdicts={}), Change.VANISHED, Cause.SITE),
    "the list was not read": (region(items={}, verdicts={}, list_read=False), Change.NOT_COMPARABLE, Cause.OBSERVATION),
    "the item was not drawn": (
        region(items={"a": replace(ITEM, asked=False)}, verdicts={}),
        Change.NOT_COMPARABLE,
        Cause.SAMPLE,
    ),
    "the list's end is not known": (
        region(items={}, verdicts={}, list_read=False, sampled=True),
        Change.NOT_COMPARABLE,
        Cause.OBSERVATION,
    ),
    "a sample, and the item is not in it": (
        region(items={}, verdicts={}, sampled=True),
        Change.NOT_COMPARABLE,
        Cause.SAMPLE,
    ),
    "it cannot be told": (region(verdicts=verdict("cant_tell")), Change.NOT_COMPARABLE, Cause.OBSERVATION),
    "the check was not asked": (region(checks={}, verdicts={}), Change.NOT_COMPARABLE, Cause.RULES),
}


@pytest.mark.parametrize("case", CASES)
def test_a_defect_that_is_no_longer_found_has_one_cause(case: str) -> None:
    after, change, cause = CASES[case]
    found = [one for one in differences(FAILED, after) if one.finding is not None]

    assert [(one.change, one.cause) for one in found] == [(change, cause)]


@pytest.mark.parametrize("case", CASES)
def test_the_same_holds_for_a_defect_that_is_new(case: str) -> None:
    before, change, cause = CASES[case]
    turned = {Change.MENDED: Change.BROKEN, Change.VANISHED: Change.APPEARED}.get(change, change)
    found = [one for one in differences(before, FAILED) if one.finding is not None]

    assert [(one.change, one.cause) for one in found] == [(turned, cause)]


@pytest.mark.parametrize("unseen", [{"sampled": True}, {"list_read": False}])
def test_an_item_that_was_not_seen_is_neither_gone_nor_new(unseen: dict[str, bool]) -> None:
    before, after = region(), region(items={}, verdicts={}, **unseen)

    for one, other in ((before, after), (after, before)):
        assert {difference.change for difference in differences(one, other)} == {Change.NOT_COMPARABLE}


def test_what_is_held_against_others_changes_with_them() -> None:
    """The region's own page is as it was, and so are the rules: another region's page changed."""
    of_kin = replace(FINDING, check="consistency.cross_region", item=None)
    asked = {"checks": {"consistency.cross_region": 1}}
    passed = {("consistency.cross_region", None): SeenVerdict(outcome=Outcome.PASSED, version=1)}
    found = tuple(differences(region(findings={"f1": of_kin}, **asked), region(verdicts=passed, **asked)))

    assert [(one.change, one.cause) for one in found] == [(Change.MENDED, Cause.SITE)]


def test_a_defect_of_both_rounds_is_unchanged_and_items_come_and_go() -> None:
    more = replace(FAILED, items={"a": ITEM, "b": replace(ITEM, name="事项b")})

    assert counted(tuple(differences(FAILED, more))) == {(Change.APPEARED, Cause.SITE): 1, (Change.UNCHANGED, None): 1}
    assert counted(tuple(differences(more, FAILED))) == {(Change.VANISHED, Cause.SITE): 1, (Change.UNCHANGED, None): 1}


def test_a_defect_of_the_list_is_answered_for_by_the_list() -> None:
    of_list = replace(FINDING, check="item_list.guide_coverage")
    asked = {"checks": {"item_list.guide_coverage": 1}}
    passed = {("item_list.guide_coverage", None): SeenVerdict(outcome=Outcome.PASSED, version=1)}
    found = tuple(
        differences(region(findings={"f1": of_list}, **asked), region(items=NEW_PAGE, verdicts=passed, **asked))
    )

    assert [(one.change, one.cause) for one in found] == [(Change.MENDED, Cause.SITE)]


def _mended(sample: Any) -> dict[str, Any]:
    """The sample with the fee status of item a put right on a page that changed."""
    first, *rest = sample.judged
    verdicts = tuple(
        replace(v, outcome=Outcome.PASSED, defects=()) if v.check == "fee.status" else v for v in first.verdicts
    )
    evidence = tuple(replace(e, sha256="0" * 64) if e.id == "guide-a" else e for e in sample.evidence)
    return {"judged": (replace(first, verdicts=verdicts), *rest), "evidence": evidence}


def test_two_stored_rounds(engine: Engine, sample: Any) -> None:
    sample.store(engine, "2026Q3")
    sample.store(engine, "2026Q4", **_mended(sample))
    with storage.reading(engine) as session:
        assert regions_of(session, "2026Q3", "2026Q4") == (("990001",), ())
        found = region_differences(session, "2026Q3", "2026Q4", "990001")
        back = region_differences(session, "2026Q4", "2026Q3", "990001")

    changed = [one for one in found if one.change is not Change.UNCHANGED]
    assert [(one.change, one.cause, one.item, one.item_name, one.versions) for one in changed] == [
        (Change.MENDED, Cause.SITE, "a", "事项a", (2, 2))
    ]
    assert len(found) == 5
    assert [(one.change, one.cause) for one in back if one.change is not Change.UNCHANGED] == [
        (Change.BROKEN, Cause.SITE)
    ]


def test_a_round_that_was_cut_off_takes_no_item_away(engine: Engine, sample: Any) -> None:
    sample.store(engine, "2026Q3")
    with storage.writing(engine) as session:
        runs.ensure_round(session, "2026Q4", seed=1)
        run = runs.start_run(session, "2026Q4", [sample.profile], system=sample.system).id
        runs.begin_region(session, run, "990001")
        sample.store_again(session, run, judged=sample.judged[1:])
        runs.finish_region(session, run, "990001", outcome=RegionOutcome.INCOMPLETE)
    with storage.reading(engine) as session:
        found = region_differences(session, "2026Q3", "2026Q4", "990001")

    changed = [one for one in found if one.change is not Change.UNCHANGED]
    assert changed
    assert {(one.change, one.cause, one.item) for one in changed} == {(Change.NOT_COMPARABLE, Cause.OBSERVATION, "a")}


def test_the_document_is_plain_json(engine: Engine, sample: Any) -> None:
    from crawler.cli.comparing import _document  # noqa: PLC0415

    sample.store(engine, "2026Q3")
    sample.store(engine, "2026Q4", **_mended(sample))
    with storage.reading(engine) as session:
        found = {"990001": region_differences(session, "2026Q3", "2026Q4", "990001")}

    told = json.loads(json.dumps(_document(found)))
    assert told[0]["counts"] == [
        {"change": "mended", "cause": "site", "number": 1},
        {"change": "unchanged", "cause": None, "number": 4},
    ]
    assert told[0]["changes"][0]["finding"]["check"] == "fee.status"
