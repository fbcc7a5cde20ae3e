"""What belongs together by likeness: panes by ids, texts by how they begin, values by their place between bars."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.domain.values import open_ended, time_limit
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.html import Page

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
FACTS = (
    "<table><tr><th>事项类型</th><td>行政许可</td></tr><tr><th>办件类型</th><td>承诺件</td></tr>"
    "<tr><th>实施编码</th><td>11330100002489559T4000117019000</td></tr></table>"
)
MORE = "<div><h3>受理条件</h3><p>年满十八周岁，有固定场所。</p></div><div><h3>办理地点</h3><p>解放路8号二楼</p></div>"


def read(body: str) -> ServiceGuide:
    guide = read_guide([Page(text=f"<html><body>{body}</body></html>", url="http://127.0.0.1/g", evidence="e")], LABELS)
    assert guide.unread is None
    return guide


def test_a_pane_belongs_to_the_tab_whose_id_ends_alike_though_others_are_not_drawn_yet() -> None:
    guide = read(
        FACTS + "<div><div id='tab-0'>基本信息</div><div id='tab-1'>受理条件</div><div id='tab-2'>办理流程</div></div>"
        "<div><div id='pane-0'>略</div><div id='pane-1'>年满十八周岁，有固定场所。</div></div>"
    )

    assert guide.read("conditions").value == "年满十八周岁，有固定场所。"
    assert guide.read("procedure").state is State.UNREAD


def test_the_title_of_a_tab_may_ask_where_those_beside_it_are_labels() -> None:
    guide = read(
        FACTS + "<ul><li>受理条件</li><li>办理流程</li><li>设定依据</li><li>大家都在问</li></ul><div>"
        "<div>年满十八周岁。</div><div>网上申请后由窗口受理。</div><div>《食品安全法》第三十五条</div>"
        "<div><p>问：如何补证？</p><p>答：到窗口补。谁来办都行，怎么办都行。</p></div></div>"
    )

    assert [faq.question.text for faq in guide.faqs] == ["如何补证？"]


def test_a_text_printed_cut_off_is_the_whole_one_elsewhere_on_the_page() -> None:
    guide = read(
        FACTS + "<div><h3>受理条件</h3><p>有固定经营场所；有…<a href='#f'>查看全部</a></p></div>"
        "<div><h3>受理条件</h3><p>有固定经营场所；有专职人员。</p></div>"
    )

    assert guide.read("conditions").value == "有固定经营场所；有专职人员。"


def test_a_number_below_an_address_is_no_part_of_it() -> None:
    guide = read(FACTS + "<div><h3>办理地点</h3><div><p>解放路8号二楼3号窗口</p><p>0515-88196833</p></div></div>")

    assert guide.read("place").value == "解放路8号二楼3号窗口"
    assert guide.read("consultation_phone").value == "0515-88196833"


def test_what_stands_between_bars_is_told_by_its_place() -> None:
    entry = "<li><b>{}</b><p>原件 ｜ 1份 ｜ {}</p><p>受理标准：齐全</p></li>"
    guide = read(
        FACTS + f"<h3>申请材料</h3><ol>{entry.format('申请表', '申请人自备')}{entry.format('学生证', '其他')}</ol>"
    )

    assert [m.read("material_source").value for m in guide.materials] == ["申请人自备", "其他"]


def test_materials_under_heads_with_a_number_and_a_name() -> None:
    entry = (
        "<fieldset><legend>材料{}：{}</legend><div><p><b>材料类型：</b>其他</p>"
        "<p><b>来源渠道：</b>{}</p></div></fieldset>"
    )
    guide = read(FACTS + MORE + entry.format(1, "申请表", "申请人自备") + entry.format(2, "图纸", "其他"))

    assert [(m.name.value, m.read("material_source").value) for m in guide.materials] == [
        ("申请表", "申请人自备"),
        ("图纸", "其他"),
    ]


def test_columns_of_originals_and_of_copies_are_read_together_and_a_source_with_its_issuer() -> None:
    guide = read(
        FACTS + "<h3>申请材料</h3><table><tr><th rowspan='2'>材料名称</th><th colspan='2'>份数</th>"
        "<th rowspan='2'>来源渠道及出具单位</th></tr><tr><th>原件</th><th>复印件</th></tr>"
        "<tr><td>户口簿</td><td>1</td><td>2</td><td>政府部门核发：公安机关</td></tr></table>"
    )

    (book,) = guide.materials
    assert book.read("material_copies").value == "原件1份、复印件2份"
    assert book.read("material_original").value == "原件和复印件"
    assert book.read("material_source").value == "政府部门核发"
    assert book.read("material_issuer").value == "公安机关"


def test_a_row_that_a_script_is_still_to_fill_is_none() -> None:
    guide = read(
        FACTS + MORE + "<table><thead><tr><th>材料名称</th><th>份数</th></tr></thead>"
        "<tbody><tr><td>{{ c.clmc }}</td><td>{{ c.fs }}</td></tr></tbody></table>"
    )

    assert guide.materials == ()
    assert guide.read("materials").state is State.UNREAD


def test_labels_of_an_answer_may_be_questions_and_lists_of_other_items_name_nothing() -> None:
    rows = {
        "办什么": "内地居民结婚登记",
        "由谁办": "民政局",
        "到哪里办": "东津路14号",
        "几点上班": "周一至周五 9:00-17:00",
    }
    rows |= {"花不花钱": "不收费", "权力类型": "行政确认", "不满意怎么办": "可以申请行政复议"}
    state = {
        "hot": [{"taskName": "医保参保"}, {"taskName": "老年优待证"}],
        "guide": {"rows": [{"title": title, "content": content} for title, content in rows.items()]},
    }
    script = f"<script>window.STATE={json.dumps(state, ensure_ascii=False)};</script>"
    guide = read(f"<div id='app'></div>{script}")

    assert guide.read("name").value == "内地居民结婚登记"
    assert guide.read("place").value == "东津路14号"
    assert guide.read("fee_status").value == "不收费"
    assert guide.read("remedy").value == "可以申请行政复议"


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("事项全称", "name"),
        ("对外承诺时间", "promised_time_limit"),
        ("法定最长时限", "statutory_time_limit"),
        ("申请人应具备的条件", "conditions"),
        ("办结后给", "result_name"),
        ("成果领取", "delivery"),
        ("收费名目", "fee_name"),
        ("行使级别", "level"),
    ],
)
def test_labels_put_together_of_more_words(label: str, element: str) -> None:
    found = LABELS.exact(label)
    assert found is not None
    assert found.element == element


@pytest.mark.parametrize("value", ["符合条件", "报名", "办理成功", "受理情况"])
def test_values_that_sound_like_labels_are_none(value: str) -> None:
    assert LABELS.exact(value) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("有5名以上持证船员以及其他相关材料。", True),
        ("库房在200.5平方米以上及有关材料。", True),
        ("提交以上有关材料。", False),
        ("符合前3项以上有关条件。", False),
        ("提供以下3份相关材料。", False),
    ],
)
def test_an_amount_points_to_no_list(text: str, *, found: bool) -> None:
    assert bool(open_ended.find(text)) is found


def test_what_proves_it_is_open_ended_and_a_unit_may_be_called_one() -> None:
    assert open_ended.find("其他能够证明困难的材料")
    assert not open_ended.find("能够证明困难的收入证明")
    limit = time_limit.parse("10（单位：工作日）")
    assert limit is not None
    assert limit.well_formed
