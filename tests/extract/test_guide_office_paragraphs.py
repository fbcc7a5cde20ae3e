"""Guides written in Word as paragraphs: labels behind tab stops, numbered materials, pictures, the signature."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from crawler import catalogue
from crawler.domain.elements import State
from crawler.extract.forms.content import Cell, Content, Row, paragraph
from crawler.extract.guide.office import OfficePage, _written, office_page, without_pictures
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.records import ServiceGuide

LABELS = read_labels(catalogue.labels_text())
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PICTURE = '<w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing>'
HEAD = (
    "一、项目名称", "渡船登记", "二、实施机关", "临江县交通运输局", "三、基本信息",
    "事项类型：行政确认\t办件类型：承诺件", "四、受理条件", "渡船经检验合格。",
)  # fmt: skip
PAPERS = (
    "五、申请材料目录", "1．渡船登记申请书", "材料形式：纸质\t原件或复印件：原件\t份数：2",
    "受理标准：船主签字\t提交依据：《渡口办法》第七条",
    "2．渡船检验证书", "材料形式：电子\t原件或复印件：复印件\t份数：1\t出具单位：船检机构",
    "受理标准：在有效期内",
)  # fmt: skip
TAIL = ("六、是否收费", "不收费", "七、常见问题", "问：木船要登记吗？", "答：要。")


def p(text: str) -> str:
    runs = "<w:r><w:tab/></w:r>".join(f"<w:r><w:t>{one}</w:t></w:r>" for one in text.split("\t"))
    return f"<w:p>{runs if text != PICTURE else f'<w:r>{PICTURE}</w:r>'}</w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in cells)}</w:tr>"


def read(paragraphs: Sequence[str], *tables: str) -> ServiceGuide:
    body = "".join(map(p, paragraphs)) + "".join(f"<w:tbl>{table}</w:tbl>" for table in tables)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    page, reason = office_page(
        file.getvalue(), LABELS, url="https://zw.example/1.docx", evidence="e", content_type=None
    )
    assert page is not None, reason
    return without_pictures(read_guide([page], LABELS), [page])


def test_labels_behind_tab_stops_are_read_one_by_one_also_below_each_of_several_materials() -> None:
    guide = read((*HEAD, *PAPERS, *TAIL))
    assert guide.read("case_type").value == "承诺件"
    parts = ("material_form", "material_original", "material_copies", "review_standard", "material_issuer")
    assert [(m.name.value, *(m.read(part).value for part in parts)) for m in guide.materials] == [
        ("渡船登记申请书", "纸质", "原件", "2", "船主签字", None),
        ("渡船检验证书", "电子", "复印件", "1", "在有效期内", "船检机构"),
    ]
    assert guide.materials[0].read("material_basis").value == "《渡口办法》第七条"
    assert (guide.materials[1].name.locator or "").endswith("/w:p[13]")


def test_the_same_paragraphs_on_a_page_are_read_so_too() -> None:
    told = [one for text in (*HEAD, *PAPERS, *TAIL) for one in text.split("\t")]
    body = "".join(f"<p>{one}</p>" for one in told)
    page = parse(f"<html><body>{body}</body></html>".encode(), "text/html; charset=utf-8", "http://a.example/1", "e")
    assert page is not None
    found = read_guide([page], LABELS).materials
    assert [(m.name.value, m.read("review_standard").value) for m in found] == [
        ("渡船登记申请书", "船主签字"),
        ("渡船检验证书", "在有效期内"),
    ]


def test_a_label_of_the_guide_below_the_materials_is_none_of_a_material() -> None:
    papers = ("五、申请材料目录", "1．渡船登记申请书", "材料形式：纸质", "2．渡船检验证书", "材料形式：电子")
    guide = read((*HEAD, *papers, "承诺办结时限：5个工作日", *TAIL))
    assert guide.read("promised_time_limit").value == "5个工作日"
    assert [m.name.value for m in guide.materials] == ["渡船登记申请书", "渡船检验证书"]


def test_text_with_a_wide_gap_and_no_label_behind_it_stays_one_paragraph() -> None:
    texts = ("办公时间：上午8:30-12:00\t下午14:30-17:00", "注意事项   请带好证件", "地址：渡口路1号　　电话：12345")
    rows = [paragraph(text, str(n)) for n, text in enumerate(texts)]
    assert "".join(_written(Content(tuple(rows)))).count("<p ") == 4


def test_a_picture_in_the_place_of_a_value_is_a_gap_and_an_empty_place_beside_it_not_stated() -> None:
    guide = read(
        (*HEAD, *PAPERS, *TAIL),
        row("办理地点", "渡口路1号二楼3号窗口") + row("办公时间", PICTURE) + row("咨询电话", ""),
    )
    assert guide.read("hours").state is State.UNREAD
    assert guide.read("consultation_phone").state is State.NOT_STATED
    assert guide.read("flow_chart").state is State.NOT_STATED


def test_where_pictures_stand_is_not_known_any_empty_place_may_hold_one() -> None:
    told = (
        ("办理地点", "渡口路1号二楼3号窗口"),
        ("办公时间", ""),
        ("事项类型", "行政确认"),
        ("受理条件", "有船。"),
        ("是否收费", "不收费"),
    )
    rows = tuple(
        Row((Cell(label, f"{n}.1"), Cell(value, f"{n}.2", 1)), table=1) for n, (label, value) in enumerate(told)
    )
    page = OfficePage(text=f"<body>{''.join(_written(Content(rows)))}</body>", url="https://zw.example/1", evidence="e")
    guide = read_guide([page], LABELS)
    assert guide.read("hours").state is State.NOT_STATED
    page.pictures, page.placed = 1, False
    assert without_pictures(guide, [page]).read("hours").state is State.UNREAD


def test_who_signed_a_document_over_its_date_is_no_part_of_its_last_section() -> None:
    guide = read((*HEAD, *PAPERS, *TAIL, "临江县交通运输局", "2024年5月6日"))
    assert "交通运输局" not in guide.read("faq").text
    unsigned = read((*HEAD, *PAPERS, *TAIL, "答：也可以问临江县交通运输局"))
    assert "交通运输局" in unsigned.read("faq").text
