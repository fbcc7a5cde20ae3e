"""Entries under heads with a number, loose laws and questions, and what only looks like them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels(catalogue.labels_text())
TOP = (
    "<h1>养犬登记</h1><p>办件类型：承诺件</p><p>办理条件：本市户籍</p><p>是否收费：收费</p>"
    "<p>法定办结时限：5个工作日</p>"
)


def read(*parts: str, head: str = "") -> ServiceGuide:
    page = parse(
        f"<html><head>{head}</head><body>{''.join(parts)}</body></html>".encode(),
        "text/html",
        "http://a.example/g",
        "e1",
    )
    assert page is not None
    return read_guide([page], LABELS)


def test_windows_under_numbered_heads_are_rows() -> None:
    pairs = "<dl><dt>地址</dt><dd>{}</dd><dt>时间</dt><dd>工作日9:00-17:00</dd><dt>电话</dt><dd>{}</dd></dl>"
    found = read(
        TOP,
        "<h4>办理窗口一</h4>", pairs.format("学府路1号", "0791-8666666"),
        "<h4>办理窗口二</h4>", pairs.format("滨江路9号", "0791-8777777"),
    )  # fmt: skip
    assert [(w.place.text, w.phone.text) for w in found.windows] == [
        ("学府路1号", "0791-8666666"),
        ("滨江路9号", "0791-8777777"),
    ]


def test_a_fee_under_a_numbered_head_does_not_name_the_guide() -> None:
    rows = "<li><b>项目名称</b><i>工本费</i></li><li><b>收费标准</b><i>10元/本</i></li>"
    found = read(TOP, f"<ul><li><b>收费1</b><ul>{rows}</ul></li></ul>")
    assert [(f.name.text, f.read("fee_standard").text) for f in found.fees] == [("工本费", "10元/本")]
    assert found.read("name").text == "养犬登记"


def test_a_number_of_a_counter_is_no_head() -> None:
    found = read(TOP, "<p>办理地点：学府路1号</p><p>窗口3</p><p>咨询电话：0791-8666666</p>")
    assert found.windows == ()
    assert found.read("place").text == "学府路1号"


def test_a_law_in_pairs_among_others_is_a_row() -> None:
    found = read(
        TOP,
        "<table><tr><td>行使层级</td><td>市级</td></tr><tr><td>政策法规</td></tr>"
        "<tr><td>法规名称</td><td>《养犬条例》</td><td>文号</td><td>公告第4号</td></tr>"
        "<tr><td>条款内容</td><td colspan=3>养犬应当登记。</td></tr>"
        "<tr><td>结果名称</td><td>养犬登记证</td></tr></table>",
    )
    law = found.legal_bases[0]
    assert (law.law.text, law.number.text, law.content.text) == ("《养犬条例》", "公告第4号", "养犬应当登记。")
    assert found.read("legal_basis").text == "《养犬条例》"


def test_a_name_of_a_law_without_more_of_it_is_no_row() -> None:
    found = read(
        TOP, "<table><tr><td>法规名称</td><td>《养犬条例》</td></tr><tr><td>行使层级</td><td>市级</td></tr></table>"
    )
    assert found.legal_bases == ()
    assert found.read("legal_basis").state is not State.NOT_STATED


def test_rows_of_two_halves_are_pairs_though_a_value_is_a_title_too() -> None:
    row = "<div class=r><div class=a>{}</div><div class=b>{}</div></div>"
    pairs = (("材料类型", "其他"), ("原件/复印件", "原件"), ("份数", "1"), ("必要性", "必要"))
    cards = "".join(
        f"<div><p>{name}</p><div>{''.join(row.format(*pair) for pair in pairs)}</div></div>"
        for name in ("身份证", "免疫证明")
    )
    found = read(TOP, "<h3>申请材料</h3>", cards)
    assert [(m.name.text, m.read("material_copies").text) for m in found.materials] == [
        ("身份证", "1"),
        ("免疫证明", "1"),
    ]


def test_a_heading_that_a_style_sheet_writes() -> None:
    sheet = "<style>.x h3.lc:before{color:red;content:'办理流程'} .y::after{content:attr(data-t)}</style>"
    steps = "<ol><li><b>申请</b><p>网上提交。</p></li><li><b>发证</b><p>寄出证件。</p></li></ol>"
    found = read(TOP, f"<h3 class=lc></h3>{steps}<h3 class=y data-t=受理标准></h3><p>材料齐全</p>", head=sheet)
    assert [s.name.text for s in found.steps] == ["申请", "发证"]
    assert found.read("review_standard").text == "材料齐全"


def test_a_style_sheet_adds_nothing_to_an_element_with_words() -> None:
    found = read(TOP, "<h3 class=lc>备注</h3><p>材料齐全</p>", head="<style>.lc::before{content:'受理标准'}</style>")
    assert not found.read("review_standard").stated


def test_what_is_done_may_stand_behind_the_time_of_a_step() -> None:
    steps = (
        "<ol><li class=n1><b>申报</b><p>单位提交。</p></li>"
        "<li class=n2><b>审核</b><span>办理时限：3个工作日</span><p>核对信息。</p></li>"
        "<li class=n3><b>制证</b><span>办理时限：2个工作日</span><p>打印证件。</p></li></ol>"
    )
    found = read(TOP, "<h3>办理流程</h3>", steps)
    assert [(s.name.text, s.description.text, s.limit.text) for s in found.steps] == [
        ("申报", "单位提交。", ""),
        ("审核", "核对信息。", "3个工作日"),
        ("制证", "打印证件。", "2个工作日"),
    ]


def test_a_button_of_a_form_is_the_entrance() -> None:
    found = read(
        TOP, "<input type=button value=在线申报 onclick=\"window.open('/apply?c=1')\"><input type=button value=收藏>"
    )
    assert found.read("online_entry").text == "http://a.example/apply?c=1"


def test_a_section_that_holds_its_own_label_among_others_is_no_value() -> None:
    found = read(
        TOP, "<h3>结果送达</h3><ul><li><b>结果类型</b><i>证照</i></li><li><b>领取方式</b><i>邮寄</i></li></ul>"
    )
    assert found.read("delivery").text == "邮寄"


def test_other_below_a_label_of_a_code_list_is_its_value() -> None:
    found = read(TOP, "<p>（一）结果类型</p><p>其他</p><p>（二）结果名称</p><p>养犬登记证</p>")
    assert found.read("result_type").text == "其他"
    assert found.read("result_name").text == "养犬登记证"


def test_elements_of_a_component_library_are_blocks_and_words() -> None:
    label, value = "<x-view class=l><x-text>{}</x-text></x-view>", "<x-view class=v><x-text>{}</x-text></x-view>"
    cell = f"<x-cell class=c>{label}{value}</x-cell>"
    own = (("材料类型", "其他"), ("原件/复印件", "原件"), ("份数", "1"), ("必要性", "必要"), ("来源渠道", "申请人自备"))
    body = "".join(cell.format(*pair) for pair in own)
    link = "<x-navigator><a href='/f/1.docx'><x-text></x-text><x-text>空表</x-text></a></x-navigator>"
    card = "<x-view class=m><x-view>{}</x-view>{}</x-view>"
    cards = card.format("申请书", body + link) + card.format("劳动合同", body)
    found = read(TOP, f"<x-view><x-view>申请材料</x-view><x-view>{cards}</x-view></x-view>")
    told = [(m.name.text, m.read("material_copies").text, m.read("material_necessity").text) for m in found.materials]
    assert told == [("申请书", "1", "必要"), ("劳动合同", "1", "必要")]
    assert [len(m.blank_forms) for m in found.materials] == [1, 0]


def test_rows_in_lines_between_bars() -> None:
    lines = "<p>地址 | 时间 | 电话</p><p>学府路1号 | 工作日9:00-17:00 | 0791-8666666</p><p>投诉请打12345</p>"
    found = read(TOP, f"<div>{lines}</div>")
    assert [(w.place.text, w.phone.text) for w in found.windows] == [("学府路1号", "0791-8666666")]
    assert found.read("hours").text == "工作日9:00-17:00"


def test_bars_between_links_are_no_titles() -> None:
    found = read(TOP, "<div><p><a href='/a'>地址</a> | <a href='/b'>时间</a></p><p>学府路1号 | 周一至周五</p></div>")
    assert found.windows == ()


def test_a_cell_at_the_side_that_names_the_pair_beside_it_has_no_value() -> None:
    rows = ("收费情况", "是否收费", "免费"), ("办理时限", "承诺时限", "3日")
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    found = read(TOP.replace("<p>是否收费：收费</p>", ""), f"<table>{table}</table>")
    assert found.read("fee_status").text == "免费"


def test_a_button_that_leads_to_a_map_is_no_part_of_an_address() -> None:
    row = "<td>学府路1号<a href='javascript:map(1)'>查看地图</a></td><td>工作日9:00-17:00</td><td>0791-8666666</td>"
    found = read(TOP, f"<table><tr><th>办理地点</th><th>办理时间</th><th>咨询电话</th></tr><tr>{row}</tr></table>")
    assert found.windows[0].place.text == "学府路1号"


def test_a_question_before_a_colon_is_a_label_where_the_page_asks() -> None:
    asked = (
        ("谁能办", "本市居民"),
        ("带什么", "身份证"),
        ("跑几趟", "1次"),
        ("要不要钱", "收费"),
        ("多久办好", "承诺5个工作日"),
    )
    blocks = "".join(f"<div><h4>{q}</h4><div><p>{a}</p></div></div>" for q, a in asked)
    fee = "<div><h4>凭什么收费</h4><ul><li>收什么：工本费</li><li>收多少：10元/本</li></ul></div>"
    found = read("<h1>养犬登记</h1>", blocks, fee)
    assert found.read("promised_time_limit").text == "5个工作日"
    assert [(f.name.text, f.read("fee_standard").text) for f in found.fees] == [("工本费", "10元/本")]
    plain = read(TOP, "<p>谁能办：本市居民</p>")
    assert plain.read("service_target").state is not State.STATED


def in_spans(*lines: str) -> str:
    fonts = ("hei" if line[1:2] == "、" else "song" for line in lines)
    return "".join(
        f"<p class=n><span style='font-family:{font}'>{line}</span></p>"
        for font, line in zip(fonts, lines, strict=True)
    )


def test_a_title_of_fees_over_the_line_that_there_is_none_lacks_nothing() -> None:
    top = TOP.replace("<p>是否收费：收费</p>", "")
    before = ("一、受理条件", "本地户口。", "八、办理流程", "1.受理：看材料。", "2.决定：发证。", "九、收费标准及依据")
    after = ("本事项按规定执行。", "十、办理结果", "结果名称：养犬登记证", "十一、办理地点", "政务大厅")
    free = read(top, in_spans(*before, "是否收费：否", *after))
    assert free.read("fee_status").text == "否"
    assert free.read("fee_standard").state is State.NOT_STATED
    some = read(top, in_spans(*before, "是否收费：是", *after))
    assert some.read("fee_standard").state is State.UNREAD


@pytest.mark.parametrize("head", ["窗口办理", "现场受理", "线下窗口办理", "大厅收件信息"])
def test_what_one_does_at_the_window_heads_a_window(head: str) -> None:
    rows = "<tr><td>{}：</td><td>{}</td></tr>"
    said = (("工作时间", "工作日9:00-17:00"), ("窗口地址", "学府路1号"), ("联系电话", "0791-8666666"))
    inner = "<tr><td colspan='2'><b>养犬登记处</b></td></tr>" + "".join(rows.format(*one) for one in said)
    cells = f"<td><div>{head}</div></td><td><table>{inner}</table></td>"
    online = "<td><div>网上办理</div></td><td>登录平台填报</td>"
    found = read(TOP, f"<table><tr>{cells}</tr><tr>{online}</tr></table>")
    assert [(w.place.text, w.hours.text, w.phone.text) for w in found.windows] == [
        ("学府路1号", "工作日9:00-17:00", "0791-8666666")
    ]


def test_the_window_as_a_way_of_handling_is_no_window() -> None:
    found = read(TOP, "<h4>窗口办理</h4><p>到学府路1号养犬登记处提交。</p><h4>网上办理</h4><p>登录平台填报。</p>")
    assert found.windows == ()


def test_what_follows_a_way_of_handling_is_none_of_its_window() -> None:
    card = "<h4>犬只照片</h4><p>是什么样的东西：其他</p><p>几份：1份</p><p>是不是都要带：必要</p>"
    spot = "<p>地方：学府路1号</p><p>几点开门：9:00-17:00</p><p>打哪个号码：0791-8666666</p>"
    asked = ("有哪几种办法递材料？", "带什么？", "去哪儿办、几点去、电话多少？")
    told = zip(asked, ("<p>窗口办理</p>", card, spot), strict=True)
    found = read(TOP, *(f"<div><p>{title}</p></div><div>{said}</div>" for title, said in told))
    assert [m.name.text for m in found.materials] == ["犬只照片"]
    assert [w.place.text for w in found.windows] == ["学府路1号"]
