"""Procedure against time (流程与时限矛盾): “on the spot” with a long limit, a site visit in less than a day.

Basis: practice of an office's checker of guides.
Applicability: guides with a promised limit whose procedure speaks of 当场办理 or of a site visit.
Expectation: 当场办理 goes with a day at most, a site visit with a day at least. “当场办理” with 90个工作日 fails,
and so does 现场勘查 with 即办. What a step with a limit of its own says of 当场办理 is held against that limit.
Assumptions: only a plain statement counts: 可以当场作出决定的, 当场受理 and 当场更正 promise nothing. A site visit that
is only made at need, or whose time the guide leaves out, contradicts nothing.
Known limits: whether a visit can be made within its own limit of days is not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values import special_steps
from crawler.domain.values.guide_times import is_within_a_day, limit_of
from crawler.domain.values.limit_sum import limit_of_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide
    from crawler.domain.values.time_limit import TimeLimit

_LIMITS = ("promised_time_limit", "promised_time_limit_note", "special_step")
_PLACES = ("procedure", "promised_time_limit_note", "handling_form", "case_type")


def _readings(guide: ServiceGuide) -> Iterator[Reading]:
    yield from (guide.read(element) for element in _PLACES)
    for step in guide.steps:
        yield from (step.name,) if limit_of_step(step) else (step.name, step.description)


def _defect(reading: Reading, word: str, zh: str, en: str) -> Defect:
    return Defect(
        about=reading,
        message=Text(f"写明“{word}”, {zh}", f"“{word}” is written, {en}"),
        suggestion=Text("请核对办理流程和时限, 改正其中一处", "Check procedure and limit, and mend one of them"),
        quote=word if word in reading.text else None,
    )


def _against_own(guide: ServiceGuide) -> Iterator[Defect]:
    """Steps that contradict their own limit: visits in less than a day, 当场办理 in days."""
    for step in guide.steps:
        own = limit_of_step(step)
        if own is None:
            continue
        limit, said = own
        visit, at_once = special_steps.said_site_visit(step.name.text), None
        if is_within_a_day(limit) is False:
            at_once = special_steps.said_on_the_spot(step.description.text)
        word = visit if visit and special_steps.is_less_than_a_day(limit) else at_once
        if word:
            yield _defect(said, word, f"环节时限却是“{said.text}”", f"yet the step's limit is “{said.text}”")


def _against_promise(guide: ServiceGuide, limit: TimeLimit) -> Iterator[Defect]:
    said, note, special = (guide.read(element) for element in _LIMITS)
    zh, en = f"承诺办结时限却是“{said.text}”", f"yet the promised limit is “{said.text}”"
    if is_within_a_day(limit) is False:
        words = ((r, special_steps.said_on_the_spot(r.text)) for r in _readings(guide) if r.stated)
        yield from (_defect(reading, word, zh, en) for reading, word in words if word)
        return
    left_out = special_steps.is_left_out(f"{said.text} {note.text}") or "不计" in special.text
    if not special_steps.is_less_than_a_day(limit) or left_out or special_steps.said_site_visit(said.text):
        return
    own = () if any(c.isdigit() for c in special.text) else (special,)  # a special step with its own time is left out
    words = ((r, special_steps.said_site_visit(r.text)) for r in (*_readings(guide), *own) if r.stated)
    yield from (_defect(reading, word, zh, en) for reading, word in words if word)


def _evaluate(guide: ServiceGuide) -> Answer:
    limit = limit_of(guide, "promised_time_limit")
    found = next(_against_own(guide), None) or (next(_against_promise(guide, limit), None) if limit else None)
    if found is not None:
        return failed(found)
    said = (*_readings(guide), guide.read("special_step"), *(step.description for step in guide.steps))
    spoken = any(r.stated and special_steps.speaks_of_either(r.text) for r in said)
    if limit is None or not spoken:
        return inapplicable("没有写明承诺时限, 或者没有当场办理、现场勘查")
    return passed()


CHECK = Check(
    id="procedure.time_contradiction",
    version=2,
    title=Text("流程与时限矛盾", "Procedure and time limit agree"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("promised_time_limit", "procedure"),
    evaluate=_evaluate,
)
