"""The command tree."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import structlog
import typer

from crawler import __version__, logs
from crawler.archive import mirror
from crawler.cli import (
    comparing,
    finding_out,
    handing,
    keeping_evidence,
    listing,
    looking,
    measuring,
    outbox,
    releasing,
    running,
    scheduling,
    serving,
    standing,
    working,
)
from crawler.cli.options import Desk
from crawler.config import mistaken_variables, read_settings

_log = structlog.get_logger(__name__)

app = typer.Typer(
    name="portal-audit",
    help="Audit the service guides of government service portals (一体化政务服务平台办事指南检查).",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _tell_version(wanted: bool) -> None:
    """Which program this is: the first thing that somebody who helps from afar asks."""
    if wanted:
        typer.echo(f"portal-audit {__version__}")
        raise typer.Exit


@app.callback()
def _desk(
    context: typer.Context,
    db: Annotated[str | None, typer.Option(help="database URL; SQLite under the data folder by default")] = None,
    data: Annotated[Path | None, typer.Option(help="folder for evidence, exports, reports, logs; ./var")] = None,
    lang: Annotated[str | None, typer.Option(help="zh or en")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="more about what happens, on stderr")] = False,
    version: Annotated[  # noqa: ARG001  answered before anything else is read
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="print the version and end")
    ] = False,
) -> None:
    """Global options; they may stand before or after the command."""
    settings = read_settings(db=db, data=data, lang=lang)
    logs.configure(folder=settings.data / "logs", as_json=as_json, verbose=verbose)
    for line in mistaken_variables(os.environ):
        _log.warning(line)
    mirror.use(settings.data.resolve(), settings.evidence)
    context.obj = Desk(settings=settings, as_json=as_json, verbose=verbose)


_WORKING: tuple[Callable[..., object], ...] = (
    running.demo,
    running.run,
    running.recheck,
    standing.status,
    serving.console,
    working.worker,
    looking.inspect,
    finding_out.discover,
    listing.regions,
    listing.panels,
    listing.checks,
    listing.indicators,
    listing.explain,
    measuring.accuracy,
    handing.export,
    handing.report,
    releasing.release,
    releasing.withdrawn,
    comparing.diff,
)

for command in _WORKING:
    app.command()(command)
app.add_typer(handing.database, name="db")
app.add_typer(keeping_evidence.evidence, name="evidence")
app.add_typer(outbox.outbox, name="outbox")
app.add_typer(scheduling.schedule, name="schedule")
