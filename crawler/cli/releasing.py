"""What is not handed over: `release` for a region that is held back, `withdrawn` for findings that do not stand."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from crawler import runs
from crawler.calendar import holding
from crawler.cli.options import Desk
from crawler.errors import UsageError
from crawler.export.withdrawn import withdrawn as read_withdrawn
from crawler.report.reasons import reason_in
from crawler.storage import database_to_read, open_database, reading, upgrade, writing


def release(
    context: typer.Context,
    round_code: Annotated[str, typer.Option("--round", help="round, such as 2026Q4")],
    region: Annotated[str, typer.Option("--region", help="行政区划代码")],
    by: Annotated[str, typer.Option("--by", help="who has looked at it")],
    reason: Annotated[str, typer.Option("--reason", help="why it may be released, kept for good")],
) -> None:
    """Release a region that was held back because what was read of it fell away from its last rounds."""
    desk: Desk = context.obj
    for name, words in (("--by", by), ("--reason", reason)):
        if not words.strip():
            raise UsageError(
                f"{name} 是空的；放行要留下姓名和理由", f"{name} is empty; a release is kept with a name and a reason"
            )
    upgrade(desk.settings.database_url)
    with writing(open_database(desk.settings.database_url)) as session:
        hold = holding.release(session, round_code, region, by=by.strip(), reason=reason.strip())
        held_for = hold.reason_en if desk.english else hold.reason
    if desk.as_json:
        desk.answer({"round": round_code, "region": region, "by": hold.released_by, "reason": hold.release_reason})
        return
    desk.out.print(
        desk.words(
            f"轮次 {round_code} 的 {region} 已由 {hold.released_by} 放行（曾因“{held_for}”暂缓发布）",
            f"{region} of round {round_code} is released by {hold.released_by} (it was held back: {held_for})",
        ),
        markup=False,
    )


def withdrawn(
    context: typer.Context,
    round_code: Annotated[str, typer.Option("--round", help="round, such as 2026Q4")],
    region: Annotated[str | None, typer.Option("--region", help="行政区划代码")] = None,
) -> None:
    """List findings that a second look did not show, or that stand all over a portal: they count for nothing."""
    desk: Desk = context.obj
    with reading(database_to_read(desk.settings.database_url)) as session:
        runs.get_round(session, round_code)
        found = list(read_withdrawn(session, round_code, region))
    if desk.as_json:
        desk.answer([asdict(one) for one in found])
        return
    if not found:
        desk.out.print(desk.words("没有撤回的问题", "nothing was withdrawn"))
    for one in found:
        said = one.message_en if desk.english else one.message
        desk.out.print(f"{one.region} {one.check} {one.item_name or ''}: {said}", markup=False)
        desk.out.print(f"    {reason_in(one.why, desk.settings.lang)}  {one.url}", markup=False, soft_wrap=True)
