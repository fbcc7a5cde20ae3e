"""Timelines, tables whose cells hold a list of attributes, pairs in a row, and labels of an office's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.composed import element_in_words
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
HEAD = (
    "<h1>渡口经营备案</h1><h2>基本情况</h2><p>事项名称：渡口经营备案</p><p>事项类型：其他行政权力</p>"
    "<p>实施主体：云溪县交通运输局</p><p>办件类型：承诺件</p><p>法定办结时限：20个工作日</p>"
)


def read(body: str) -> ServiceGuide:
    page = parse(f"<html><body>{HEAD}{body}</body></html>".encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    return read_guide([page], LABELS)


def test_a_time_above_the_title_of_a_step_is_its_limit() -> None:
    guide = read(
        "<h2>办理流程</h2><ul><li><span></span><h4>申请</h4><div>递交备案表。</div></li>"
        "<li><span>2个工作日</span><h4>核查</h4><div>到渡口查看。</div></li></ul>"
    )
    told = [(s.name.text, s.description.text, s.limit.text) for s in guide.steps]
    assert told == [("申请", "递交备案表。", ""), ("核查", "到渡口查看。", "2个工作日")]


def test_steps_of_an_ordered_list_may_be_titles_alone() -> None:
    guide = read("<h2>办理流程</h2><ol><li><b>申请</b><p></p></li><li><b>核查</b><p></p></li></ol>")
    assert [s.name.text for s in guide.steps] == ["申请", "核查"]


ATTRIBUTES = (
    "<h2>申请材料</h2><table><tr><th>序号</th><th>材料和要求</th><th>表格</th></tr>"
    "<tr><td>1</td><td><p>渡口备案表</p><dl><dd><i>份数</i>2</dd><dd><i>为什么要</i>《渡口管理办法》第五条</dd>"
    "<dd><i>填写提醒</i></dd></dl></td>"
    "<td><a href='a.docx'>渡口备案表（空表）.docx</a></td></tr>"
    "<tr><td>2</td><td><p>船舶证书</p><dl><dd><i>份数</i>1</dd><dd><i>为什么要</i>《渡口管理办法》第六条</dd>"
    "<dd><i>填写提醒</i>在有效期内</dd></dl></td><td>—</td></tr></table>"
)


def test_attributes_in_a_cell_keep_to_their_cell() -> None:
    first, second = read(ATTRIBUTES).materials
    assert first.read("material_basis").text == "《渡口管理办法》第五条"
    assert first.read("material_filling_notes").state is State.NOT_STATED
    assert second.read("material_filling_notes").text == "在有效期内"


def test_files_under_a_label_of_both_kinds_say_what_they_are() -> None:
    cards = "".join(
        f"<div><h3>{name}</h3><p><b>份数</b><i>1</i></p><p><b>附件下载</b>"
        f"<i><a href='{n}a.docx'>{name}（空白）.docx</a><a href='{n}b.docx'>{name}（示例）.docx</a></i></p></div>"
        for n, name in enumerate(("渡口备案表", "船员名册"))
    )
    materials = read(f"<h2>申请材料</h2><section>{cards}</section>").materials
    assert [(len(m.blank_forms), len(m.sample_forms)) for m in materials] == [(1, 1), (1, 1)]


def test_a_row_of_pairs_is_no_bar_of_tabs_though_a_value_reads_like_a_title() -> None:
    guide = read(
        "<div><em class=k>办理结果</em><em class=v>渡口备案回执</em><em class=k>送达方式</em><em class=v>其他</em>"
        "<em class=k>结果样本</em><em class=v></em></div>"
    )
    assert guide.read("result_name").text == "渡口备案回执"


def test_a_pledge_of_good_service_is_no_time_limit() -> None:
    row = "<div><b>办件类型</b><i>承诺件</i></div><div><b>我们承诺</b><i>{}</i></div>"
    assert read(row.format("5个工作日")).read("promised_time_limit").text == "5个工作日"
    assert read(row.format("热情服务、廉洁高效")).read("promised_time_limit").label is None


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("申办渠道", "handling_form"),
        ("出证名称", "result_name"),
        ("出件样本", "result_sample"),
        ("成果类型", "result_type"),
        ("当面办理缘由", "visits_reason"),
        ("计费标准", "fee_standard"),
        ("收费法规依据", "fee_basis"),
        ("能否减免", "fee_reduction"),
        ("能否在线缴费", "online_payment"),
        ("线上缴费", "online_payment"),
        ("服务承诺", None),
    ],
)
def test_labels_of_an_offices_own(label: str, element: str | None) -> None:
    assert element_in_words(label) == element
