"""The office files that the demo makes are real ones: other programs read them, and their bytes do not change."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import docx
import olefile
import openpyxl
import pypdfium2
import pytest

from crawler.demo.office import (
    FormSpec,
    make_doc,
    make_docx,
    make_image_pdf,
    make_nearly_empty_doc,
    make_pdf,
    make_xls,
    make_xlsx,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORM = FormSpec(
    title="云溪市养犬登记申请表",
    paragraphs=("编号：",),
    rows=(("申请人姓名", "程知远"), ("联系电话", ""), *((f"第{n}项情况", "") for n in range(40))),
    notes=("注：本表一式两份。",),
)
MAKERS = (make_docx, make_doc, make_xlsx, make_xls, make_pdf, make_image_pdf)


@pytest.mark.parametrize("make", MAKERS, ids=lambda m: m.__name__)
def test_same_form_same_bytes(make: Callable[[FormSpec], bytes]) -> None:
    here = hashlib.sha256(make(FORM)).hexdigest()
    code = (
        f"import hashlib, time; time.time = lambda: 4e9; from crawler.demo.office import *; "
        f"print(hashlib.sha256({make.__name__}({FORM!r})).hexdigest())"
    )
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert there.stdout.strip() == here


def test_docx_is_read_by_python_docx() -> None:
    document = docx.Document(io.BytesIO(make_docx(FORM)))

    assert document.paragraphs[0].text == FORM.title
    assert [tuple(cell.text for cell in row.cells) for row in document.tables[0].rows] == list(FORM.rows)


def test_xlsx_is_read_by_openpyxl() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(make_xlsx(FORM))).worksheets[0]

    assert sheet["A1"].value == FORM.title
    assert (sheet["A3"].value, sheet["B3"].value) == FORM.rows[0]


def test_pdf_gives_its_chinese_text_and_the_picture_none() -> None:
    def text(body: bytes) -> str:
        return str(pypdfium2.PdfDocument(body)[0].get_textpage().get_text_range())

    assert FORM.title in text(make_pdf(FORM))
    assert text(make_image_pdf(FORM)).strip() == ""


def test_doc_is_a_compound_file_of_word() -> None:
    with olefile.OleFileIO(io.BytesIO(make_doc(FORM)), raise_defects=olefile.DEFECT_INCORRECT) as container:
        assert sorted(container.listdir()) == [["1Table"], ["WordDocument"]]
        assert container.root.clsid == "00020906-0000-0000-C000-000000000046"


@pytest.mark.parametrize("form", [FORM, FormSpec(title="承诺书", rows=(("承诺人", ""),))], ids=["long", "table last"])
def test_doc_is_read_by_antiword(form: FormSpec, tmp_path: Path) -> None:
    program = shutil.which("antiword")
    if program is None:
        pytest.skip("antiword is not installed: no second opinion on .doc")
    path = tmp_path / "form.doc"
    path.write_bytes(make_doc(form))
    command = [program, "-m", "UTF-8.txt", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in said.stdout.splitlines() if "|" in line]

    assert form.title in said.stdout
    assert lines == [list(row) for row in form.rows]
    assert said.stderr == ""


def test_nearly_empty_doc_is_small_and_real() -> None:
    with olefile.OleFileIO(io.BytesIO(make_nearly_empty_doc())) as container:
        word = container.openstream("WordDocument").read()

    assert "Xx".encode("utf-16-le") in word
