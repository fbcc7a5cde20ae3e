"""Tabs without a script: radio buttons whose labels are the titles of panels that are all in the page."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

PANELS = (
    (
        "基本信息",
        (
            "<table><tr><th>事项类型</th><td>行政许可</td><th>实施主体</th><td>临江县水利局</td></tr>"
            "<tr><th>办件类型</th><td>承诺件</td><th>服务对象</th><td>企业法人</td></tr></table>"
        ),
    ),
    ("受理条件", "<ol><li>有排水方案；</li><li>有监测设备。</li></ol>"),
    ("办理流程", "<ul><li><b>受理</b><span>1个工作日</span></li><li><b>决定</b><span>2个工作日</span></li></ul>"),
    ("收费情况", "<p>不收费</p>"),
    ("设定依据", "<p>《渡船管理条例》第二十一条</p>"),
)
INPUTS = [f'<input type="radio" name="t" id="t{n}"{" checked" if not n else ""}>' for n in range(len(PANELS))]
LABELS = [f'<label for="t{n}">{title}</label>' for n, (title, _) in enumerate(PANELS)]
BOXES = [f"<div>{panel}</div>" for _, panel in PANELS]


@pytest.mark.parametrize(
    "body",
    [
        "".join(i + title + box for i, title, box in zip(INPUTS, LABELS, BOXES, strict=True)),
        "".join(i + title for i, title in zip(INPUTS, LABELS, strict=True)) + "".join(BOXES),
        "".join(INPUTS) + f"<div>{''.join(LABELS)}</div><section>{''.join(BOXES)}</section>",
        "<ul>" + "".join(f"<li>{i}{t}{b}</li>" for i, t, b in zip(INPUTS, LABELS, BOXES, strict=True)) + "</ul>",
        "".join(f'<label><input type="radio" name="t">{title}</label>' for title, _ in PANELS) + "".join(BOXES),
    ],
    ids=["panel behind each", "panels behind all", "titles and panels apart", "in a list", "button in its title"],
)
def test_what_is_ticked_shows_its_panel(body: str) -> None:
    guide = read_body(f"<h1>排水方案许可</h1><div>{body}</div>")
    assert guide.read("conditions").text == "有排水方案； 有监测设备。"
    assert guide.read("fee_status").text == "不收费"
    assert guide.read("legal_basis").text == "《渡船管理条例》第二十一条"
    assert [s.name.text for s in guide.steps] == ["受理", "决定"]
    assert guide.read("service_target").text == "企业法人"


def test_ways_to_choose_are_no_titles() -> None:
    guide = read_body(
        "<h1>排水方案许可</h1><table><tr><th>事项类型</th><td>行政许可</td></tr><tr><th>实施主体</th><td>临江县水利局</td>"
        "</tr><tr><th>办件类型</th><td>承诺件</td></tr></table><h3>办理形式</h3><p>"
        '<input type="radio" name="w" id="a" checked disabled><label for="a">窗口办理</label>'
        '<input type="radio" name="w" id="b" disabled><label for="b">在线办理</label></p>'
        "<h3>受理条件</h3><div>有排水方案</div>"
    )
    assert guide.read("handling_form").text == "窗口办理"
    assert guide.read("online_entry").state is State.NOT_STATED
    assert guide.read("conditions").text == "有排水方案"
