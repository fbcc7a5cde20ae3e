"""Titles that say themselves that nothing is charged (标题即说明)."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

HEAD = (
    "<h1>养蚕许可</h1><table><tr><th>事项名称</th><td>养蚕许可</td></tr><tr><th>事项类型</th><td>行政许可</td></tr>"
    "<tr><th>咨询电话</th><td>0571-81234567</td></tr><tr><th>受理条件</th><td>有桑园十亩以上。</td></tr></table>"
)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("<h3>收费（不收费）</h3>", "不收费"),
        ("<h3>六、收费标准（免费）</h3>", "免费"),
        ("<h3>七、不收费</h3><h3>八、受理时间</h3><p>周一至周五 9:00-17:00</p>", "不收费"),
        ("<p>本事项不收费。</p>", "本事项不收费"),
    ],
)
def test_a_title_says_that_nothing_is_charged(shown: str, said: str) -> None:
    assert read_body(HEAD + shown).read("fee_status").value == said


@pytest.mark.parametrize(
    "shown",
    [
        "<p>1、免费邮寄</p>",
        "<p><a href='/x'>本事项不收费</a></p>",
        "<p>2、不收取押金</p>",
        "<h3>收费标准：每亩10元</h3><p>本业务不收费</p>",
    ],
)
def test_what_else_is_free_says_nothing_of_a_fee(shown: str) -> None:
    assert read_body(HEAD + shown).read("fee_status").state is not State.STATED


@pytest.mark.parametrize(("shown", "standards"), [("加载中...", []), ("每亩10元", ["每亩10元"])])
def test_a_pane_of_fees_that_a_script_is_still_to_fill_names_no_fee(shown: str, standards: list[str]) -> None:
    facts = "<table><tr><th>是否收费</th><td>否</td><th>是否支持网上支付</th><td>否</td></tr></table>"
    tab = "<li><a href='#{}' data-toggle='tab'>{}</a></li>"
    bar = f"<ul>{tab.format('a', '基本信息')}{tab.format('b', '收费标准')}</ul>"
    panes = f"<div class='tab-pane' id='a'>{HEAD}{facts}</div><div class='tab-pane' id='b'>{shown}</div>"
    guide = read_body(f"{bar}<div class='tab-content'>{panes}</div>")
    assert [one.read("fee_standard").text for one in guide.fees] == standards
    assert guide.read("fee_status").text == "否"
