"""Commands that list what is known: regions, panels, checks, indicators, and one check explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from crawler import catalogue, explaining, manual
from crawler.cli.options import Desk
from crawler.domain.check import Text
from crawler.errors import UsageError
from crawler.report.words import SEVERITY, SUBJECT
from crawler.verdicts.judge import all_checks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DEFAULT = "project"
_SOURCES = {
    "official": Text("官方", "official"),
    "official (wording translated)": Text("官方（由译文回译）", "official (wording translated)"),
    "project": Text("本项目", "project"),
    "third party": Text("第三方评估", "third party"),
    "not public": Text("未公开", "not public"),
}
"""Whose wording the name of an indicator is: the `status` of the systems that are shipped."""
SystemOption = Annotated[
    str, typer.Option("--system", help=f"indicator system: {', '.join(catalogue.indicator_systems())}")
]


def _print(desk: Desk, columns: Sequence[str], rows: Iterable[Sequence[object]], keys: Sequence[str]) -> None:
    """One list, as a table or as JSON with English keys."""
    if desk.as_json:
        desk.answer([dict(zip(keys, row, strict=True)) for row in rows])
        return
    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    desk.out.print(table)


def regions(context: typer.Context) -> None:
    """List the regions that are known, with their panel and portal address."""
    desk: Desk = context.obj
    profiles = catalogue.built_in_profiles()
    rows = []
    for region in catalogue.regions().values():
        profile = profiles.get(region.code)
        address = profile.portal if profile else None
        if address is None and not desk.as_json:
            address = desk.words("（无地址）", "(no address)")
        verified = profile.verified if profile else False
        said = verified if desk.as_json else desk.words("是" if verified else "否", "yes" if verified else "no")
        rows.append((region.code, region.name, region.name_en, region.panel, address, said))
    columns = desk.words("代码 名称 英文名 评估组 门户地址 已核实", "code name english panel portal verified").split()
    _print(desk, columns, rows, ("code", "name", "name_en", "panel", "portal", "verified"))


def panels(context: typer.Context) -> None:
    """List the panels of regions that a round can be run for."""
    desk: Desk = context.obj
    rows = [
        (one.name, one.name_en if desk.english else one.name_zh, len(one.members))
        for one in catalogue.panels().values()
    ]
    columns = desk.words("评估组 名称 地区数", "panel name regions").split()
    _print(desk, columns, rows, ("panel", "name", "regions"))


def checks(
    context: typer.Context,
    system: SystemOption = _DEFAULT,
    markdown: Annotated[bool, typer.Option("--markdown", help="explain them all, as one document")] = False,
) -> None:
    """List the checks that are built, with the indicator each feeds; of another system those that it uses."""
    desk: Desk = context.obj
    if markdown:
        desk.out.file.write(explaining.markdown(english=desk.english))
        return
    tree = catalogue.indicator_system(system)
    rows = []
    for check in all_checks().values():
        indicator = tree.of_check(check.id)
        if indicator is None and system != _DEFAULT:
            continue
        code = indicator.code if indicator else None
        kinds = (check.severity.value, check.subject.value)
        told = kinds if desk.as_json else (desk.text(SEVERITY[check.severity]), desk.text(SUBJECT[check.subject]))
        rows.append((check.id, check.version, code, *told, desk.text(check.title)))
    columns = desk.words(
        "检查点 版本 指标 严重程度 对象 名称", "check version indicator severity subject title"
    ).split()
    _print(desk, columns, rows, ("check", "version", "indicator", "severity", "subject", "title"))


def indicators(context: typer.Context, system: SystemOption = _DEFAULT) -> None:
    """List an indicator tree, which checks feed each tertiary indicator, and what cannot be observed from outside."""
    desk: Desk = context.obj
    tree = catalogue.indicator_system(system)
    built = all_checks()
    rows: list[tuple[object, ...]] = []
    for one in tree.indicators:
        name = one.name_en if desk.english else one.name_zh
        missing = [c for c in one.checks if c not in built]
        fed_by = " ".join(c for c in one.checks if c in built)
        unseen = (one.unobservable_en if desk.english else None) or one.unobservable
        if desk.as_json:
            more = (one.weight, one.weight_status, one.rule.value, dict(one.numbers), unseen)
            rows.append((one.code, one.level, name, one.status, fed_by, len(missing), *more))
        else:
            # On paper the reason stands where the checks would.
            source = desk.text(_SOURCES.get(one.status, Text(one.status, one.status)))
            rows.append((one.code, one.level, name, source, fed_by or unseen, len(missing)))
    columns = desk.words("代码 级别 名称 来源 检查点/不可观测原因 未建", "code level name status checks/reason missing")
    keys = ("code", "level", "name", "status", "checks", "missing")
    _print(desk, columns.split(), rows, (*keys, "weight", "weight_status", "rule", "numbers", "unobservable"))


def explain(context: typer.Context, check: Annotated[str, typer.Argument(help="check id, as in `checks`")]) -> None:
    """Print what a check asks, its basis, examples and known limits."""
    desk: Desk = context.obj
    known = all_checks()
    if check not in known:
        near = [one for one in known if check.split(".")[-1] in one or one.split(".")[0] == check.split(".")[0]]
        hint = f"did you mean {', '.join(near[:5])}?" if near else "`portal-audit checks` lists them"
        hint_zh = f"是否指 {'、'.join(near[:5])}？" if near else "`portal-audit checks` 列出全部检查点"
        raise UsageError(f"没有检查点 {check!r}；{hint_zh}", f"no check is called {check!r}; {hint}")
    found = explaining.explain(check)
    about = found.check
    if desk.as_json:
        desk.answer(
            {
                "check": about.id,
                "version": about.version,
                "title": about.title.zh,
                "title_en": about.title.en,
                "severity": about.severity,
                "subject": about.subject,
                "needs": list(about.needs),
                "indicator": found.indicator,
                "explanation": found.text,
                "manual": {"zh": found.chinese.sections(), "en": found.english.sections()},
                "examples": [
                    {
                        "kind": e.kind,
                        "says": e.says.en,
                        "says_zh": e.says.zh,
                        "shows": e.shows.en,
                        "shows_zh": e.shows.zh,
                    }
                    for e in found.examples
                ],
                "none_of": {kind: {"zh": why.zh, "en": why.en} for kind, why in found.none_of.items()},
            }
        )
        return
    desk.out.print(f"{about.id}  {desk.text(about.title)}", style="bold")
    desk.out.print(
        f"{desk.words('版本', 'version')} {about.version} · {desk.text(SEVERITY[about.severity])} · "
        f"{desk.text(SUBJECT[about.subject])} · "
        f"{desk.words('指标', 'indicator')} {found.indicator or '-'}\n"
    )
    for section, text in (found.english if desk.english else found.chinese).sections().items():
        heading = desk.text(manual.HEADINGS[section])
        desk.out.print(desk.words(f"{heading}：{text}", f"{heading}: {text}"), markup=False)
    for kind, title in explaining.KINDS.items():
        examples = [e for e in found.examples if e.kind == kind]
        if examples or kind in found.none_of:
            desk.out.print(f"\n{desk.text(title)}", style="bold")
        for example in examples:
            shown = desk.text(example.shows) or desk.words("（没有这一项）", "(nothing of it)")
            desk.out.print(
                desk.words(f"  {shown}（{example.says.zh}）", f"  {shown}  ({example.says.en})"), markup=False
            )
        if kind in found.none_of:
            desk.out.print(f"  {desk.text(found.none_of[kind])}", markup=False)
