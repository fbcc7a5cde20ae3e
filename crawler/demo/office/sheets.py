"""Excel workbooks: .xlsx and the older .xls."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment

from crawler.demo.office.packing import pack

if TYPE_CHECKING:
    from crawler.demo.office.spec import FormSpec

_SHEET = "表格"
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def make_xlsx(form: FormSpec) -> bytes:
    """Write the form as .xlsx: title over four merged columns, then label (A) and value (B to D) a row."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _SHEET
    sheet.append([form.title])
    sheet.merge_cells("A1:D1")
    sheet["A1"].alignment = Alignment(horizontal="center")
    for text in form.paragraphs:
        sheet.append([text])
    for label, value in form.rows:
        sheet.append([label, value or None])
        row = sheet.max_row
        sheet.merge_cells(f"B{row}:D{row}")
    for text in form.notes:
        sheet.append([text])
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as package:
        # openpyxl stamps the moment of saving into core.xml and into every zip entry.
        return pack(
            (name, _WRITTEN.sub(rb"\g<1>2020-01-01T00:00:00Z", package.read(name))) for name in package.namelist()
        )


def make_xls(form: FormSpec) -> bytes:
    """Write the form as .xls (BIFF8), laid out as in `make_xlsx`."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(_SHEET)
    sheet.write_merge(0, 0, 0, 3, form.title)
    row = 1
    for text in form.paragraphs:
        sheet.write(row, 0, text)
        row += 1
    for label, value in form.rows:
        sheet.write(row, 0, label)
        sheet.write_merge(row, row, 1, 3, value)
        row += 1
    for text in form.notes:
        sheet.write(row, 0, text)
        row += 1
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
