"""The commands of the outbox: `outbox put`, `list`, `send`, `serve`, `prune`."""

from __future__ import annotations

import ipaddress
import time
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table

from crawler.cli import showing
from crawler.cli.exits import Exit
from crawler.cli.options import Desk
from crawler.cli.running import ByOption, ReasonOption, RoundOption, user
from crawler.cli.serving import listening_at, serve_until_stopped
from crawler.errors import UsageError
from crawler.outbox import sending, shelf
from crawler.outbox.shelf import document
from crawler.report.reasons_of_rounds import reason_of_round
from crawler.storage import database_to_read, open_database, reading, upgrade, writing
from models import Delivery, DeliveryState

outbox = typer.Typer(help="Deliveries of rounds to the scoring engine (待发箱).")

_STATES = {
    DeliveryState.WAITING: ("待交付", "waiting"),
    DeliveryState.DELIVERED: ("已签收", "delivered"),
    DeliveryState.GIVEN_UP: ("已停止重试", "given up"),
}


@outbox.command("put")
def put(
    context: typer.Context,
    round_code: RoundOption,
    to: Annotated[str | None, typer.Option(help="address to send it to; without it the engine pulls it")] = None,
    formats: Annotated[str, typer.Option("--format", help="jsonl, csv, parquet, xlsx; comma between")] = "jsonl",
    since: Annotated[
        str | None, typer.Option(help="only what changed: `last` delivery there, a moment, or a manifest.json")
    ] = None,
    reason: ReasonOption = None,
    by: ByOption = None,
) -> None:
    """Put a round as it stands into the outbox; the same state twice is one delivery."""
    desk: Desk = context.obj
    upgrade(desk.settings.database_url)
    one, new = shelf.put(
        open_database(desk.settings.database_url),
        desk.settings.data.resolve(),
        round_code,
        target=to,
        formats=tuple(part.strip() for part in formats.split(",")),
        since=since,
        by=by or user(),
        reason=reason,
    )
    if desk.as_json:
        desk.answer({**document(one), "new": new})
        return
    said = desk.words("新交付", "new delivery") if new else desk.words("已在待发箱中", "is in the outbox already")
    desk.out.print(f"{one.id} {said}", markup=False)


@outbox.command("list")
def listed(
    context: typer.Context,
    round_code: Annotated[str | None, typer.Option("--round", help="round; all when left out")] = None,
) -> None:
    """List deliveries and how they stand."""
    desk: Desk = context.obj
    with reading(database_to_read(desk.settings.database_url)) as session:
        found = shelf.deliveries(session, round_code)
    _show(desk, found)


@outbox.command("send")
def send(
    context: typer.Context,
    delivery: Annotated[
        list[str] | None, typer.Argument(help="ids, also of those given up; all that are due when left out")
    ] = None,
    wait: Annotated[bool, typer.Option("--wait", help="go on until everything is delivered or given up")] = False,
) -> int:
    """Send what waits to its target, signed; failures are tried again later, each time after a longer pause."""
    desk: Desk = context.obj
    secret = desk.settings.outbox_secret
    if secret is None:
        raise UsageError(
            "要用收件方知道的密钥签名：请设置 PORTAL_AUDIT_OUTBOX_SECRET",
            "a secret that the receiver knows is wanted to sign with: set PORTAL_AUDIT_OUTBOX_SECRET",
        )
    upgrade(desk.settings.database_url)
    engine = open_database(desk.settings.database_url)
    data = desk.settings.data.resolve()
    with reading(engine) as session:
        named = [shelf.get_delivery(session, one) for one in delivery or ()]
    for one in named:
        if one.target is None:
            raise UsageError(
                f"交付 {one.id} 是等对方来取的（`outbox serve`）；要发送请用 `outbox put --to` 另建",
                f"delivery {one.id} is to be pulled (`outbox serve`); `outbox put --to` makes one to send",
            )
    if named:
        with writing(engine) as session:
            for one in named:
                session.get_one(Delivery, one.id).state = DeliveryState.WAITING
    done: dict[str, Delivery] = {}
    while True:
        with reading(engine) as session:
            now = named or shelf.due(session, datetime.now(UTC))
        named = []
        for one in now:
            done[one.id] = sending.attempt(engine, data, one, secret.get_secret_value())
        with reading(engine) as session:
            left = [one for one in shelf.deliveries(session) if one.target and one.state is DeliveryState.WAITING]
        if not wait or not left:
            break
        _sleep_until(min(one.next_attempt_at or datetime.now(UTC) for one in left))
    _show(desk, tuple(done.values()))
    gone = any(one.state is not DeliveryState.DELIVERED for one in done.values())
    return Exit.INCOMPLETE if left or gone else Exit.DONE


@outbox.command("serve")
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="address to listen at")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="port", min=0, max=65535)] = 8765,
) -> int:
    """Serve the deliveries that have no target: the engine lists, takes, and leaves its receipt."""
    from crawler.outbox import serving  # noqa: PLC0415 - a web server takes a second to load

    desk: Desk = context.obj
    token = desk.settings.outbox_token
    if token is None and not _loopback(host):
        raise UsageError(
            f"--host {host}：其他人也能读取；请设置 PORTAL_AUDIT_OUTBOX_TOKEN，或改用 127.0.0.1",
            f"--host {host}: others could read it; set PORTAL_AUDIT_OUTBOX_TOKEN, or listen at 127.0.0.1",
        )
    upgrade(desk.settings.database_url)
    app = serving.outbox_app(
        open_database(desk.settings.database_url),
        desk.settings.data.resolve(),
        None if token is None else token.get_secret_value(),
    )
    with listening_at(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        desk.notes.print(f"http://{shown}:{listening.getsockname()[1]}/deliveries", markup=False)
        serve_until_stopped(app, listening)
    return Exit.DONE


@outbox.command("prune")
def prune(
    context: typer.Context,
    keep_rounds: Annotated[int, typer.Option("--keep-rounds", help="so many of the newest rounds stay whole", min=1)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only print what would go")] = False,
) -> None:
    """Delete the files of deliveries of older rounds that were received; their manifests stay."""
    desk: Desk = context.obj
    data = desk.settings.data.resolve()
    with reading(database_to_read(desk.settings.database_url)) as session:
        leaving = shelf.may_go(session, data, keep_rounds=keep_rounds)
    if not dry_run:
        shelf.prune(leaving, data)
    if desk.as_json:
        desk.answer({"dry_run": dry_run, "going": [asdict(one) for one in leaving]})
        return
    for one in leaving:
        desk.out.print(f"{one.round} {one.delivery}: {len(one.files)} · {one.bytes} B", markup=False)
    showing.gone(desk, sum(len(one.files) for one in leaving), sum(one.bytes for one in leaving), dry_run=dry_run)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _sleep_until(moment: datetime) -> None:
    time.sleep(max(0.5, min(60.0, (moment - datetime.now(UTC)).total_seconds())))


def _show(desk: Desk, found: tuple[Delivery, ...]) -> None:
    if desk.as_json:
        desk.answer([document(one) for one in found])
        return
    heads = desk.words(
        "交付 轮次 序号 范围 去向 状态 次数 说明", "delivery round number scope target state attempts note"
    )
    table = Table(*heads.split(), box=None, pad_edge=False, header_style="bold")
    for one in found:
        table.add_row(
            one.id[:12],
            one.round,
            str(one.number),
            desk.words("全部", "whole") if one.whole else desk.words("增量", "changes"),
            one.target or desk.words("待拉取", "to be pulled"),
            desk.words(*_STATES[one.state]),
            str(one.attempts),
            reason_of_round(one.last_error or "", desk.settings.lang),
        )
    desk.out.print(table)
