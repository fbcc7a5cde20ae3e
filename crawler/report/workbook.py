"""findings.xlsx: the defects by department (实施主体), the way offices work them off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from crawler.report import words
from crawler.report.page import called, moment, visible
from crawler.report.sheet import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from crawler.report.sheet import FindingLine, RegionSheet

Value = str | int | None

_COLUMNS: tuple[tuple[str, int], ...] = (
    ("region", 12),
    ("department", 22),
    ("item_code", 22),
    ("item_name", 30),
    ("severity", 9),
    ("subject", 18),
    ("element", 14),
    ("message", 44),
    ("suggestion", 44),
    ("quote", 36),
    ("address", 40),
    ("indicator", 20),
    ("check", 22),
    ("captured", 17),
    ("evidence", 18),
    ("locator", 24),
    ("position", 30),
    ("finding_id", 18),
    ("done", 14),
)
"""Label and width in letters; what an office reads stands before what proves it."""

_ROWS_A_SHEET = 1_000_000
_CELL_LIMIT = 32_000
_HEAD = Font(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="1F4E79")
_TOP = Alignment(vertical="top", wrap_text=True)
_RULE = Border(bottom=Side(style="thin", color="D5DAE1"))
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # The full-width ones run too.
_UNPRINTABLE = re.compile(r"[\ufffe\uffff]")


class FindingsBook:
    """The workbook, region by region: an overview by department, then every defect in the same order."""

    def __init__(
        self,
        *,
        elements: Mapping[str, str],
        lang: str,
        notes: Mapping[str, tuple[str, tuple[object, ...]]] | None = None,
    ) -> None:
        """`notes` are what offices wrote beside findings, by their ids, with the rows as they stood."""
        self._notes = dict(notes or {})
        self._elements = elements
        self._lang = lang
        self._book = Workbook(write_only=True)
        self._overview = _added(self._book, self._said("overview"))
        severities = [words.said(words.SEVERITY[severity], lang) for severity in SEVERITIES]
        heads = [self._said("region"), self._said("department"), *severities, self._said("total")]
        _begin(self._overview, heads, [16, 34, *[10] * (len(severities) + 1)])
        self._pages = 0
        self._left = 0
        self._next_page()

    def add(self, sheet: RegionSheet) -> None:
        """Append the defects of a region."""
        for department in sheet.departments:
            name = called(department, self._lang)
            found = department.findings
            counts = [sum(f.severity is severity for f in found) for severity in SEVERITIES]
            self._overview.append(_row(self._overview, [sheet.name, name, *counts, len(found)]))
            for finding in found:
                if not self._left:
                    self._next_page()
                note, _ = self._notes.pop(finding.finding, (None, ()))
                line = _line(sheet.name, name, finding, self._elements, self._lang)
                self._page.append(_row(self._page, [*line, note]))
                self._left -= 1

    def save(self, path: Path) -> None:
        """Write it, after the rows with notes whose findings are no more; nothing can be added any more."""
        if self._notes:
            left = _added(self._book, self._said("noted_before"))
            _begin(left, [self._said(label) for label, _ in _COLUMNS], [width for _, width in _COLUMNS], keep_left=4)
            for _, row in self._notes.values():
                left.append(_row(left, [None if cell is None else str(cell) for cell in row]))
        self._book.save(path)

    def _next_page(self) -> None:
        self._pages += 1
        title = self._said("to_mend")
        self._page = _added(self._book, title if self._pages == 1 else f"{title} {self._pages}")
        self._left = _ROWS_A_SHEET
        _begin(self._page, [self._said(label) for label, _ in _COLUMNS], [width for _, width in _COLUMNS], keep_left=4)
        self._page.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{_ROWS_A_SHEET + 1}"

    def _said(self, label: str) -> str:
        return words.said(words.LABELS[label], self._lang)


def _added(book: Workbook, title: str) -> Worksheet:
    """A new sheet; the one written row by row has the settings of a full one, which its type does not say."""
    return cast("Worksheet", book.create_sheet(title))


def _begin(page: Worksheet, labels: Sequence[str], widths: Sequence[int], keep_left: int = 0) -> None:
    """Widths, frozen head and print set-up have to be said before the first row is written."""
    page.freeze_panes = f"{get_column_letter(keep_left + 1)}2"
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    head = []
    for label in labels:
        cell = WriteOnlyCell(page, label)
        cell.font, cell.fill, cell.alignment = _HEAD, _HEAD_FILL, _TOP
        head.append(cell)
    page.append(head)


def _line(region: str, department: str, finding: FindingLine, elements: Mapping[str, str], lang: str) -> list[Value]:
    subject = words.said(words.SUBJECT[finding.subject], lang)
    return [
        region,
        department,
        finding.item_code,
        finding.item_name,
        words.said(words.SEVERITY[finding.severity], lang),
        f"{subject} {finding.subject_name}" if finding.subject_name else subject,
        elements.get(finding.element, finding.element),
        finding.message,
        finding.suggestion,
        finding.quote,
        finding.url,
        f"{finding.indicator} {finding.indicator_name}",
        finding.check,
        moment(finding.captured_at),
        finding.evidence,
        finding.locator,
        f"{finding.warc} @ {finding.offset}" if finding.warc else None,
        finding.finding,
    ]


def _row(page: Worksheet, values: Iterable[Value]) -> list[Cell]:
    cells = []
    for value in values:
        cell = WriteOnlyCell(page, _plain(value))
        cell.alignment, cell.border = _TOP, _RULE
        if isinstance(value, str):
            # Openpyxl takes a text that begins with "=" for a formula.
            cell.data_type = "s"
        cells.append(cell)
    return cells


def _plain(value: Value) -> Value:
    """Text that no spreadsheet runs, holds no letter XML forbids, and fits into a cell."""
    if not isinstance(value, str):
        return value
    text = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", visible(value))[:_CELL_LIMIT]
    return f"'{text}" if text.startswith(_RUNS) else text
