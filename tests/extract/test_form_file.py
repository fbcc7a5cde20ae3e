"""Form files: true type, name, text, answer places, title, and what is wrong with them."""

from __future__ import annotations

import io
import struct

import pytest
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from crawler.demo.office import (
    FormSpec,
    make_doc,
    make_image_pdf,
    make_nearly_empty_doc,
    word_binary,
)
from crawler.domain.records import FileKind, FormFile
from crawler.extract.forms import doc as form_doc
from tests.extract.form_files import BLANK, SAMPLE, TEXT_MAKERS, read, word, zipped


def places(file: FormFile) -> list[tuple[str, str]]:
    return [(field.label, field.value) for field in file.fields]


@pytest.mark.parametrize("kind", TEXT_MAKERS)
def test_a_form_is_read_alike_from_every_format(kind: str) -> None:
    file = read(TEXT_MAKERS[kind](BLANK), f"form.{kind}")

    assert (file.kind.value, file.extension, file.opens, file.problem) == (kind, kind, True, None)
    assert file.title == BLANK.title
    assert [cell.strip() for cell in file.cells][:2] == [BLANK.title, "登记编号："]
    known = [(label, "") for label, _ in (("登记编号", ""), *BLANK.rows)]
    assert places(file) == known


@pytest.mark.parametrize("kind", TEXT_MAKERS)
def test_answers_stand_beside_their_labels(kind: str) -> None:
    found = dict(places(read(TEXT_MAKERS[kind](SAMPLE), f"form.{kind}")))

    expected = dict(SAMPLE.rows)
    assert {label: found.get(label) for label in expected} == expected


@pytest.mark.parametrize("kind", TEXT_MAKERS)
def test_every_place_can_be_found_again_in_the_text(kind: str) -> None:
    file = read(TEXT_MAKERS[kind](SAMPLE), f"form.{kind}")
    text = "".join((file.text or "").split())

    for field in file.fields:
        assert "".join(field.label.split()) in text
        assert "".join(field.value.split()) in text
        assert field.locator
    for cell in file.cells:
        assert "".join(cell.split()) in text


def test_narrow_pieces_of_a_doc_are_read_too() -> None:
    form = FormSpec(title="登记表", paragraphs=("Form No. 7b of 2024",), rows=(("E-mail", "a@example.org"),))

    assert read(make_doc(form, narrow=True), "a.doc").text == read(make_doc(form), "a.doc").text
    assert "Form No. 7b of 2024" in (read(make_doc(form, narrow=True), "a.doc").text or "")


def test_a_page_of_xx_is_a_form_with_no_form_in_it() -> None:
    file = read(make_nearly_empty_doc(), "a.doc")

    assert (file.opens, file.text, file.fields, file.title, file.image_only) == (True, "Xx", (), None, False)


def test_pictures_without_words_are_image_only() -> None:
    picture = '<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r></w:p>'

    for file in (read(make_image_pdf(BLANK), "a.pdf"), read(word(picture), "a.docx")):
        assert (file.opens, file.image_only, file.text) == (True, True, None)
        assert file.unread
    both = read(word(picture + "<w:p><w:r><w:t>云溪市养犬登记申请表</w:t></w:r></w:p>"), "a.docx")
    assert (both.image_only, both.text) == (False, "云溪市养犬登记申请表")


def test_a_paragraph_between_two_tables_stays_outside_of_both(monkeypatch: pytest.MonkeyPatch) -> None:
    one = word_binary._paragraphs(FormSpec(title="登记表", rows=(("姓名", "程知远"),), notes=("以下由单位填写",)))
    two = word_binary._paragraphs(FormSpec(title="第二部分", rows=(("单位意见", ""),)))
    lines = word_binary._Paragraph("第一行\r", word_binary._IN_TABLE)
    monkeypatch.setattr(word_binary, "_paragraphs", lambda _: [*one, two[0], lines, *two[1:]])
    file = read(make_doc(BLANK), "a.doc")

    assert file.cells == ("登记表", "姓名", "程知远", "以下由单位填写", "第二部分", "第一行\n单位意见")
    assert places(file) == [("姓名", "程知远"), ("第一行\n单位意见", "")]


def test_a_document_of_word_95_is_read_with_its_rows_guessed() -> None:
    text = "登记表\r姓名\x07\x07\x07性别\x07男\x07\x07注 一式两份\r".encode("gbk")
    word95 = bytearray(0x60)
    struct.pack_into("<HH", word95, 0, 0xA5DC, 0x65)
    struct.pack_into("<II", word95, 0x18, len(word95), len(word95) + len(text))
    content = form_doc.read_doc(bytes(word95) + text, {})

    assert [[cell.text for cell in row.cells] for row in content.rows] == [
        ["登记表"],
        ["姓名", ""],
        ["性别", "男"],
        ["注 一式两份"],
    ]


def test_letters_drawn_as_lines_are_unread_and_no_empty_form() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.line(50, 50, 300, 300)
    canvas.save()
    drawn = read(out.getvalue(), "a.pdf")
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.showPage()
    canvas.save()

    assert (drawn.opens, drawn.text, drawn.image_only) == (True, None, False)
    assert read(out.getvalue(), "a.pdf").text == ""


def test_hidden_sheets_are_not_part_of_the_form() -> None:
    book = Workbook()
    book.worksheets[0].append(["登记表"])
    book.create_sheet("码表").append(["姓名", "程知远"])
    book.worksheets[1].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)

    assert read(out.getvalue(), "a.xlsx").text == "登记表"


def test_word_tables_with_merged_cells_boxes_and_controls() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    up, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        "<w:tbl>"
        f"<w:tr>{cell('基本情况', up)}{cell('姓名')}{cell('')}{cell('性别')}{cell('□男 □女')}</w:tr>"
        f"<w:tr>{cell('', below)}{cell('身份证号')}{''.join(cell(c) for c in '350***')}</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{cell('民族')}{cell('汉族')}</w:tr></w:sdtContent></w:sdt>"
        "</w:tbl>"
        "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>收件人：</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
        "<w:p><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:r><w:t>承诺人：</w:t><w:tab/>"
        "<w:t>日期：</w:t></w:r></w:p>"
    )
    file = read(word(table), "a.docx")

    assert places(file) == [
        ("姓名", ""),
        ("性别", "□男 □女"),
        ("身份证号", "350***"),
        ("民族", "汉族"),
        ("收件人", ""),
        ("承诺人", ""),
        ("日期", ""),
    ]
    assert "删去" not in (file.text or "")


def test_column_heads_ask_below_and_are_no_answers() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["从业人员名册"],
        ["序号", "姓名", "职务", "联系电话"],
        ["1", None, None, None],
        ["2", "程知远", "店长", "1XX"],
    ):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    file = read(out.getvalue(), "a.xlsx")

    columns = ("序号", "姓名", "职务", "联系电话")
    rows = (("1", "", "", ""), ("2", "程知远", "店长", "1XX"))
    assert places(file) == [pair for row in rows for pair in zip(columns, row, strict=True)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("申请人：____________", [("申请人", "")]),
        ("申请人：程知远        联系电话：1XXXXXXXXXX", [("申请人", "程知远"), ("联系电话", "1XXXXXXXXXX")]),
        ("申请单位（盖章）：              年    月    日", [("申请单位（盖章）", "年    月    日")]),
        ("姓名__________性别______", [("姓名", ""), ("性别", "")]),
        ("云溪市行政审批局：", []),
        ("注：本表一式两份", []),
        ("现就有关事项承诺如下：", []),
        ("办公时间为上午8:30至12:00", []),
    ],
)
def test_answer_places_in_running_text(line: str, found: list[tuple[str, str]]) -> None:
    assert places(read(word(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"), "a.docx")) == found


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["附件1", "云溪市行政审批局", "养 犬 登 记 申 请 表", "编号："], "养犬登记申请表"),
        (["编号：", "关于××的情况", "第一条"], "关于××的情况"),
        (["养犬登记申请表（2024年版）"], "养犬登记申请表（2024年版）"),
        (["A.1-1《食品经营许可证》申请书"], "《食品经营许可证》申请书"),
        (["Xx"], None),
    ],
)
def test_the_title_is_the_first_line_that_names_a_form(lines: list[str], title: str | None) -> None:
    assert read(word("".join(f"<w:p><w:r><w:t>{x}</w:t></w:r></w:p>" for x in lines)), "a.docx").title == title


def test_word_xml_rich_text_web_page_and_ofd_are_read() -> None:
    space = "http://schemas.microsoft.com/office/word/2003/wordml"
    xml = (
        f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="{space}"><w:body>'
        "<w:p><w:r><w:t>登记表</w:t></w:r></w:p><w:p><w:r><w:t>姓名：</w:t></w:r></w:p></w:body></w:wordDocument>"
    )
    rich = (
        rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}{\*\generator x;}\pard \'b5\'c7\'bc\'c7\'b1\'ed\par "
        rb"\trowd\pard\intbl \u22995?\u21517?\cell \cell\row\pard end\par}"
    )
    page = (
        '<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta charset="gb2312"><style>p{}</style></head>'
        "<body><p>登记表</p><table><tr><td>姓名</td><td>&nbsp;</td></tr><tr><td>电话</td><td></td></tr></table>"
        "</body></html>"
    ).encode("gbk")
    ofd = zipped(
        {
            "OFD.xml": b"<OFD/>",
            "Doc_0/Pages/Page_0/Content.xml": (
                '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:TextObject ID="4"><ofd:TextCode>登记表'
                '</ofd:TextCode></ofd:TextObject><ofd:TextObject ID="5"><ofd:TextCode>姓名：</ofd:TextCode>'
                "</ofd:TextObject></ofd:Page>"
            ).encode(),
        }
    )
    expected = {
        "a.doc": (xml.encode(), FileKind.WORD_XML),
        "b.doc": (rich, FileKind.RTF),
        "c.doc": (page, FileKind.HTML),
        "d.ofd": (ofd, FileKind.OFD),
    }
    for name, (body, kind) in expected.items():
        file = read(body, name)
        assert (file.kind, file.opens, file.title) == (kind, True, "登记表")
        assert ("姓名", "") in places(file)
    assert read(xml.replace("encoding", "x").encode("utf-16"), "a.doc").kind is FileKind.WORD_XML
