"""Which items are read again because what they rest on was looked at again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crawler.domain.check import Defect, Outcome, Subject, Text, Verdict
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import AT_A_FINDING, Evidence, Failure, FetchState, PageKind, Target, Via
from crawler.domain.records import ItemList
from crawler.verdicts.fold import Judged
from crawler.verdicts.judge import all_checks
from crawler.verdicts.second_look import AdverseLooks, _Changes

FIRST = Evidence(
    id="first",
    region="990001",
    kind=PageKind.GUIDE,
    target=Target(url="http://a.example/g"),
    state=FetchState.FETCHED,
    item="A",
    status=200,
    content_type="text/html",
    sha256="1" * 64,
)


def may_change(item: str, *, first: Evidence = FIRST, **repeat: Any) -> bool:
    again = replace(first, id="again", look=AT_A_FINDING, **repeat)
    return _Changes({"first": first}, {"first": again}).may_change(item)


def test_a_page_that_came_byte_by_byte_as_before_changes_nothing() -> None:
    assert not may_change("A")


@pytest.mark.parametrize(
    "otherwise",
    [
        {"sha256": "2" * 64},
        {"content_type": "text/html; charset=gb18030"},
        {"final_url": "http://a.example/elsewhere"},
        {"via": Via.BROWSER},
        {"state": FetchState.FAILED, "failure": Failure.SOFT_404},
    ],
)
def test_whatever_reading_goes_by_may_change_the_item_that_it_belongs_to(otherwise: dict[str, Any]) -> None:
    assert may_change("A", **otherwise)
    assert not may_change("B", **otherwise)


def test_a_list_that_changed_may_change_every_item() -> None:
    assert may_change("B", first=replace(FIRST, kind=PageKind.LIST, item=None), sha256="2" * 64)


def test_a_front_page_that_counts_its_visitors_changes_no_item() -> None:
    assert not may_change("B", first=replace(FIRST, kind=PageKind.HOME, item=None), sha256="2" * 64)


def test_two_looks_that_one_repeats_are_read_again() -> None:
    again = replace(FIRST, id="again", look=AT_A_FINDING)
    looks = {"first": FIRST, "second": replace(FIRST, id="second", look=2)}

    assert _Changes(looks, dict.fromkeys(looks, again)).may_change("A")


def test_what_is_wrong_with_a_file_is_looked_at_again_in_the_file_and_not_at_the_link_to_it() -> None:
    file = replace(FIRST, id="file", kind=PageKind.FORM, target=Target(url="http://a.example/f.doc"), size=0)
    link = Reading(element="blank_form", state=State.STATED, value="申请表", quote="申请表", evidence="first")
    defect = Defect(about=link, message=Text("空", "empty"), suggestion=Text("", ""), subject=Subject.FORM, file="file")
    verdict = Verdict(
        check="form.download", check_version=1, subject=Subject.SERVICE_GUIDE, item="A",
        outcome=Outcome.FAILED, defects=(defect,),
    )  # fmt: skip
    adverse = AdverseLooks([FIRST, file], all_checks())
    assert list(adverse.noted([Judged(record=ItemList(evidence=(), url="", items=()), verdicts=(verdict,))]))
    assert adverse.to_repeat(host_of=lambda _: "a.example", most=9) == ("file",)
