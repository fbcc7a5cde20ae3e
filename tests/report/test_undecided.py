"""What could not be judged is told by cause: its reader sees each reason once, and what it stopped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import lxml.html

from crawler.domain.check import Text
from crawler.report.page import region_page
from crawler.report.undecided import UndecidedByReason

if TYPE_CHECKING:
    from crawler.export.shapes import VerdictRow
    from crawler.report.sheet import RegionSheet, Undecided

TITLES = {"fee.status": Text("收费状态明确", "Fee status is clear"), "visits.count": Text("减跑动", "Number of visits")}


def verdict(check: str, item: str | None, reason: str | None, outcome: str = "cant_tell") -> VerdictRow:
    return {
        "round": "2026Q4", "run": "r", "region": "990001", "check": check, "check_version": 1,
        "subject_type": "service_guide" if item else "portal", "item_code": None, "item_name": item,
        "subject_name": None, "outcome": outcome, "measure": None, "reason": reason,
    }  # fmt: skip


def told(*verdicts: VerdictRow, lang: str = "zh") -> tuple[Undecided, ...]:
    gathered = UndecidedByReason(TITLES, lang)
    for one in verdicts:
        gathered.add(one)
    return gathered.lines()


def test_one_row_a_reason_with_titles_and_subjects() -> None:
    lines = told(
        verdict("fee.status", "甲事项", "not fetched"),
        verdict("visits.count", "甲事项", "not fetched"),
        verdict("visits.count", "乙事项", "not fetched"),
    )

    assert [(one.reason, one.count, one.checks, one.subjects) for one in lines] == [
        ("没有取得", 3, ("收费状态明确", "减跑动"), ("甲事项", "乙事项"))
    ]


def test_other_reasons_keep_rows_of_their_own_the_most_frequent_first() -> None:
    lines = told(
        verdict("fee.status", "甲事项", "image only"),
        verdict("fee.status", "甲事项", "not fetched", outcome="failed"),
        verdict("visits.count", "乙事项", "not fetched"),
        verdict("visits.count", "丙事项", "not fetched"),
        lang="en",
    )

    assert [(one.reason, one.count, one.checks) for one in lines] == [
        ("not fetched", 2, ("Number of visits",)), ("image only", 1, ("Fee status is clear",)),
    ]  # fmt: skip


def test_what_has_no_item_is_named_by_its_kind_and_a_check_of_old_by_its_id() -> None:
    assert [(one.checks, one.subjects) for one in told(verdict("old.check", None, "not asked"))] == [
        (("old.check",), ("门户",))
    ]


def test_long_rows_show_their_number_and_fold_the_rest(sheet: RegionSheet) -> None:
    many = tuple(f"事项{n}" for n in range(5))
    line = replace(sheet.undecided[0], subjects=many)

    page: Any = lxml.html.document_fromstring(region_page(replace(sheet, undecided=(line,)), elements={}, lang="zh"))

    row = page.xpath("//td[.='收费信息是图片']/../td")
    assert " ".join(row[3].text_content().split()) == "5：事项0、事项1、事项2 …其余事项3、事项4"
    assert row[2].text_content().strip() == "收费状态"
