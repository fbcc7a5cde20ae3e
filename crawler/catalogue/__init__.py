"""What the project knows by heart, as data: regions, panels, indicator systems, labels, code lists."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from crawler.catalogue.portals import built_in_profiles, read_profile, read_profiles
from crawler.catalogue.systems import parse_system
from crawler.domain.portal import Level
from crawler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.domain.indicator import IndicatorSystem
    from crawler.domain.portal import PortalProfile

__all__ = [
    "Panel",
    "Region",
    "area_codes",
    "built_in_profiles",
    "code_values",
    "indicator_system",
    "indicator_systems",
    "labels_text",
    "panel",
    "panels",
    "portal_profile",
    "read_profile",
    "read_profiles",
    "region",
    "regions",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One assessed region (被评估地区). `parent` is the code of its province, None for a province."""

    code: str
    name: str
    name_en: str
    level: Level
    type: tuple[str, ...]
    parent: str | None
    panel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A group of regions that are assessed together; `members` are region codes."""

    name: str
    name_zh: str
    name_en: str
    members: tuple[str, ...]


def _rows(name: str) -> list[dict[str, str]]:
    text = (files(__name__) / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def regions() -> Mapping[str, Region]:
    """The assessed regions by code, provinces first."""
    return {
        row["code"]: Region(
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            level=Level(row["level"]),
            type=tuple(row["type"].split()),
            parent=row["parent"] or None,
            panel=row["panel"],
        )
        for row in _rows("regions.csv")
    }


def region(code: str) -> Region:
    """One assessed region; a UsageError when the code is none of them."""
    found = regions().get(code)
    if found is None:
        raise UsageError(
            f"没有地区 {code}：`portal-audit regions` 列出已知的行政区划代码",
            f"unknown region {code}: `portal-audit regions` lists the codes that are known",
        )
    return found


def region_called(code: str, name: str, lang: str) -> str:
    """What a region is called in a language; a name that a profile of one's own gives it stays."""
    known = regions().get(code)
    return known.name_en if lang == "en" and known is not None and known.name == name else name


@cache
def panels() -> Mapping[str, Panel]:
    """The panels by name."""
    found: dict[str, Panel] = {}
    for row in _rows("panels.csv"):
        parts = row["includes"].split() or [row["name"]]
        found[row["name"]] = Panel(
            name=row["name"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            members=tuple(r.code for r in regions().values() if r.panel in parts),
        )
    return found


def panel(name: str) -> Panel:
    """One panel; a UsageError when there is none of that name."""
    found = panels().get(name)
    if found is None:
        raise UsageError(
            f"没有评估组 {name}：可写 {'、'.join(panels())}",
            f"unknown panel {name}: write one of {', '.join(panels())}",
        )
    return found


def portal_profile(code: str) -> PortalProfile:
    """The shipped profile of a region; a UsageError when there is none."""
    found = built_in_profiles().get(code)
    if found is None:
        raise UsageError(
            (
                f"没有地区 {code}：`portal-audit regions` 列出已知的行政区划代码；其他地区请写门户档案，"
                "并用 --portals 指明所在文件夹"
            ),
            f"unknown region {code}: `portal-audit regions` lists the codes that are known; "
            "for another region write a profile and name its folder with --portals",
        )
    return found


def indicator_systems() -> tuple[str, ...]:
    """The ids of the shipped indicator systems."""
    found = (entry.name for entry in (files(__name__) / "indicators").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def indicator_system(system: str = "project") -> IndicatorSystem:
    """One shipped indicator system (指标体系); a UsageError when there is none of that id."""
    known = indicator_systems()
    if system not in known:
        raise UsageError(
            f"没有指标体系 {system}：可写 {'、'.join(known)}",
            f"unknown indicator system {system}: write one of {', '.join(known)}",
        )
    name = f"{system}.toml"
    found = parse_system((files(__name__) / "indicators" / name).read_text(encoding="utf-8"), name, indicator_system)
    if found.id != system:
        raise UsageError(
            f"{name}：其中的 id 是 {found.id}；指标体系的 id 应与文件名相同",
            f"{name}: its id is {found.id}; a system is called as its file",
        )
    return found


@cache
def labels_text() -> str:
    """The built-in label dictionary as written; `crawler.extract.labels.dictionary.read_labels` reads it."""
    return (files(__name__) / "labels.toml").read_text(encoding="utf-8")


@cache
def code_values() -> tuple[Mapping[str, str], ...]:
    """The code lists (代码集): list, context, code, label, label_en, note."""
    return tuple(_rows("code_values.csv"))


@cache
def area_codes() -> Mapping[str, tuple[str, ...]]:
    """Telephone area codes (区号) in use in a region, by 行政区划代码."""
    return {row["code"]: tuple(row["accepted"].split("|")) for row in _rows("area_codes.csv")}
