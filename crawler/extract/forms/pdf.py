"""Text of PDF files, by PDFium."""

from __future__ import annotations

import re
import threading
from itertools import groupby
from typing import Any

import pypdfium2
from pypdfium2 import raw

from crawler.extract.forms.content import BrokenFileError, Cell, Content, LockedFileError, Row, paragraph

PAGE_LIMIT = 30
_RUN_LIMIT = 4000  # runs of text on one page; a page with more is read line by line
# PDFium keeps global state and must not be called from two threads at once.
ONE_AT_A_TIME = threading.Lock()
_WORD = re.compile(r"[\w一-鿿]")


def read_pdf(body: bytes) -> Content:
    """Read up to `PAGE_LIMIT` pages; on each, runs of text on one height are the cells of a line."""
    with ONE_AT_A_TIME:
        document = opened(body)
        try:
            rows: list[Row] = []
            pictures, drawn = 0, False
            for number in range(min(len(document), PAGE_LIMIT)):
                try:
                    page_rows, page_pictures, page_drawn = _page(document, number)
                except pypdfium2.PdfiumError:
                    continue  # one damaged page leaves the others readable
                rows += page_rows
                pictures += page_pictures
                drawn = drawn or page_drawn
            return Content(tuple(rows), pictures, drawn)
        finally:
            document.close()


def opened(body: bytes) -> pypdfium2.PdfDocument:
    """The document, by one who holds `ONE_AT_A_TIME` and closes it.

    Raises LockedFileError where a password is asked for, BrokenFileError where it does not open or has no pages.
    """
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise LockedFileError("pdf") from error
        raise BrokenFileError(f"pdf: {error}") from error
    if not len(document):
        document.close()
        raise BrokenFileError("pdf: no pages")
    return document


def _page(document: Any, number: int) -> tuple[list[Row], int, bool]:
    """The lines of a page, the number of its pictures, and whether it shows letters drawn as lines."""
    page = document[number]
    try:
        words = page.get_textpage()
        try:
            rows = _rows(words, number + 1)
        finally:
            words.close()
        written = sum(len(_WORD.findall(cell.text)) for row in rows for cell in row.cells)
        if written >= 200:  # on a page full of text nobody asks whether it is a picture
            return rows, 0, False
        kinds = [shown.type for shown in page.get_objects(max_depth=3)]
        return rows, kinds.count(raw.FPDF_PAGEOBJ_IMAGE), bool(kinds)
    finally:
        page.close()


def _rows(words: Any, page: int) -> list[Row]:
    count = words.count_rects()
    if not 0 < count <= _RUN_LIMIT:
        lines = words.get_text_bounded().splitlines()
        return [paragraph(line, f"page {page}, line {n}") for n, line in enumerate(lines, 1) if line.strip()]
    runs: list[tuple[int, float, float, str]] = []
    height, line = None, 0
    for number in range(count):
        left, bottom, right, top = words.get_rect(number)
        text = words.get_text_bounded(left, bottom, right, top).replace("\r", "").replace("\n", " ")
        middle = (bottom + top) / 2
        if height is None or abs(middle - height) > max(2.0, (top - bottom) / 2):
            line, height = line + 1, middle
        if text.strip():
            runs.append((line, left, right, text))
    rows: list[Row] = []
    for at, group in groupby(runs, key=lambda run: run[0]):
        cells: list[Cell] = []
        edge = 0.0
        for _, left, right, text in group:
            if cells and left - edge < 6:
                last = cells[-1]
                cells[-1] = Cell(last.text + text, last.locator, last.column)
            else:
                cells.append(Cell(text, f"page {page}, line {at}", round(left)))
            edge = right
        rows.append(Row(tuple(cells), table=page, bounded=False))
    return rows
