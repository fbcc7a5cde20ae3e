"""Vetoes, deductions and measures folded into the observation of a region, by the shipped indicator systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.domain.check import Defect, Outcome, Subject, Text, Verdict
from crawler.domain.elements import Reading, State
from crawler.domain.indicator import Observation, ObservationStatus, Rule
from crawler.domain.records import ItemList, ListedItem, PortalSummary, ServiceGuide, ServiceItem
from crawler.verdicts.fold import Judged, fold
from crawler.verdicts.judge import all_checks

if TYPE_CHECKING:
    from collections.abc import Iterable

COUNT, LISTED = "service_guide.key_element_count", "item_list.publication"
HERE = Reading(element="name", state=State.STATED, value="x", evidence="e1", locator="/")
DEFECT = Defect(about=HERE, message=Text("错", "wrong"), suggestion=Text("改", "mend"))


def verdict(check: str, outcome: str, subject: Subject, defects: int = 1, measure: float | None = None) -> Verdict:
    return Verdict(
        check=check,
        check_version=1,
        subject=subject,
        item="k" if subject is Subject.SERVICE_GUIDE else None,
        outcome=Outcome(outcome),
        defects=(DEFECT,) * defects if outcome == "failed" else (),
        measure=measure,
    )


def guide(**outcomes: str) -> Judged:
    """A guide and the outcomes of checks of guides, `__` for a dot in their names."""
    record = ServiceItem(key="k", row=None, guide=ServiceGuide(evidence=(), url=""))
    return Judged(
        record=record,
        verdicts=tuple(
            verdict(name.replace("__", "."), outcome, Subject.SERVICE_GUIDE) for name, outcome in outcomes.items()
        ),
    )


def guides(outcome: str, count: int) -> list[Judged]:
    return [guide(**{COUNT.replace(".", "__"): outcome})] * count


def item_list(rows: int, outcome: str = "passed", *, whole: bool = True) -> Judged:
    row = ListedItem(key="k", name=HERE, target=None)
    listed = ItemList(evidence=(), url="", items=(row,) * rows, reached_end=whole)
    return Judged(record=listed, verdicts=(verdict(LISTED, outcome, Subject.ITEM_LIST),))


def observed(system: str, code: str, judged: Iterable[Judged], design: str = "census") -> Observation:
    tree = catalogue.indicator_system(system)
    found = fold(tree, all_checks(), judged, {}, design=design, seed=1)
    return next(one for one in found if one.indicator == code)


@pytest.mark.parametrize(
    ("judged", "value"),
    [
        ([*guides("failed", 5), *guides("passed", 95), item_list(100)], 0.0),
        ([*guides("failed", 4), *guides("passed", 96), item_list(100)], 1.0),
        ([*guides("failed", 4), *guides("cant_tell", 1), *guides("passed", 5), item_list(10)], None),
        ([*guides("failed", 3), item_list(3)], 0.0),
        ([*guides("failed", 3), item_list(3, whole=False)], None),
        ([item_list(0, "failed")], 0.0),
        ([*guides("passed", 5), item_list(100)], None),
    ],
    ids=["five", "four", "one open", "all of three", "list not whole", "no services", "a sample"],
)
def test_services_of_no_use_are_a_veto_on_the_region(judged: list[Judged], value: float | None) -> None:
    one = observed("site_review_2019", "VETO.6.1", judged)

    assert one.value == value
    assert (one.numerator, one.denominator) == ((0, 0) if value is None else (int(value), 1))
    assert one.undecided == (1 if value is None else 0)
    assert (one.lower, one.upper) == ((0.0, 1.0) if value is None else (value, value))
    assert one.status is (ObservationStatus.NOT_OBSERVABLE if value is None else ObservationStatus.OBSERVED)


def test_a_class_that_many_guides_miss_is_deducted_once() -> None:
    rows = [i for i in catalogue.indicator_system("census_2015").tertiary() if i.rule is Rule.CLASS_DEDUCTION]
    right = {check.replace(".", "__"): "passed" for check in rows[0].checks}
    judged = [
        guide(**right | {"service_guide__place": "failed", "service_guide__hours": "failed"}),
        guide(**right | {"service_guide__hours": "failed", "service_guide__phone": "cant_tell"}),
    ]

    one = observed("census_2015", "GUIDE.1.1", judged)

    assert (one.value, one.lower, one.upper) == (-4, -6, -4)
    assert (one.numerator, one.denominator, one.undecided) == (5, 7, 1)
    assert one.status is ObservationStatus.PARTIAL


@pytest.mark.parametrize(("listed", "interval"), [(2, (-4, -4)), (100, (-16, -4))], ids=["census", "sample"])
def test_a_class_that_a_sample_did_not_miss_may_be_missing_elsewhere(listed: int, interval: tuple[int, int]) -> None:
    rows = [i for i in catalogue.indicator_system("census_2015").tertiary() if i.rule is Rule.CLASS_DEDUCTION]
    right = {check.replace(".", "__"): "passed" for check in rows[0].checks}
    missing = {"service_guide__place": "failed", "service_guide__hours": "failed"}
    design = "census" if listed == 2 else "stratified"

    one = observed("census_2015", "GUIDE.1.1", [guide(**right | missing)] * 2 + [item_list(listed)], design=design)

    assert (one.value, one.lower, one.upper) == (-4, -4, -4)
    assert (one.ci_low, one.ci_high) == interval


def test_a_veto_that_a_sample_proves_is_proven() -> None:
    judged = [*guides("failed", 5), *guides("passed", 5), item_list(100)]

    one = observed("site_review_2019", "VETO.6.1", judged, design="stratified")

    assert (one.value, one.ci_low, one.ci_high) == (0.0, 0.0, 0.0)


def test_every_class_missing_costs_sixteen_points() -> None:
    rows = [i for i in catalogue.indicator_system("census_2015").tertiary() if i.rule is Rule.CLASS_DEDUCTION]
    judged = [guide(**{check.replace(".", "__"): "failed" for check in rows[0].checks})] * 3

    assert observed("census_2015", "GUIDE.1.1", judged).value == -16
    assert observed("census_2015", "GUIDE.1.1", []).value is None


@pytest.mark.parametrize(("defects", "value"), [(0, 1.0), (4, 1.0), (5, 0.0)])
def test_five_empty_columns_are_a_veto(defects: int, value: float) -> None:
    portal = PortalSummary(region="990001", url="", home=HERE)
    outcome = "failed" if defects else "passed"
    judged = Judged(record=portal, verdicts=(verdict("site.empty_column", outcome, Subject.PORTAL, defects),))

    assert observed("site_review_2019", "VETO.4.3", [judged]).value == value


def test_what_cannot_be_observed_is_listed_and_not_observed() -> None:
    one = observed("site_review_2019", "VETO.5.2", [*guides("passed", 9), item_list(9)])

    assert (one.status, one.value, one.population) == (ObservationStatus.NOT_OBSERVABLE, None, 0)


def test_a_measure_of_a_sample_has_its_interval() -> None:
    numbers = [0.0, 0.25, 0.5, 0.75, 1.0]
    judged = [
        Judged(
            record=guide().record,
            verdicts=(verdict("time_limit.saved_time", "passed", Subject.SERVICE_GUIDE, measure=number),),
        )
        for number in numbers
    ]

    sampled = observed("project", "EFF.4.1", [*judged, item_list(50)], design="stratified")
    census = observed("project", "EFF.4.1", [*judged, item_list(5)])

    assert sampled.ci_low is not None
    assert sampled.ci_high is not None
    assert sampled.value == 0.5
    assert sampled.ci_low < 0.5 < sampled.ci_high
    assert (census.ci_low, census.ci_high) == (0.5, 0.5)
