"""What a rare check finds all over a portal is held for a person to look at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.domain.check import Defect, Outcome, Subject, Text, Verdict
from crawler.domain.elements import KEY_ELEMENTS, Reading, State
from crawler.domain.records import ItemList, ServiceGuide, ServiceItem
from crawler.verdicts.alike import BARE, LEAST, RARE, without_alike
from crawler.verdicts.bare_guides import BareGuides
from crawler.verdicts.fold import Judged
from crawler.verdicts.judge import all_checks

SUM = "procedure.step_time_sum"
SAMPLE = "result.sample"


def judged(number: int, check: str, outcome: Outcome) -> Judged:
    """One item of which one check says something."""
    whole = {
        name: Reading(element=name, state=State.STATED, value="有", evidence="e1", locator="/") for name in KEY_ELEMENTS
    }
    guide = ServiceGuide(evidence=("e1",), url="http://portal.test/1", readings=whole)
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


def bare(number: int, state: State, value: str | None = None) -> Judged:
    """One item that fails two checks of guides: half of its key elements are in this state, and a telephone is odd."""
    kept = judged(number, "contact.phone_form", Outcome.FAILED)
    assert isinstance(kept.record, ServiceItem)
    about = Reading(element="conditions", state=state, value=value, evidence="e1", locator="/")
    poor = {name: replace(about, element=name) for name in ("conditions", "materials", "hours", "place")}
    item = replace(kept.record, guide=replace(kept.record.guide, readings={**kept.record.guide.readings, **poor}))
    phone = kept.verdicts[0]
    lack = replace(phone, check="service_guide.conditions", defects=(replace(phone.defects[0], about=about),))
    return replace(kept, record=item, verdicts=(lack, phone))


def full(number: int) -> Judged:
    return judged(number, "service_guide.conditions", Outcome.PASSED)


def test_what_most_guides_lack_is_held_where_they_lack_half_of_what_counts() -> None:
    items = [*(bare(n, State.NOT_STATED) for n in range(LEAST)), full(98), full(99)]
    found, held = without_alike(lambda: iter(items), counted := BareGuides())
    lack, phone = next(found).verdicts

    assert held == (BARE,)
    assert counted.gap == "8 of 10 guides lack half of the key elements or more: a part was not opened"
    assert (lack.outcome, phone.outcome) == (Outcome.CANT_TELL, Outcome.FAILED)
    assert "10份办事指南中有8份" in (lack.reason or "")
    assert lack.withdrawn[0].withdrawn == lack.reason


@pytest.mark.parametrize(
    "items",
    [
        [bare(n, State.NOT_STATED) for n in range(LEAST - 1)],
        [*(bare(n, State.NOT_STATED) for n in range(LEAST)), *(full(n) for n in range(90, 90 + LEAST))],
        [bare(n, State.STATED, "暂无") for n in range(2 * LEAST)],
    ],
    ids=["few", "half of them", "a word in its place"],
)
def test_bare_guides_stand_where_they_are_not_the_most_or_were_read(items: list[Judged]) -> None:
    found, held = without_alike(lambda: iter(items), counted := BareGuides())

    assert (held, counted.gap) == ((), None)
    assert list(found) == items


def test_every_rare_check_is_one_of_guides() -> None:
    known = all_checks()
    assert {known[name].subject for name in RARE} <= {Subject.SERVICE_GUIDE, Subject.SERVICE_ITEM}
