"""The judge: finding checks, and settling doubt the same way for all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

import checks
from crawler.domain.check import (
    Answer,
    Check,
    Defect,
    Outcome,
    Severity,
    Subject,
    Text,
    cant_tell,
    failed,
    inapplicable,
    passed,
)
from crawler.domain.elements import OF_TEMPLATE
from crawler.domain.records import ItemList, PortalSummary
from crawler.verdicts.judge import all_checks, judge, judge_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide
    from tests.checks.portal_records import Builder


def a_check(
    evaluate: Callable[[Any], Answer], *, needs: tuple[str, ...] = (), subject: Subject = Subject.SERVICE_GUIDE
) -> Check[Any]:
    return Check(
        id="test.example",
        version=3,
        title=Text("例", "Example"),
        severity=Severity.MINOR,
        subject=subject,
        needs=needs,
        evaluate=evaluate,
    )


def a_defect(about: Reading) -> Defect:
    return Defect(about=about, message=Text("错", "wrong"), suggestion=Text("改", "mend"))


def test_a_finding_on_the_page_of_another_item_says_so(build: Builder) -> None:
    guide = build.guide({"place": "无"})
    check = a_check(lambda record: failed(a_defect(record.read("place"))))
    own = guide.read("place")
    assert [one.message for one in judge(check, guide).defects] == [Text("错", "wrong")]
    written = replace(guide, readings={**guide.readings, "place": replace(own, reason=OF_TEMPLATE)})
    [said] = [one.message for one in judge(check, written).defects]
    assert said.zh.startswith("错（")
    assert "另一事项的" in said.zh
    assert "another item" in said.en


def test_every_id_is_the_path_of_its_module() -> None:
    ids = list(all_checks())

    assert len(ids) >= 40
    assert ids == sorted(ids)
    assert all(check.id == check_id for check_id, check in all_checks().items())


def test_every_check_names_its_headings_and_speaks_both_languages() -> None:
    for check_id, check in all_checks().items():
        module = __import__(f"checks.{check_id}", fromlist=["CHECK"])
        for heading in ("Basis:", "Applicability:", "Expectation:", "Assumptions:", "Known limits:"):
            assert heading in (module.__doc__ or ""), (check_id, heading)
        assert check.title.zh
        assert check.title.en


@pytest.mark.parametrize("source", ["", "CHECK = 1", "from checks.fee.status import CHECK"])
def test_module_without_its_own_check_is_a_bug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    name = f"lost_{len(source)}"
    (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(checks, "__path__", [str(tmp_path)])
    with pytest.raises(ImportError, match=f"checks/{name}.py must define CHECK with the id '{name}'"):
        all_checks.__wrapped__()


def test_defect_about_an_unread_element_is_dropped(build: Builder) -> None:
    guide = build.guide({"place": "<unread>", "hours": "无"})
    check = a_check(lambda g: failed(a_defect(g.read("place")), a_defect(g.read("hours"))))

    verdict = judge(check, guide)

    assert verdict.outcome is Outcome.FAILED
    assert [d.element for d in verdict.defects] == ["hours"]


def test_only_defect_about_an_unread_element_leaves_doubt(build: Builder) -> None:
    verdict = judge(a_check(lambda g: failed(a_defect(g.read("place")))), build.guide({"place": "<unread>"}))

    assert (verdict.outcome, verdict.defects, verdict.reason) == (Outcome.CANT_TELL, (), "只有图片")


def test_defect_without_evidence_is_dropped_and_logged(build: Builder) -> None:
    guide = build.guide({"place": "无"})
    homeless = replace(guide.read("place"), evidence=None)
    with capture_logs() as logs:
        verdict = judge(a_check(lambda _: failed(a_defect(homeless))), guide)

    assert verdict.outcome is Outcome.CANT_TELL
    assert [(log["event"], log["log_level"], log["check"]) for log in logs] == [
        ("defect without evidence", "error", "test.example")
    ]


@pytest.mark.parametrize("answer", [passed(), inapplicable("没有"), passed(measure=1.0)])
def test_needed_element_unread_leaves_doubt(build: Builder, answer: Answer) -> None:
    check = a_check(lambda _: answer, needs=("hours", "place"))

    assert judge(check, build.guide({"place": "<unread>", "hours": "工作日"})).outcome is Outcome.CANT_TELL
    assert judge(check, build.guide({"place": "人民路", "hours": "工作日"})).outcome is answer.outcome
    assert judge(check, build.guide({"hours": "工作日"})).outcome is answer.outcome


def test_doubt_of_the_check_keeps_its_own_reason(build: Builder) -> None:
    check = a_check(lambda _: cant_tell("总数还要核实"), needs=("place",))

    assert judge(check, build.guide({"place": "<unread>"})).reason == "总数还要核实"


def test_defect_stands_though_another_needed_element_is_unread(build: Builder) -> None:
    guide = build.guide({"place": "<unread>", "hours": "无"})
    check = a_check(lambda g: failed(a_defect(g.read("hours"))), needs=("hours", "place"))

    assert judge(check, guide).outcome is Outcome.FAILED


def test_needed_element_that_stands_in_a_list_is_read(build: Builder) -> None:
    guide = build.guide({"place": "<unread>", "windows": [{"place": "人民路18号"}]})

    assert judge(a_check(lambda _: passed(), needs=("place",)), guide).outcome is Outcome.PASSED


def test_crash_is_doubt_and_loud(build: Builder) -> None:
    def crash(_: ServiceGuide) -> Answer:
        raise ZeroDivisionError

    with capture_logs() as logs:
        verdict = judge(a_check(crash), build.guide({"place": "无"}))

    assert verdict.outcome is Outcome.CANT_TELL
    assert verdict.defects == ()
    assert [(log["event"], log["log_level"], log["check"]) for log in logs] == [
        ("check crashed", "error", "test.example")
    ]


def test_failed_without_a_defect_never_leaves_the_judge(build: Builder) -> None:
    verdict = judge(a_check(lambda _: Answer(outcome=Outcome.FAILED)), build.guide({}))

    assert verdict.outcome is Outcome.CANT_TELL


def test_unread_guide_is_not_judged(build: Builder) -> None:
    guide = build.guide({"guide_unread": "打不开"})
    check = a_check(lambda g: failed(a_defect(g.read("place"))))

    assert (judge(check, guide).outcome, judge(check, guide).reason) == (Outcome.CANT_TELL, "打不开")


@pytest.mark.parametrize("kind", ["行政处罚", "行政强制", "行政检查", "02", "03", "06", "行政处罚事项"])
def test_items_nobody_applies_for_are_left_alone(build: Builder, kind: str) -> None:
    for verdict in judge_record(build.guide({"item_type": kind, "place": "无"})):
        assert verdict.outcome is Outcome.INAPPLICABLE, verdict.check


def test_item_type_of_the_row_counts_too(build: Builder) -> None:
    item = build.item({"place": "无"}, {"name": "罚款", "item_type": "行政处罚"})

    by_check = {v.check: v.outcome for v in judge_record(item)}

    assert by_check["service_guide.place"] is Outcome.INAPPLICABLE
    assert by_check["service_item.name_form"] is Outcome.FAILED


def test_item_is_judged_through_its_row_and_guide(build: Builder) -> None:
    item = build.item({"place": "无"}, {"name": "食品经营许可核发"})

    verdicts = judge_record(item)

    assert {v.subject for v in verdicts} == {Subject.SERVICE_ITEM, Subject.SERVICE_GUIDE}
    assert {v.item for v in verdicts} == {"k1"}
    assert [v.check for v in verdicts] == sorted(v.check for v in verdicts)


def test_list_and_portal_have_checks_of_their_own(build: Builder) -> None:
    verdicts = judge_record(build.item_list({"count": 2}))

    assert {v.subject for v in verdicts} == {Subject.ITEM_LIST}
    assert {v.item for v in verdicts} == {None}
    portal = PortalSummary(region="1", url="http://127.0.0.1/", home=build.reading("name", "门户"))
    assert {v.subject for v in judge_record(portal)} <= {Subject.PORTAL}


def test_wrong_kind_of_record_is_a_bug(build: Builder) -> None:
    listed: ItemList = build.item_list({"count": 1})
    with pytest.raises(TypeError, match=r"test\.example judges a service_guide, not a ItemList"):
        judge(a_check(lambda _: passed()), listed)


def test_verdict_carries_version_measure_and_reason(build: Builder) -> None:
    guide = build.guide({"name": "测绘资质审批"})

    measured = judge(a_check(lambda _: passed(measure=0.5)), guide)
    doubtful = judge(a_check(lambda _: cant_tell("只有图片")), guide)

    assert (measured.check, measured.check_version, measured.measure) == ("test.example", 3, 0.5)
    assert doubtful.reason == "只有图片"
