"""A file with a guide as JSON a line, inspected: a table of the checks, and nothing is blamed on what was not saved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.cli.looking_over_rows import document
from crawler.domain.check import Outcome
from crawler.errors import UsageError
from crawler.extract.labels.dictionary import read_labels
from crawler.row_inspection import inspect_rows, is_file_of_rows

if TYPE_CHECKING:
    from pathlib import Path

_ROW = {
    "taskName": "食品经营许可（新办）",
    "deptName": "溪阳市市场监督管理局",
    "itemType": "行政许可",
    "consultPhone": "0999-8123456",
    "complaintPhone": "0999-8123457",
    "applyCondition": "具有与经营的食品品种、数量相适应的场所，并有保证食品安全的规章制度。",
}


def _written(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    return path


def test_each_check_counts_the_rows_that_fail_it(tmp_path: Path) -> None:
    path = _written(tmp_path / "items.jsonl", _ROW, {**_ROW, "complaintPhone": "0999-8123456"}, _ROW)
    done: list[tuple[int, int]] = []

    found = inspect_rows(
        path, labels=read_labels(catalogue.labels_text()), tell=lambda now, whole: done.append((now, whole))
    )

    assert is_file_of_rows(path)
    assert done == [(1, 3), (2, 3), (3, 3)]
    assert (found.rows, found.no_guides) == (3, 0)
    told = {one["check"]: one for one in document(found)["checks"]}  # type: ignore[attr-defined]
    same = told["contact.complaint_phone"]
    assert (same["passed"], same["failed"], same["share_failed"]) == (2, 1, 0.3333)
    assert same["first"]["line"] == 2
    assert same["first"]["quote"] == "0999-8123456"


def test_what_no_row_holds_was_not_saved(tmp_path: Path) -> None:
    path = _written(tmp_path / "items.jsonl", _ROW, _ROW)

    found = inspect_rows(path, labels=read_labels(catalogue.labels_text()), tell=lambda *_: None)

    outcomes = {one.check: one.outcomes for one in found.checks}
    assert outcomes["service_guide.conditions"] == {Outcome.PASSED: 2}
    for check in ("service_guide.legal_basis", "service_guide.materials", "contact.remedy", "fee.status"):
        assert outcomes[check] == {Outcome.CANT_TELL: 2}, check


def test_a_line_that_is_no_object_is_named(tmp_path: Path) -> None:
    path = _written(tmp_path / "items.jsonl", _ROW, _ROW)
    path.write_text(path.read_text(encoding="utf-8") + '{"taskName": "食品经', encoding="utf-8")

    with pytest.raises(UsageError, match="line 3: no JSON object"):
        inspect_rows(path, labels=read_labels(catalogue.labels_text()), tell=lambda *_: None)


@pytest.mark.parametrize(
    "text", ['{"taskName": "食品经营许可"}', '{\n "taskName": "食品经营许可"\n}\n', "<html>\n<body>"]
)
def test_one_object_or_a_page_is_no_file_of_rows(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page"
    path.write_text(text, encoding="utf-8")

    assert not is_file_of_rows(path)
