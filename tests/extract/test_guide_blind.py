"""Layouts and wording that a reader of guides must take as a person does: what stands there, and where it ends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
TOP = (
    "<h1>河道采砂许可</h1><table><tr><th>法定时限</th><td>20个工作日</td><th>承诺时限</th><td>8个工作日</td></tr>"
    "<tr><th>是否收费</th><td>否</td><th>办理结果</th><td>河道采砂许可证</td></tr></table>"
)


def read(*parts: str) -> ServiceGuide:
    page = parse(f"<html><body>{''.join(parts)}</body></html>".encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    return read_guide([page], LABELS)


WINDOW = "<h3>窗口信息</h3><table><tr><th>办理地点</th><td>滨河路9号水务厅一楼</td></tr></table>"


TABS = (
    "<ul class='bar'><li data-tab='a'>受理条件</li><li data-tab='b'>设定依据</li><li data-tab='c'>办理窗口</li></ul>"
    "<div class='p' id='a'><h3>受理条件</h3><p>有采砂船</p></div>"
    "<div class='p' id='b'><h3>设定依据</h3><p></p></div>"
)


@pytest.mark.parametrize(
    "section",
    [
        f"<div class='t'><h3>设定依据</h3><div class='x'></div></div><div class='t'>{WINDOW}</div>",
        f"<section><header><h4>设定依据</h4></header><div></div></section><section>{WINDOW}</section>",
        TABS + f"<div class='p' id='c'>{WINDOW}</div>",
    ],
    ids=["block", "header", "tab"],
)
def test_an_empty_section_does_not_take_the_next_one(section: str) -> None:
    found = read(TOP, section)
    assert found.read("legal_basis").state is State.NOT_STATED
    assert found.read("legal_basis").label == "设定依据"
    assert found.read("place").value == "滨河路9号水务厅一楼"


def test_a_heading_alone_in_its_block_is_a_gap_where_the_next_block_has_its_own() -> None:
    found = read(TOP, f"<div class='t'><h3>设定依据</h3></div><div class='t'>{WINDOW}</div>")
    assert found.read("legal_basis").state is State.UNREAD
    boxed = read(
        TOP, "<div class='t'><h3>设定依据</h3></div><div class='c'><h3>法律</h3><p>《水法》第三十九条</p></div>"
    )
    assert "《水法》第三十九条" in boxed.read("legal_basis").text


REGULATION = (
    "<h1>公积金提取办法</h1><h3>第二章 申请条件</h3><p>第二条 职工购房。</p><h3>第三章 申请材料</h3>"
    "<p>第三条 身份证。</p><h3>第四章 办理流程</h3><p>第四条 银行受理。</p>"
)
OFFICE = (
    "<table><tr><th>机构名称</th><td>水务局</td></tr><tr><th>办公地址</th><td>学府路1号</td></tr>"
    "<tr><th>办公时间</th><td>周一至周五</td></tr><tr><th>联系电话</th><td>0791-8666666</td></tr></table>"
)


@pytest.mark.parametrize(
    "body",
    [
        "<h2>登录</h2><div>咨询电话：12345 工作时间：周一至周五9:00-17:00 投诉电话：0791-12345678</div>",
        "<h1>一张表办成</h1><p>时间：2026-03-01</p><p>办理条件：本市户籍。</p><p>申请材料：身份证。</p><p>咨询电话：12345</p>",
        REGULATION,
        OFFICE,
    ],
    ids=["login", "news", "regulation", "office"],
)
def test_pages_that_name_elements_in_passing_are_no_guides(body: str) -> None:
    assert read(body).unread is not None


def test_a_bare_number_takes_the_unit_of_its_label() -> None:
    found = read(TOP.replace("法定时限", "法定时限（工作日）").replace("20个工作日", "20"))
    assert found.read("statutory_time_limit").value == "20工作日"
    assert found.read("statutory_time_limit").quote == "20"


def test_labels_of_one_class_end_a_value_also_where_they_are_not_known() -> None:
    rows = (
        ("服务名称", "排水接管"),
        ("受理条件", "已完工"),
        ("本局寄语", "欢迎"),
        ("是否收费", "免费"),
        ("办理依据", "依法"),
    )
    found = read("".join(f"<p class='a'>{label}</p><p class='b'>{value}</p>" for label, value in rows))
    assert found.read("conditions").value == "已完工"


def test_a_value_under_an_unknown_label_that_may_be_the_element_leaves_a_gap() -> None:
    found = read(TOP, "<table><tr><th>可以到访的钟点</th><td>周一至周五 9:00-17:00</td></tr></table>")
    assert found.read("hours").state is State.UNREAD
    assert found.read("place").state is State.NOT_STATED
    titled = read(TOP, "<h3>申请时携带的材料</h3><p>身份证</p>")
    assert titled.read("materials").state is State.UNREAD


def test_a_label_drawn_as_a_picture() -> None:
    found = read(TOP, "<table><tr><td><img alt='咨询电话' src='t.png'></td><td>0355-2192345</td></tr></table>")
    assert found.read("consultation_phone").value == "0355-2192345"
    chart = read(TOP, "<table><tr><td>办理流程</td><td><img alt='流程图' src='l.png'></td></tr></table>")
    assert chart.read("procedure").state is State.UNREAD


CARD = (
    "<div class='m'><div class='n'>{name}</div><ul><li><label>材料类型：</label><em>{kind}</em></li>"
    "<li><label>份数：</label><em>{copies}</em></li></ul><div>{link}</div></div>"
)


def test_cards_whose_title_has_no_label_name_their_materials() -> None:
    first = CARD.format(name="取水申请表", kind="申请表格文书", copies="2", link="<a href='/f/1.doc'>空白表格</a>")
    second = CARD.format(name="平面示意图", kind="其他", copies="1", link="")
    found = read(TOP, f"<div class='t'>申请材料</div><div class='b'>{first}{second}</div>")
    assert [m.name.value for m in found.materials] == ["取水申请表", "平面示意图"]
    assert [m.read("material_copies").value for m in found.materials] == ["2", "1"]
    assert [len(m.blank_forms) for m in found.materials] == [1, 0]


def test_steps_drawn_as_boxes_laws_and_windows_in_lines() -> None:
    boxes = "".join(
        f"<div class='s'><i>{n}</i><h5>{name}</h5><div>{what}</div></div>"
        for n, (name, what) in enumerate((("网上申请", "登录后填写。"), ("科室审查", "三日内审查。")), 1)
    )
    law = "<div>法律法规名称：河道管理条例</div><div>条款号：第二十五条</div><div>条款内容：须经批准。</div>"
    desk = "<h5>水务窗口</h5><p>地址：滨河路9号一楼</p><p>时间：周一至周五9:00-17:00</p><p>电话：0990-1234567</p>"
    found = read(
        TOP, f"<h3>办理流程</h3><div>{boxes}</div><h3>设定依据</h3><div>{law}</div><h3>办理窗口</h3><div>{desk}</div>"
    )
    assert [(s.name.value, s.description.value) for s in found.steps] == [
        ("网上申请", "登录后填写。"),
        ("科室审查", "三日内审查。"),
    ]
    assert [(b.law.value, b.clause.value) for b in found.legal_bases] == [("河道管理条例", "第二十五条")]
    assert found.read("place").value == "滨河路9号一楼"
    assert found.read("hours").value == "周一至周五9:00-17:00"


def test_a_file_outside_every_section_belongs_to_the_material_it_names() -> None:
    table = "<table><tr><th>材料名称</th><th>份数</th></tr><tr><td>采砂许可申请表</td><td>1</td></tr></table>"
    links = "<div><a href='/f/1.doc'>采砂许可申请表.doc</a> <a href='/f/2.doc'>放假通知.doc</a></div>"
    found = read(links, TOP, f"<h3>申请材料</h3>{table}")
    assert [f.name for m in found.materials for f in m.blank_forms] == ["采砂许可申请表.doc"]
    assert not found.forms


def test_the_state_of_an_answer_is_no_code() -> None:
    body = '{"code":"1","taskname":"采砂许可","promiseday":"3","promisetype":"工作日","sqtj":"有船"}'
    page = parse(body.encode(), "application/json", "http://127.0.0.1/g", "e")
    assert page is not None
    found = read_guide([page], LABELS)
    assert found.read("implementation_code").state is not State.STATED


def test_the_title_over_all_columns_names_the_guide_and_a_time_behind_an_address_is_that_of_the_office() -> None:
    rows = "<tr><th colspan='2'>临时救助金给付</th></tr>"
    rows += "<tr><th>法定时限</th><td>无</td></tr><tr><th>是否收费</th><td>否</td></tr>"
    found = read(
        f"<table>{rows}<tr><th>受理条件</th><td>有困难</td></tr></table>",
        "<div>地址：体育场路188号1楼3号窗口。时间：周一至周六9:00-16:30</div>",
    )
    assert found.read("name").value == "临时救助金给付"
    assert found.read("hours").value == "周一至周六9:00-16:30"
