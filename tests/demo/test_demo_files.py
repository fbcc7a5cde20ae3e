from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import olefile
import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from python_calamine import CalamineWorkbook

from crawler.demo.facts import regions
from crawler.demo.forms import file_bytes
from crawler.demo.site import Site

if TYPE_CHECKING:
    from crawler.demo.forms import Attachment

SITES = {region.code: Site(region) for region in regions()}
FILES = [(code, attachment) for code, site in SITES.items() for attachment in site.files.values()]
BROKEN = {"zero", "corrupt"}


def _text_of(attachment: Attachment) -> str | None:
    """The text by a reader that is not ours; None where the kind has no text or no such reader."""
    body = file_bytes(attachment)
    match attachment.kind:
        case "docx":
            return _docx_text(body)
        case "xlsx":
            sheet = load_workbook(io.BytesIO(body)).worksheets[0]
            return "".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
        case "xls":
            rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
            return "".join(str(cell) for row in rows for cell in row)
        case "pdf":
            page = pypdfium2.PdfDocument(body)[0]
            return str(page.get_textpage().get_text_bounded())
        case "zip":
            with zipfile.ZipFile(io.BytesIO(body)) as package:
                return _docx_text(package.read(package.namelist()[0]))
        case _:
            return None


def _docx_text(body: bytes) -> str:
    document = Document(io.BytesIO(body))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("kind", ["docx", "xlsx", "xls", "pdf", "zip"])
def test_files_open_and_say_what_their_form_says(kind: str) -> None:
    asked = [attachment for _, attachment in FILES if attachment.kind == kind]
    assert asked
    for attachment in asked:
        text = _text_of(attachment)
        assert text is not None
        assert attachment.spec.title in text
        assert all(value in text for row in attachment.spec.rows for value in row), attachment.name


def test_old_word_files_are_ole_documents() -> None:
    asked = [attachment for _, attachment in FILES if attachment.kind == "doc"]
    assert asked
    for attachment in asked:
        with olefile.OleFileIO(io.BytesIO(file_bytes(attachment))) as document:
            assert document.exists("WordDocument")


def test_pictures_are_pictures() -> None:
    pictures = [attachment for _, attachment in FILES if attachment.kind == "png"]
    assert pictures
    for attachment in pictures:
        assert Image.open(io.BytesIO(file_bytes(attachment))).format == "PNG"
    scans = [attachment for _, attachment in FILES if attachment.kind == "picture_pdf"]
    assert scans
    for attachment in scans:
        assert not pypdfium2.PdfDocument(file_bytes(attachment))[0].get_textpage().get_text_bounded().strip()


def test_broken_files_are_broken() -> None:
    broken = [attachment for _, attachment in FILES if attachment.kind in BROKEN]
    assert {attachment.kind for attachment in broken} == BROKEN
    for attachment in broken:
        with pytest.raises((zipfile.BadZipFile, ValueError)):
            Document(io.BytesIO(file_bytes(attachment)))


def test_blank_and_sample_of_an_unedited_item_are_states_of_one_template() -> None:
    material = SITES["990001"].guide("radiation").materials[0]
    assert material.blank is not None
    assert material.sample is not None
    blank, sample = material.blank.spec, material.sample.spec
    assert blank.title == sample.title == material.name
    assert [label for label, _ in blank.rows] == [label for label, _ in sample.rows]
    assert not any(value for _, value in blank.rows)
    assert all(value for _, value in sample.rows)


def test_same_form_same_bytes() -> None:
    again = {region.code: Site(region) for region in regions()[:3]}
    for code, site in again.items():
        for number, attachment in site.files.items():
            first = file_bytes(SITES[code].files[number])
            file_bytes.cache_clear()
            assert file_bytes(attachment) == first
