"""What a rare check finds all over a portal is held for a person to look at."""

from __future__ import annotations

import pytest

from crawler.domain.check import Defect, Outcome, Subject, Text, Verdict
from crawler.domain.elements import Reading, State
from crawler.domain.records import ItemList, ServiceGuide, ServiceItem
from crawler.verdicts.alike import LEAST, RARE, without_alike
from crawler.verdicts.fold import Judged
from crawler.verdicts.judge import all_checks

SUM = "procedure.step_time_sum"
SAMPLE = "result.sample"


def judged(number: int, check: str, outcome: Outcome) -> Judged:
    """One item of which one check says something."""
    guide = ServiceGuide(evidence=("e1",), url="http://portal.test/1")
    about = Reading(element="procedure", state=State.STATED, value="5个工作日", evidence="e1", locator="/p[1]")
    defect = Defect(about=about, message=Text("合计超过承诺", "too long"), suggestion=Text("改", "mend"))
    verdict = Verdict(
        check=check,
        check_version=1,
        subject=Subject.SERVICE_GUIDE,
        item=str(number),
        outcome=outcome,
        defects=(defect,) if outcome is Outcome.FAILED else (),
    )
    return Judged(record=ServiceItem(key=str(number), row=None, guide=guide), verdicts=(verdict,))


def region(wrong: int, right: int, check: str = SUM, untold: int = 0) -> list[Judged]:
    """Items of which so many fail, pass, and cannot be told."""
    outcomes = [Outcome.FAILED] * wrong + [Outcome.PASSED] * right + [Outcome.CANT_TELL] * untold
    return [judged(number, check, outcome) for number, outcome in enumerate(outcomes)]


def outcomes(items: list[Judged]) -> list[Outcome]:
    found, _ = without_alike(lambda: iter(items))
    return [verdict.outcome for one in found for verdict in one.verdicts]


def test_what_is_found_all_over_is_not_told_and_kept_to_be_read() -> None:
    found, held = without_alike(lambda: iter(region(12, 20)))
    verdicts = [verdict for one in found for verdict in one.verdicts]

    assert held == (SUM,)
    assert Outcome.FAILED not in {verdict.outcome for verdict in verdicts}
    first, last = verdicts[0], verdicts[-1]
    assert (first.outcome, len(first.defects), len(first.withdrawn)) == (Outcome.CANT_TELL, 0, 1)
    assert first.withdrawn[0].message.zh == "合计超过承诺"
    assert first.reason == first.withdrawn[0].withdrawn
    assert "32个事项中有12个" in (first.reason or "")
    assert (last.outcome, last.withdrawn) == (Outcome.PASSED, ())


@pytest.mark.parametrize(
    ("wrong", "right", "untold"),
    [(LEAST - 1, 0, 0), (LEAST, 3 * LEAST, 0), (LEAST, 3 * LEAST, 50)],
    ids=["few", "a quarter", "a quarter of what is decided"],
)
def test_findings_in_some_guides_stand(wrong: int, right: int, untold: int) -> None:
    assert outcomes(region(wrong, right, untold=untold)).count(Outcome.FAILED) == wrong


def test_guides_that_cannot_be_told_are_no_guides_without_the_fault() -> None:
    assert Outcome.FAILED not in outcomes(region(LEAST, 3 * LEAST - 1, untold=50))


def test_what_a_portal_may_lack_everywhere_is_found_everywhere() -> None:
    assert set(outcomes(region(30, 0, SAMPLE))) == {Outcome.FAILED}


def test_a_list_is_passed_on_as_it_is() -> None:
    listed = Judged(record=ItemList(evidence=("e1",), url="http://portal.test/", items=()), verdicts=())
    found, _ = without_alike(lambda: iter([*region(LEAST, 0), listed]))
    assert list(found)[-1] is listed


def test_every_rare_check_is_one_of_guides() -> None:
    known = all_checks()
    assert {known[name].subject for name in RARE} <= {Subject.SERVICE_GUIDE, Subject.SERVICE_ITEM}
