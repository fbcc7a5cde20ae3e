"""Every check against its examples: passed, failed, near miss, inapplicable, cannot tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crawler.domain.check import Outcome
from crawler.verdicts.judge import all_checks, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.check import Verdict
    from tests.checks.conftest import Example, Judged
    from tests.checks.portal_records import Builder

KINDS = {"passed", "failed", "near_miss", "inapplicable", "cant_tell"}


@pytest.mark.parametrize("check", sorted(all_checks()))
def test_check_answers_as_its_examples_say(check: str, judged: dict[str, list[Judged]]) -> None:
    wrong = [f"{one.example.id}: {why}" for one in judged[check] for why in _otherwise(one.example, one.verdict)]

    assert judged[check]
    assert not wrong, "\n".join(wrong)


def _otherwise(example: Example, verdict: Verdict) -> Iterator[str]:
    """What the check says otherwise than the example."""
    expected = example.data.get("outcome", "passed") if example.kind == "near_miss" else example.kind
    if (expected == "failed") != (example.kind == "failed"):
        yield "only an example of a failure fails"
    found = [d.message.zh for d in verdict.defects]
    if verdict.outcome.value != expected:
        yield f"{verdict.outcome.value} {found} {verdict.reason}"
    if len(found) != (example.data.get("defects", 1) if expected == "failed" else 0):
        yield f"{len(found)} defects: {found}"
    first = verdict.defects[0] if verdict.defects else None
    if "quote" in example.data and (quote := first and (first.quote or first.about.quote)) != example.data["quote"]:
        yield f"quotes {quote}"
    if "element" in example.data and (element := first and first.element) != example.data["element"]:
        yield f"is about {element}"
    if "measure" in example.data and verdict.measure != example.data["measure"]:
        yield f"measures {verdict.measure}"


def test_defects_speak_to_people(judged: dict[str, list[Judged]]) -> None:
    dumb = [
        f"{one.example.id}: {why}" for examples in judged.values() for one in examples for why in _unsaid(one.verdict)
    ]

    assert not dumb, "\n".join(dumb)


def _unsaid(verdict: Verdict) -> Iterator[str]:
    """What people would miss in a verdict."""
    for defect in verdict.defects:
        if not defect.about.evidence:
            yield "no evidence"
        for text in (defect.message, defect.suggestion):
            if not any("一" <= c <= "鿿" for c in text.zh):
                yield f"not in Chinese: {text.zh}"
            if not text.en or text.en == text.zh:
                yield f"not in English: {text.en}"
    if verdict.outcome in {Outcome.CANT_TELL, Outcome.INAPPLICABLE} and not verdict.reason:
        yield f"{verdict.outcome.value} for no reason"


def test_every_check_shows_every_kind_or_says_why_not(kinds_by_check: dict[str, set[str]]) -> None:
    assert set(kinds_by_check) == set(all_checks())
    assert {check: KINDS - kinds for check, kinds in kinds_by_check.items() if KINDS - kinds} == {}


def test_messages_name_a_field_as_a_clerk_knows_it(build: Builder) -> None:
    json_field = replace(build, labels={"traffic": "traffic_info"}).guide({"traffic": "待定"})
    heading = replace(build, labels={"hours": "对外办公时间："}).guide({"hours": "<empty>"})

    assert judge(all_checks()["service_guide.placeholder"], json_field).defects[0].message.zh.startswith("“该要素”")
    assert judge(all_checks()["service_guide.hours"], heading).defects[0].message.zh == "“对外办公时间”一栏是空的"
