"""Commands of the calendar: `schedule list`, `next`, `run`, `close`, `supersede`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

import scheduler
from crawler.calendar import opening, telling
from crawler.calendar.clock import Calendar
from crawler.calendar.opening import Deed
from crawler.calendar.telling import Coming
from crawler.calendar.times import OFFICE_TIME
from crawler.cli.job_queues import queue_of
from crawler.cli.options import Desk
from crawler.domain.check import Text
from crawler.errors import UsageError
from crawler.metrics import published
from crawler.report.reasons_of_rounds import reason_of_round
from crawler.storage import database_to_read, open_database, reading, upgrade, writing
from models import RoundPhase

if TYPE_CHECKING:
    from crawler.calendar.opening import Done
    from crawler.calendar.telling import Event, RegionTold, RoundTold

schedule = typer.Typer(help="The calendar of rounds: what is planned, what comes next, and the scheduler itself.")

_STATES = {
    RoundPhase.PLANNED: Text("待开启", "planned"),
    RoundPhase.RUNNING: Text("进行中", "running"),
    RoundPhase.CLOSED: Text("已关闭", "closed"),
    RoundPhase.SUPERSEDED: Text("已被取代", "superseded"),
}
_COMING = {
    Coming.OPENS: Text("开启轮次，{n} 个地区", "opens with {n} regions"),
    Coming.NIGHT: Text("夜间开始检查 {n} 个地区：{who}", "{n} regions begin at night: {who}"),
    Coming.VISITS: Text("可用性监测访问 {n} 个首页", "{n} front pages are visited for the availability watch"),
    Coming.CLOSES: Text("截止，尚有 {n} 个地区未完成", "deadline; {n} regions are not done"),
}
_DEEDS = {
    Deed.PLANNED: Text("已排入日程", "is planned"),
    Deed.OPENED: Text("已开启", "is opened"),
    Deed.CLOSED: Text("已关闭", "is closed"),
    Deed.SUPERSEDED: Text("已被取代", "is superseded"),
    Deed.ENQUEUED: Text("已派发", "is handed to the queue"),
    Deed.ENDED: Text("已返回", "has come back"),
    Deed.VISIT: Text("已派发访问", "is to be visited"),
}
_MOST_NAMED = 8

Round = Annotated[str, typer.Option("--round", help="round, such as 2026Q4")]


@schedule.command("list")
def list_rounds(context: typer.Context) -> None:
    """Say of every round where it stands, and of a running one where each of its regions stands."""
    desk: Desk = context.obj
    with reading(database_to_read(desk.settings.database_url)) as session:
        told = telling.rounds_told(session, datetime.now(UTC))
    if desk.as_json:
        desk.answer([asdict(one) for one in told])
        return
    if not told and desk.settings.calendar:
        desk.out.print(
            desk.words(
                "还没有轮次；portal-audit schedule next 列出即将开启的，portal-audit schedule run 按日程开启",
                "no rounds yet; portal-audit schedule next tells what will open, portal-audit schedule run opens it",
            ),
            markup=False,
        )
    elif not told:
        desk.out.print(_no_calendar(desk), markup=False)
    for one in told:
        _tell_round(desk, one)


@schedule.command("next")
def next_events(
    context: typer.Context, most: Annotated[int, typer.Option("--most", help="so many at most", min=1)] = 20
) -> None:
    """Say what comes next: openings, nights, visits, deadlines."""
    desk: Desk = context.obj
    opening.check_entries(desk.settings.calendar)
    with reading(database_to_read(desk.settings.database_url)) as session:
        events = telling.coming(session, desk.settings.calendar, datetime.now(UTC))[:most]
    if desk.as_json:
        desk.answer([asdict(one) for one in events])
        return
    if not events:
        desk.out.print(_no_calendar(desk), markup=False)
    for event in events:
        desk.out.print(_tell_event(desk, event), markup=False)


@schedule.command("run")
def run_scheduler(
    context: typer.Context,
    until: Annotated[
        str | None, typer.Option(help="stop at this moment, such as 2026-10-08T20:00; else run until stopped")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="one turn, for a machine whose cron does the rest")] = False,
    metrics_port: Annotated[int | None, typer.Option("--metrics-port", help="serve metrics on this port")] = None,
) -> None:
    """Open rounds, hand regions to the queue, close rounds. It only enqueues: workers do the work."""
    desk: Desk = context.obj
    if not desk.settings.calendar:
        raise UsageError(
            "没有日程：请在 portal-audit.toml 中写 [[calendar]] 表，写法见 README",
            "there is no calendar: write a [[calendar]] table into portal-audit.toml, see the README",
        )
    end = None if until is None else _moment(until)
    upgrade(desk.settings.database_url)
    engine = open_database(desk.settings.database_url)
    calendar = Calendar(engine, desk.settings.calendar, queue_of(desk.settings))
    told: list[Done] = []

    def tell(done: tuple[Done, ...]) -> None:
        told.extend(done)
        for one in done:
            desk.notes.print(_tell_deed(desk, one), markup=False)

    if once:
        tell(calendar.turn(datetime.now(UTC)))
    else:
        with published(desk.settings, port=metrics_port):
            scheduler.run(calendar, until=end, on_turn=tell)
    if desk.as_json:
        desk.answer([asdict(one) for one in told])


@schedule.command("close")
def close_round(
    context: typer.Context, round_code: Round, reason: Annotated[str, typer.Option("--reason", help="why, kept")]
) -> None:
    """Close a round by hand: nothing of it is handed to the queue any more."""
    desk: Desk = context.obj
    upgrade(desk.settings.database_url)
    with writing(open_database(desk.settings.database_url)) as session:
        done = opening.close(session, round_code, datetime.now(UTC), reason)
    _answer(desk, done)


@schedule.command("supersede")
def supersede_round(
    context: typer.Context,
    round_code: Round,
    by: Annotated[str, typer.Option("--by-round", help="round that takes its place")],
) -> None:
    """Let another round take the place of one; what that one observed stays readable."""
    desk: Desk = context.obj
    upgrade(desk.settings.database_url)
    with writing(open_database(desk.settings.database_url)) as session:
        now = datetime.now(UTC)
        opening.supersede(session, round_code, by=by, now=now)
        done = opening.Done(at=now, deed=Deed.SUPERSEDED, round=round_code, reason=f"by {by}")
    _answer(desk, done)


def _answer(desk: Desk, done: Done) -> None:
    if desk.as_json:
        desk.answer(asdict(done))
        return
    desk.out.print(_tell_deed(desk, done), markup=False)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise UsageError(
            f"--until {text}：应写北京时间的时刻，例如 2026-10-08T20:00",
            f"--until {text}: write a moment such as 2026-10-08T20:00, in the offices' time",
        ) from problem
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=OFFICE_TIME)


def _no_calendar(desk: Desk) -> str:
    return desk.words(
        "日程为空；请在 portal-audit.toml 中写入 [[calendar]]，再运行 portal-audit schedule run",
        "nothing is planned; write a [[calendar]] table into portal-audit.toml, then portal-audit schedule run",
    )


def _when(moment: datetime | None) -> str:
    return "—" if moment is None else f"{moment.astimezone(OFFICE_TIME):%Y-%m-%d %H:%M}"


def _why(desk: Desk, reason: str | None) -> str:
    if not reason:
        return ""
    why = reason_of_round(reason, desk.settings.lang)
    return desk.words(f"（{why}）", f" ({why})")


def _tell_round(desk: Desk, one: RoundTold) -> None:
    who = one.panel or one.entry
    line = f"{one.round} {desk.text(_STATES[one.state])}" + (f" · {who}" if who else "")
    if one.opens_at is not None:
        line += desk.words(
            f"：{_when(one.opens_at)} 开启，{_when(one.deadline)} 截止",
            f": opens {_when(one.opens_at)}, deadline {_when(one.deadline)}",
        )
    if one.closed_at is not None:
        line += desk.words(f"，{_when(one.closed_at)} 关闭", f", closed {_when(one.closed_at)}")
    line += _why(desk, one.closed_because)
    desk.out.print(line, markup=False)
    if one.held:
        codes = " ".join(one.held)
        desk.out.print(desk.words(f"  暂缓发布：{codes}", f"  held back: {codes}"), markup=False)
    for region in one.regions:
        desk.out.print(f"  {region.region} {_tell_region(desk, region)}", markup=False)


def _tell_region(desk: Desk, region: RegionTold) -> str:
    if region.settled:
        said = desk.words("完成", "done")
    elif region.out:
        said = desk.words(f"第 {region.attempts} 次已派发", f"attempt {region.attempts} is out")
    elif region.next_night is not None:
        number, night = region.attempts + 1, _when(region.next_night)
        said = desk.words(f"第 {number} 次定于 {night}", f"attempt {number} is due {night}")
    else:
        said = desk.words("等待监测结束", "waits for the end of the watch")
    if region.watch_days is not None:
        said += desk.words(
            f"；监测满 {region.watch_days} 天，访问 {region.visits} 次",
            f"; watched for {region.watch_days} whole days, {region.visits} visits",
        )
    return said + _why(desk, region.reason)


def _tell_event(desk: Desk, event: Event) -> str:
    named = " ".join(event.regions[:_MOST_NAMED]) + (" …" if len(event.regions) > _MOST_NAMED else "")
    said = desk.text(_COMING[event.what]).format(n=len(event.regions), who=named)
    return f"{_when(event.at)}  {event.round}  {said}{_why(desk, event.reason)}"


def _tell_deed(desk: Desk, done: Done) -> str:
    who = f"{done.round} {done.region}" if done.region else done.round
    return f"{_when(done.at)}  {who} {desk.text(_DEEDS[done.deed])}{_why(desk, done.reason)}"
