"""The command `status`: what is happening, and what was not observed, in plain words for whoever is on call."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from crawler import catalogue, runs
from crawler.cli.options import Desk
from crawler.cli.showing_jobs import jobs_document, show_jobs
from crawler.cli.superseding import show_history
from crawler.console.words import FINISHED, PHASE
from crawler.domain.check import Text
from crawler.domain.evidence import Failure
from crawler.errors import UsageError
from crawler.export import rows
from crawler.queue.plan import planned
from crawler.report import words
from crawler.report.reasons import reason_in
from crawler.report.reasons_of_rounds import reason_of_round
from crawler.standing import Now, RegionStanding, RoundStanding, hosts_on_hold, standings
from crawler.storage import address_shown, database_to_read, reading
from models import RunState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from crawler.export.shapes import HostRow

_HERE = ZoneInfo("Asia/Shanghai")
_NOW = {
    Now.WORKING: Text("正在采集或判定", "being gathered or judged"),
    Now.STOPPED: Text("已中断，重新执行同一命令即可继续", "cut off; the same command goes on"),
    Now.WAITING: Text("等待开始", "waiting"),
    Now.NOT_OBSERVED: Text("未能观测", "could not be observed"),
    Now.PARTLY: Text("已观测，但不完整", "observed, not whole"),
    Now.OBSERVED: Text("已完整观测", "observed whole"),
}


def status(
    context: typer.Context,
    round_code: Annotated[str | None, typer.Option("--round", help="round; all rounds when left out")] = None,
    history: Annotated[
        bool, typer.Option("--history", help="what was observed anew in the round: old and new, who, why and when")
    ] = False,
) -> None:
    """Say what is happening, what waits, what is held back, and what could not be observed and why."""
    desk: Desk = context.obj
    if history:
        if round_code is None:
            raise UsageError("--history 只看一个轮次：请同时写 --round", "--history is of one round: give --round too")
        with reading(database_to_read(desk.settings.database_url)) as session:
            show_history(desk, rows.history(session, runs.get_round(session, round_code).code))
        return
    with reading(database_to_read(desk.settings.database_url)) as session:
        codes = (runs.get_round(session, round_code).code,) if round_code else runs.round_codes(session)
        rounds, paused = standings(session, codes, desk.settings.data.resolve()), hosts_on_hold(session)
        jobs = {code: planned(session, code) for code in codes}
    if desk.as_json:
        desk.answer([{**_document(one), "jobs": jobs_document(jobs[one.code])} for one in rounds])
        return
    if not rounds:
        where = address_shown(desk.settings.database_url)
        desk.out.print(
            desk.words(
                f"数据库 {where} 里还没有轮次；用 portal-audit run 开始",
                f"no round yet in the database {where}; portal-audit run begins one",
            ),
            markup=False,
            soft_wrap=True,
        )
    for one in rounds:
        for line in lines(desk, one):
            desk.out.print(line, markup=False)
        show_jobs(desk, jobs[one.code])
    for host, until in paused.items():
        desk.out.print(
            desk.words(
                f"主机 {host} 要求暂停访问，至 {_at(until)}", f"host {host} asked for a pause until {_at(until)}"
            ),
            markup=False,
        )


def lines(desk: Desk, one: RoundStanding) -> Iterator[str]:
    """A round in words: the sum first, then each region that needs a look, then those that do not."""
    phase = desk.text(FINISHED if one.finished else PHASE[one.phase])
    until = f"，{_at(one.deadline)} 截止" if one.deadline else ""
    until_en = f", deadline {_at(one.deadline)}" if one.deadline else ""
    yield desk.words(f"轮次 {one.code}：{phase}{until}", f"round {one.code}: {phase}{until_en}")
    if one.opens_at is not None and one.phase == "planned":
        yield desk.words(f"  {_at(one.opens_at)} 开始", f"  opens {_at(one.opens_at)}")
    if one.closed_because:
        why = reason_of_round(one.closed_because, desk.settings.lang)
        yield desk.words(f"  关闭原因：{why}", f"  closed because: {why}")
    counts = one.counted()
    said = [
        desk.words(f"{desk.text(t)} {counts[n]} 个", f"{counts[n]} {desk.text(t)}")
        for n, t in _NOW.items()
        if counts.get(n)
    ]
    if said:
        yield desk.words(
            f"  共 {len(one.regions)} 个地区：{'；'.join(said)}", f"  {len(one.regions)} regions: {'; '.join(said)}"
        )
    for run in one.runs:
        if run.state is RunState.OWN_FAULT:
            why = reason_in(run.ended_because or "", desk.settings.lang)
            yield desk.words(
                f"  批次 {run.id} 因自身网络故障停止，未作任何判定：{why}",
                f"  run {run.id} stopped because our own network failed, nothing was judged: {why}",
            )
    order = list(_NOW)
    for region in sorted(one.regions, key=lambda r: (not (r.held or r.given_up), order.index(r.now), r.code)):
        yield from _region(desk, region)


def _region(desk: Desk, one: RegionStanding) -> Iterator[str]:
    row = one.row
    now, name = desk.text(_NOW[one.now]), catalogue.region_called(one.code, one.name, desk.settings.lang)
    line = desk.words(f"  {one.code} {name}：{now}", f"  {one.code} {name}: {now}")
    if row is not None and row["planned"]:
        line += desk.words(
            f"，取到 {row['fetched']}/{row['planned']} 个地址",
            f", {row['fetched']} of {row['planned']} addresses fetched",
        )
    if row is not None and row["reason"]:
        why = reason_in(row["reason"], desk.settings.lang)
        line += desk.words(f"（{why}）", f" ({why})")
    yield line
    if one.held:
        yield "      " + desk.words(
            f"暂缓发布：{one.held}；请人工核对后用 portal-audit release 放行",
            f"held back: {one.held_en}; look at it, then `portal-audit release`",
        )
    if one.problem is not None:
        again = desk.words("上次未完成：", "the last attempt did not end: ")
        told = desk.words("不再重试：", "not tried again: ") if one.given_up else again
        yield f"      {told}{desk.text(one.problem)}"
    if one.not_before is not None and one.now is not Now.WORKING:
        yield "      " + desk.words(
            f"第 {one.attempt} 次尝试，{_at(one.not_before)} 起", f"attempt {one.attempt}, from {_at(one.not_before)}"
        )
    for host in row["traffic"] if row is not None else ():
        yield f"      {_asked(desk, host)}"
    refused = {refusal.failure for refusal in one.refusals}
    for failure, count in one.lost.items():
        if failure not in refused:
            yield f"      {desk.words('未能观测：', 'not observed: ')}{failure_text(desk, failure)} × {count}"
    for refusal in one.refusals:
        yield "      " + desk.words(
            f"未能观测：主机 {refusal.host} {failure_text(desk, refusal.failure)} × {refusal.addresses}",
            f"not observed: host {refusal.host} {failure_text(desk, refusal.failure)} × {refusal.addresses}",
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


def failure_text(desk: Desk, failure: str) -> str:
    """A kind of failure in words, with the word of the closed list."""
    try:
        return f"{desk.text(words.FAILURE[Failure(failure)])} ({failure})"
    except ValueError:
        return failure


def _document(one: RoundStanding) -> Mapping[str, object]:
    return {
        "round": one.code,
        "phase": one.phase,
        "opens_at": one.opens_at,
        "deadline": one.deadline,
        "closed_because": one.closed_because,
        "counts": one.counted(),
        "regions": [
            {
                **(region.row or {}),
                "region": region.code,
                "region_name": region.name,
                "now": region.now,
                "attempt": region.attempt,
                "not_before": region.not_before,
                "problem": None if region.problem is None else region.problem.en,
                "problem_zh": None if region.problem is None else region.problem.zh,
                "given_up": region.given_up,
            }
            for region in one.regions
        ],
        "not_observed": {region.code: region.lost for region in one.regions if region.lost},
        "refusals": {region.code: [asdict(r) for r in region.refusals] for region in one.regions if region.refusals},
        "held": [
            {"region": region.code, "reason": region.held, "reason_en": region.held_en}
            for region in one.regions
            if region.held
        ],
        "unfinished_runs": [
            {
                "run": run.id,
                "state": run.state,
                "started_at": run.started_at,
                "by": run.started_by,
                "reason": run.ended_because,
            }
            for run in one.runs
        ],
    }


def _at(moment: datetime) -> str:
    """A moment as the office's clock shows it."""
    return f"{moment.astimezone(_HERE):%Y-%m-%d %H:%M}"
