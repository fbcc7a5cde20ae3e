"""findings.xlsx: by department, and nothing in it is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from crawler.report.workbook import FindingsBook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from crawler.report.sheet import RegionSheet


@pytest.fixture
def book(sheet: RegionSheet, tmp_path: Path) -> Workbook:
    writer = FindingsBook(elements={"fee_status": "是否收费"}, lang="zh")
    writer.add(sheet)
    writer.save(tmp_path / "findings.xlsx")
    return openpyxl.load_workbook(tmp_path / "findings.xlsx")


def test_every_defect_is_a_row_below_its_department(book: Workbook, sheet: RegionSheet) -> None:
    rows = list(book["问题清单"].iter_rows(values_only=True))
    heads = [str(head) for head in rows[0]]
    assert [row[heads.index("问题编号")] for row in rows[1:]] == [finding.finding for finding in sheet.findings]
    departments = [row[heads.index("实施主体")] for row in rows[1:]]
    assert departments[0] == "门户与事项清单"
    assert departments.count("云溪省自然资源厅") == 2


def test_the_overview_counts_by_severity(book: Workbook) -> None:
    rows = {row[1]: row for row in book["总览"].iter_rows(values_only=True)}
    assert rows["实施主体"][2:] == ("单项否决", "严重", "较重", "一般", "提示", "合计")
    assert rows["云溪省自然资源厅"][2:] == (0, 0, 1, 1, 0, 2)


def test_no_cell_is_a_formula_or_a_link(book: Workbook) -> None:
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]
    texts = {str(cell.value) for cell in cells}
    assert '\'=HYPERLINK("http://x","点")' in texts
    assert "'+1" in texts


def test_direction_marks_and_control_letters_are_shown_not_obeyed(book: Workbook) -> None:
    text = "".join(str(cell.value) for row in book["问题清单"].iter_rows() for cell in row)
    assert "[U+202E]" in text
    assert "\u202e" not in text


def test_the_head_stays_and_cells_wrap(book: Workbook) -> None:
    page = book["问题清单"]
    assert page.freeze_panes == "E2"
    assert page.auto_filter.ref.startswith("A1:S")
    assert page["H2"].alignment.wrap_text
    assert page.column_dimensions["H"].width > page.column_dimensions["E"].width
