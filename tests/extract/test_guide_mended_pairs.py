"""Pairs, badges, dashes and links that looked like something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse
from tests.extract.one_guide import read_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels(catalogue.labels_text())
BASE = (
    ("事项名称", "养蜂证核发"),
    ("事项类型", "行政确认"),
    ("实施主体", "竹山县农业局"),
    ("受理条件", "蜂群定地饲养。"),
)


def rows(*pairs: tuple[str, ...]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in pair)}</tr>" for pair in pairs)


def read(markup: str) -> ServiceGuide:
    body = f"<html><body><h1>养蜂证核发</h1><table>{rows(*BASE)}</table>{markup}</body></html>"
    page = parse(body.encode(), "text/html; charset=utf-8", "http://a.example/1", "e")
    assert page is not None
    return read_guide([page], LABELS)


def test_two_pairs_with_a_link_among_their_values_head_no_list() -> None:
    pair = ("结果样本", "<a href='/p/1.jpg'>查看</a>", "领取方式", "当面领取")
    guide = read(f"<table>{rows(pair, ('办理地点', '竹山县柳林路3号一楼'))}</table>")

    assert guide.read("result_sample").stated
    assert guide.read("delivery").text == "当面领取"
    assert guide.read("place").text == "竹山县柳林路3号一楼"


def test_a_date_ends_where_its_bracket_closes() -> None:
    guide = read("<p>【更新日期：2023-03-07】 【浏览：88次】 【打印】</p>")
    assert guide.read("update_date").text == "2023-03-07"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("更新日期：2023-03-07　<a href='/sb/7'>我要办理</a>", "2023-03-07"),
        ("更新时间：2023年3月7日 10:20 <a href='/sb/7'>在线办理</a> <a href='/sc'>收藏</a>", "2023年3月7日 10:20"),
        ("更新日期：2023-03-07（第二次）", "2023-03-07（第二次）"),
    ],
)
def test_a_date_ends_before_the_buttons_in_its_line(line: str, day: str) -> None:
    assert read(f"<div>{line}</div>").read("update_date").text == day


def test_a_limit_in_a_badge_before_a_step_is_no_part_of_its_name() -> None:
    steps = "".join(f"<li><span class='b'>{d}</span><b>{n}</b><p>{t}</p></li>" for d, n, t in (
        ("3个工作日", "受理", "核对申请书。"), ("6个工作日", "审查", "到蜂场查看。")
    ))  # fmt: skip
    guide = read(f"<h3>办理流程</h3><ul>{steps}</ul>")

    assert [(s.name.text, s.limit.text) for s in guide.steps] == [("受理", "3个工作日"), ("审查", "6个工作日")]


@pytest.mark.parametrize("dash", ["——", "-", "/", "／", "//"])
def test_a_cell_with_a_dash_says_nothing(dash: str) -> None:
    heads = "<tr><th>材料名称</th><th>份数</th><th>材料必要性</th><th>填报须知</th><th>出具单位</th></tr>"
    guide = read(f"<h3>申请材料</h3><table>{heads}{rows(('养蜂证申请表', '1份', '必要', dash, dash))}</table>")

    assert guide.materials[0].read("material_issuer").state is State.NOT_STATED
    assert guide.materials[0].read("material_filling_notes").state is State.NOT_STATED
    assert guide.materials[0].read("material_copies").text == "1份"


_OF_A_LAW = ("依据名称", "依据文号", "条款号", "条款内容")


@pytest.mark.parametrize("dash", ["-", "——", "/"])
def test_a_dash_in_a_cell_of_a_law_says_nothing(dash: str) -> None:
    told = rows(*zip(_OF_A_LAW, ("《养蜂管理办法》", dash, dash, dash), strict=True))
    law = read(f"<h3>设定依据</h3><table>{told}</table>").legal_bases[0]

    assert law.law.text == "《养蜂管理办法》"
    assert {one.state for one in (law.number, law.clause, law.content)} == {State.NOT_STATED}


def test_a_dash_among_the_words_of_a_law_is_one_of_them() -> None:
    said = ("《养蜂管理办法》", "农牧发-2011-9号", "第-条", "第九条 - 养蜂者应当登记。")
    law = read(f"<h3>设定依据</h3><table>{rows(*zip(_OF_A_LAW, said, strict=True))}</table>").legal_bases[0]

    assert (law.law.text, law.number.text, law.clause.text, law.content.text) == said


def test_a_picture_may_be_the_entrance() -> None:
    assert read("<p><a href='/sb?id=5'><img src='/i/sb.gif' alt='网上申报'></a></p>").read("online_entry").stated


@pytest.mark.parametrize(
    "written",
    [
        '<label><span>{0}</span><input type="text" value="{1}" readonly></label>',
        '<label>{0}<input type="text" value="{1}" readonly></label>',
        "<label><span>{0}</span><textarea readonly>{1}</textarea></label>",
        "<label><span>{0}</span><select disabled><option>{1}</option></select></label>",
        "<dl><dt><span>{0}</span><span>{1}</span></dt></dl>",
    ],
)
def test_an_answer_of_one_word_in_the_label_around_it_is_no_part_of_the_label(written: str) -> None:
    said = {"quantity_limit": ("数量限制", "无"), "courier": ("是否支持快递", "是"), "fee_status": ("是否收费", "否")}
    guide = read(f"<form>{''.join(written.format(*pair) for pair in said.values())}</form>")

    assert {e: guide.read(e).text for e in said} == {e: value for e, (_, value) in said.items()}


@pytest.mark.parametrize(
    "section",
    [
        "<h3>办理期限</h3><p>规章时效：20个工作日</p><p>承诺期限：7个工作日</p>",
        "<h3>办理期限</h3><p>承诺期限：7个工作日　　规章时效：20个工作日</p>",
    ],
    ids=["before its own label", "behind its value"],
)
def test_a_pair_under_a_label_that_nobody_knows_is_no_part_of_the_limit_beside_it(section: str) -> None:
    known = {"事项名称": "渡口设置审批", "事项类型": "行政许可", "受理条件": "有固定场地。", "咨询电话": "0799-6650012"}
    facts = "".join(f"<tr><th>{label}</th><td>{words}</td></tr>" for label, words in known.items())
    guide = read_body(f"<table>{facts}</table>{section}<h3>是否收费</h3><p>不收费</p>")
    assert guide.read("promised_time_limit").text == "7个工作日"
    assert guide.read("statutory_time_limit").unread


def test_the_hours_of_a_section_of_place_and_hours_are_those_under_their_own_label() -> None:
    section = "<h3>办理地点和时间</h3><p>驻地：滨江路6号</p><p>办理时间：周一至周五 9:00-17:00</p>"
    known = {"事项名称": "渡口设置审批", "事项类型": "行政许可", "受理条件": "有固定场地。", "咨询电话": "0799-6650012"}
    facts = "".join(f"<tr><th>{label}</th><td>{words}</td></tr>" for label, words in known.items())
    assert read_body(f"<table>{facts}</table>{section}").read("hours").text == "周一至周五 9:00-17:00"
