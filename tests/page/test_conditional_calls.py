"""Calls that a page's script makes only where a condition is met: which it did not make, and who would."""

from __future__ import annotations

import pytest

from crawler.page.html import Page
from crawler.page.script.conditional_calls import Condition, conditional_calls, told_by, told_in
from crawler.page.script.scripts import scripts_of

ASKED = ["http://zwfw.example.gov.cn/api/guide/detail?id=7", "http://zwfw.example.gov.cn/api/guide/materials"]
BOTH = 'ask("guide/situations", f)} else {ask("guide/materials", g)}'


def found(condition: str, then: str = BOTH) -> list[tuple[Condition, tuple[bool, bool]]]:
    code = f'ask("guide/detail", function (d) {{ if ({condition}) {{ {then} }});'
    return [(one.condition, one.unseen) for one in conditional_calls(scripts_of([code]), ASKED)]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('d.hasQx == "1"', Condition("hasQx", "1", met_by_others=False)),
        ('"1" === d.data.hasQx', Condition("hasQx", "1", met_by_others=False)),
        ("d.hasQx !== 0", Condition("hasQx", "0", met_by_others=True)),
        ("d.hasQx", Condition("hasQx", None, met_by_others=True)),
        ("!d.hasQx", Condition("hasQx", None, met_by_others=False)),
        ("d.list && d.list.length > 0", Condition("list", None, met_by_others=True)),
        ("hasQx == true", Condition("hasQx", "true", met_by_others=False)),
        ('$("#hasQx").val() == "1"', Condition("#hasQx", "1", met_by_others=False)),
    ],
)
def test_the_condition_on_which_an_unseen_call_depends(condition: str, expected: Condition) -> None:
    assert found(condition) == [(expected, (False, True))]


@pytest.mark.parametrize(
    "then",
    [
        'ask("guide/detail", f)} else {ask("guide/materials", g)}',
        'ask("guide/situations", f)} else {ask("guide/situations", g)}',
        '$("#apply").attr("href", "/login/apply")}',
        'ask("guide/help.html", f)}',
        'draw("guide/situations")}',
    ],
    ids=["all were made", "made either way", "an address to go to", "a page", "nothing that asks"],
)
def test_what_depends_on_no_condition(then: str) -> None:
    assert found('d.hasQx == "1"', then) == []


def test_a_condition_that_cannot_be_read_says_nothing() -> None:
    assert found("d.kind > limit(3)") == []


def test_a_call_in_a_function_that_a_branch_calls() -> None:
    code = 'function load() { ask("guide/situations", f) } ask("guide/detail", function (d) { if (d.qx) load(); });'
    [one] = conditional_calls(scripts_of([code]), ASKED)
    assert one.unseen == (False, True)


@pytest.mark.parametrize(
    ("condition", "values", "way"),
    [
        (Condition("qx", "1", met_by_others=False), ["1"], True),
        (Condition("qx", "1", met_by_others=False), [1], True),
        (Condition("qx", "1", met_by_others=False), [True], True),
        (Condition("qx", "1", met_by_others=False), ["0", None], False),
        (Condition("qx", "1", met_by_others=False), ["0", "1"], None),
        (Condition("qx", "1", met_by_others=False), [], None),
        (Condition("qx", "1", met_by_others=True), ["0"], True),
        (Condition("qx", None, met_by_others=True), [False], False),
        (Condition("qx", None, met_by_others=True), ["0", ""], False),
        (Condition("qx", None, met_by_others=True), [2], True),
        (Condition("qx", None, met_by_others=False), [None], True),
        (Condition("qx", "null", met_by_others=True), [None], False),
    ],
)
def test_the_way_that_values_take(condition: Condition, values: list[object], way: bool | None) -> None:
    assert condition.way(values) is way


def test_what_answers_and_pages_tell_their_scripts() -> None:
    told = told_in({"data": {"qx": "1", "none": [], "rows": [{"qx": 2, "text": "年满十八周岁" * 9}]}})
    assert told == {"data": [True], "qx": ["1", 2], "none": [False], "rows": [True], "text": []}
    page = Page(
        text='<body><input type="hidden" id="qx" value="1"><script>var hasQx = "0"; var o = {kind: 2};</script></body>',
        url="http://zwfw.example.gov.cn/g?id=1",
        evidence="e",
    )
    own = told_by(page)
    assert (own["#qx"], own["hasQx"], own["kind"]) == (["1"], ["0"], ["2"])
