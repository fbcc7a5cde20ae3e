"""Every check against its examples: passed, failed, near miss, inapplicable, cannot tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.check import Outcome
from crawler.verdicts.judge import all_checks, judge

if TYPE_CHECKING:
    from tests.checks.conftest import Example
    from tests.checks.portal_records import Builder

KINDS = {"passed", "failed", "near_miss", "inapplicable", "cant_tell"}


def test_check_answers_as_the_example_says(example: Example) -> None:
    check = all_checks()[example.check]
    verdict = judge(check, example.record())

    expected = example.data.get("outcome", "passed") if example.kind == "near_miss" else example.kind
    assert (expected == "failed") == (example.kind == "failed")
    found = [d.message.zh for d in verdict.defects]
    assert verdict.outcome.value == expected, (found, verdict.reason)
    assert len(verdict.defects) == (example.data.get("defects", 1) if expected == "failed" else 0), found
    if "quote" in example.data:
        first = verdict.defects[0]
        assert (first.quote or first.about.quote) == example.data["quote"]
    if "element" in example.data:
        assert verdict.defects[0].element == example.data["element"]
    if "measure" in example.data:
        assert verdict.measure == example.data["measure"]


def test_defects_speak_to_people(example: Example) -> None:
    verdict = judge(all_checks()[example.check], example.record())

    for defect in verdict.defects:
        assert defect.about.evidence
        for text in (defect.message, defect.suggestion):
            assert any("一" <= c <= "鿿" for c in text.zh)
            assert text.en
            assert text.en != text.zh
    if verdict.outcome in {Outcome.CANT_TELL, Outcome.INAPPLICABLE}:
        assert verdict.reason


def test_every_check_shows_every_kind_or_says_why_not(kinds_by_check: dict[str, set[str]]) -> None:
    assert set(kinds_by_check) == set(all_checks())
    assert {check: KINDS - kinds for check, kinds in kinds_by_check.items() if KINDS - kinds} == {}


def test_messages_name_a_field_as_a_clerk_knows_it(build: Builder) -> None:
    json_field = replace(build, labels={"traffic": "traffic_info"}).guide({"traffic": "待定"})
    heading = replace(build, labels={"hours": "对外办公时间："}).guide({"hours": "<empty>"})

    assert judge(all_checks()["service_guide.placeholder"], json_field).defects[0].message.zh.startswith("“该要素”")
    assert judge(all_checks()["service_guide.hours"], heading).defects[0].message.zh == "“对外办公时间”一栏是空的"
