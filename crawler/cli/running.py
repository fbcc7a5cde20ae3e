"""Commands that do the work: `demo`, `run`, `recheck`."""

from __future__ import annotations

import getpass
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crawler import catalogue, planning, runs
from crawler.cli import choosing, showing, showing_jobs
from crawler.cli.exits import Exit
from crawler.cli.options import Desk
from crawler.cli.progressing import Progressing
from crawler.errors import UsageError
from crawler.export.bundle import write_bundle
from crawler.gather.installed import NONE, second_engine
from crawler.gather.job import CrawlOptions
from crawler.metrics import CrawlMetrics, published
from crawler.queue.enqueueing import enqueue_round
from crawler.rechecking import recheck_round
from crawler.report.rejudged import parts_now, rule_changes
from crawler.report.write import write_reports
from crawler.round_names import check_round_code
from crawler.rounds import RoundResult, RoundState, RunRequest, run_round
from crawler.storage import database_to_read, open_database, postgres_address, reading, upgrade
from crawler.verdicts.judge import titles

if TYPE_CHECKING:
    from crawler.config import Settings
    from crawler.gather.job import Progress

_EXITS = {
    RoundState.DONE: Exit.DONE,
    RoundState.INCOMPLETE: Exit.INCOMPLETE,
    RoundState.INTERRUPTED: Exit.INTERRUPTED,
    RoundState.OUR_FAULT: Exit.OUR_FAULT,
}

RoundOption = Annotated[str, typer.Option("--round", help="round, such as 2026Q4")]
RegionsOption = Annotated[list[str] | None, typer.Option("--region", help="行政区划代码; may be given several times")]
ChecksOption = Annotated[
    list[str] | None,
    typer.Option("--check", help="check id or family; brings the other checks of its indicator along; several times"),
]
IndicatorsOption = Annotated[list[str] | None, typer.Option("--indicator", help="indicator code; several times")]
SystemOption = Annotated[str, typer.Option("--system", help="indicator system; `indicators --system` shows one")]
ReasonOption = Annotated[str | None, typer.Option("--reason", help="why, kept with the run")]
ByOption = Annotated[str | None, typer.Option("--by", help="who, kept with the run")]


def run(
    context: typer.Context,
    round_code: RoundOption,
    panel: Annotated[str | None, typer.Option(help="panel of regions, see `panels`")] = None,
    region: RegionsOption = None,
    portals: Annotated[Path | None, typer.Option(help="folder of portal profiles instead of the built-in ones")] = None,
    system: SystemOption = "project",
    check: ChecksOption = None,
    indicator: IndicatorsOption = None,
    item: Annotated[
        list[str] | None,
        typer.Option(
            "--item",
            help="item code; several times. Where its region was observed in this round, only the item's own pages are "
            "asked again; else its list and the item alone are gathered, and every other item counts as undecided",
        ),
    ] = None,
    census: Annotated[
        bool, typer.Option("--census", help="every item; the default where that fits the deadline at the host's rate")
    ] = False,
    sample: Annotated[int | None, typer.Option(help="so many items a region, stratified", min=1)] = None,
    half_width: Annotated[
        float | None,
        typer.Option("--half-width", help="a sample just large enough for 95 % intervals of this half width, as 0.03"),
    ] = None,
    seed: Annotated[int | None, typer.Option(help="seed of the sample", min=0)] = None,
    rate: Annotated[float | None, typer.Option(help="requests a second a host, instead of the profile's")] = None,
    budget: Annotated[int | None, typer.Option(help="at most so many requests a region", min=1)] = None,
    reason: ReasonOption = None,
    by: ByOption = None,
    plan: Annotated[bool, typer.Option("--plan", help="only print requests, hours and the sampling choice")] = False,
    single_look: Annotated[
        bool, typer.Option("--single-look", help="do not look again at the pages that adverse findings rest on")
    ] = False,
    mend: Annotated[
        bool, typer.Option("--mend", help="of regions observed before ask only what failed in passing")
    ] = False,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="permit loopback and private hosts")] = False,
    enqueue: Annotated[
        bool, typer.Option("--enqueue", help="run nothing here: leave each region to a `worker`, here or elsewhere")
    ] = False,
) -> int:
    """Plan, gather, check and observe; goes on with the round where it was cut off."""
    desk: Desk = context.obj
    if census + (sample is not None) + (half_width is not None) > 1:
        raise UsageError(
            "--census、--sample 和 --half-width 只能用一个",
            "--census, --sample and --half-width exclude each other; give one",
        )
    if half_width is not None and not 0.001 <= half_width < 0.5:
        raise UsageError(
            f"--half-width {half_width:g}：应写 0.001 以上、0.5 以下的数，例如 0.03",
            f"--half-width {half_width:g}: write a share from 0.001 to below 0.5, such as 0.03",
        )
    if item and (census or sample is not None or half_width is not None):
        raise UsageError(
            "--item 已指明事项；去掉 --census、--sample 和 --half-width",
            "--item names the items itself; leave --census, --sample and --half-width out",
        )
    if item and mend:
        raise UsageError("--item 和 --mend 只能用一个", "--item and --mend exclude each other; give one")
    if item and plan:
        raise UsageError(
            "--plan 估算整个地区的用量；去掉 --item", "--plan tells the cost of whole regions; leave --item out"
        )
    check_round_code(round_code)
    chosen = choosing.profiles(panel=panel, regions=region or (), portals=portals, rate=rate)
    tree = catalogue.indicator_system(system)
    checks = choosing.checks(check or (), indicator or (), tree)
    if plan:
        with reading(database_to_read(desk.settings.database_url)) as session:
            plans = planning.plan(
                session, round_code, chosen, sample=sample, budget=budget, half_width=half_width, census=census
            )
            showing.plan(desk, plans)
        return Exit.DONE
    choosing.askable(chosen, allow_private=allow_private)
    with reading(database_to_read(desk.settings.database_url)) as session:
        runs.check_open(session, round_code, reason)
    limited = bool(check or indicator)
    request = RunRequest(
        round=round_code,
        profiles=chosen,
        checks=checks,
        system=tree.id,
        indicators=frozenset(i.code for i in tree.tertiary() if checks & set(i.checks)) if limited else None,
        items=tuple(item or ()),
        sample=sample,
        half_width=half_width,
        census=census,
        seed=seed,
        panel=panel,
        mend=mend,
        second_looks=0 if single_look else desk.settings.second_looks,
        reason=reason,
        by=by or user(),
        options=crawl_options(desk.settings, rate=rate, budget=budget, allow_private=allow_private),
    )
    if enqueue:
        showing_jobs.enqueued(desk, request.round, enqueue_round(request, desk.settings.database_url))
        return Exit.DONE
    result = _run(desk, request)
    showing.outcome(desk, request.round, result)
    return _EXITS[result.state]


def recheck(
    context: typer.Context,
    round_code: RoundOption,
    region: RegionsOption = None,
    check: ChecksOption = None,
    indicator: IndicatorsOption = None,
    reason: ReasonOption = None,
    by: ByOption = None,
) -> int:
    """Judge a round again from its archive; no request leaves the machine."""
    desk: Desk = context.obj
    upgrade(desk.settings.database_url)
    with reading(open_database(desk.settings.database_url)) as session:
        system = catalogue.indicator_system(runs.get_round(session, round_code).system)
        before = parts_now(session, round_code)
    checks = choosing.checks(check or (), indicator or (), system)
    limited = bool(check or indicator)
    result = recheck_round(
        RunRequest(
            round=round_code,
            profiles=(),
            checks=checks,
            indicators=frozenset(i.code for i in system.tertiary() if checks & set(i.checks)) if limited else None,
            reason=reason,
            by=by or user(),
        ),
        regions=tuple(region or ()),
        data=desk.settings.data.resolve(),
        database=desk.settings.database_url,
    )
    with reading(open_database(desk.settings.database_url)) as session:
        changes = tuple(
            change for run in (*result.earlier, result.run) for change in rule_changes(session, run, before)
        )
    showing.outcome(desk, round_code, result, changes)
    return _EXITS[result.state]


def demo(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(help="folder for report and bundle; <data>/demo by default")] = None,
) -> int:
    """Serve the sample portals on loopback, audit them, print the scorecard, write report and bundle."""
    from crawler.demo.server import demo_portals  # noqa: PLC0415 - makes office files, which no other command needs

    desk: Desk = context.obj
    settings = desk.settings
    folder = (out or settings.data / "demo").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    # A round of its own each time: the demo shows a whole run, never the rest of an earlier one.
    code = f"demo-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    with demo_portals(folder / "portals") as portals:
        chosen = tuple(catalogue.read_profile(one.profile_path) for one in portals)
        request = RunRequest(
            round=code,
            profiles=chosen,
            checks=choosing.checks((), (), catalogue.indicator_system()),
            seed=1,
            second_looks=settings.second_looks,
            reason="demo",
            by=user(),
            options=crawl_options(settings, rate=None, budget=None, allow_private=True),
        )
        result = _run(desk, request)
    with reading(open_database(settings.database_url)) as session:
        bundle = folder / "bundle"
        write_bundle(session, code, bundle, formats=("jsonl", "csv"))
        pages = write_reports(
            session, code, None, folder / "report", data=settings.data.resolve(), titles=titles(), lang=settings.lang
        )
        showing.demo(desk, session, code, result, report=pages, bundle=bundle)
    return _EXITS[result.state]


def crawl_options(settings: Settings, *, rate: float | None, budget: int | None, allow_private: bool) -> CrawlOptions:
    """How to gather, from settings and options. A UsageError when the browser that was named is no program."""
    if settings.browser is not None and shutil.which(settings.browser) is None:
        raise UsageError(
            (
                f"浏览器 {settings.browser}：没有这个程序；请改正设置 `browser`（PORTAL_AUDIT_BROWSER），"
                "或去掉它由程序自行查找"
            ),
            f"browser {settings.browser}: there is no such program; mend the setting `browser` (PORTAL_AUDIT_BROWSER), "
            "or leave it out to have one found",
        )
    second = settings.second_browser
    if second not in {None, NONE} and shutil.which(second) is None:
        raise UsageError(
            (
                f"第二浏览器 {second}：没有这个程序；"
                "请改正设置 `second_browser`（PORTAL_AUDIT_SECOND_BROWSER），去掉它由程序自行查找，或写 `none`"
            ),
            f"second browser {second}: there is no such program; mend the setting `second_browser` "
            "(PORTAL_AUDIT_SECOND_BROWSER), leave it out to have one found, or write `none`",
        )
    return CrawlOptions(
        rate=rate,
        allow_private=allow_private,
        contact=settings.contact,
        canary=settings.canary,
        hours=settings.hours,
        daily=settings.daily,
        browser=str(settings.browser) if settings.browser else None,
        second_browser=second_engine(settings.second_browser),
        second_network=settings.second_network.get_secret_value() if settings.second_network else None,
        budget=budget,
        timeout=settings.page_seconds,
        max_bytes=settings.max_megabytes * 1_000_000,
        processes=settings.processes,
        pace=postgres_address(settings.database_url) or str(_pace_folder(settings)),
    )


def _pace_folder(settings: Settings) -> Path:
    """Where processes keep turns at a host; without it nothing may be asked, so it is tried before anything is."""
    folder = settings.data.resolve() / "locks" / "pace"
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError(
            f"{folder}：不能写入；请改权限，或用 --data 换一个数据文件夹",
            f"{folder}: cannot be written; make it writable, or name another data folder with --data",
        )
    return folder


def user() -> str | None:
    """Who gives the command."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in some containers
        return f"uid {os.getuid()}"


def _run(desk: Desk, request: RunRequest) -> RoundResult:
    data = desk.settings.data.resolve()
    with Progressing(desk, request.profiles, request.round) as progressing, published(desk.settings) as registry:
        measured = CrawlMetrics(registry, request.round)

        def tell(progress: Progress) -> None:
            progressing.tell(progress)
            measured.tell(progress)

        return run_round(request, data=data, database=desk.settings.database_url, on_progress=tell)
