"""Entrances that the script of a single-page portal opens, with what the answer of a guide says."""

from __future__ import annotations

import json

import pytest

from crawler.page.guides.app_entry import app_entries
from crawler.page.json_page import JsonPage

BUTTON = '<el-button type="primary" @click="apply">在线办理</el-button>'
MADE = 'h=function(){return e("el-button",{on:{click:t.apply}},[t._v("在线办理")])};'


def answer(**basic: object) -> JsonPage:
    data = {"data": {"basic": {"taskName": "养犬登记", "taskCode": "A-4711", **basic}, "rows": [{"no": "R-1"}]}}
    return JsonPage(data=data, text=json.dumps(data), url="http://zw.example/api/task?taskCode=A-4711", evidence="e")


def led(script: str, **basic: object) -> list[str | None]:
    found = [one.of([answer(**basic)]) for one in app_entries(script)]
    return [None if one is None else one.url for one in found]


def app(button: str, body: str, name: str = "apply(b)") -> str:
    return f"var Guide = {{ template: `<div>{button}</div>`, methods: {{ {name} {{ {body} }} }} }}"


@pytest.mark.parametrize(
    ("script", "address"),
    [
        (app(BUTTON, "window.open('/apply?no=' + this.detail.taskCode)"), "/apply?no=A-4711"),
        (app(BUTTON.replace("apply", "apply(b)"), "window.open(`/apply/${b.taskCode}`)"), "/apply/A-4711"),
        (app(BUTTON, "location.href = '/uc?no=' + this.$route.query.taskCode"), "/uc?no=A-4711"),
        (MADE + "m={apply:function(){var e=this;window.open('/apply?no='+e.d.taskCode)}}", "/apply?no=A-4711"),
        ('c("a",{onClick:s.go},"立即办理");m={go(){window.open("/apply?no="+this.d.taskCode)}}', "/apply?no=A-4711"),
    ],
)
def test_address_is_made_of_what_the_answer_says(script: str, address: str) -> None:
    assert led(script) == [f"http://zw.example{address}"]


@pytest.mark.parametrize(
    "body",
    [
        "window.open('/apply?no=' + this.detail.applyNo)",
        "window.open('/apply?no=' + this.row.no)",
        "window.open('apply?no=' + this.detail.taskCode)",
        "this.$router.push({ path: '/apply', query: { no: this.detail.taskCode } })",
        "$.post('/apply/begin', { no: this.detail.taskCode })",
        "this.show = true",
    ],
    ids=["no-such-value", "of-a-row", "not-from-the-root", "a-route", "is-sent", "leads-nowhere"],
)
def test_what_the_answer_does_not_tell_stays_unknown(body: str) -> None:
    assert led(app(BUTTON, body)) == [None]


def test_an_answer_may_give_the_address_under_any_key() -> None:
    script = app(BUTTON, "window.open(this.detail.jumpTo)")
    assert led(script, jumpTo="/uc/login?back=1") == ["http://zw.example/uc/login?back=1"]
    assert led(script, jumpTo="1") == [None]


def test_other_buttons_are_no_entrance() -> None:
    body = "window.open('/ask?no=' + this.detail.taskCode)"
    assert led(app(BUTTON.replace("在线办理", "在线咨询"), body)) == []
    assert led(app(BUTTON.replace("在线办理", "在线办理须知"), body)) == []
    assert led(app(BUTTON, body, name="ask(b)")) == []
