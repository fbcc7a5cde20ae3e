"""What `status --history` prints: observations that were made anew, old and new."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.cli.options import Desk
    from crawler.export.shapes import HistoryRow


def show_history(desk: Desk, history: Iterable[HistoryRow]) -> None:
    """Each indicator of a region that was observed more than once: every observation, the current one last.

    `history` comes ordered by region and indicator. The JSON document holds the same rows.
    """
    told = [
        row
        for _, group in groupby(history, key=lambda row: (row["region"], row["system"], row["indicator"]))
        for row in _again(list(group))
    ]
    if desk.as_json:
        desk.answer(told)
        return
    if not told:
        desk.out.print(desk.words("没有重新观测过的指标", "nothing was observed anew"))
        return
    heads = desk.words(
        "地区 指标 批次 方式 何人 原因 时间 值 检查点版本 状态",
        "region indicator run kind by why when value checks state",
    )
    table = Table(*heads.split(), box=None, pad_edge=False, header_style="bold")
    for row in told:
        value = "—" if row["value"] is None else f"{row['value']:.4g}"
        state = desk.words("已被替代", "superseded") if row["superseded_by"] else desk.words("现行", "current")
        table.add_row(
            row["region"], row["indicator"], row["run"],
            desk.words("重新采集", "run") if row["kind"] == "run" else desk.words("复核", "recheck"),
            row["by"] or "", row["reason"] or "", row["started_at"] or "",
            f"{value} ({row['numerator']}/{row['denominator']}+{row['undecided']})",
            ", ".join(f"{check} {version}" for check, version in row["checks"].items()), state,
        )  # fmt: skip
    desk.out.print(table)


def _again(rows: list[HistoryRow]) -> list[HistoryRow]:
    return rows if len(rows) > 1 else []
