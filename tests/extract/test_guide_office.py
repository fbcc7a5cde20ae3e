"""Guides published as office files: read like pages, with the places of the file."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import catalogue
from crawler.demo import office
from crawler.domain.elements import State
from crawler.extract.forms.content import Cell, Content, Row
from crawler.extract.guide.office import OfficePage, _written, office_page, without_pictures
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels

LABELS = read_labels(catalogue.labels_text())
URL = "https://zw.example/guide/1"
SAID = {
    "事项名称": "养犬登记",
    "事项类型": "行政许可",
    "实施主体": "溪阳市公安局",
    "受理条件": "犬只已经免疫；有固定住所",
    "办理地点": "听涛路8号二楼3号窗口",
    "办理时间": "工作日9:00-17:00",
    "咨询电话": "0999-8123456",
    "承诺办结时限": "5个工作日",
    "办理流程": "申请→受理→审查→决定",
    "是否收费": "不收费",
}
SPEC = office.FormSpec(title="养犬登记办事指南", rows=tuple(SAID.items()))
MAKERS = {
    "docx": (office.make_docx, "w:tbl[1]/w:tr[4]/w:tc[2]"),
    "doc": (office.make_doc, "table 1, row 4, cell 2"),
    "pdf": (office.make_pdf, "page 1, line 5"),
}


@pytest.mark.parametrize("make", MAKERS)
def test_guide_in_a_file_is_read_with_its_places(make: str) -> None:
    maker, place = MAKERS[make]
    page, reason = office_page(maker(SPEC), LABELS, url=f"{URL}.{make}", evidence="e1", content_type=None)
    assert page is not None, reason

    guide = read_guide([page], LABELS)

    assert guide.unread is None
    assert {e: guide.read(e).value for e in ("name", "item_type", "conditions", "place", "procedure")} == {
        "name": SAID["事项名称"],
        "item_type": SAID["事项类型"],
        "conditions": SAID["受理条件"],
        "place": SAID["办理地点"],
        "procedure": SAID["办理流程"],
    }
    assert (guide.read("conditions").locator or "").endswith(place)
    assert guide.read("legal_basis").state is State.NOT_STATED


@pytest.mark.parametrize(
    "body",
    [office.make_zero_bytes(), office.make_corrupt_docx(SPEC), office.make_image_pdf(SPEC), b"\x89PNG\r\n\x1a\n"],
)
def test_files_without_text_say_why(body: bytes) -> None:
    page, reason = office_page(body, LABELS, url=URL, evidence="e1", content_type=None)

    assert page is None
    assert reason


def test_merged_cells_keep_their_columns() -> None:
    rows = (
        Row((Cell("类别", "1.1", 0), Cell("材料名称", "1.2", 10), Cell("份数", "1.3", 20)), table=1),
        Row((Cell("身份", "2.1", 0), Cell("身份证", "2.2", 10), Cell("1", "2.3", 20)), table=1),
        Row((Cell("户口簿", "3.2", 10), Cell("2", "3.3", 20)), table=1),
        Row((Cell("以上材料须清晰", "4.1", 0),), table=1),
    )

    text = "".join(_written(Content(rows)))

    assert '<td data-at="2.1" rowspan=2>身份</td>' in text
    assert '<td data-at="4.1" colspan=3>以上材料须清晰</td>' in text


def test_a_picture_may_be_the_flow_chart() -> None:
    page, _ = office_page(office.make_docx(SPEC), LABELS, url=f"{URL}.docx", evidence="e1", content_type=None)
    assert page is not None
    guide = read_guide([page], LABELS)
    page.pictures = 1

    doubted = without_pictures(guide, [page])

    assert doubted.read("flow_chart").unread
    assert doubted.read("procedure").stated
    assert without_pictures(guide, []) is guide


def _linked(*, field: bool) -> bytes:
    """A guide in Word whose sample of the result is a link, as a relation or as a field."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office_ns = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    text = "<w:r><w:t>点击查看</w:t></w:r>"
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    address = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "http://zw.example/s.jpg" </w:instrText></w:r>'
    link = (
        f"{mark.format('begin')}{address}{mark.format('separate')}{text}{mark.format('end')}"
        if field
        else f'<w:hyperlink r:id="rId9">{text}</w:hyperlink>'
    )
    relation = (
        f'<Relationship Id="rId9" Type="{office_ns}/hyperlink" Target="http://zw.example/s.jpg" TargetMode="External"/>'
    )
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office.make_docx(SPEC))) as old, zipfile.ZipFile(found, "w") as new:
        for name in old.namelist():
            body = old.read(name).decode()
            if name == "word/document.xml":
                body = body.replace("<w:document ", f'<w:document xmlns:r="{office_ns}" ', 1)
                row = "".join(f"<w:tc><w:p>{one}</w:p></w:tc>" for one in ("<w:r><w:t>结果样本</w:t></w:r>", link))
                body = body.replace("</w:tbl>", f"<w:tr>{row}</w:tr></w:tbl>", 1)
                assert word in body
            if name == "word/_rels/document.xml.rels":
                body = body.replace("</Relationships>", f"{relation}</Relationships>")
            new.writestr(name, body)
    return found.getvalue()


@pytest.mark.parametrize("field", [False, True])
def test_a_link_in_word_leads_on(field: bool) -> None:
    page, _ = office_page(_linked(field=field), LABELS, url=f"{URL}.docx", evidence="e1", content_type=None)
    assert page is not None

    assert [link.target.url for link in page.links() if link.target] == ["http://zw.example/s.jpg"]
    assert read_guide([page], LABELS).read("result_sample").text == "点击查看"
    assert "\x02" not in page.visible_text()


def test_where_links_are_not_read_the_words_of_one_are_a_gap() -> None:
    rows = (*SAID.items(), ("结果样本", "点击查看"))
    page, _ = office_page(
        office.make_pdf(office.FormSpec(title=SPEC.title, rows=rows)),
        LABELS,
        url=f"{URL}.pdf",
        evidence="e1",
        content_type=None,
    )
    assert page is not None

    assert without_pictures(read_guide([page], LABELS), [page]).read("result_sample").unread


@given(
    st.lists(
        st.lists(st.tuples(st.text(max_size=8), st.integers(0, 5)), min_size=1, max_size=5), min_size=1, max_size=6
    )
)
def test_any_table_becomes_a_page(drawn: list[list[tuple[str, int]]]) -> None:
    rows = tuple(
        Row(tuple(Cell(text, f"{n}.{at}", column) for at, (text, column) in enumerate(cells)), table=1)
        for n, cells in enumerate(drawn)
    )
    page = OfficePage(text=f"<body>{''.join(_written(Content(rows)))}</body>", url=URL, evidence="e1")

    assert len(list(page.root.iter("td"))) == sum(map(len, drawn))
