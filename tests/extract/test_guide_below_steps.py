"""What stands below the steps of a procedure under a label of its own, and brackets behind the name of a law."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.extract.guide.prose import laws
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

HEAD = "<h1>取水许可</h1><dl><dt>受理条件</dt><dd>有合法的取水口。</dd><dt>实施主体</dt><dd>云溪市水务局</dd></dl>"
LIMITS = ("即时", "1个工作日", "4个工作日", "即时")
NAMES = ("申请与收件", "受理", "审查", "送达")


def guide(markup: str) -> ServiceGuide:
    page = parse(f"<body>{HEAD}{markup}</body>".encode(), "text/html; charset=utf-8", "http://x.example/g", "e1")
    assert page is not None
    return read_guide([page], read_labels(catalogue.labels_text()))


def procedure(special: str) -> str:
    steps = "".join(f"<div><span>{n}</span><h5>{name}</h5></div>" for n, name in enumerate(NAMES, 1))
    return f"<div class='b'><h3>办理流程</h3><div>{steps}{special}</div></div><h3>办理结果</h3><p>取水许可证</p>"


def test_a_special_step_below_the_steps_is_said_of_none_of_them() -> None:
    found = guide(procedure("<dl><dt>特别程序</dt><dd>无</dd></dl>"))
    assert [(s.name.text, s.description.stated) for s in found.steps] == [(name, False) for name in NAMES]
    assert found.read("special_step").text == "无"
    assert "特别程序" not in found.read("procedure").text


def test_the_basis_of_a_special_step_asks_for_no_material() -> None:
    special = "<dl><dt>特别程序</dt><dd>现场核查，时限：5个工作日，依据：《取水许可管理办法》第二十一条</dd></dl>"
    found = guide(procedure(special))
    assert "第二十一条" in found.read("special_step").text
    assert not found.read("material_basis").stated


def test_a_table_of_special_steps_adds_none_to_the_procedure() -> None:
    steps = "".join(f"<tr><td>{name}</td><td>{name}人员办理</td><td>1个工作日</td></tr>" for name in NAMES)
    special = "<tr><td>集中会审</td><td>15个工作日</td><td>《取水许可管理办法》第十六条</td></tr>"
    found = guide(
        "<table><tr><th>特别程序</th><td>集中会审</td><th>数量限制</th><td>无</td></tr></table>"
        "<div><h3>办理流程</h3>"
        f"<table><tr><th>环节名称</th><th>办理内容</th><th>办理时限</th></tr>{steps}</table><p><b>特殊环节</b></p>"
        f"<table><tr><th>环节名称</th><th>环节时限</th><th>设定依据</th></tr>{special}</table></div>"
    )
    assert [step.name.text for step in found.steps] == list(NAMES)
    assert "集中会审 15个工作日 《取水许可管理办法》第十六条" in found.read("special_step").text


@pytest.mark.parametrize(
    ("bracket", "number"),
    [
        ("（2019年12月28日修订）", ""),
        ("（国务院令第406号，2023年7月20日第五次修订）", "国务院令第406号"),
        ("（2006年2月21日国务院令第460号公布，根据《国务院关于修改部分行政法规的决定》修订）", "国务院令第460号"),
        ("（国务院令第752号修订）", "国务院令第752号修订"),
    ],
)
def test_a_bracket_of_versions_stands_between_a_law_and_its_article(bracket: str, number: str) -> None:
    [law] = laws([f"《河道管理条例》{bracket}第二十四条第一款", "在河道内采砂的，按照本条例第三条申请。"])
    assert (law.number, law.clause, law.content) == (
        number,
        "第二十四条第一款",
        "在河道内采砂的，按照本条例第三条申请。",
    )


def test_a_law_of_which_a_clause_speaks_is_no_further_law() -> None:
    lines = [
        "《河道管理条例》第八条",
        "采砂须经批准。《航道法》另有规定的，从其规定。",
        "依照《采砂管理办法》第二条",
        "凭证采砂。",
    ]
    assert [(law.law, law.content) for law in laws(lines)] == [
        ("《河道管理条例》", "采砂须经批准。《航道法》另有规定的，从其规定。"),
        ("《采砂管理办法》", "凭证采砂。"),
    ]


def test_a_paper_of_which_a_law_speaks_is_no_further_law() -> None:
    lines = [
        "《河道管理条例》第八条",
        "采砂的，领取《河道采砂许可证》；船舶另有规定。",
        "《采砂管理办法》第二条",
        "凭证采砂。",
    ]
    assert [(law.law, law.content) for law in laws(lines)] == [
        ("《河道管理条例》", "采砂的，领取《河道采砂许可证》；船舶另有规定。"),
        ("《采砂管理办法》", "凭证采砂。"),
    ]


def test_of_two_places_that_tell_of_a_step_the_one_that_names_its_rule_is_read() -> None:
    facts = "".join(
        f"<tr><th>{label}</th><td>{value}</td></tr>"
        for label, value in (
            ("事项名称", "渡船登记"),
            ("特别程序", "{}"),
            ("承诺办结时限", "7个工作日"),
            ("是否收费", "否"),
        )
    )
    line = "<h3>办理流程</h3><p>特殊环节：现场勘验，时限3个工作日，依据《渡口管理办法》第八条。</p>"
    same = guide(f"<table>{facts.format('现场勘验，3个工作日')}</table>{line}")
    assert "第八条" in same.read("special_step").text
    other = guide(f"<table>{facts.format('听证，20个工作日')}</table>{line}")
    assert other.read("special_step").text == "听证，20个工作日"


@pytest.mark.parametrize("tail", ["", "<h4>领取证件</h4><p>窗口领取或者邮寄。</p><p>凭受理单领取。</p>"])
def test_a_table_of_special_steps_between_other_sections_is_no_step_of_a_drawn_series(tail: str) -> None:
    steps = "".join(
        f"<li><b>{n}</b>　岗位：{n}岗　时限：{limit}<br>{n}岗按职责办理</li>"
        for n, limit in zip(NAMES, LIMITS, strict=True)
    )
    special = (
        "<h4>特别程序</h4><table><tr><th>特别程序种类</th><th>时限</th><th>依据</th></tr>"
        "<tr><td>水资源论证评审</td><td>25个工作日</td><td>《取水许可管理办法》第十二条</td></tr></table>"
    )
    strip = "<div><a href='#flow'>办理流程</a><a href='#fees'>收费标准</a></div>"
    panes = f"<div id='flow'><h2>办理流程</h2><ol>{steps}</ol>{special}{tail}</div>"
    found = guide(f"<div>{strip}{panes}<div id='fees'><h2>收费标准</h2><p>不收费</p></div></div>")
    assert [step.limit.text for step in found.steps] == list(LIMITS)
    assert "25个工作日" in found.read("special_step").text


def test_the_civil_code_has_more_than_a_thousand_articles() -> None:
    words = "第一千零四十六条结婚应当男女双方完全自愿。"
    [law] = laws([f"《中华人民共和国民法典》{words}"])
    assert (law.clause, law.content) == ("第一千零四十六条", "结婚应当男女双方完全自愿。")
    line = "《婚姻登记条例》第四条 申请。《中华人民共和国民法典》第一千零四十六条 自愿。"
    assert [one.clause for one in laws([line])] == ["第四条", "第一千零四十六条"]
    basis = '{"name":"《中华人民共和国民法典》","art":"第一千零四十六条","text":"结婚应当男女双方完全自愿。"}'
    facts = '"事项名称":"结婚登记","实施主体":"云溪市民政局","受理条件":"双方自愿"'
    page = parse(f'{{{facts},"设定依据":[{basis}]}}'.encode(), "application/json", "http://zw.example/1", "e")
    assert page is not None
    [read] = read_guide([page], read_labels(catalogue.labels_text())).legal_bases
    assert read.clause.value == "第一千零四十六条"
