"""Commands over evidence (证据): `evidence pack`, `backup`, `restore`, `prune`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from crawler import retention, runs
from crawler.archive import mirror
from crawler.archive.backup import backup, restore
from crawler.archive.remote import Store
from crawler.archive.store import RegionArchive
from crawler.archive.wacz import pack
from crawler.cli import showing
from crawler.cli.options import Desk
from crawler.cli.running import user
from crawler.errors import UsageError
from crawler.storage import database_to_read, reading

evidence = typer.Typer(help="Evidence: pack it, back it up, let old evidence go.")

_Round = Annotated[str, typer.Option("--round", help="round, such as 2026Q4")]
_Region = Annotated[list[str] | None, typer.Option("--region", help="行政区划代码; several times")]


@evidence.command("pack")
def evidence_pack(
    context: typer.Context,
    round_code: _Round,
    out: Annotated[Path, typer.Option("--out", help="WACZ file to write")],
    region: _Region = None,
) -> None:
    """Write the evidence of a round into one WACZ file, which web archive players open."""
    desk: Desk = context.obj
    archives = _archives(desk, round_code, region)
    names = pack(archives, out, title=f"portal-audit {round_code}")
    if desk.as_json:
        desk.answer({"file": str(out), "regions": [one.region for one in archives], "names": list(names)})
        return
    desk.out.print(str(out), soft_wrap=True, markup=False)


@evidence.command("backup")
def evidence_backup(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", help="address, such as s3://bucket/folder or file:///mnt/backup")],
) -> None:
    """Copy all evidence that is not there yet; what is in use meanwhile is copied as far as it is safe."""
    desk: Desk = context.obj
    done = backup(desk.settings.data.resolve(), Store(to))
    _copied(desk, done.files, done.bytes)


@evidence.command("restore")
def evidence_restore(
    context: typer.Context,
    source: Annotated[str, typer.Option("--from", help="address of a back-up")],
) -> None:
    """Fetch evidence from a back-up that is missing here; nothing that is here is overwritten."""
    desk: Desk = context.obj
    done = restore(Store(source), desk.settings.data.resolve())
    _copied(desk, done.files, done.bytes)


@evidence.command("prune")
def evidence_prune(
    context: typer.Context,
    keep_rounds: Annotated[int, typer.Option("--keep-rounds", help="so many of the newest rounds stay whole", min=1)],
    give_up: Annotated[
        list[str] | None,
        typer.Option(
            "--give-up",
            help="an older round whose observations need not be proven or re-checked any more; several times",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only print what would go")] = False,
) -> None:
    """Delete superseded evidence of older rounds, never what a current observation or finding rests on."""
    desk: Desk = context.obj
    data = desk.settings.data.resolve()
    with reading(database_to_read(desk.settings.database_url)) as session:
        going = retention.may_go(session, data, keep_rounds=keep_rounds, give_up=tuple(give_up or ()))
    if not dry_run:
        retention.prune(going, data, by=user(), store=mirror.store_of(data))
    if desk.as_json:
        desk.answer({"dry_run": dry_run, "going": [asdict(one) for one in going]})
        return
    for one in going:
        desk.out.print(f"{one.round} {one.run} {one.region}: {len(one.files)} · {one.bytes} B", markup=False)
        for name in one.files:
            desk.out.print(f"    {name}", soft_wrap=True, markup=False)
    showing.gone(desk, sum(len(one.files) for one in going), sum(one.bytes for one in going), dry_run=dry_run)


def _archives(desk: Desk, round_code: str, regions: list[str] | None) -> list[RegionArchive]:
    """The archives that current observations of a round rest on."""
    data = desk.settings.data.resolve()
    with reading(database_to_read(desk.settings.database_url)) as session:
        runs.get_round(session, round_code)
        current = runs.current_runs(session, round_code)
    for code in regions or ():
        if code not in current:
            raise UsageError(
                f"轮次 {round_code} 没有观测过地区 {code}；请先采集",
                f"region {code} was not observed in round {round_code}; run it first",
            )
    found = [RegionArchive(data, current[code].gathered_by, code) for code in regions or sorted(current)]
    there = [one for one in found if one.journal_path.exists()]
    if not there:
        raise UsageError(
            f"{data / 'evidence'} 下没有轮次 {round_code} 的证据；用 --data 指明所在文件夹",
            f"no evidence of round {round_code} is below {data / 'evidence'}; give its folder with --data",
        )
    return there


def _copied(desk: Desk, files: int, size: int) -> None:
    if desk.as_json:
        desk.answer({"files": files, "bytes": size})
        return
    desk.out.print(desk.words(f"已复制 {files} 个文件，{size} 字节", f"{files} files copied, {size} bytes"))
