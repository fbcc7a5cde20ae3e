"""What a guide says is read whatever markup says it: the rules, on pages made up for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.domain.records import FormSlot
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.html import Page

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
FACTS = (
    "<table><tr><th>事项类型</th><td>行政许可</td></tr><tr><th>实施主体</th><td>云溪县林业局</td></tr>"
    "<tr><th>实施编码</th><td>11330100002489559T4000117019000</td></tr></table>"
)

PLACE = "<h3>办理地点</h3><p>建设路5号</p>"


def read(body: str, head: str = "") -> ServiceGuide:
    page = Page(text=f"<html><head>{head}</head><body>{body}</body></html>", url="http://127.0.0.1/g", evidence="e")
    guide = read_guide([page], LABELS)
    assert guide.unread is None
    return guide


def test_letters_set_apart_in_a_run_of_a_text_editor_are_a_word() -> None:
    look = "style='font-family:仿宋'"
    guide = read(
        f"<p><b {look}>办件类型</b></p><p><span {look}>承\u3000诺\u3000件</span><span {look} lang=EN-US></span></p>"
        f"<p><b {look}>结果类型</b></p><p><span {look}>其\u3000他</span><span {look} lang=EN-US></span></p>" + FACTS
    )
    assert guide.read("case_type").text == "承诺件"
    assert guide.read("result_type").text == "其他"


def test_labels_and_values_of_one_line_have_their_letters_set_apart() -> None:
    guide = read(
        "<p>行 使 层 级：县 级\u3000\u3000办 件 类 型：承 诺 件\u3000\u3000服 务对 象：自 然 人</p>" + PLACE + FACTS
    )
    said = {e: guide.read(e).text for e in ("level", "case_type", "service_target")}
    assert said == {"level": "县级", "case_type": "承诺件", "service_target": "自然人"}


def test_a_form_offered_in_letters_set_apart_is_what_its_words_say() -> None:
    guide = read(
        "<h3>申请材料</h3><table><tr><th>材料名称</th><th>份数</th><th>表格</th></tr><tr><td>林木采伐申请表</td><td>1</td>"
        "<td><a href='/f/1.docx'><span>空　表</span></a> <a href='/f/2.docx'><span>样　表</span></a></td></tr></table>"
        + FACTS
    )
    (material,) = guide.materials
    assert [form.slot for form in (*material.blank_forms, *material.sample_forms)] == [FormSlot.BLANK, FormSlot.SAMPLE]


def sections(*told: tuple[str, str]) -> str:
    return "".join(f"<div class=t><span>{title}</span></div><div class=c>{block}</div>" for title, block in told)


PARTS = (
    ("受理条件", "<p>林木权属清楚。</p>"),
    ("设定依据", "<p>《中华人民共和国森林法》第五十六条</p>"),
    ("办理流程", "<p>申请、受理、审查、决定、送达</p>"),
    ("办理地点", "<p>建设路5号</p>"),
)


def test_a_name_drawn_as_the_titles_of_the_parts_are_is_the_name() -> None:
    guide = read(sections(("林木采伐许可证核发", "<i>掌上办</i>"), *PARTS), head="<title>办事指南</title>")
    assert guide.read("name").text == "林木采伐许可证核发"


def test_a_first_title_that_may_be_the_name_is_no_absence_of_one() -> None:
    guide = read(sections(("林木采伐那些事儿", "<i>掌上办</i>"), *PARTS), head="<title>办事指南</title>")
    assert guide.read("name").unread


CELLS = (
    "<tr><td><div><span>实施主体</span><span>云溪县林业局</span></div></td>"
    "<td><div><span>行使层级</span><span>县级</span></div></td></tr>"
)


def test_a_word_of_its_list_beside_a_label_is_a_value_and_no_second_title() -> None:
    guide = read(
        "<table><tr><td><div><span>审批结果类型</span><span>其他</span></div></td>"
        "<td><div><span>审批结果名称</span><span>采伐证</span></div></td></tr>"
        "<tr><td><div><span>自然人主题分类</span><span>其他</span></div></td>"
        f"<td><div><span>法人主题分类</span><span>农林牧渔</span></div></td></tr>{CELLS}</table>" + FACTS
    )
    said = {e: guide.read(e).text for e in ("result_type", "result_name", "natural_person_theme", "legal_person_theme")}
    assert said == {
        "result_type": "其他",
        "result_name": "采伐证",
        "natural_person_theme": "其他",
        "legal_person_theme": "农林牧渔",
    }


ROWS = (
    ("办件类型", "承诺件", "行使层级", "县级"),
    ("权力来源", "法定本级行使", "服务对象", "自然人"),
    ("办理形式", "窗口办理", "数量限制", "无"),
)
PAIR = "<td><div><span>{}</span><span>{}</span></div></td>"
TABLE = f"<table>{''.join(f'<tr>{PAIR.format(*r[:2])}{PAIR.format(*r[2:])}</tr>' for r in ROWS)}</table>"


def test_a_figure_is_no_label_however_it_is_drawn() -> None:
    tile = "<div><div><div>{}</div><div><span><span>{}</span></span><span>{}</span></div></div></div>"
    told = (("法定办结时限", 20, "个工作日"), ("承诺办结时限", 6, "个工作日"), ("跑动次数", 1, "次"))
    guide = read(f"<div>{''.join(tile.format(*each) for each in told)}</div>{TABLE}{FACTS}")
    assert "".join(guide.read("statutory_time_limit").text.split()) == "20个工作日"
    assert "".join(guide.read("promised_time_limit").text.split()) == "6个工作日"


def test_a_short_word_behind_the_label_of_its_element_is_the_value() -> None:
    tile = "<div><div><div>{}</div><div><span><span>{}</span></span></div></div></div>"
    told = (("法定办结时限", "无"), ("跑动次数", "1次"), ("收费情况", "收费"))
    guide = read(f"<div>{''.join(tile.format(*each) for each in told)}</div>{TABLE}{FACTS}")
    assert guide.read("fee_status").text == "收费"


DEEDS = {"网上申请": "填报并上传", "窗口核对": "一次告知", "审查": "现场踏勘", "签批": "作出决定", "寄证": "寄送证件"}
STEPS = "".join(f"<li><b>{name}</b><p>{deed}。</p></li>" for name, deed in DEEDS.items())


def test_steps_under_no_title_are_no_absence_of_a_procedure() -> None:
    parts = [part for part in PARTS if part[0] != "办理流程"]
    guide = read(f"{sections(*parts)}<div class=t></div><ol class=flow>{STEPS}</ol>" + FACTS)
    assert guide.read("procedure").unread


def test_a_page_without_steps_has_no_procedure() -> None:
    guide = read(sections(*[part for part in PARTS if part[0] != "办理流程"]) + FACTS)
    assert guide.read("procedure").state is State.NOT_STATED


def test_a_title_alone_in_its_part_does_not_take_the_next_part() -> None:
    pane = "<div class=pane><div class=t><span>{}</span></div>{}</div>"
    panes = pane.format("受理条件", "<p>林木权属清楚。</p>") + pane.format("办理流程", "")
    panes += f"<div class=pane>{FACTS}</div>" + pane.format("办理地点", "<p>建设路5号</p>")
    guide = read(f"<div>{panes}</div>")
    assert guide.read("procedure").unread
    assert guide.read("item_type").text == "行政许可"


def test_what_others_ask_is_no_label_because_its_letters_are_drawn_so() -> None:
    cell = "<div class=cell><div class=k><span>{}</span></div><div class=v><span>{}</span></div></div>"
    told = {
        "在哪里办": "建设路5号",
        "什么时间去": "周一至周五",
        "打什么电话": "0571-88001234",
        "为什么要到现场": "核对原件",
    }
    asked = "<div class=item><div class=k><span>人在外地能办吗？</span></div><div class=v>任一窗口都行。</div></div>"
    cells = "".join(cell.format(*pair) for pair in told.items())
    guide = read(
        f"{FACTS}<div>{cells}</div><section><div class=t><span>常见问题</span></div><div>{asked}</div></section>"
    )
    assert guide.read("scope").state is State.NOT_STATED
    assert guide.read("faq").stated


BESIDE = {
    "归谁管": "云溪县林业局",
    "要跑几次": "1次",
    "办完拿到什么": "采伐证",
    "怎么拿": "窗口领取",
    "找谁投诉": "0571-88001235",
    "不服怎么办": "六十日内申请行政复议。",
}
BELOW = {
    "办多久": "6个工作日",
    "什么条件才能办": "林木权属清楚。",
    "在哪里办": "建设路5号",
    "要不要钱": "不收费",
    "找谁咨询": "0571-88001234",
}
CARD = "<div class=card><b>{}</b><p>份数：1份</p><p>来源渠道：{}</p></div>"
CARDS = f"<div>{CARD.format('采伐申请表', '申请人自备')}{CARD.format('林权证', '政府部门核发')}</div>"
LINES = "".join(f"<p><b>{label}：</b>{value}</p>" for label, value in BESIDE.items())
BLOCKS = f"<p><b>带什么材料</b></p>{CARDS}" + "".join(f"<p><b>{q}</b></p><p>{a}</p>" for q, a in BELOW.items())


@pytest.mark.parametrize("page", [LINES + BLOCKS, BLOCKS + LINES])
def test_bold_lines_without_a_colon_head_what_follows_where_those_with_one_have_it_beside_them(page: str) -> None:
    guide = read(FACTS + page)
    told = ("promised_time_limit", "conditions", "place", "fee_status", "consultation_phone")
    assert [guide.read(element).text for element in told] == list(BELOW.values())
    assert guide.read("delivery").text == "窗口领取"
    assert [m.name.text for m in guide.materials] == ["采伐申请表", "林权证"]


def test_a_label_and_its_value_in_a_line_each_are_no_bar_of_tabs() -> None:
    guide = read(
        "<div><p><b>收费信息</b></p><p><b>是否收费</b></p><p>不收费</p></div><div><p>其他说明</p></div>" + FACTS
    )
    assert guide.read("fee_status").text == "不收费"


def test_a_translation_in_a_label_makes_no_run_of_a_text_editor_of_it() -> None:
    told = {"事项类型": "行政许可", "行使层级": "县级", "权利救济": "行政复议：云溪县人民政府", "承诺时限": "6个工作日"}
    pairs = "".join(
        f"<span>{label} / <em lang=en>Of it</em></span><span>{value}</span>" for label, value in told.items()
    )
    guide = read(f"<h3>办理地点</h3><p>建设路5号</p><div>{pairs}</div>")
    assert (guide.read("level").text, guide.read("promised_time_limit").text) == ("县级", "6个工作日")


def test_a_grid_that_says_how_many_columns_it_has_is_a_list() -> None:
    titles = ("材料名称", "份数", "必要性", "来源渠道")
    cells = (*titles, "采伐申请表", "1", "必要", "申请人自备", "林权证", "1", "必要", "政府部门核发")
    grid = "".join(f"<div>{cell}</div>" for cell in cells)
    guide = read(f"{FACTS}<h3>申请材料</h3><div style='display:grid;grid-template-columns:repeat(4,auto)'>{grid}</div>")
    assert [(m.name.text, m.read("material_source").text) for m in guide.materials] == [
        ("采伐申请表", "申请人自备"),
        ("林权证", "政府部门核发"),
    ]


def test_a_pair_without_classes_whose_label_nobody_knows_is_no_title() -> None:
    rows = "<div><span>林业材料属性</span><span>申请表格文书</span></div><div><span>份数</span><span>{}</span></div>"
    rows += "<div><span>是否必要</span><span>必要</span></div><div><span>来源渠道</span><span>申请人自备</span></div>"
    card = "<div><button><span>{}</span><span>{}</span></button><div><div>" + rows + "</div></div></div>"
    cards = card.format(1, "采伐申请表", 1) + card.format(2, "作业设计书", 2)
    guide = read(f"{FACTS}<h3>申请材料</h3><div>{cards}</div>")
    assert [(m.name.text, m.read("material_type").text) for m in guide.materials] == [
        ("采伐申请表", "申请表格文书"),
        ("作业设计书", "申请表格文书"),
    ]


def test_what_is_second_in_a_row_of_label_and_value_is_the_value_whatever_its_words() -> None:
    told = {"实施主体": "云溪县林业局", "承诺时限": "6个工作日", "办理时间": "工作时间", "咨询电话": "0571-88001234"}
    rows = "".join(f"<div><span>{label}</span><span>{value}</span></div>" for label, value in told.items())
    guide = read(f"{FACTS}<div>{rows}</div>")
    assert guide.read("hours").text == "工作时间"
    assert guide.read("consultation_phone").text == "0571-88001234"


HEADED = (
    (("事项性质归属", "承接单位性质", "可选办理途径"), ("行政许可", "法定机关", "窗口办理")),
    (("办件类型", "行使层级", "实施主体"), ("承诺件", "县级", "云溪县林业局")),
    (("服务对象", "办理形式", "咨询电话"), ("自然人", "窗口办理", "0571-88001234")),
    (("答疑热线电话", "对外时间", "准予的时日"), ("0571-88001239", "工作日9:00-17:00", "6个工作日")),
)


@pytest.mark.parametrize("look", ["<td><strong>{}</strong></td>", "<td bgcolor='#eee'>{}</td>", "<td class=t>{}</td>"])
def test_rows_of_cells_drawn_as_labels_head_the_rows_below_them(look: str) -> None:
    rows = "".join(
        f"<tr>{''.join(look.format(w) for w in titles)}</tr><tr>{''.join(f'<td>{w}</td>' for w in values)}</tr>"
        for titles, values in HEADED
    )
    guide = read(f"<table>{rows}</table>")
    said = {e: guide.read(e).text for e in ("item_type", "body_nature", "case_type", "hours", "consultation_phone")}
    assert said == {
        "item_type": "行政许可",
        "body_nature": "法定机关",
        "case_type": "承诺件",
        "hours": "工作日9:00-17:00",
        "consultation_phone": "0571-88001234",
    }


def test_a_label_beside_another_has_no_value_there() -> None:
    window = "<table><tr><td>办理地点</td><td>办公时间</td></tr></table>"
    guide = read(f"{FACTS}<table><tr><td>承诺时限</td><td>6个工作日</td></tr></table><h3>办事窗口</h3>{window}")
    assert not guide.read("place").stated


def test_a_wide_cell_below_a_wide_label_is_all_of_its_value() -> None:
    wide = "<tr><td colspan=3>{}</td></tr>"
    told = ("受理条件", "林木权属清楚。", "本县与别处不同之处", "建设路5号")
    rows = "".join(wide.format(words) for words in told) + "<tr><td>其一</td><td>其二</td><td>其三</td></tr>"
    assert read(f"{FACTS}<table>{rows}</table>").read("conditions").text == "林木权属清楚。"


def test_titles_that_are_no_header_cells_are_told_by_what_stands_below_them() -> None:
    rows = (
        ("文件叫什么", "要不要", "哪儿来", "几份"),
        ("采伐申请表", "必要", "申请人自备", "1份"),
        ("林权证", "非必要", "政府部门核发", "1份"),
    )
    table = "".join(f"<tr>{''.join(f'<td>{word}</td>' for word in row)}</tr>" for row in rows)
    guide = read(f"{FACTS}<h3>申请材料</h3><table>{table}</table>")
    said = [(m.name.text, m.read("material_necessity").text, m.read("material_source").text) for m in guide.materials]
    assert said == [(name, need, source) for name, need, source, _ in rows[1:]]


def test_titles_of_two_columns_are_no_pair_with_an_empty_place() -> None:
    table = "<table><tr><td>是否收费</td><td>网上支付</td></tr><tr><td>收费</td><td>支持</td></tr></table>"
    guide = read(f"{FACTS}{PLACE}<h3>收费标准</h3>{table}")
    assert guide.read("online_payment").state is not State.NOT_STATED


def test_the_name_over_the_pairs_of_a_card_is_no_label_of_them() -> None:
    pair = "<div><div><span>{}</span></div><div><span>{}</span></div></div>"
    told = (("材料形式", "纸质"), ("材料份数", "1"), ("来源渠道", "政府部门核发"), ("受理标准", "在有效期内"))
    pairs = "".join(pair.format(*each) for each in told)
    head = "<div><div><span>{}</span></div><div><span>{}</span></div></div>"
    cards = "".join(
        f"<div>{head.format(n, name)}<div>{pairs}</div></div>" for n, name in enumerate(("林权证", "采伐图"), 1)
    )
    guide = read(f"{FACTS}<div><div>申请材料</div><div>{cards}</div></div>")
    assert [(m.name.text, m.read("review_standard").text) for m in guide.materials] == [
        ("林权证", "在有效期内"),
        ("采伐图", "在有效期内"),
    ]
