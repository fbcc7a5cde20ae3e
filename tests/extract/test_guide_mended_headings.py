"""Sections written as running text under headings: each heading begins an entry, lower ones end no block."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
HEAD = (
    "<h1>渡口经营备案</h1><h2>一、基本情况</h2><p>事项名称：渡口经营备案</p><p>事项类型：其他行政权力</p>"
    "<p>实施主体：云溪县交通运输局</p><p>办件类型：承诺件</p><p>法定办结时限：20个工作日</p>"
)


def read(body: str) -> ServiceGuide:
    page = parse(f"<html><body>{body}</body></html>".encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    return read_guide([page], LABELS)


STEPS = (
    "<h2>二、办理流程</h2>"
    "<h3>（一）收件</h3><section><p>窗口接收材料。</p></section>"
    "<h3>（二）核查</h3><section><p>到渡口查看。</p><p>记录查看结果。</p><p>办理时限：3个工作日</p></section>"
    "<h3>（三）备案</h3><section><p>办理时限：1个工作日</p></section>"
    "<h2>三、承诺办结时限</h2><p>尽快办理</p>"
)


def test_lower_headings_are_the_steps() -> None:
    guide = read(HEAD + STEPS)
    told = [(s.name.text, s.description.text, s.limit.text) for s in guide.steps]
    assert told == [
        ("收件", "窗口接收材料。", ""),
        ("核查", "到渡口查看。 记录查看结果。", "3个工作日"),
        ("备案", "", "1个工作日"),
    ]


def test_the_limit_of_a_step_is_not_that_of_the_guide() -> None:
    assert read(HEAD + STEPS).read("promised_time_limit").text == "尽快办理"


def test_one_limit_in_a_procedure_may_be_that_of_the_guide() -> None:
    guide = read(HEAD + "<h2>二、办理流程</h2><p>申请、受理、办结。</p><p>办理时限：5个工作日</p>")
    assert guide.read("promised_time_limit").text == "5个工作日"


def test_a_flow_chart_beside_words_leaves_the_steps() -> None:
    chart = "<h3>流程图</h3><p><img src='/lct.png' alt='图'></p>"
    guide = read(HEAD + STEPS.replace("<h2>三", chart + "<h2>三"))
    assert [s.name.text for s in guide.steps] == ["收件", "核查", "备案"]
    assert guide.read("procedure").state is State.STATED
    assert guide.read("flow_chart").text == "/lct.png"


def test_bold_paragraphs_are_headings_too() -> None:
    body = "<p><b>第一步 登记</b></p><p>登记人员核对。</p><p><b>第二步 发证</b></p><p>到窗口领取。</p>"
    guide = read(HEAD + "<h2>二、办理流程</h2>" + body)
    assert [(s.name.text, s.description.text) for s in guide.steps] == [
        ("登记", "登记人员核对。"),
        ("发证", "到窗口领取。"),
    ]


def test_the_next_number_ends_the_block_whatever_its_rank() -> None:
    guide = read(HEAD + "<h2>二、申请条件</h2><p>有渡船。</p><h3>三、其他说明事项</h3><p>渡口应当设置标志。</p>")
    assert guide.read("conditions").text == "有渡船。"


def test_questions_and_answers_in_turn() -> None:
    body = "<p>问：外地船可以办吗？</p><p>答：可以。</p><p>问：要年检吗？</p><p>答：要，每年一次。</p>"
    guide = read(HEAD + "<h2>二、常见问题</h2>" + body + "<p>最后更新时间：2026-03-01</p>")
    assert [(f.question.text, f.answer.text) for f in guide.faqs] == [
        ("外地船可以办吗？", "可以。"),
        ("要年检吗？", "要，每年一次。"),
    ]


def test_a_link_behind_a_label_in_text_is_its_value() -> None:
    guide = read(HEAD + "<p><em>结果名称：备案回执　结果样本：<a href='/yb.jpg'>回执图</a></em></p>")
    assert guide.read("result_sample").text == "回执图"


def test_a_button_of_that_name_is_no_value() -> None:
    guide = read(HEAD + "<div><a href='/yb.jpg'>结果样本</a><span>其他渡口</span></div>")
    assert not guide.read("result_sample").stated


def test_an_empty_fee_standard_keeps_the_basis_below_it() -> None:
    fees = "<p><em>收费项目：渡口费</em></p><p><em>收费标准：</em></p><p><em>收费依据：云价〔2019〕3号</em></p>"
    (fee,) = read(HEAD + "<h2>二、收费</h2><p>是否收费：收费</p>" + fees).fees
    assert fee.name.text == "渡口费"
    assert fee.readings["fee_standard"].state is State.NOT_STATED
    assert fee.readings["fee_basis"].text == "云价〔2019〕3号"


def test_conditions_end_at_the_heading_of_something_else_below_them() -> None:
    conditions = "<h2>二、受理条件</h2><div><p>有渡口。</p><p>有救生设备。</p>{}</div>"
    told = read(HEAD + conditions.format("<h5>审查标准</h5><p>设备数目与申请一致。</p>"))

    assert told.read("conditions").text == "有渡口。 有救生设备。"
    assert told.read("review_standard").text == "设备数目与申请一致。"


def test_conditions_go_on_below_a_heading_that_is_no_label() -> None:
    guide = read(HEAD + "<h2>二、受理条件</h2><div><p>有渡口。</p><h5>夜间渡运</h5><p>有照明设备。</p></div>")

    assert guide.read("conditions").text == "有渡口。 夜间渡运 有照明设备。"
