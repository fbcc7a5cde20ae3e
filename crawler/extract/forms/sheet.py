"""Text of Excel workbooks (.xls, .xlsx, .xlsb), read by calamine once their true extent is known."""

from __future__ import annotations

import io
import re
import struct
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import python_calamine

from crawler.extract.forms.content import (
    ROW_LIMIT,
    BeyondReaderError,
    BrokenFileError,
    Cell,
    Content,
    LockedFileError,
    Row,
)
from crawler.extract.forms.docx import parse_xml

if TYPE_CHECKING:
    from crawler.extract.forms.zip import Package

# calamine holds a sheet as one full rectangle: two cells in opposite corners would take all memory.
_AREA_LIMIT = 2_000_000
_COLUMN_LIMIT = 256
_SHEET_LIMIT = 40
_MERGED_LIMIT = 200_000
_REFERENCE = re.compile(rb'<(?:\w+:)?c\b[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_CLOSED = re.compile(rb"</(?:\w+:)?(?:worksheet|chartsheet|dialogsheet)>\s*$")
_ROW_NUMBER = re.compile(rb'<(?:\w+:)?row\b[^<>]*?\br="(\d{1,7})"')
_DRAWING_RECORDS = frozenset({0x00EB, 0x01B6})
_CELL_RECORDS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00BD, 0x0201, 0x00BE, 0x00D6})


def check_xlsx(package: Package) -> int:
    """Unpack every part once against the limit and the extent against calamine's memory; the number of pictures."""
    pictures = 0
    for name, _ in package.files():
        pictures += name.startswith(("xl/media/", "xl/drawings/drawing"))
        body = package.read(name)
        if name == "xl/workbook.xml":
            parse_xml(body)
        if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
            continue
        if not _CLOSED.search(body[-200:]):
            raise BrokenFileError("xlsx: a sheet is cut off")
        right = max((_column(letters) for letters, _ in _REFERENCE.findall(body)), default=1)
        down = max((int(n) for n in (*_ROW_NUMBER.findall(body), *(d for _, d in _REFERENCE.findall(body)))), default=1)
        if right * down > _AREA_LIMIT:
            raise BeyondReaderError("xlsx: a sheet larger than we read")
    return pictures


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def check_xls(stream: bytes) -> int:
    """Walk the records of a BIFF stream: not locked, not larger than calamine can hold; the number of drawings."""
    at, down, right, drawings = 0, 0, 0, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if at + 4 + length > len(stream):
            raise BrokenFileError("xls: cut off")
        if kind == 0x0000 and length == 0:
            break  # padding after the last record
        if kind == 0x002F:
            raise LockedFileError("xls")
        if kind in _CELL_RECORDS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            down, right = max(down, row), max(right, column)
        drawings += kind in _DRAWING_RECORDS
        at += 4 + length
    if (down + 1) * (right + 1) > _AREA_LIMIT:
        raise BeyondReaderError("xls: a sheet larger than we read")
    return drawings


def read_sheets(body: bytes, pictures: int = 0) -> Content:
    """Read every sheet of a workbook whose extent was checked."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(body))
        rows: list[Row] = []
        for number, name in enumerate(_shown(book)[:_SHEET_LIMIT]):
            rows += _sheet_rows(book.get_sheet_by_name(name), name, number + 1)
            if len(rows) > ROW_LIMIT:
                break
    except python_calamine.PasswordError as error:
        raise LockedFileError(str(error)) from error
    except MemoryError:
        raise
    except Exception as error:
        # Whether the file is damaged was found out before; what is left may be a feature calamine does not know.
        raise BeyondReaderError(f"workbook: {error}") from error
    except BaseException as error:
        # A panic in calamine comes as an exception outside of Exception.
        if type(error).__name__ == "PanicException":
            raise BeyondReaderError("workbook: the reader gave up") from error
        raise
    return Content(tuple(rows), pictures)


def _shown(book: Any) -> list[str]:
    """Names of the sheets that a reader of the form sees."""
    visible = python_calamine.SheetVisibleEnum.Visible
    sheet = python_calamine.SheetTypeEnum.WorkSheet
    return [s.name for s in book.sheets_metadata if s.visible == visible and s.typ == sheet] or list(book.sheet_names)


def _sheet_rows(sheet: Any, name: str, number: int) -> list[Row]:
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if len(covered) > _MERGED_LIMIT:
            break
        for row in range(top, min(bottom, top + 500) + 1):
            covered.update(((row, column), (top, left)) for column in range(left, min(right, _COLUMN_LIMIT) + 1))
    last_of_row: dict[int, int] = {}
    for row, column in covered:
        last_of_row[row] = max(last_of_row.get(row, 0), column)
    rows: list[Row] = []
    for row_number, values in enumerate(sheet.to_python(skip_empty_area=False, nrows=ROW_LIMIT)):
        texts = [_text(value) for value in values[:_COLUMN_LIMIT]]
        texts += [""] * (last_of_row.get(row_number, 0) + 1 - len(texts))
        # A merged area is one cell, at its upper left corner.
        cells = tuple(
            Cell(text, f"{name}!{_letters(column)}{row_number + 1}", column)
            for column, text in enumerate(texts)
            if covered.get((row_number, column), (row_number, column)) == (row_number, column)
        )
        if any(cell.text for cell in cells):
            rows.append(Row(cells, table=number, bounded=False))
    return rows


def _letters(column: int) -> str:
    letters, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _text(value: object) -> str:
    """A cell's value as a sheet shows it by default."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time, timedelta, int)):
        return str(value)
    return ""


def read_sheet_xml(body: bytes) -> Content:
    """Read a workbook written as one XML file (Excel 2003)."""
    rows: list[Row] = []
    spreadsheet = "{urn:schemas-microsoft-com:office:spreadsheet}"
    for number, sheet in enumerate(parse_xml(body).iter(f"{spreadsheet}Worksheet"), start=1):
        name = sheet.get(f"{spreadsheet}Name", str(number))
        for row_number, row in enumerate(sheet.iter(f"{spreadsheet}Row"), start=1):
            texts = ["".join(map(str, cell.itertext())) for cell in row.iter(f"{spreadsheet}Cell")]
            cells = tuple(Cell(text, f"{name}!{_letters(n)}{row_number}", n) for n, text in enumerate(texts))
            if any(texts):
                rows.append(Row(cells, table=number, bounded=False))
            if len(rows) > ROW_LIMIT:
                break
    return Content(tuple(rows))
