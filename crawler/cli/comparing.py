"""The command that compares two rounds: `diff`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

import models
from crawler import catalogue
from crawler.cli.options import Desk
from crawler.domain.check import Text
from crawler.errors import UsageError
from crawler.report.difference import Cause, Change, counted
from crawler.report.two_rounds import check_known, region_differences, regions_of, rule_versions
from crawler.storage import database_to_read, reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.report.difference import Difference

_CHANGES = {
    Change.APPEARED: Text("新增事项", "appeared"),
    Change.VANISHED: Text("事项消失", "vanished"),
    Change.MENDED: Text("已整改", "mended"),
    Change.BROKEN: Text("新问题", "broken"),
    Change.UNCHANGED: Text("未变", "unchanged"),
    Change.NOT_COMPARABLE: Text("不可比", "not comparable"),
}
_CAUSES = {
    None: Text("", ""),
    Cause.SITE: Text("网站变化", "the site"),
    Cause.RULES: Text("规则变化", "the rules"),
    Cause.RENDERER: Text("抓取方式变化", "the renderer"),
    Cause.SAMPLE: Text("样本不同", "the sample"),
    Cause.OBSERVATION: Text("未能观测", "not observed"),
}


def diff(
    context: typer.Context,
    before: Annotated[str, typer.Argument(metavar="R1", help="earlier round, or a run's id")],
    after: Annotated[str, typer.Argument(metavar="R2", help="later round, or a run's id")],
    region: Annotated[list[str] | None, typer.Option("--region", help="行政区划代码; several times")] = None,
) -> None:
    """Say what changed between two rounds, and whether the site, the rules, the renderer or the sample did it."""
    desk: Desk = context.obj
    with reading(database_to_read(desk.settings.database_url)) as session:
        for code in (before, after):
            check_known(session, code)
        common, alone = regions_of(session, before, after)
        for code in region or ():
            if code not in common:
                raise UsageError(
                    f"地区 {code} 没有在 {before} 和 {after} 中都观测过：`status` 列出观测过的地区",
                    f"region {code} was not observed in both {before} and {after}: `status` lists them",
                )
        chosen = [code for code in common if not region or code in region]
        found = {code: region_differences(session, before, after, code) for code in chosen}
        names = {
            code: catalogue.region_called(code, session.get_one(models.Region, code).name, desk.settings.lang)
            for code in chosen
        }
        rules = {code: rule_versions(session, before, after, code) for code in chosen}
    if desk.as_json:
        left_out = [] if region else list(alone)
        regions = [
            {**one, "rules": [{"check": check, "versions": pair} for check, pair in rules[str(one["region"])].items()]}
            for one in _document(found)
        ]
        desk.answer({"before": before, "after": after, "regions": regions, "not_in_both": left_out})
        return
    _print(desk, found, rules, names)
    if alone and not region:
        codes = " ".join(alone)
        desk.out.print(desk.words(f"只在一个轮次中观测: {codes}", f"observed in one round only: {codes}"), markup=False)


def _document(found: Mapping[str, Sequence[Difference]]) -> list[dict[str, object]]:
    return [
        {
            "region": region,
            "counts": [{"change": c, "cause": why, "number": n} for (c, why), n in counted(changes).items()],
            "changes": [asdict(one) for one in changes if one.change is not Change.UNCHANGED],
        }
        for region, changes in found.items()
    ]


def _print(
    desk: Desk,
    found: Mapping[str, Sequence[Difference]],
    rules: Mapping[str, Mapping[str, tuple[int | None, int | None]]],
    names: Mapping[str, str],
) -> None:
    for region, changes in found.items():
        desk.out.print(f"{region} {names[region]}", style="bold", markup=False)
        if not changes:
            desk.out.print(desk.words("  两轮之间没有可以比较的判定", "  nothing was judged that could be compared"))
        for check, versions in rules[region].items():
            said = desk.words("检查点版本", "version of the check")
            desk.out.print(f"  {said} {check}: {_versions(versions)}", markup=False)
        for (change, cause), number in counted(changes).items():
            why = desk.text(_CAUSES[cause])
            desk.out.print(f"  {number:>6}  {desk.text(_CHANGES[change])}{f' ({why})' if why else ''}", markup=False)
        told = [one for one in changes if one.change is not Change.UNCHANGED]
        if told:
            desk.out.print(_table(desk, told))


def _versions(versions: tuple[int | None, int | None]) -> str:
    return " → ".join("-" if one is None else str(one) for one in versions)


def _table(desk: Desk, changes: Sequence[Difference]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in desk.words("变化 原因 检查点 版本 事项 内容", "change cause check versions item what").split():
        table.add_column(column, overflow="fold")
    for one in changes:
        finding = one.finding
        said = "" if finding is None else finding.message_en if desk.english else finding.message
        table.add_row(
            desk.text(_CHANGES[one.change]),
            desk.text(_CAUSES[one.cause]),
            finding.check if finding else "",
            "" if finding is None else _versions(one.versions),
            one.item_name or one.item or "",
            said + (f" ({one.note})" if one.note else ""),
        )
    return table
