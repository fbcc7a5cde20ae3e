"""What the working commands print: progress on stderr, the outcome of a run, plans, states, the demo's scorecard."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from crawler import catalogue, planning
from crawler.domain.check import Severity
from crawler.domain.check import Text as Words
from crawler.domain.indicator import ObservationStatus
from crawler.export import rows
from crawler.report.reasons import reason_in
from crawler.report.words import OUTCOME, SEVERITY
from crawler.verdicts.judge import all_checks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from crawler.cli.options import Desk
    from crawler.domain.indicator import Indicator
    from crawler.export.shapes import ObservationRow
    from crawler.planning import RegionPlan
    from crawler.report.rejudged import RuleChange
    from crawler.rounds import RoundResult
    from crawler.verdicts.settling import RegionResult

_COLUMNS = 3
"""Regions beside each other on a sheet, the largest; a line says the sum of each of the others."""

_DESIGNS = {
    "census": Words("普查", "census"),
    "stratified": Words("分层抽样", "stratified"),
    planning.AUTO: Words("普查; 清单走完后如超出期限则改为抽样", "census, or a sample if the list proves too long"),
}


def outcome(desk: Desk, round_code: str, result: RoundResult, changes: Sequence[RuleChange] | None = None) -> None:
    """How a run ended, region by region; after a recheck what is judged otherwise now, and what could not be judged."""
    damaged = {region: problem.said(desk.settings.lang) for region, problem in result.damaged.items()}
    untouched = "; nothing of it was judged again" if desk.settings.lang == "en" else "；没有重新判定这个地区"
    for line in damaged.values():
        desk.notes.print(f"portal-audit: {line}{untouched}", markup=False, soft_wrap=True)
    if desk.as_json:
        desk.answer(
            {
                "round": round_code,
                "run": result.run,
                "state": result.state,
                "earlier_runs": list(result.earlier),
                "resumed": result.resumed,
                "regions": [asdict(one) for one in result.regions],
                **({} if changes is None else {"changes": [_change(one) for one in changes]}),
                **({"damaged": damaged} if damaged else {}),
            }
        )
        return
    words = desk.words
    heads = words(
        "地区 结果 事项 问题 计划 已取 失败 略过 原因",
        "region outcome items findings planned fetched failed skipped reason",
    )
    table = Table(*heads.split(), box=None, pad_edge=False, header_style="bold")
    for one in result.regions:
        numbers = (one.items, one.findings, one.planned, one.fetched, one.failed, one.skipped)
        why = reason_in(one.reason or "", desk.settings.lang)
        table.add_row(_called(desk, one), desk.text(OUTCOME[one.outcome]), *map(str, numbers), why)
    desk.out.print(
        f"{words('轮次', 'round')} {round_code} · {words('批次', 'run')} {' '.join((*result.earlier, result.run))}"
    )
    desk.out.print(table)
    if changes is not None:
        _print_changes(desk, changes)


def _change(one: RuleChange) -> dict[str, object]:
    outcomes = [{"before": old, "after": new, "number": n} for (old, new), n in sorted(one.outcomes.items(), key=str)]
    return {
        "region": one.region,
        "check": one.check,
        "versions": one.versions,
        "verdicts": outcomes,
        "findings": {"appeared": one.appeared, "gone": one.gone, "reworded": one.reworded},
    }


def _print_changes(desk: Desk, changes: Sequence[RuleChange]) -> None:
    """What a recheck changed: the check, its old and new version, and the answers."""
    words = desk.words
    if not changes:
        desk.out.print(words("判定结果和问题与原来完全一致", "every verdict and finding is as it was"))
        return
    heads = words(
        "地区 检查点 版本 判定变化 新增问题 消除问题 改写问题", "region check versions verdicts new gone reworded"
    )
    table = Table(*heads.split(), box=None, pad_edge=False, header_style="bold")
    for one in changes:
        told = ", ".join(f"{old or '-'} → {new or '-'}: {n}" for (old, new), n in sorted(one.outcomes.items(), key=str))
        versions = " → ".join("-" if v is None else str(v) for v in one.versions)
        same = words(" (同一版本: 读取或数据已变)", " (same version: reading or data changed)")
        table.add_row(
            one.region, one.check, versions + (same if one.versions[0] == one.versions[1] else ""), told,
            str(one.appeared), str(one.gone), str(one.reworded),
        )  # fmt: skip
    desk.out.print(table)


def gone(desk: Desk, files: int, size: int, *, dry_run: bool) -> None:
    """How much was deleted, or would be."""
    told = desk.words("将删除" if dry_run else "已删除", "would go" if dry_run else "gone")
    desk.out.print(f"{told}: {files} {desk.words('个文件', 'files')}, {size} B")


def plan(desk: Desk, plans: Sequence[RegionPlan]) -> None:
    """Requests, hours and the sampling choice of each region."""
    if desk.as_json:
        desk.answer([asdict(one) for one in plans])
        return
    heads = desk.words(
        "地区 事项 请求 小时 每秒 方案 半宽 截止前可请求 依据",
        "region items requests hours rate design half-width fits source",
    ).split()
    table = Table(*heads, box=None, pad_edge=False, header_style="bold")
    for one in plans:
        if one.portal is None:
            table.add_row(_called(desk, one), *[""] * 4, desk.words("无门户地址", "no address"), "", "", "")
            continue
        unknown = desk.words("未知", "unknown")
        design = desk.text(_DESIGNS[one.design]) + ("" if one.sample is None else f" {one.sample}")
        table.add_row(
            _called(desk, one),
            unknown if one.items is None else str(one.items),
            unknown if one.requests is None else str(one.requests),
            unknown if one.hours is None else f"{one.hours:.1f}",
            f"{one.rate:g}",
            design,
            "" if one.half_width is None else f"±{one.half_width:.1%}",
            desk.words("不限", "no limit") if one.capacity is None else str(one.capacity),
            _source(desk, one.source),
        )
    desk.out.print(table)


def _source(desk: Desk, source: str) -> str:
    """How the volume of a region is known."""
    if desk.english:
        return source
    return {"unknown": "未知", "profile": "门户档案"}.get(source, source.replace("run ", "批次 "))


def _called(desk: Desk, one: RegionResult | planning.RegionPlan) -> str:
    return catalogue.region_called(one.code, one.name, desk.settings.lang)


def scorecard(
    desk: Desk, observed: Iterable[ObservationRow], found: Counter[tuple[str, str]], regions: Collection[str]
) -> Table:
    """The assessment's own sheet: the indicator tree down, regions across; value, undecided, findings."""
    by_region: dict[str, dict[str, ObservationRow]] = defaultdict(dict)
    names: dict[str, str] = {}
    for row in observed:
        if row["region"] not in regions:
            continue
        by_region[row["region"]][row["indicator"]] = row
        names[row["region"]] = catalogue.region_called(row["region"], row["region_name"], desk.settings.lang)
    table = Table(
        desk.words("指标", "indicator"), box=None, pad_edge=False, header_style="bold",
        caption=desk.words("值（未决数｜问题数）", "value (undecided | findings)"), caption_justify="left",
    )  # fmt: skip
    for region in by_region:
        table.add_column(names[region], justify="right", no_wrap=True)
    unseen: set[str] = {ObservationStatus.NOT_OBSERVABLE, ObservationStatus.NOT_APPLICABLE}
    built = all_checks()
    for one in _depth_first(catalogue.indicator_system().indicators):
        name = f"{'  ' * (one.level - 1)}{one.code} {one.name_en if desk.english else one.name_zh}"
        below = [
            code
            for seen in by_region.values()
            for code, row in seen.items()
            if (code == one.code or code.startswith(f"{one.code}.")) and row["status"] not in unseen
        ]
        if not below:
            continue
        if one.level < 3:
            table.add_row(Text(name, style="bold" if one.level == 1 else ""))
            continue
        number = all(built[check].measure for check in one.checks if check in built)
        cells = [
            _cell(seen.get(one.code), found[region, one.code], number=number) for region, seen in by_region.items()
        ]
        table.add_row(name, *cells)
    return table


def _depth_first(indicators: Sequence[Indicator], parent: str | None = None) -> Iterator[Indicator]:
    """Each indicator followed by those below it."""
    for one in indicators:
        if one.parent == parent:
            yield one
            yield from _depth_first(indicators, one.code)


def _cell(row: ObservationRow | None, findings: int, *, number: bool) -> str:
    """One value with what is undecided and found; a measure is its number, everything else a share."""
    if row is None or row["status"] == ObservationStatus.NOT_OBSERVABLE:
        return "—"
    if row["status"] == ObservationStatus.NOT_APPLICABLE:
        return "n/a"
    value = "?" if row["value"] is None else f"{row['value']:.2f}" if number else f"{row['value']:.1%}"
    return f"{value} ({row['undecided']}|{findings})"


def demo(
    desk: Desk, session: Session, round_code: str, result: RoundResult, *, report: Sequence[Path], bundle: Path
) -> None:
    """The scorecard, the findings by severity, and where everything lies."""
    observed = list(rows.observations(session, round_code))
    found = list(rows.findings(session, round_code))
    if desk.as_json:
        desk.answer(
            {
                "round": round_code,
                "run": result.run,
                "state": result.state,
                "regions": [asdict(one) for one in result.regions],
                "observations": observed,
                "findings": found,
                "verdicts": list(rows.verdicts(session, round_code)),
                "report": [str(path) for path in report],
                "bundle": str(bundle),
            }
        )
        return
    counts = Counter((row["region"], row["indicator"]) for row in found)
    largest = sorted(result.regions, key=lambda one: -one.items)[:_COLUMNS]
    desk.out.print(scorecard(desk, observed, counts, [one.code for one in largest]))
    desk.out.print()
    for one in result.regions:
        worst = Counter(row["severity"] for row in found if row["region"] == one.code)
        said = " · ".join(f"{desk.text(SEVERITY[level])} {worst[level]}" for level in Severity if worst[level])
        line = desk.words(
            f"{one.name}：{one.items} 个事项，{one.findings} 个问题（{said or '-'}），"
            f"{one.planned} 个地址取到 {one.fetched} 个",
            f"{_called(desk, one)}: {one.items} items, {one.findings} findings ({said or '-'}), "
            f"{one.fetched} of {one.planned} addresses fetched",
        )
        desk.out.print(line, markup=False)
    desk.out.print()
    for path in report:
        desk.out.print(f"{desk.words('报告', 'report')}  {path}", soft_wrap=True)
    desk.out.print(f"{desk.words('数据包', 'bundle')}  {bundle}", soft_wrap=True)
