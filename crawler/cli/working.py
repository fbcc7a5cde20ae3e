"""`worker`: works on what is planned, alone or as one of many."""

from __future__ import annotations

import os
import socket
from typing import Annotated

import typer

from crawler.cli.options import Desk
from crawler.cli.running import crawl_options
from crawler.metrics import published
from crawler.queue.attempt import Workplace


def worker(
    context: typer.Context,
    regions: Annotated[int, typer.Option(help="regions at once, each on a host of its own", min=1)] = 2,
    name: Annotated[str | None, typer.Option(help="name in the logs; machine and process when left out")] = None,
    until_done: Annotated[bool, typer.Option("--until-done", help="end when nothing is planned any more")] = False,
    metrics_port: Annotated[int | None, typer.Option("--metrics-port", help="serve metrics on this port")] = None,
) -> None:
    """Run planned regions (`run --enqueue`, `schedule run`) until stopped; on PostgreSQL as one of many machines."""
    from crawler.queue.worker import work  # noqa: PLC0415 - Procrastinate, which no other command needs

    desk: Desk = context.obj
    place = Workplace(
        database=desk.settings.database_url,
        data=desk.settings.data.resolve(),
        options=crawl_options(desk.settings, rate=None, budget=None, allow_private=False),
    )
    called = name or f"{socket.gethostname()}-{os.getpid()}"
    desk.notes.print(desk.words(f"{called}：等候任务", f"{called}: waiting for regions to run"), markup=False)
    with published(desk.settings, port=metrics_port):
        work(place, name=called, at_once=regions, until_done=until_done)
