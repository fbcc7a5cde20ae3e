"""Entrances that the script of a single-page portal opens, with what the answer of a guide says."""

from __future__ import annotations

import json

import pytest

from crawler.page.guides.app_entry import Shell, app_entries, shell_of
from crawler.page.html import Page
from crawler.page.json_page import JsonPage

BUTTON = '<el-button type="primary" @click="apply">在线办理</el-button>'
MADE = 'h=function(){return e("el-button",{on:{click:t.apply}},[t._v("在线办理")])};'


def answer(**basic: object) -> JsonPage:
    data = {"data": {"basic": {"taskName": "养犬登记", "taskCode": "A-4711", **basic}, "rows": [{"no": "R-1"}]}}
    return JsonPage(data=data, text=json.dumps(data), url="http://zw.example/api/task?taskCode=A-4711", evidence="e")


def led(script: str, shell: Shell | None = None, **basic: object) -> list[str | None]:
    found = [one.of([answer(**basic)]) for one in app_entries(script, shell)]
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


HASH = Shell(url="http://zw.example/hall/#/guide/A-4711")
PLAIN = Shell(url="http://zw.example/guide/A-4711")


@pytest.mark.parametrize(
    "body",
    [
        "this.$router.push({ path: '/apply', query: { no: this.detail.taskCode } })",
        "this.$router.push('/apply?no=' + this.detail.taskCode)",
        "const no = this.detail.taskCode; router.push({ path: '/apply', query: { no } })",
        "const { href } = this.$router.resolve({ path: '/apply', query: { no: this.d.taskCode } }); window.open(href)",
        "let to = this.$router.resolve(`/apply?no=${this.detail.taskCode}`); window.open(to.href, '_blank')",
        "window.open(this.$router.resolve({ path: '/apply', query: { no: this.detail.taskCode } }).href)",
    ],
)
def test_a_route_begins_where_the_app_was_shown(body: str) -> None:
    script = app(BUTTON, body)
    assert led(script, HASH) == ["http://zw.example/hall/#/apply?no=A-4711"]
    assert led(script, PLAIN) == [None]
    assert led(f"new Router({{ mode: 'history', base: '/hall/' }}); {script}", PLAIN) == [
        "http://zw.example/hall/apply?no=A-4711"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "this.$router.push({ name: 'apply', params: { no: this.detail.taskCode } })",
        "this.$router.push({ path: 'apply', query: { no: this.detail.taskCode } })",
        "this.$router.push({ path: '/apply', query: { ...this.detail } })",
        "this.$router.push({ path: '/apply', query: { no: this.detail.applyNo } })",
    ],
    ids=["by-name", "from-here", "all-there-is", "no-such-value"],
)
def test_a_route_that_is_not_told_stays_unknown(body: str) -> None:
    assert led(app(BUTTON, body), HASH) == [None]


def test_a_login_is_told_where_to_go_on() -> None:
    body = "this.$router.push({ path: '/login', query: { back: '/apply/' + this.$route.params.taskCode } })"
    assert led(app(BUTTON, body), HASH) == ["http://zw.example/hall/#/login?back=%2Fapply%2FA-4711"]


@pytest.mark.parametrize(
    "link",
    [
        """<router-link :to="{path: '/apply', query: {no: b.taskCode}}">在线办理</router-link>""",
        """<router-link class="b" v-bind:to="'/apply?no=' + b.taskCode"><i></i>在线办理</router-link>""",
        """<a :href="'/hall/#/apply?no=' + b.taskCode">在线办理</a>""",
        """<button @click="$router.push('/apply?no=' + b.taskCode)">在线办理</button>""",
    ],
)
def test_a_link_may_have_its_address_bound_to_it(link: str) -> None:
    at = "http://zw.example/hall/#/apply?no=A-4711"
    assert led(f"var Guide = {{ template: `<div>{link}</div>` }}", HASH) == [at]
    page = Page(text=f'<html><script type="text/x-template">{link}</script></html>', url=HASH.url, evidence="e")
    assert led("var Guide = {}", shell_of(page)) == [at]
    assert led(f"var Guide = {{ template: `<div>{link.replace('在线办理', '办事指南')}</div>` }}", HASH) == []


def test_what_was_made_of_such_a_link_is_read_as_well() -> None:
    made = 'e("router-link",{attrs:{to:{path:"/apply",query:{no:t.b.taskCode}}}},[t._v("在线办理")])'
    assert led(made, HASH) == ["http://zw.example/hall/#/apply?no=A-4711"]
    assert led(made.replace("在线办理", "返回"), HASH) == []


@pytest.mark.parametrize(
    ("table", "body", "address"),
    [
        ("{path:'/apply/:no',name:'Apply'}", "{ name: 'Apply', params: { no: this.d.taskCode } }", "/apply/A-4711"),
        ("{name:'Apply',path:'/apply'}", "{ name: 'Apply', query: { no: this.d.taskCode } }", "/apply?no=A-4711"),
        (
            "{path:'/apply/:no/:step?',name:'Apply'}",
            "{ name: 'Apply', params: { no: this.d.taskCode } }",
            "/apply/A-4711",
        ),
        ("{path:'/apply/:no',name:'Apply'}", "{ name: 'Apply', query: { no: this.d.taskCode } }", None),
        ("{path:'apply/:no',name:'Apply'}", "{ name: 'Apply', params: { no: this.d.taskCode } }", None),
        ("{path:'/a',name:'Apply'},{path:'/b',name:'Apply'}", "{ name: 'Apply' }", None),
        ("{path:'/apply/:no',name:'Ask'}", "{ name: 'Apply', params: { no: this.d.taskCode } }", None),
    ],
    ids=["parameter", "query", "free", "not-given", "below-another", "of-two", "of-another"],
)
def test_a_route_by_name_is_where_the_table_has_it(table: str, body: str, address: str | None) -> None:
    told = led(f"var routes = [{table}]; {app(BUTTON, f'this.$router.push({body})')}", HASH)
    assert told == [None if address is None else f"http://zw.example/hall/#{address}"]
