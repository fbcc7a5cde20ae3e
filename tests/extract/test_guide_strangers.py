"""Ways of writing a guide that pages of strangers showed: turned steps, 问 and 答, a quotation over its law."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

FACTS = "".join(
    f"<li><b>{label}</b><i>{value}</i></li>"
    for label, value in (
        ("事项类型", "行政许可"),
        ("办件类型", "承诺件"),
        ("实施主体", "云溪县交通运输局"),
        ("法定办结时限", "20个工作日"),
    )
)


def read(body: str) -> ServiceGuide:
    return read_body(f"<h1>渡口经营许可</h1><ul>{FACTS}</ul>{body}")


def test_steps_in_a_table_with_a_column_a_step_are_read() -> None:
    guide = read(
        "<table><tr><th>环节</th><td>申请</td><td>受理</td></tr><tr><th>做什么</th><td>网上填报</td><td>核对材料</td></tr>"
        "<tr><th>时限</th><td></td><td>1个工作日</td></tr></table>"
    )
    assert [(s.name.text, s.description.text, s.limit.text) for s in guide.steps] == [
        ("申请", "网上填报", ""),
        ("受理", "核对材料", "1个工作日"),
    ]


def test_questions_and_answers_below_no_title_are_read() -> None:
    guide = read("<div><p>问：没考过怎么办？</p><p>答：可以补考。</p></div>")
    assert [(f.question.text, f.answer.text) for f in guide.faqs] == [("没考过怎么办？", "可以补考。")]


def test_a_question_without_an_answer_is_none() -> None:
    assert read("<div><p>问：没考过怎么办？</p><p>请到窗口补考。</p></div>").faqs == ()


def test_a_quotation_over_the_law_that_it_is_from_is_its_content() -> None:
    guide = read(
        "<h2>设定依据</h2><figure><blockquote>设置渡口应当经批准。</blockquote>"
        "<figcaption><cite>《内河交通安全管理条例》</cite> <span>第三十五条</span></figcaption></figure>"
    )
    assert [(b.law.text, b.clause.text, b.content.text) for b in guide.legal_bases] == [
        ("《内河交通安全管理条例》", "第三十五条", "设置渡口应当经批准。")
    ]


def test_a_question_in_the_card_of_a_material_asks_of_that_material() -> None:
    card = (
        "<dt>材料类型</dt><dd>其他</dd><dt>来源渠道</dt><dd>申请人自备</dd><dt>依据什么要</dt><dd>《办法》第三条</dd>"
    )
    guide = read(f"<h2>申请材料</h2><details><summary>渡船证书</summary><dl>{card}</dl></details>")
    assert guide.legal_bases == ()
    assert guide.read("legal_basis").state is not State.STATED


def test_an_empty_column_of_the_windows_is_no_word_of_their_heading() -> None:
    heads = "<tr><th>办事地址</th><th>上班时间</th><th>咨询电话</th></tr>"
    guide = read(
        f"<h2>去哪里办、几点上班、找谁问</h2><table>{heads}<tr><td>云溪县听涛路7号2楼</td><td></td><td>0999-8123456</td></tr></table>"
    )
    assert [(w.place.text, w.hours.text) for w in guide.windows] == [("云溪县听涛路7号2楼", "")]
    assert guide.read("hours").state is State.NOT_STATED


def pairs(question: str, *lines: str) -> str:
    cells = "".join(f"<p>{line}</p>" for line in lines)
    return f"<table><tr><td>{question}</td><td>{cells}</td></tr><tr><td>办理条件</td><td>有渡船。</td></tr></table>"


def test_a_question_with_its_answer_behind_a_colon_is_a_pair_and_no_label() -> None:
    guide = read(
        pairs("要不要交钱", "是否收费：收费", "收费标准：5元/份", "是否允许减免：否", "是否支持网上支付：支持")
    )
    told = [guide.read(e).text for e in ("fee_status", "fee_standard", "fee_reduction", "online_payment")]
    assert told == ["收费", "5元/份", "否", "支持"]


@pytest.mark.parametrize(
    ("value", "entry", "online"),
    [
        ("<a href='/apply/7'>云溪县服务网申报渡口</a>", "http://127.0.0.1/apply/7", ""),
        ("<a href='/apply/7'>支持</a>", "", "支持"),
        ("支持", "", "支持"),
    ],
)
def test_a_link_behind_online_handling_is_the_entrance(value: str, entry: str, online: str) -> None:
    guide = read(pairs("到哪里办", "办理地点：听涛路7号", f"网上办理：{value}"))
    assert guide.read("online_entry").text == entry
    assert guide.read("online").text == online


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("行政复议和行政诉讼：可以申请行政复议或者提起行政诉讼。", "可以申请行政复议或者提起行政诉讼。"),
        ("行政复议：六十日内向县政府提出。", "行政复议：六十日内向县政府提出。"),
        ("行政复议：县复议局；行政诉讼：县法院", "行政复议：县复议局；行政诉讼：县法院"),
    ],
)
def test_a_remedy_under_two_titles_is_said_without_the_second(line: str, expected: str) -> None:
    assert read(f"<h2>法律救济</h2><div><p>{line}</p></div>").read("remedy").text == expected


@pytest.mark.parametrize("limit", ["办理时限：3个工作日", "用时3天", "（环节时限：3日）"])
def test_a_labelled_limit_beside_the_name_of_one_step_is_no_part_of_it(limit: str) -> None:
    steps = f"<li><p><b>收件</b></p><p>核对。</p></li><li><p><b>发证</b><i>{limit}</i></p><p>制证。</p></li>"
    guide = read(f"<h2>办理流程</h2><ol>{steps}</ol>")
    assert [s.name.text for s in guide.steps] == ["收件", "发证"]
    assert guide.steps[1].limit.text.startswith("3")


@pytest.mark.parametrize("label", ["别名", "俗名", "事项别称", "通俗名称", "通俗叫法", "口头用语", "民间说法"])
def test_the_everyday_name_is_called_in_many_ways(label: str) -> None:
    assert read_body(f"<ul>{FACTS}<li><b>{label}</b><i>办渡口证</i></li></ul>").read("short_name").text == "办渡口证"


def test_a_word_behind_the_label_of_its_row_is_a_value_though_drawn_like_that() -> None:
    rows = (("是否收费", "收费"), ("收费项目", "渡口证工本费"), ("收费标准", "5元/本"), ("结果名称", "渡口证"))
    guide = read("".join(f"<div class='r'><span>{label}</span><span>{value}</span></div>" for label, value in rows))
    assert guide.read("fee_status").text == "收费"
    assert guide.read("fee_name").text == "渡口证工本费"


def test_hours_stand_in_a_box_of_their_own_behind_their_label() -> None:
    rows = (("办理时间", "周一至周五 9:00-12:00"), ("办理地点", "听涛路7号"))
    guide = read("<ul>" + "".join(f"<li>{label}<span>{value}</span></li>" for label, value in rows) + "</ul>")
    assert guide.read("hours").text == "周一至周五 9:00-12:00"
    assert guide.read("place").text == "听涛路7号"
