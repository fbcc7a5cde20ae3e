from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.domain.check import Check, Defect, Outcome, Severity, Subject, Text, Verdict, passed
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.domain.indicator import Indicator, IndicatorSystem, Observation, ObservationStatus
from crawler.domain.records import ItemList, ListedItem, PortalSummary, ServiceGuide, ServiceItem
from crawler.verdicts.fold import Judged, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

NOON = datetime(2026, 10, 8, 12, tzinfo=UTC)


def check(
    name: str, subject: Subject = Subject.SERVICE_GUIDE, *, measure: bool = False, version: int = 1
) -> Check[Any]:
    return Check(
        id=name,
        version=version,
        title=Text(name, name),
        severity=Severity.MAJOR,
        subject=subject,
        needs=(),
        evaluate=lambda _: passed(),
        measure=measure,
    )


CHECKS = {
    c.id: c
    for c in (
        check("guide.one", version=3),
        check("guide.two"),
        check("guide.number", measure=True),
        check("list.one", Subject.ITEM_LIST),
        check("portal.one", Subject.PORTAL),
    )
}


def indicator(code: str, *checks: str) -> Indicator:
    return Indicator(code=code, level=3, parent=None, name_zh=code, name_en=code, status="project", checks=checks)


SYSTEM = IndicatorSystem(
    id="test",
    version="1",
    name_zh="",
    name_en="",
    indicators=(
        indicator("GUIDE", "guide.one", "guide.two"),
        indicator("NUMBER", "guide.number"),
        indicator("LIST", "list.one"),
        indicator("PORTAL", "portal.one"),
        indicator("LATER", "guide.later"),
    ),
)


def look(name: str, minute: int = 0) -> Evidence:
    return Evidence(
        id=name,
        region="990001",
        kind=PageKind.GUIDE,
        target=Target(url=f"http://portal.test/{name}"),
        state=FetchState.FETCHED,
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        captured_at=NOON + timedelta(minutes=minute),
    )


def verdict(name: str, outcome: str, item: str | None, measure: float | None = None) -> Verdict:
    about = Reading(element="fee_status", state=State.STATED, evidence=f"page-{item}", locator="/a")
    defects = (Defect(about=about, message=Text("错", "wrong"), suggestion=Text("改", "mend")),)
    return Verdict(
        check=name,
        check_version=CHECKS[name].version,
        subject=CHECKS[name].subject,
        item=item,
        outcome=Outcome(outcome),
        defects=defects if outcome == "failed" else (),
        measure=measure,
    )


def guide(key: str, *verdicts: Verdict) -> Judged:
    record = ServiceItem(key=key, row=None, guide=ServiceGuide(evidence=(f"page-{key}",), url=""))
    return Judged(record=record, verdicts=verdicts)


def folded(judged: Iterable[Judged], evidence: Iterable[Evidence] = (), **options: Any) -> dict[str, Observation]:
    found = fold(SYSTEM, CHECKS, judged, {e.id: e for e in evidence}, **options)
    return {one.indicator: one for one in found}


def guides(*outcomes: tuple[str, str]) -> list[Judged]:
    return [
        guide(f"k{n}", verdict("guide.one", one, f"k{n}"), verdict("guide.two", two, f"k{n}"))
        for n, (one, two) in enumerate(outcomes)
    ]


@pytest.mark.parametrize(
    ("one", "two", "counts"),
    [
        ("passed", "passed", (1, 1, 0)),
        ("passed", "inapplicable", (1, 1, 0)),
        ("passed", "cant_tell", (1, 1, 0)),
        ("passed", "failed", (0, 1, 0)),
        ("cant_tell", "failed", (0, 1, 0)),
        ("inapplicable", "cant_tell", (0, 0, 1)),
        ("untested", "inapplicable", (0, 0, 1)),
        ("inapplicable", "inapplicable", (0, 0, 0)),
    ],
)
def test_one_subject_folds_as_the_contract_says(one: str, two: str, counts: tuple[int, int, int]) -> None:
    found = folded(guides((one, two)))["GUIDE"]

    assert (found.numerator, found.denominator, found.undecided) == counts


def test_bounds_say_what_the_undecided_could_do() -> None:
    found = folded(guides(("passed", "passed"), ("passed", "failed"), ("cant_tell", "cant_tell"), ("failed", "passed")))
    one = found["GUIDE"]

    assert one.status is ObservationStatus.PARTIAL
    assert (one.numerator, one.denominator, one.undecided) == (1, 3, 1)
    assert one.value == pytest.approx(1 / 3)
    assert (one.lower, one.upper) == (0.25, 0.5)
    assert (one.ci_low, one.ci_high) == (one.value, one.value)
    assert (one.design, one.population, one.sample_size, one.seed) == ("census", 4, 4, None)
    assert one.checks == {"guide.one": 3, "guide.two": 1}


def test_a_measure_is_a_mean_without_bounds_while_one_is_undecided() -> None:
    decided = [guide(k, verdict("guide.number", "passed", k, number)) for k, number in (("a", 0.5), ("b", 1.0))]
    one = folded(decided)["NUMBER"]

    assert (one.value, one.lower, one.upper, one.ci_low, one.ci_high) == (0.75,) * 5
    assert (one.numerator, one.denominator, one.undecided) == (2, 2, 0)

    for doubtful in (verdict("guide.number", "cant_tell", "c"), verdict("guide.number", "passed", "c", float("nan"))):
        one = folded([*decided, guide("c", doubtful)])["NUMBER"]
        assert (one.value, one.lower, one.upper, one.undecided) == (0.75, None, None, 1)


def test_list_and_portal_are_one_subject_whatever_the_sample() -> None:
    rows = Judged(record=ItemList(evidence=("l",), url="", items=()), verdicts=(verdict("list.one", "failed", None),))
    home = Reading(element="name", state=State.STATED, evidence="h")
    summary = PortalSummary(region="990001", url="", home=home)
    portal = Judged(record=summary, verdicts=(verdict("portal.one", "passed", None),))

    found = folded([rows, portal], design="stratified", seed=7)

    assert [found[code].value for code in ("LIST", "PORTAL")] == [0.0, 1.0]
    for code in ("LIST", "PORTAL"):
        one = found[code]
        assert (one.denominator, one.population, one.sample_size, one.design, one.seed) == (1, 1, 1, "census", None)


def test_what_nobody_asked_is_not_observable() -> None:
    one = folded(guides(("passed", "passed")))["LATER"]

    assert one.status is ObservationStatus.NOT_OBSERVABLE
    assert (one.numerator, one.denominator, one.undecided, one.population, one.checks) == (0, 0, 0, 0, {})
    assert (one.value, one.lower, one.upper, one.ci_low, one.ci_high) == (None,) * 5


def test_status_of_nothing_decided() -> None:
    assert folded(guides(("inapplicable", "inapplicable")))["GUIDE"].status is ObservationStatus.NOT_APPLICABLE
    assert folded(guides(("cant_tell", "inapplicable")))["GUIDE"].status is ObservationStatus.NOT_OBSERVABLE
    assert folded([])["GUIDE"].status is ObservationStatus.NOT_OBSERVABLE

    undecided = folded(guides(("cant_tell", "cant_tell")))["GUIDE"]
    assert (undecided.value, undecided.lower, undecided.upper) == (None, 0.0, 1.0)


def test_the_digest_and_the_window_are_those_of_the_evidence_it_rests_on() -> None:
    looks = [look("page-k0", 3), look("page-k1", 9), look("elsewhere", 60)]
    one = folded(guides(("passed", "passed"), ("passed", "passed")), looks)["GUIDE"]

    sums = "\n".join(sorted(str(e.sha256) for e in looks[:2]))
    assert one.evidence_digest == hashlib.sha256(sums.encode()).hexdigest()
    assert (one.captured_from, one.captured_to) == (NOON + timedelta(minutes=3), NOON + timedelta(minutes=9))

    changed = [replace(looks[0], sha256="0" * 64), *looks[1:]]
    assert folded(guides(("passed", "passed")), changed)["GUIDE"].evidence_digest != one.evidence_digest


def test_a_sample_carries_its_interval_and_its_frame() -> None:
    rows = ItemList(
        evidence=(),
        url="",
        items=tuple(_listed(n) for n in range(100)),
    )
    judged = [*guides(*[("passed", "passed")] * 8, *[("failed", "passed")] * 2), Judged(record=rows, verdicts=())]

    one = folded(judged, design="stratified", seed=11)["GUIDE"]

    assert (one.value, one.population, one.sample_size, one.seed) == (0.8, 100, 10, 11)
    assert one.ci_low is not None
    assert one.ci_high is not None
    assert 0 < one.ci_low < 0.8 < one.ci_high < 1


def _listed(number: int) -> ListedItem:
    name = Reading(element="name", state=State.STATED, value=str(number))
    return ListedItem(key=f"k{number}", name=name, target=None)


def test_indicators_can_be_chosen() -> None:
    assert list(folded(guides(("passed", "passed")), indicators=["GUIDE"])) == ["GUIDE"]


@given(st.lists(st.tuples(*[st.sampled_from([o.value for o in Outcome])] * 2), max_size=30))
def test_counts_and_bounds_always_agree(outcomes: list[tuple[str, str]]) -> None:
    one = folded(guides(*outcomes))["GUIDE"]

    assert 0 <= one.numerator <= one.denominator <= one.denominator + one.undecided <= len(outcomes)
    if one.value is not None:
        assert one.lower is not None
        assert one.upper is not None
        assert 0 <= one.lower <= one.value <= one.upper <= 1
        assert one.status in {ObservationStatus.OBSERVED, ObservationStatus.PARTIAL}
    else:
        assert one.denominator == 0
