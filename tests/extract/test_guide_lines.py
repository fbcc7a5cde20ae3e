"""Labels in brackets, entries of a section as boxes, a fee told in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler import catalogue
from crawler.domain.records import FormSlot
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.extract.lists.form_beside import slot_before
from crawler.page.html import Page
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels(catalogue.labels_text())


def read(markup: str) -> ServiceGuide:
    page = parse(f"<html><body>{markup}</body></html>".encode(), "text/html; charset=utf-8", "http://a.example/1", "e")
    assert page is not None
    return read_guide([page], LABELS)


def test_bracketed_labels_part_a_text_and_unknown_ones_end_a_value() -> None:
    guide = read(
        "<td>〖事项名称〗临时占用林地审批<br>〖事项类型〗行政许可　〖办件类型〗承诺件<br>"
        "〖受理条件〗占用期限不超过两年；恢复植被方案已经编制。<br>〖林区提示〗雨季不得施工。<br>"
        "〖办理地点〗青禾县松涛路5号林业局一楼[1]<br>一、监督方式<br>〖投诉电话〗0455-7771234</td>"
    )

    assert guide.read("name").text == "临时占用林地审批"
    assert guide.read("case_type").text == "承诺件"
    assert guide.read("conditions").text == "占用期限不超过两年；恢复植被方案已经编制。"
    assert guide.read("place").text.startswith("青禾县松涛路5号林业局一楼")
    assert guide.read("complaint_phone").text == "0455-7771234"


def test_materials_as_items_with_a_title_and_pairs_of_any_markup() -> None:
    rows = [("苗木检疫申请单", "原件", "2", "申请人自备"), ("苗圃权属证明", "复印件", "1", "政府部门核发")]
    items = "".join(
        f"<li><header><mark>{n}</mark><strong>{name}</strong></header><ul><li><i>原件/复印件</i> <b>{form}</b></li>"
        f"<li><i>份数</i> <b>{copies}</b></li><li><i>来源渠道</i> <b>{source}</b></li></ul></li>"
        for n, (name, form, copies, source) in enumerate(rows, 1)
    )
    guide = read(
        "<h1>苗木检疫证核发</h1><p>事项类型：行政许可</p><p>实施主体：青禾县林业局</p><p>法定办结时限：15个工作日</p>"
        f"<section><h2>申报材料</h2><ol>{items}</ol></section>"
    )

    said = ("material_original", "material_copies", "material_source")
    found = [(material.name.text, *(material.read(element).text for element in said)) for material in guide.materials]
    assert found == rows


def test_a_fee_told_in_a_sentence() -> None:
    said = "收费。按每株8元收取苗木检疫费，依据《省植物检疫收费办法》第六条；可以扫码缴费。"
    guide = read(
        "<h1>苗木检疫证核发</h1><p>事项类型：行政许可</p><p>实施主体：青禾县林业局</p><p>法定办结时限：15个工作日</p>"
        f"<p>是否收费：{said}</p>"
    )

    assert guide.read("fee_standard").text == "按每株8元收取苗木检疫费"
    assert guide.read("fee_name").text == "苗木检疫费"
    assert guide.read("fee_basis").text == "《省植物检疫收费办法》第六条"
    assert "扫码" in guide.read("online_payment").text


def test_the_label_right_before_a_link_says_what_the_form_is_offered_as() -> None:
    row = '<p>空表下载：<a href="/doc?fileId=4f12">下载</a>　示例样表：<a href="/doc?fileId=1076">下载</a>'
    row += '<a href="/doc?fileId=88">下载</a>　填表须知：<a href="/doc?fileId=99">样表下载</a></p>'
    page = parse(f"<html><body>{row}</body></html>".encode(), "text/html; charset=utf-8", "http://a.example/1", "e")
    assert isinstance(page, Page)
    unsaid, sample = FormSlot.UNSAID, FormSlot.SAMPLE
    assert [slot_before(page, one, unsaid) for one in page.attachments()] == [FormSlot.BLANK, sample, unsaid, unsaid]
    assert slot_before(page, page.attachments()[0], sample) is sample
