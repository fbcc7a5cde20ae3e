"""Commands that hand results over: `export`, `report`, and the database's own `db`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crawler import runs
from crawler.cli.options import Desk
from crawler.errors import UsageError
from crawler.export.bundle import write_bundle
from crawler.export.since import read_since
from crawler.report.write import write_reports
from crawler.storage import check, database_to_read, reading, upgrade
from crawler.verdicts.judge import titles

database = typer.Typer(help="Migrations of the database.")

_Round = Annotated[str, typer.Option("--round", help="round, such as 2026Q4")]
_Out = Annotated[Path, typer.Option("--out", help="folder to write into")]


def export(
    context: typer.Context,
    round_code: _Round,
    out: _Out,
    formats: Annotated[str, typer.Option("--format", help="jsonl, csv, parquet, xlsx; comma between")] = "jsonl,csv",
    since: Annotated[
        str | None,
        typer.Option(help="only what changed since a moment (2026-10-08T04:30:00Z) or a bundle (its manifest.json)"),
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="superseded observations too, in a table of their own: who, why, when")
    ] = False,
) -> None:
    """Write the bundle for the scoring engine."""
    desk: Desk = context.obj
    with reading(database_to_read(desk.settings.database_url)) as session:
        runs.get_round(session, round_code)
        wanted = tuple(one.strip() for one in formats.split(",") if one.strip())
        state = None if since is None else read_since(since, round_code)
        files = write_bundle(session, round_code, out, formats=wanted, since=state, history=history)
    _written(desk, [*(out / one.name for one in files), out / "manifest.json"])


def report(
    context: typer.Context,
    round_code: _Round,
    out: _Out,
    region: Annotated[list[str] | None, typer.Option("--region", help="行政区划代码; several times")] = None,
) -> None:
    """Write a report a region, the comparison of regions, and the findings by department."""
    desk: Desk = context.obj
    settings = desk.settings
    with reading(database_to_read(settings.database_url)) as session:
        runs.get_round(session, round_code)
        paths = write_reports(
            session, round_code, region, out, data=settings.data.resolve(), titles=titles(), lang=settings.lang
        )
    _written(desk, paths)


@database.command("upgrade")
def db_upgrade(
    context: typer.Context,
    wait: Annotated[float, typer.Option(help="seconds to wait for those who hold a table", min=0)] = 300.0,
) -> None:
    """Bring the database to the newest tables; safe while others work on it."""
    desk: Desk = context.obj
    upgrade(desk.settings.database_url, patience=wait)
    if desk.as_json:
        desk.answer({"problems": [one.en for one in check(desk.settings.database_url)]})
    desk.notes.print(desk.words("数据库已是最新", "the database is up to date"))


@database.command("check")
def db_check(context: typer.Context) -> None:
    """Say whether the database has the tables that this program wants."""
    desk: Desk = context.obj
    wrong = check(desk.settings.database_url)
    if desk.as_json:
        desk.answer({"problems": [one.en for one in wrong]})
    if wrong:
        raise UsageError(wrong[0].zh, wrong[0].en)
    desk.notes.print(desk.words("数据库正常", "the database is right"))


def _written(desk: Desk, paths: list[Path]) -> None:
    if desk.as_json:
        desk.answer([str(path) for path in paths])
        return
    for path in paths:
        desk.out.print(str(path), soft_wrap=True, markup=False)
