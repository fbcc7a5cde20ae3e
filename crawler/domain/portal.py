"""Regions and the profiles of their portals (政务服务平台)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Level(StrEnum):
    """Which panel a region belongs to (级别)."""

    PROVINCIAL = "provincial"
    KEY_CITY = "key_city"
    OTHER = "other"


class Render(StrEnum):
    """Whether pages of a portal need a browser."""

    AUTO = "auto"
    HTTP = "http"
    BROWSER = "browser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What a person knows about a portal; each overrides what discovery found."""

    item_list: str | None = None
    guide: str | None = None
    render: Render = Render.AUTO
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expects:
    """Known volume of a portal: below it a region is incomplete, never bad."""

    min_items: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How hard one host may be asked. `rate` is in requests a second.

    `hours` is the part of the day in which it may be asked, Beijing time, such as `22:00-06:00`; `daily` the most
    requests a day. None leaves it to the settings.
    """

    rate: float = 1.0
    hours: str | None = None
    daily: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalProfile:
    """One region's portal: identity, entry and hints. `code` is the 行政区划代码 (GB/T 2260)."""

    code: str
    name: str
    level: Level
    portal: str | None
    platform: str = "auto"
    verified: bool = False
    all_areas: bool = False
    hints: Hints = field(default_factory=Hints)
    expects: Expects = field(default_factory=Expects)
    limits: Limits = field(default_factory=Limits)
