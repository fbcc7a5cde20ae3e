"""Data that a page carries for its own script, in every way in which pages write it."""

from __future__ import annotations

import base64
import json
from html import escape
from typing import Any
from urllib.parse import quote

import pytest

from crawler.page.html import Page
from crawler.page.script.literals import value_at
from crawler.page.states import states_in

DATA: dict[str, Any] = {
    "title": "渡船登记",
    "fee": False,
    "limits": {"promise": 7, "unit": "工作日"},
    "steps": [{"name": "受理", "note": "核对\n材料"}, {"name": "办结", "note": None}],
}
JSON = json.dumps(DATA, ensure_ascii=False)
ASCII = json.dumps(DATA)
BASE64 = base64.b64encode(JSON.encode()).decode()
ESCAPED = "".join(c if c.isalnum() and c.isascii() else f"%u{ord(c):04X}" for c in JSON)
LITERAL = (
    "{title:'渡船登记',fee:!1,limits:{promise:7,'unit':\"工作日\"},/* 步骤 */steps:[{name:'受理',note:'核对\\n材料'},"
    "{name:`办结`,note:void 0},],}"
)
HANDED = (
    "(function(a,b,c,d){return {title:a,fee:b,limits:{promise:7,unit:c},steps:[{name:'受理',note:'核对\\n材料'},"
    '{name:"办结",note:d}]}}("渡船登记",false,"工作日",null))'
)
WRITTEN = {
    "json": f"<script>window.__INITIAL_STATE__={JSON};(function(){{}}());</script>",
    "literal": f"<script>var detail = {LITERAL};</script>",
    "names": f"<script>window.__NUXT__={HANDED};</script>",
    "names after statements": f"<script>window.__NUXT__={HANDED.replace('return', 'b=!1;c.x=2;return')};</script>",
    "address": f"<script>window.d=JSON.parse(decodeURIComponent('{quote(JSON)}'));</script>",
    "base64": f"<script>d=JSON.parse(decodeURIComponent(escape(atob('{BASE64}'))))</script>",
    "attribute": f"<div id=detail data-guide='{escape(JSON)}'></div>",
    "component": f'<guide-detail :guide="{escape(JSON)}"></guide-detail>',
    "bracket": f"<script>window['__DATA__'] = {JSON};</script>",
    "field": f"<script>app.page.model={LITERAL};</script>",
    "field of an argument": f"<script>(function(w){{w.$guide={JSON}}})(window)</script>",
    "text": f"<script>window.__STATE__ = {json.dumps(JSON)};</script>",
    "text in ticks": f"<script>const d = JSON.parse(`{ASCII}`)</script>",
    "escape": f"<script>d=JSON.parse(unescape('{ESCAPED}'))</script>",
    "argument": f"<script>var tabs=[];renderGuide('guide', {JSON}, true)</script>",
    "component's data": f"<script>new Vue({{el:'#app',data:{LITERAL},methods:{{go(){{}}}}}})</script>",
    "component's data as a function": f"<script>new Vue({{data(){{return {JSON}}},methods:{{go(){{}}}}}})</script>",
    "element": f"<pre hidden id=data>{escape(JSON)}</pre>",
    "text field": f"<textarea hidden id=detail>{escape(JSON)}</textarea>",
}


def states(body: str) -> list[Any]:
    page = Page(text=f"<html><body>{body}</body></html>", url="http://a.example/g", evidence="e")
    return [state.data for state in states_in(page)]


@pytest.mark.parametrize("way", WRITTEN)
def test_data_is_read_however_the_page_writes_it(way: str) -> None:
    assert states(WRITTEN[way]) == [DATA]


@pytest.mark.parametrize("way", ["argument", "component's data"])
def test_what_stands_anywhere_in_a_script_is_no_data_of_a_page_with_words_of_its_own(way: str) -> None:
    assert states(f"<p>{'渡船由船主在窗口登记，凭检验证书办理。' * 20}</p>{WRITTEN[way]}") == []


@pytest.mark.parametrize(
    "code",
    [
        "layui.config({base: '/static/layui/', version: '20240101', skin: 'molv', area: ['600px', '400px'], debug: 0})",
        "x.on('click', function (e) {return {title: '渡船登记', value: e.value + 1, unit: e.unit || '日', note: 0}})",
    ],
)
def test_what_a_script_sets_up_or_reckons_is_no_data(code: str) -> None:
    assert states(f"<script>{code}</script>") == []


def test_data_of_each_row_is_no_data_of_the_page() -> None:
    assert states("".join(f"<li data-row='{escape(JSON)}'>第{n}项</li>" for n in range(3))) == []


@pytest.mark.parametrize(
    "code",
    [
        "{title:'渡船登记',load:function(){return 1}}",
        "{title:'渡船登记',when:now()+1}",
        "{title:'渡船登记'",
        "{'渡船登记'}",
        "[" * 100 + "'渡船登记'" + "]" * 100,
    ],
)
def test_what_has_to_be_run_is_no_value(code: str) -> None:
    assert value_at(code, 0) is None


def test_numbers_of_every_kind() -> None:
    assert value_at("[1,-2.5,1e3,0x1F,1e999]", 0) == ([1, -2.5, 1000, 31, float("inf")], 23)
