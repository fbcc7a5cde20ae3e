"""Ways of writing what everybody says: questions before colons, windows in turn, ornaments that count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

FACTS = "".join(
    f"<tr><th>{label}</th><td>{value}</td></tr>"
    for label, value in (
        ("事项类型", "行政许可"),
        ("办件类型", "承诺件"),
        ("实施主体", "云溪县交通运输局"),
        ("法定办结时限", "20个工作日"),
        ("承诺办结时限", "9个工作日"),
    )
)


def read(body: str) -> ServiceGuide:
    return read_body(f"<h1>渡口经营许可</h1><table>{FACTS}</table>{body}")


def windows(guide: ServiceGuide) -> list[tuple[str, str, str]]:
    return [(w.place.text, w.hours.text, w.phone.text) for w in guide.windows]


EAST = ("云溪县听涛路7号2楼", "周一至周五 9:00-17:00", "0999-8123456")
WEST = ("云溪县望江街30号1楼3号窗口", "工作日 8:30-12:00", "0999-8123457")


@pytest.mark.parametrize("label", ["现场办理点", "到哪里办理?"])
def test_a_label_of_a_window_that_is_none_of_its_columns_is_no_window(label: str) -> None:
    cells = f"<th>{label}</th><td>{EAST[0]}</td><th>服务时间</th><td>{EAST[1]}</td><th>咨询方式</th><td>{EAST[2]}</td>"
    guide = read(f"<h3>窗口信息</h3><div><table><tr>{cells}</tr></table></div>")
    assert windows(guide) in ([EAST], [])
    assert guide.read("place").text == EAST[0]


def test_a_label_in_bold_that_asks_has_the_text_behind_it() -> None:
    guide = read(
        f"<h3>谁能申请</h3><p>企业法人</p><h3>要多久</h3><p>9个工作日</p><h3>要花钱吗</h3><p>不收费</p><h3>窗口信息</h3>"
        f"<p><b>窗口在哪儿：</b>{EAST[0]}<br><b>受理时间：</b>{EAST[1]}<br><b>有疑问找谁：</b>{EAST[2]}<br>"
        "<b>投诉找谁：</b>0999-8000000</p>"
    )
    assert [guide.read(e).text for e in ("place", "hours", "consultation_phone", "complaint_phone")] == [
        *EAST,
        "0999-8000000",
    ]
    assert windows(guide) in ([EAST], [])


def test_questions_among_labels_with_colons_are_read_and_end_what_stands_before_them() -> None:
    guide = read(
        "<div><p>领取方式：<span>窗口领取</span></p><p>为何要到窗口：<span>需要现场核验原件</span></p>"
        "<p>要跑几趟：<span>1次</span></p><p>别的什么：<span>没有</span></p></div>"
    )
    assert [guide.read(e).text for e in ("delivery", "visits_reason", "visits")] == [
        "窗口领取",
        "需要现场核验原件",
        "1次",
    ]


def test_a_question_with_a_colon_and_something_else_behind_it_says_nothing() -> None:
    guide = read("<div><p>在哪里办：<span>提交网上申请后等待短信</span></p></div>")
    assert not guide.read("place").stated


def test_questions_and_answers_in_the_lines_of_one_box_are_all_read() -> None:
    guide = read("<h3>群众常问</h3><p>问：没考过怎么办？<br>答：可以补考。<br>问：证丢了怎么办？<br>答：申请补发。</p>")
    assert [(f.question.text, f.answer.text) for f in guide.faqs] == [
        ("没考过怎么办？", "可以补考。"),
        ("证丢了怎么办？", "申请补发。"),
    ]


def test_an_ornament_that_counts_the_parts_is_no_value() -> None:
    part = "<div><p class='h'><span>{}</span><em>Part {}</em></p><div><p>{}</p></div></div>"
    guide = read(
        part.format("符合什么条件可以办", "02", "年满十八周岁。")
        + part.format("收费吗?", "03", "不收费")
        + part.format("到哪里办理?", "05", EAST[0])
        + part.format("什么时间可以去办?", "06", EAST[1])
        + part.format("不服决定怎么办?", "04", "可以申请行政复议。")
    )
    assert guide.read("conditions").text == "年满十八周岁。"
    assert guide.read("fee_status").text == "不收费"
    assert "Part" not in guide.read("remedy").text


def test_ways_to_go_beside_each_other_are_no_steps() -> None:
    guide = read(
        "<h3>办理流程</h3><div><h4>线上办理</h4><p>登录→填写申请→上传材料</p><h4>线下办理</h4><p>窗口提交→受理→决定</p></div>"
    )
    assert guide.steps == ()
    assert "登录→填写申请" in guide.read("procedure").text


def test_a_label_that_needs_no_value_says_itself() -> None:
    charged = "<h3>收费标准</h3><p>10元/本</p><div><b>{}</b></div>"
    assert read(charged.format("支持网上缴费")).read("online_payment").text == "支持网上缴费"
    assert not read(charged.format("网上缴费")).read("online_payment").stated


def test_fees_below_the_word_that_there_are_some() -> None:
    guide = read("<h3>收费</h3><div><p>收费</p><ol><li>工本费，10元/本</li><li>检测费，120元/次</li></ol></div>")
    assert guide.read("fee_status").text == "收费"


def test_windows_in_lines_without_labels() -> None:
    lines = "；<br>".join(f"{name}：{w[0]}，{w[1]}，电话{w[2]}" for name, w in (("东城大厅", EAST), ("西城大厅", WEST)))
    assert windows(read(f"<h3>在哪里办</h3><div><p>{lines}</p></div>")) == [EAST, WEST]


def test_windows_whose_labels_come_again_and_again_below_a_title_that_nobody_knows() -> None:
    told = "".join(
        f"<h5>{name}</h5><p>办理地点：{w[0]}</p><p>办公时间：{w[1]}</p><p>咨询电话：{w[2]}</p>"
        for name, w in (("一号", EAST), ("二号", WEST))
    )
    assert windows(read(f"<h3>实体办事</h3><div>{told}</div>")) == [EAST, WEST]


def test_labels_of_a_window_that_come_twice_and_differ_are_no_windows() -> None:
    guide = read(
        f"<p>办理地点：{EAST[0]}</p><p>咨询电话：{EAST[2]}</p><h3>受理条件</h3><p>年满十八周岁。</p>"
        f"<p>联系地址：{WEST[0]}</p><p>服务电话：{WEST[2]}</p>"
    )
    assert guide.windows == ()
    assert guide.read("place").state is State.STATED


def test_the_name_of_a_window_stands_before_its_place_and_is_none() -> None:
    rows = (
        "<tr><th>办理点</th><td>东城大厅</td></tr><tr><th>地点</th><td>{}</td></tr>"
        "<tr><th>对外服务时间</th><td>{}</td></tr>"
    )
    tables = "".join(f"<table>{rows.format(*w)}<tr><th>电话</th><td>{w[2]}</td></tr></table>" for w in (EAST, WEST))
    assert windows(read(f"<h3>办理地点及联系方式</h3><div>{tables}</div>")) == [EAST, WEST]


def test_names_of_windows_under_a_label_that_could_be_their_place() -> None:
    lists = "".join(
        f"<dl><dt>受理窗口</dt><dd>{name}</dd><dt>窗口位置</dt><dd>{w[0]}</dd><dt>接件时间</dt><dd>{w[1]}</dd>"
        f"<dt>窗口电话</dt><dd>{w[2]}</dd></dl>"
        for name, w in (("东城大厅", EAST), ("西城大厅", WEST))
    )
    assert windows(read(f"<div><div>在哪里办</div>{lists}</div>")) == [EAST, WEST]


def test_a_term_that_asks_with_a_colon_has_its_value_beside_it() -> None:
    questions = "".join(f"<h3>{q}</h3><p>{a}</p>" for q, a in (("谁能申请", "企业法人"), ("要花钱吗", "不收费")))
    guide = read(f"{questions}<dl><dt>要跑几趟：</dt><dd>1次</dd><dt>为何要到窗口：</dt><dd>需要现场核验原件</dd></dl>")
    assert (guide.read("visits").text, guide.read("visits_reason").text) == ("1次", "需要现场核验原件")


def test_a_question_in_bold_without_a_colon_has_the_text_behind_it() -> None:
    guide = read(f"<h3>窗口</h3><p><b>什么时间可以去办?</b>{EAST[1]}<br><b>去哪投诉?</b>0999-8000000</p>")
    assert (guide.read("hours").text, guide.read("complaint_phone").text) == (EAST[1], "0999-8000000")


@pytest.mark.parametrize(
    "said",
    [
        "现场核查，时限5个工作日，依据：《渡口管理办法》第十条，不计入办理时限",
        "专家评审（期限：20个工作日；依据：《渡口管理办法》第十条）",
        "现场踏勘，法律依据：《渡口管理办法》第十条，办理时限：5个工作日",
    ],
)
def test_a_special_step_says_in_its_line_what_it_rests_on_and_how_long_it_takes(said: str) -> None:
    guide = read(f"<h3>办理流程</h3><p>受理后当场审查。</p><p>特别程序：{said}</p>")
    assert guide.read("special_step").text == said
    assert guide.read("promised_time_limit").text == "9个工作日"


def test_behind_a_special_step_that_is_none_the_next_pair_begins() -> None:
    guide = read("<h3>办理流程</h3><p>特别程序：无；设定依据：《渡口管理办法》第四条</p>")
    assert guide.read("special_step").text == "无"
    assert "第四条" in guide.read("legal_basis").text
