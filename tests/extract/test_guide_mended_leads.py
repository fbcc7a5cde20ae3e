"""Labels beside the link that is their value, labels drawn as pictures, a name by its place, lists without rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.extract.labels.meaning import element_meant
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels(catalogue.labels_text())
PHONE = "0571-81234567"
BASE = (
    ("事项类型", "行政确认"),
    ("办件类型", "承诺件"),
    ("实施主体", "临水县交通局"),
    ("受理条件", "渡船已经检验。"),
)


def read(markup: str, *, before: str = "", base: tuple[tuple[str, str], ...] = BASE) -> ServiceGuide:
    cells = "".join(f'<div class="c"><span class="k">{k}</span><span class="v">{v}</span></div>' for k, v in base)
    body = f"<html><head><title>办事指南</title></head><body>{before}<div>{cells}</div>{markup}</body></html>"
    page = parse(body.encode(), "text/html; charset=utf-8", "http://a.example/1", "e")
    assert page is not None
    return read_guide([page], LABELS)


def test_a_link_called_like_a_button_is_the_value_of_the_label_beside_it() -> None:
    sample = ("结果样本", '<a href="/show/sample?id=7" target="_blank">点击查看</a>')
    assert read("", base=(*BASE, sample)).read("result_sample").value == "点击查看"
    dead = ("结果样本", '<a href="javascript:void(0)">点击查看</a>')
    assert read("", base=(*BASE, dead)).read("result_sample").value is None


def test_a_picture_over_a_block_is_its_label_and_one_beside_a_label_is_none() -> None:
    phone = '<div><img src="/t.png" alt="咨询电话"><p>0571-81234567</p></div>'
    told = read(f'{phone}<div><img src="/j.png" alt="投诉电话"><p>0571-81234568</p></div>')
    assert told.read("consultation_phone").value == "0571-81234567"
    assert told.read("complaint_phone").value == "0571-81234568"
    again = read('<div><img src="/t.png" alt="咨询电话"><p>咨询电话：0571-81234567</p></div>')
    assert again.read("consultation_phone").value == "0571-81234567"


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ('<table><tr><th><i class="ic" title="咨询电话"></i></th><td>{}</td></tr></table>', PHONE),
        ('<table><tr><td><em aria-label="咨询电话"></em></td><td>{}</td></tr></table>', PHONE),
        ('<div><span><img src="/t.png" title="咨询电话"></span><span>{}</span></div>', PHONE),
        ('<p><i title="咨询电话"></i>{}</p>', PHONE),
        ('<ul><li><img src="/t.png" alt="咨询电话"><span>{}</span></li></ul>', PHONE),
        ('<p><i title="咨询电话"></i>值班室：{}</p>', None),  # words tell what it is
        ('<p><i title="咨询电话"></i><a href="/dh">{}</a></p>', None),
        ('<table><tr><td><a href="/dh"><i title="咨询电话"></i></a></td><td>{}</td></tr></table>', None),
        ('<p>{}<i title="咨询电话"></i>分机8</p>', None),
        ('<p><i title="咨询电话"></i>咨询电话 {}</p>', None),
    ],
)
def test_an_icon_before_a_value_is_the_label_that_its_title_says(row: str, value: str | None) -> None:
    assert read(row.format(PHONE)).read("consultation_phone").value == value


def test_header_cells_drawn_as_icons_are_labels_and_titles_in_whatever_words() -> None:
    def cells(*titles: str) -> list[str]:
        return [f'<th><i class="ic" title="{title}"></i></th>' for title in titles]

    visits, target = cells("跑几趟", "面向谁")
    facts = f"<table><tr>{visits}<td>1次</td>{target}<td>自然人</td></tr></table>"
    titles = "".join(cells("材料名称", "来源渠道", "空白表格"))
    rows = '<tr><td>渡船登记表</td><td>申请人自备</td><td><a href="/f/1.docx">下载</a></td></tr>'
    found = read(f"{facts}<h2>申请材料</h2><table><tr>{titles}</tr>{rows}</table>")

    assert found.read("visits").value == "1次"
    assert found.read("service_target").value == "自然人"
    (material,) = found.materials
    assert material.read("material_source").value == "申请人自备"
    assert [form.name for form in material.blank_forms] == ["1.docx"]


def test_a_picture_behind_its_label_is_the_value_though_its_cell_is_marked_as_a_label() -> None:
    found = read("<table><tr><th>结果样本</th><th><img src='/z.png' alt='结果样本'></th></tr></table>")
    assert found.read("result_sample").stated


def test_the_only_words_over_the_first_label_that_may_be_a_name_are_the_name() -> None:
    head = "<div><p>办事指南</p></div><div><p>困难渔民柴油优惠</p><p>更新于2026-01-15</p></div>"
    assert read("", before=head).read("name").value == "困难渔民柴油优惠"
    office = "<div><p>临水县交通运输局</p></div>"
    assert not read("", before=office).read("name").stated
    two = "<div><p>困难渔民柴油优惠</p><p>切换老年大字版式</p></div>"
    assert read("", before=two).read("name").state is State.UNREAD


def test_titles_of_columns_over_the_word_for_no_rows_are_an_empty_list() -> None:
    head = "<table><tr><th>依据名称</th><th>文号</th><th>条款号</th><th>条款内容</th></tr></table>"
    body = '<table><tr><td colspan="9"><span>暂无数据</span></td></tr></table>'
    drawn = f'<div class="card"><div class="t">设定依据</div><div><div>{head}</div><div>{body}</div></div></div>'
    assert read(drawn).read("legal_basis").state is State.NOT_STATED
    assert read("<h3>常见问题</h3><div><p>暂无数据</p></div>").read("faq").state is State.NOT_STATED


@pytest.mark.parametrize("drawn", ["没有找到匹配的记录", "暂无相关记录", "No matching records found"])
def test_what_a_table_draws_without_rows_is_no_question(drawn: str) -> None:
    head = "<thead><tr><th>问题</th><th>答案</th></tr></thead>"
    guide = read(f'<h4>常见问题</h4><table>{head}<tbody><tr><td colspan="2">{drawn}</td></tr></tbody></table>')
    assert (guide.read("faq").state, guide.faqs) == (State.NOT_STATED, ())


@pytest.mark.parametrize(
    ("overlay", "stated"),
    [
        ('<p style="display: none;">正在努力地加载数据中，请稍候……</p>', False),
        ("<p>正在努力地加载数据中，请稍候……</p>", True),  # still to be seen: the rows may be on their way
        ('<p style="display: none;">窗口可以代办吗？可以。</p>', True),
    ],
)
def test_words_of_a_table_that_was_loaded_stay_hidden_in_it_and_say_nothing(overlay: str, *, stated: bool) -> None:
    head = "<thead><tr><th>问题</th><th>答案</th></tr></thead>"
    rows = '<tbody><tr><td colspan="2">没有找到匹配的记录</td></tr></tbody>'
    guide = read(f"<h4>常见问题</h4><div>{overlay}<table>{head}{rows}</table></div>")
    assert guide.read("faq").stated is stated


def test_what_follows_a_bold_label_in_its_line_tells_the_part_of_a_label_that_nobody_knows() -> None:
    def lines(basis: str, more: str) -> str:
        told = (("材料形式", "纸质"), ("份数", "2"), ("凭什么索取", basis))
        return "".join(f"<p><b>{k}</b>{v}</p>" for k, v in told) + more

    one = f"<div class='m'><p>渡船图纸</p>{lines('《渡口管理办法》第七条', '<p><b>原件还是复印件</b>原件</p>')}</div>"
    two = f"<div class='m'><p>渡船照片</p>{lines('《渡口管理办法》第九条', '')}</div>"
    found = read(f"<h3>申请材料</h3><div>{one}{two}</div>")
    assert [m.read("material_basis").value for m in found.materials] == [
        "《渡口管理办法》第七条",
        "《渡口管理办法》第九条",
    ]
    assert [m.read("material_original").value for m in found.materials] == ["原件", None]
    assert "原件还是复印件" not in {one.label for one in found.unmapped}


def test_a_badge_may_say_the_case_behind_a_colon() -> None:
    def one(name: str, badge: str) -> str:
        told = "<div><i>材料形式：</i><span>纸质</span></div><div><i>份数：</i><span>1份</span></div>"
        return f'<div class="m"><div><span>{name}</span><span class="b">{badge}</span></div><div>{told}</div></div>'

    found = read(f"<h3>申请材料</h3><div>{one('渡船图纸', '必要')}{one('委托书', '非必要：船主不到场时提供')}</div>")
    assert [(m.name.value, m.read("material_necessity").value) for m in found.materials] == [
        ("渡船图纸", "必要"),
        ("委托书", "非必要：船主不到场时提供"),
    ]


def test_what_is_got_is_told_by_its_words() -> None:
    assert element_meant("取得的证件") == "result_name"
    assert element_meant("取得证件时") is None
    assert element_meant("获得的证书或者文书") == "result_name"


def test_a_dash_in_a_cell_of_a_fee_states_nothing() -> None:
    head = "<tr><th>收费项目名称</th><th>收费标准</th><th>收费依据</th><th>允许减免依据</th></tr>"
    row = "<tr><td>证书工本费</td><td>10元/份</td><td>价费字〔2019〕27号</td><td>-</td></tr>"
    fee = read(f"<h3>收费信息</h3><table>{head}{row}</table>").fees[0]
    assert (fee.read("fee_standard").text, fee.read("fee_reduction_basis").state) == ("10元/份", State.NOT_STATED)


@pytest.mark.parametrize(("kind", "state"), [("无", State.NOT_STATED), ("证照", State.UNREAD)])
def test_a_title_of_results_over_a_type_of_none_leaves_nothing_open(kind: str, state: State) -> None:
    card = f"<div><p><i></i><span>审批结果</span></p><div><div><b>审批结果类型</b><q>{kind}</q></div></div></div>"
    guide = read(card)
    assert (guide.read("result_type").value, guide.read("result_name").state) == (kind, state)
