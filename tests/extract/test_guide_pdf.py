"""Guides published as PDF: what wraps is joined, and what places do not tell is unread, never wrong."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from crawler.domain.elements import State
from crawler.extract.guide.office import office_page, read_files
from tests.extract import pdf_shapes as shapes
from tests.extract.one_guide import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.domain.records import ServiceGuide

ELEMENTS = {
    "name": "事项名称",
    "item_type": "事项类型",
    "implementing_body": "实施主体",
    "service_target": "服务对象",
    "conditions": "受理条件",
    "statutory_time_limit": "法定办结时限",
    "promised_time_limit": "承诺办结时限",
    "fee_status": "是否收费",
    "legal_basis": "设定依据",
    "place": "办理地点",
    "hours": "办理时间",
    "consultation_phone": "咨询电话",
    "complaint_phone": "监督投诉电话",
}
PARTS = ("material_original", "material_copies", "material_necessity", "material_source")


def read(body: bytes) -> ServiceGuide:
    """The guide in a PDF, as a run reads it."""
    page, reason = office_page(body, LABELS, url="http://zw.example/g.pdf", evidence="e1", content_type=None)
    assert page is not None, reason
    return read_files([page], LABELS)


def _bare(text: str) -> str:
    return "".join(text.split()).rstrip("。")


def judged(guide: ServiceGuide) -> tuple[list[str], int]:
    """What of a guide is wrong, an absence included, and how much of it is unread."""
    said = {e: (guide.read(e), shapes.SAID[label]) for e, label in ELEMENTS.items()}
    names = [_bare(m.name.text) for m in guide.materials]
    if names == [row[0] for row in shapes.MATERIALS]:
        for number, (material, row) in enumerate(zip(guide.materials, shapes.MATERIALS, strict=True), 1):
            said |= {f"{e} of {number}": (material.read(e), value) for e, value in zip(PARTS, row[1:], strict=True)}
    wrong = [e for e, (found, value) in said.items() if not found.unread and _bare(found.text) != _bare(value)]
    if names != [row[0] for row in shapes.MATERIALS] and (names or not guide.read("materials").unread):
        wrong.append(f"materials: {names}")
    return wrong, sum(found.unread for found, _ in said.values()) + (not names)


WHOLE: dict[str, Callable[[], bytes]] = {
    "paragraphs": shapes.running_text,
    "paragraphs with their first line moved in": lambda: shapes.running_text(indent=22),
    "entries that hang": lambda: shapes.running_text(hang=16),
    "narrow paragraphs": lambda: shapes.running_text(width=330, step=15),
    "bold headings": shapes.headed,
    "large headings": lambda: shapes.headed(bold=False, size=14),
    "headings that look like text": lambda: shapes.headed(bold=False),
    "ruled tables, the materials over the end of a page": shapes.ruled,
    "ruled tables, nothing repeated": lambda: shapes.ruled(repeat=0, valign="TOP", gap=90),
    "columns without rules": shapes.columns_without_rules,
}


@pytest.mark.parametrize("shape", WHOLE)
def test_wrapped_lines_are_joined(shape: str) -> None:
    guide = read(WHOLE[shape]())

    assert judged(guide) == ([], 0)
    assert guide.steps or guide.read("procedure").stated or shape == "columns without rules"


UNSURE: dict[str, Callable[[], bytes]] = {
    "labels beside the middle of their values": lambda: shapes.columns_without_rules(centred=True),
    "a list in columns without rules": shapes.materials_without_rules,
    "a list in columns with gaps": lambda: shapes.materials_without_rules(gap=8, width=100),
}


@pytest.mark.parametrize("shape", UNSURE)
def test_what_places_do_not_tell_is_unread(shape: str) -> None:
    wrong, unread = judged(read(UNSURE[shape]()))

    assert wrong == []
    assert unread


@pytest.mark.parametrize("seed", range(6))
def test_no_width_makes_a_wrapped_line_a_statement(seed: int) -> None:
    dice = random.Random(seed)
    width, label = dice.randint(230, 475), dice.randint(70, 150)
    columns = [34, dice.randint(70, 170), dice.randint(45, 75), dice.randint(30, 50), dice.randint(40, 60), 90]
    drawn = {
        "text": shapes.running_text(width=width, step=dice.choice([14, 18, 24]), indent=dice.choice([0, 22])),
        "hanging": shapes.running_text(width=width, hang=dice.choice([12, 16, 22])),
        "headed": shapes.headed(width=width, bold=dice.random() < 0.5, size=dice.choice([11, 14])),
        "ruled": shapes.ruled(
            split=(label, dice.randint(180, 475 - label)), columns=columns, repeat=dice.choice([0, 1]),
            valign=dice.choice(["TOP", "MIDDLE"]), gap=dice.randint(5, 400),
        ),
        "columns": shapes.columns_without_rules(middle=dice.randint(140, 200), width=dice.randint(200, 340)),
        "list": shapes.materials_without_rules(width=dice.randint(60, 145), step=dice.choice([15, 17, 20])),
    }  # fmt: skip

    assert {shape: judged(read(body))[0] for shape, body in drawn.items()} == {shape: [] for shape in drawn}


def _picture(pen: Canvas, *, words: bool = True) -> None:
    picture = Image.new("L", (620, 877), 250)
    for line in range(20 if words else 0):
        ImageDraw.Draw(picture).rectangle((60, 60 + 36 * line, 560, 76 + 36 * line), fill=60)
    pen.drawImage(ImageReader(picture), 0, 0, *A4)


def _scanned(*, text: bool, ocr: bool) -> bytes:
    """Pages that are pictures: the first one a page of text if `text`, the letters of the scan kept unseen if `ocr`."""
    out = io.BytesIO()
    pen = Canvas(out, pagesize=A4, invariant=1)
    if text:
        for at, (label, value) in enumerate(list(shapes.SAID.items())[:9]):
            pen.setFont(shapes.FONT, 11)
            pen.drawString(60, 780 - 20 * at, f"{label}：{value[:30]}")
        pen.showPage()
    _picture(pen)
    if ocr:
        for at, (label, value) in enumerate(shapes.SAID.items()):
            unseen = pen.beginText(60, 780 - 20 * at)
            unseen.setFont(shapes.FONT, 11)
            unseen.setTextRenderMode(3)
            unseen.textOut(f"{label}：{value[:30].replace('工作', '工件')}")
            pen.drawText(unseen)
    pen.showPage()
    pen.save()
    return out.getvalue()


@pytest.mark.parametrize("ocr", [False, True])
def test_a_scan_has_no_words(*, ocr: bool) -> None:
    page, reason = office_page(
        _scanned(text=False, ocr=ocr), LABELS, url="http://zw.example/g.pdf", evidence="e1", content_type=None
    )

    assert page is None
    assert "图片" in reason


def test_what_may_stand_on_a_scanned_page_is_unread() -> None:
    guide = read(_scanned(text=True, ocr=False))

    assert guide.read("item_type").text == shapes.SAID["事项类型"]
    assert guide.read("consultation_phone").unread
    assert guide.read("update_date").unread


def test_a_flow_chart_of_boxes_is_no_text() -> None:
    pen = shapes.Pen()
    for label, value in shapes.SAID.items():
        pen.write(shapes.LEFT, f"{label}：{value[:34]}")
        pen.down()
    pen.write(shapes.LEFT, "办理流程")
    pen.down(40)
    for words in ("申请人提出申请", "窗口受理", "审查与现场查验", "作出决定"):
        pen.canvas.rect(200, pen.y - 8, 180, 24)
        pen.write(220, words)
        pen.canvas.line(290, pen.y - 12, 290, pen.y - 30)
        pen.down(60)

    guide = read(pen.done())

    assert guide.read("procedure").unread
    assert guide.read("consultation_phone").text == shapes.SAID["咨询电话"]
    assert State.NOT_STATED not in {guide.read(e).state for e in LABELS.elements}


def test_a_table_that_lies_on_its_side_is_read() -> None:
    out = io.BytesIO()
    pen = Canvas(out, pagesize=A4, invariant=1)
    pen.rotate(90)
    for at, (label, value) in enumerate(shapes.SAID.items()):
        top = -60 - 24 * at
        pen.setFont(shapes.FONT, 11)
        pen.rect(60, top - 7, 110, 24)
        pen.rect(170, top - 7, 520, 24)
        pen.drawString(66, top, label)
        pen.drawString(176, top, value[:40])
    pen.showPage()
    pen.save()

    guide = read(out.getvalue())

    assert {guide.read(e).text for e in ("item_type", "consultation_phone", "fee_status")} == {
        "行政许可",
        "0571-86112233",
        "不收费",
    }


def test_what_a_file_offers_beside_it_is_unread() -> None:
    guide = read(shapes.ruled())

    offered = [guide.materials[0].read(e) for e in ("blank_form", "sample_form")]
    assert all(one.unread for one in [*offered, guide.read("result_sample"), guide.read("online_entry")])


def _terms(*, known: bool) -> bytes:
    """Labels at the margin and their values moved in, with nothing else to tell them apart; some an office's own."""
    pen = shapes.Pen(step=18)
    for at, (label, value) in enumerate(shapes.SAID.items()):
        pen.write(shapes.LEFT, label if known or at % 3 else f"本处{label[-1]}类{at}号说法")
        pen.down()
        pen.write(shapes.LEFT + 30, value[:20])
        pen.down()
    return pen.done()


def test_labels_that_nobody_knows_leave_what_stands_before_them_unread() -> None:
    guide = read(_terms(known=False))

    said = {shapes.SAID[label][:20] for label in ELEMENTS.values()}
    stated = {e: guide.read(e).text for e in ELEMENTS if guide.read(e).stated}
    assert {e for e, text in stated.items() if _bare(text) not in said} == set()
    assert State.NOT_STATED not in {guide.read(e).state for e in LABELS.elements if guide.read(e).label is None}


def test_short_values_under_known_labels_are_read() -> None:
    guide = read(_terms(known=True))

    assert guide.read("item_type").text == shapes.SAID["事项类型"]
    assert guide.read("consultation_phone").text == shapes.SAID["咨询电话"]


def test_labels_over_their_values_that_are_not_told_from_them_make_no_guide() -> None:
    pen = shapes.Pen()
    pairs = [(f"{label[:2]}所属{label[2:]}归口", value[:9]) for label, value in shapes.SAID.items()] * 2
    for at in range(0, len(pairs) - 3, 4):
        for row in (0, 1):
            for column in range(4):
                pen.canvas.rect(60 + 118 * column, pen.y - 7, 118, 24)
                pen.write(64 + 118 * column, pairs[at + column][row])
            pen.down(24)

    guide = read(pen.done())

    assert State.NOT_STATED not in {guide.read(e).state for e in LABELS.elements}
