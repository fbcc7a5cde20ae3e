"""What `inspect` answers of a file of rows: a table of the checks with the share of rows that fail each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from crawler.domain.check import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.cli.options import Desk
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.row_inspection import CheckOverRows, RowsInspection

_LONG = 40
"""Characters of a quote that the table shows."""


def answer_rows(desk: Desk, path: Path, labels: LabelDictionary) -> None:
    """Read and judge the rows, with progress, and print the table (an object with --json)."""
    from crawler.row_inspection import inspect_rows  # noqa: PLC0415 - what reads pages takes a second to load

    plain = desk.as_json or not desk.notes.is_terminal
    bars = Progress(
        BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=desk.notes, transient=True, disable=plain
    )
    with bars:
        task = bars.add_task("")
        found = inspect_rows(
            path, labels=labels, tell=lambda done, total: bars.update(task, completed=done, total=total)
        )
    if desk.as_json:
        desk.answer(document(found))
    else:
        _show(desk, found)


def document(found: RowsInspection) -> dict[str, object]:
    """`kind` "rows", how many rows there are, and for each check the number of rows by outcome and the share failed."""
    return {
        "kind": "rows",
        "url": found.url,
        "rows": found.rows,
        "no_guides": found.no_guides,
        "checks": [_of_check(one, found.rows) for one in found.checks],
    }


def _of_check(one: CheckOverRows, rows: int) -> dict[str, object]:
    told: dict[str, object] = {"check": one.check, **{o.value: one.outcomes[o] for o in Outcome}}
    told["share_failed"] = round(one.failed / rows, 4)
    told["first"] = None
    if one.first is not None:
        line, defect = one.first
        told["first"] = {
            "line": line,
            "element": defect.element,
            "quote": defect.quote if defect.quote is not None else defect.about.quote,
            "locator": defect.about.locator,
            "message": defect.message.zh,
            "message_en": defect.message.en,
        }
    return told


def _show(desk: Desk, found: RowsInspection) -> None:
    words = desk.words
    told = words(f"{found.rows:,} 行，每行一份办事指南", f"{found.rows:,} rows, a guide each")
    if found.no_guides:
        told += words(f"；其中 {found.no_guides:,} 行读不出指南", f"; {found.no_guides:,} could not be read as one")
    desk.out.print(f"{found.url}  {told}", markup=False)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(words("检查", "check"))
    titles = (("能判定", "decided"), ("不符合", "failed"), ("占全部行", "share"), ("首见于行", "first line"))
    for zh, en in titles:
        table.add_column(words(zh, en), justify="right")
    table.add_column(words("例", "example"), no_wrap=True)
    for one in found.checks:
        if one.decided:
            line, quote = "", ""
            if one.first is not None:
                number, defect = one.first
                line = f"{number:,}"
                quote = " ".join((defect.quote or defect.about.quote or desk.text(defect.message)).split())[:_LONG]
            share = f"{one.failed / found.rows:.1%}"
            table.add_row(one.check, f"{one.decided:,}", f"{one.failed:,}", share, line, Text(quote))
    desk.out.print(table)
    undecided = sum(not one.decided for one in found.checks)
    desk.out.print(
        words(f"另有 {undecided} 项检查对任何一行都不适用或无法判定", f"{undecided} checks could be decided on no row"),
        markup=False,
    )
