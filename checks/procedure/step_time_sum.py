"""Sum of the steps' limits (环节时限合计): the steps together take no longer than what is promised.

Basis: the item libraries in use (a limit for each step beside the promised limit); 行政许可法 art. 42, 44, 45.
Applicability: guides that state limits of steps and one promised limit.
Expectation: the sum of all stated limits is the promise or less. 1日 + 7日 + 2日 with a promise of 10日 passes, and so
does 3日 + 5日; 15日 with a promise of 10日 fails.
Assumptions: of steps side by side (并联, 同步) the longest counts; hearings, tests and expert reviews, the special
procedures (特别程序) that the guide names, and what it leaves out itself, do not count, nor does delivery (送达) whose
days run from the decision. Steps in other days than the promise count as few working days as they can be.
A cell that spans several steps counts once, a step named twice belongs to two ways through.
Known limits: where only delivery (送达, which the law leaves 10 days after the decision), or only the kind of days
decides, cant_tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values import special_steps
from crawler.domain.values.guide_times import limit_of
from crawler.domain.values.limit_sum import ONE_DAY, bounds, limit_of_step
from crawler.domain.values.numerals import plain
from crawler.domain.values.step_words import StepFamily, families

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide
    from crawler.domain.values.time_limit import TimeLimit

_OF_ITS_OWN = 4
"""Characters of a step's name by which it is found in the field of special procedures."""
_TOTALS = ("合计", "总计", "总时限", "共计", "办结时限")


def _limits(guide: ServiceGuide) -> dict[str, tuple[TimeLimit, Reading]]:
    """The limit of each step that counts, by its name; the longest where steps run side by side."""
    found: dict[str, tuple[TimeLimit, Reading]] = {}
    cells: set[tuple[str | None, str | None]] = set()  # one cell over several rows counts once
    special = plain(guide.read("special_step").text)
    for step in guide.steps:
        own, name = limit_of_step(step), plain(step.name.text)
        skipped = any(word in name for word in _TOTALS) or special_steps.is_left_out(f"{name} {step.limit.text}")
        skipped |= len(name) >= _OF_ITS_OWN and name in special
        if families(name) == {StepFamily.DELIVER}:
            skipped |= special_steps.is_after_the_decision(step.limit.text, step.description.text)
        if own is None or skipped or (cell := (own[1].locator, own[1].quote)) in cells:
            continue
        cells.add(cell)
        beside = special_steps.is_side_by_side(f"{name} {step.description.text} {step.limit.text}")
        key = "并联" if beside else name
        if key not in found or found[key][0].number < own[0].number:
            found[key] = own
    return found


def _evaluate(guide: ServiceGuide) -> Answer:
    promise = limit_of(guide, "promised_time_limit")
    limits = _limits(guide)
    if promise is None or not limits:
        return inapplicable("没有写明环节时限或承诺时限")
    promise = ONE_DAY if promise.immediate else promise
    if promise.unit is None and any(limit.unit for limit, _ in limits.values()):
        return inapplicable("承诺时限没有单位")
    least, most = bounds([limit for limit, _ in limits.values()], promise)
    if most <= promise.number:
        return passed()
    if special_steps.is_side_by_side(guide.read("procedure").text):
        return inapplicable("环节并联办理, 时限不能相加")
    if least <= promise.number:
        return cant_tell("环节时限与承诺时限的日种类不同, 不能比较")
    inside = [limit for name, (limit, _) in limits.items() if families(name) != {StepFamily.DELIVER}]
    if bounds(inside, promise)[0] <= promise.number:
        return cant_tell("是否超出承诺时限, 取决于送达是否计入")
    if len(limits) > 2 and all(limit.number == promise.number for limit, _ in limits.values()):
        return cant_tell("每个环节都写承诺时限, 可能是总时限")
    about = max(limits.values(), key=lambda each: each[0].number)[1]
    parts = " + ".join(reading.text for _, reading in limits.values())
    said = guide.read("promised_time_limit").text
    return failed(
        Defect(
            about=about,
            message=Text(
                f"各环节时限合计（{parts}）超过承诺办结时限“{said}”",
                f"The limits of the steps ({parts}) add up to more than the promised “{said}”",
            ),
            suggestion=Text("请核对各环节时限和承诺时限", "Check the limits of the steps and the promised limit"),
        )
    )


CHECK = Check(
    id="procedure.step_time_sum",
    version=5,
    title=Text("环节时限合计", "The steps fit into the promised limit"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("promised_time_limit", "procedure"),
    evaluate=_evaluate,
)
