"""What the working commands print: progress on stderr, the outcome of a run, plans, states, the demo's scorecard."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, Self

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text

from crawler import catalogue, planning
from crawler.calendar.holding import held
from crawler.domain.check import Severity
from crawler.domain.check import Text as Words
from crawler.domain.evidence import FetchState
from crawler.domain.indicator import ObservationStatus
from crawler.export import rows
from crawler.judge import all_checks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from rich.progress import TaskID
    from sqlalchemy.orm import Session

    from crawler.cli.options import Desk
    from crawler.domain.indicator import Indicator
    from crawler.domain.portal import PortalProfile
    from crawler.export.shapes import HostRow, ObservationRow
    from crawler.gather.job import Progress
    from crawler.planning import RegionPlan
    from crawler.rounds import RoundResult
    from models import Hold

_COLUMNS = 3
"""Regions beside each other on a sheet, the largest; a line says the sum of each of the others."""

_DESIGNS = {
    "census": Words("census 普查", "census"),
    "stratified": Words("stratified 分层抽样", "stratified"),
    planning.AUTO: Words("普查; 清单走完后如超出期限则改为抽样", "census, or a sample if the list proves too long"),
}

_EVERY = 10.0
"""Seconds between two lines of progress where stderr is no terminal."""


class Progressing:
    """Progress of a crawl with an estimate: a bar a region on a terminal, a line now and then elsewhere."""

    def __init__(self, desk: Desk, profiles: Sequence[PortalProfile]) -> None:
        console = desk.notes
        self._names = {p.code: p.name for p in profiles}
        self._rates = {p.code: p.limits.rate for p in profiles}
        self._plain = not console.is_terminal
        self._console = console
        self._told = time.monotonic()
        self._state: dict[str, Progress] = {}
        self._bars = Bars(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=console, transient=True, disable=self._plain,
        )  # fmt: skip
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def tell(self, progress: Progress) -> None:
        """Take one report of a crawl process."""
        self._state[progress.region] = progress
        answered = progress.fetched + progress.failed + progress.skipped
        if not self._plain:
            task = self._tasks.get(progress.region)
            if task is None:
                task = self._tasks[progress.region] = self._bars.add_task(self._names[progress.region])
            self._bars.update(task, completed=answered, total=progress.planned)
            return
        if time.monotonic() - self._told < _EVERY:
            return
        self._told = time.monotonic()
        planned = sum(p.planned for p in self._state.values())
        done = sum(p.fetched + p.failed + p.skipped for p in self._state.values())
        left = max((p.planned - p.fetched - p.failed - p.skipped) / self._rates[p.region] for p in self._state.values())
        self._console.print(f"{done} / {planned} addresses, about {left / 60:.0f} min left for what is known so far")


def outcome(desk: Desk, round_code: str, result: RoundResult) -> None:
    """How a run ended, region by region."""
    if desk.as_json:
        desk.answer(
            {
                "round": round_code,
                "run": result.run,
                "state": result.state,
                "resumed": result.resumed,
                "regions": [asdict(one) for one in result.regions],
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
        table.add_row(one.name, one.outcome.value, *map(str, numbers), one.reason or "")
    desk.out.print(f"{words('轮次', 'round')} {round_code} · {words('批次', 'run')} {result.run}")
    desk.out.print(table)


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
            table.add_row(one.name, *[""] * 4, desk.words("无门户地址", "no address"), "", "", "")
            continue
        unknown = desk.words("未知", "unknown")
        design = desk.text(_DESIGNS[one.design]) if one.sample is None else f"{one.design} {one.sample}"
        table.add_row(
            one.name,
            unknown if one.items is None else str(one.items),
            unknown if one.requests is None else str(one.requests),
            unknown if one.hours is None else f"{one.hours:.1f}",
            f"{one.rate:g}",
            design,
            "" if one.half_width is None else f"±{one.half_width:.1%}",
            desk.words("不限", "no limit") if one.capacity is None else str(one.capacity),
            one.source,
        )
    desk.out.print(table)


def status(desk: Desk, session: Session, round_codes: Sequence[str]) -> None:
    """Where rounds stand, and what could not be observed and why."""
    documents = []
    for code in round_codes:
        parts = list(rows.regions(session, code))
        lost = _lost(session, code)
        back = held(session, code)
        documents.append(
            {
                "round": code,
                "regions": parts,
                "not_observed": lost,
                "held": [{"region": h.region, "reason": h.reason, "reason_en": h.reason_en} for h in back.values()],
            }
        )
        if desk.as_json:
            continue
        desk.out.print(f"{desk.words('轮次', 'round')} {code}", style="bold")
        for part in parts:
            answered = part["fetched"] + part["failed"] + part["skipped"]
            line = (
                f"  {part['region']} {part['region_name']}: {part['outcome'] or part['state']}, "
                f"{answered}/{part['planned']} {desk.words('个地址', 'addresses')}"
            )
            desk.out.print(line + (f" ({part['reason']})" if part["reason"] else ""), markup=False)
            if part["region"] in back:
                desk.out.print(f"      {_held_back(desk, back[part['region']])}", markup=False)
            for host in part["traffic"]:
                desk.out.print(f"      {_asked(desk, host)}", markup=False)
            for failure, count in lost.get(part["region"], {}).items():
                desk.out.print(f"      {desk.words('未能观测', 'not observed')}: {failure} × {count}", markup=False)
    if desk.as_json:
        desk.answer(documents)
    elif not round_codes:
        desk.out.print(desk.words("还没有轮次；用 portal-audit run 开始", "no rounds yet; portal-audit run begins one"))


def _held_back(desk: Desk, hold: Hold) -> str:
    """Why nothing of a region is handed over, and what to do."""
    return desk.words(
        f"暂缓发布：{hold.reason}；请人工核对后用 portal-audit release 放行",
        f"held back: {hold.reason_en}; look at it, then `portal-audit release`",
    )


def _asked(desk: Desk, host: HostRow) -> str:
    """What a host was asked and how it took that."""
    peak = "—" if host["peak"] is None else f"{host['peak']:.1f}"
    return desk.words(
        f"{host['host']}：请求 {host['requests']} 次（未变 {host['unchanged']}），{host['bytes']} 字节，"
        f"峰值每秒 {peak} 次，被拒 {host['refusals']} 次",
        f"{host['host']}: {host['requests']} requests ({host['unchanged']} unchanged), {host['bytes']} bytes, "
        f"peak {peak} a second, refused {host['refusals']} times",
    )


def _lost(session: Session, code: str) -> dict[str, dict[str, int]]:
    """For each region, how many addresses failed or were skipped, by kind of failure."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows.coverage(session, code):
        if row["state"] != FetchState.FETCHED:
            found[row["region"]][row["failure"] or row["state"]] += 1
    return {region: dict(counts.most_common()) for region, counts in found.items()}


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
        names[row["region"]] = row["region_name"]
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
        said = " · ".join(f"{level.value} {worst[level.value]}" for level in Severity if worst[level.value])
        line = desk.words(
            f"{one.name}：{one.items} 个事项，{one.findings} 个问题（{said or '-'}），"
            f"{one.planned} 个地址取到 {one.fetched} 个",
            f"{one.name}: {one.items} items, {one.findings} findings ({said or '-'}), "
            f"{one.fetched} of {one.planned} addresses fetched",
        )
        desk.out.print(line, markup=False)
    desk.out.print()
    for path in report:
        desk.out.print(f"{desk.words('报告', 'report')}  {path}", soft_wrap=True)
    desk.out.print(f"{desk.words('数据包', 'bundle')}  {bundle}", soft_wrap=True)
