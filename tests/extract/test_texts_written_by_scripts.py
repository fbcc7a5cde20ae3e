"""Texts that the page's own scripts write into a labelled place (脚本写入的文字): read where they leave no choice."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

WORDS = 'var BJLX={"1":"即办件","2":"承诺件"};'


def _page(place: str, script: str = "") -> str:
    return (
        "<h1>养蚕许可</h1><table><tr><th>事项名称</th><td>养蚕许可</td></tr><tr><th>事项类型</th><td>行政许可</td></tr>"
        "<tr><th>咨询电话</th><td>0571-81234567</td></tr><tr><th>受理条件</th><td>有桑园十亩以上。</td></tr>"
        f"<tr><th>办件类型</th><td>{place}</td></tr></table>{script and f'<script>{script}</script>'}"
    )


EMPTY = "<span id='lx'></span>"
SURE = {
    "a text": '$("#lx").text("承诺件");',
    "looked up": WORDS + '$("#lx").text(BJLX["2"]);',
    "by a variable": WORDS + 'var lx = "2"; $("#lx").html(BJLX[lx]);',
    "markup": "document.getElementById('lx').innerHTML = '承诺件';",
    "a query": 'document.querySelector("#lx").textContent="承诺件"',
    "when ready": '$(function(){ $("#lx").text("承诺件"); });',
    "chosen": 'var lx="2"; $("#lx").text(lx == "1" ? "即办件" : "承诺件");',
}
OPEN = {
    "a condition": 'if (kind == "2") { $("#lx").text("承诺件"); }',
    "a condition without brackets": 'if (kind == "2") $("#lx").text("承诺件");',
    "two writes": '$("#lx").text("即办件"); $("#lx").text("承诺件");',
    "an answer": '$.ajax({url: "/g", success: function (r) { $("#lx").text("承诺件"); }});',
    "what is not known": '$("#lx").text(kind);',
    "a variable of two values": WORDS + 'var lx = "2"; lx = other(); $("#lx").text(BJLX[lx]);',
    "a function that is called": 'function show() { $("#lx").text("承诺件"); }',
}


@pytest.mark.parametrize("script", SURE.values(), ids=SURE)
def test_a_text_that_is_sure_is_read(script: str) -> None:
    assert read_body(_page(EMPTY, script)).read("case_type").value == "承诺件"


@pytest.mark.parametrize("script", OPEN.values(), ids=OPEN)
def test_a_text_that_is_open_is_unread(script: str) -> None:
    assert read_body(_page(EMPTY, script)).read("case_type").state is State.UNREAD


def test_a_hidden_field_says_what_is_looked_up() -> None:
    script = WORDS + '$("#lx").text(BJLX[$("#kind").val()]);'
    hidden, shown = "<input type='hidden' id='kind' value='2'>", "<input id='kind' value='2'>"

    assert read_body(hidden + _page(EMPTY, script)).read("case_type").value == "承诺件"
    assert read_body(shown + _page(EMPTY, script)).read("case_type").state is State.UNREAD


@pytest.mark.parametrize(
    ("place", "state", "value"),
    [
        ('<script>document.write("承诺件");</script>', State.STATED, "承诺件"),
        ("<script>document.write(kindOf(2));</script>", State.UNREAD, None),
        ('<script>if (a) { document.write("承诺件"); }</script>', State.UNREAD, None),
        ("<script>count();</script>", State.NOT_STATED, None),
    ],
)
def test_what_a_script_writes_where_it_stands(place: str, state: State, value: str | None) -> None:
    found = read_body(_page(place)).read("case_type")

    assert (found.state, found.value) == (state, value)


@pytest.mark.parametrize(
    "shape",
    [
        "<div><span>办理地点：</span><script>document.write({0})</script></div>",
        "<p>办理地点：<script>document.write({0})</script></p>",
        "<dl><dt>办理地点</dt><dd><script>document.write({0})</script></dd></dl>",
    ],
)
def test_what_a_script_writes_behind_a_label(shape: str) -> None:
    told, left = (read_body(_page("承诺件") + shape.format(said)).read("place") for said in ('"桑园路3号"', "where()"))

    assert (told.value, left.state) == ("桑园路3号", State.UNREAD)


def test_what_a_script_writes_behind_other_words_is_theirs() -> None:
    page = (
        _page("承诺件")
        + "<table><tr><td><font>发布时间：  点击数：<script>document.write(hits)</script></font></td></tr></table>"
    )

    assert read_body(page).read("update_date").state is State.NOT_STATED


def test_a_class_that_a_script_fills_is_unread() -> None:
    script = "$.get('/g', function (r) { $('.kind').html(r.kind); });"

    assert read_body(_page("<span class='kind'></span>", script)).read("case_type").state is State.UNREAD
    assert read_body(_page("<span class='other'></span>", script)).read("case_type").state is State.NOT_STATED
