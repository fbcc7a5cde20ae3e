"""Which regions, checks and items a command is about, from its options."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler import catalogue
from crawler.errors import UsageError
from crawler.gather.address import refused_as_written
from crawler.report.reasons import reason_in
from crawler.verdicts.judge import all_checks
from spiders.platforms import platform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from crawler.domain.indicator import IndicatorSystem
    from crawler.domain.portal import PortalProfile


def profiles(
    *, panel: str | None, regions: Sequence[str], portals: Path | None, rate: float | None
) -> tuple[PortalProfile, ...]:
    """The portals to audit: those of a folder, a panel or single regions; `rate` replaces the profiles' own."""
    if panel and regions:
        raise UsageError(
            "--panel 和 --region 不能同时使用；写评估组，或写其中的地区",
            "--panel and --region exclude each other; give the panel or its single regions",
        )
    if rate is not None and not (math.isfinite(rate) and rate > 0):
        raise UsageError(
            f"--rate {rate:g}：应写大于 0 的每秒请求数，例如 0.5",
            f"--rate {rate:g}: write a number of requests a second above 0, such as 0.5",
        )
    known: Mapping[str, PortalProfile] = catalogue.read_profiles(portals) if portals else catalogue.built_in_profiles()
    if regions:
        chosen = list(dict.fromkeys(regions))
    elif panel:
        chosen = list(catalogue.panel(panel).members)
    elif portals:
        chosen = list(known)
    else:
        raise UsageError(
            "没有指明地区：请写 --panel 评估组、--region 代码（见 `portal-audit regions`）或 --portals 文件夹",
            "which regions? give --panel NAME, --region CODE (both: `portal-audit regions`) or --portals DIR",
        )
    for code in chosen:
        if code not in known and portals:
            raise UsageError(
                f"地区 {code} 在 {portals} 中没有门户档案；请补一份，或不选这个地区",
                f"region {code} has no profile in {portals}; add one or leave the region out",
            )
    found = tuple(known[code] if code in known else catalogue.portal_profile(code) for code in chosen)
    for one in found:
        try:
            platform(one.platform)
        except UsageError as problem:
            raise UsageError(
                f"地区 {one.code} 的门户档案：{problem.zh}", f"profile of region {one.code}: {problem}"
            ) from problem
    if rate is None:
        return found
    return tuple(replace(one, limits=replace(one.limits, rate=rate)) for one in found)


def askable(chosen: Sequence[PortalProfile], *, allow_private: bool) -> None:
    """Refuse portals whose address says that it is a private one, before anything is stored of a run over them."""
    for one in chosen:
        for url in filter(None, (one.portal, one.hints.item_list)):
            refused = refused_as_written(url, allow_private=allow_private)
            if refused is not None:
                raise UsageError(
                    f"地区 {one.code} 的门户档案：{url}：{reason_in(refused, 'zh')}",
                    f"profile of region {one.code}: {url}: {refused}",
                )


def checks(wanted: Sequence[str], indicators: Sequence[str], system: IndicatorSystem) -> frozenset[str]:
    """Ids of the checks to run: those named, those of the indicators named (of any level), or all of the system.

    A check named by itself brings the other checks of its indicator: an observation must never rest on fewer checks
    than that of another round.
    """
    built = all_checks()
    chosen: set[str] = set()
    for name in wanted:
        family = {one for one in built if one == name or one.startswith(f"{name}.")}
        if not family:
            raise UsageError(
                f"没有检查点 {name!r}；`portal-audit checks` 列出全部检查点",
                f"no check is called {name!r}; `portal-audit checks` lists them",
            )
        chosen |= family
        fed = [indicator for one in family if (indicator := system.of_check(one)) is not None]
        chosen |= {one for indicator in fed for one in indicator.checks if one in built}
    for code in indicators:
        rows = [i for i in system.tertiary() if i.code == code or i.code.startswith(f"{code}.")]
        if not rows:
            raise UsageError(
                f"没有指标 {code!r}；`portal-audit indicators` 列出全部指标",
                f"no indicator has the code {code!r}; `portal-audit indicators` lists them",
            )
        chosen |= {one for row in rows for one in row.checks if one in built}
    if wanted and not any(system.of_check(one) for one in chosen):
        raise UsageError(
            f"指标体系 {system.id} 不含这些检查点；去掉 --check 或 --system",
            f"the indicator system {system.id} has none of these checks; leave --check or --system out",
        )
    if (wanted or indicators) and not chosen:
        raise UsageError(
            "这些指标的检查点都还没有实现；`portal-audit indicators` 可查已实现的",
            "none of the checks of these indicators is built yet; `portal-audit indicators` shows which are",
        )
    fed_here = {one for row in system.tertiary() for one in row.checks}
    return frozenset((chosen or set(built)) & fed_here)
