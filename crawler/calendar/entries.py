"""Entries of the calendar (评估日历配置): which panels a quarter opens, on which terms; in `portal-audit.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from pathlib import Path  # noqa: TC003  pydantic reads the annotations
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from crawler.errors import WrongValueError

if TYPE_CHECKING:
    import models

_NIGHT = re.compile(r"^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$")
_CLOCK = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")


class CalendarEntry(BaseModel):
    """One `[[calendar]]` table of the settings: a panel, or regions of one's own, and how its rounds are run."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, description="name of the entry, such as provinces")
    panel: str | None = Field(default=None, description="panel of regions, see `panels`")
    regions: tuple[str, ...] = Field(default=(), description="行政区划代码; instead of a panel")
    portals: Path | None = Field(default=None, description="folder of portal profiles instead of the built-in ones")
    round: str = Field(default="{quarter}", description="how its rounds are called; {quarter} is 2026Q4")
    system: str = Field(default="project", description="indicator system")
    quarters: tuple[int, ...] = Field(default=(1, 2, 3, 4), description="quarters that open a round")
    opens_on_day: int = Field(default=8, ge=1, le=80, description="day of the quarter on which it opens, from 1")
    opens_at: str = Field(default="20:00", description="time of day at which it opens, in the offices' time")
    closes_after_days: int = Field(default=60, ge=1, le=91, description="days from opening to the deadline")
    night: str = Field(default="22:00-06:00", description="when regions are begun, in the offices' time")
    nights: int = Field(default=5, ge=1, description="over how many nights the regions are spread")
    attempts: int = Field(default=3, ge=1, le=9, description="how often a region is tried, each on another day")
    sample: int | None = Field(default=None, ge=1, description="so many items a region; every item when left out")
    seed: int | None = Field(default=None, ge=0, description="seed of the sample; drawn when left out")
    rate: float | None = Field(default=None, gt=0, description="requests a second a host, instead of the profile's")
    budget: int | None = Field(default=None, ge=1, description="at most so many requests a region")
    watch: bool = Field(default=True, description="20 spaced visits a day to each front page for 7 days")
    single_look: bool = Field(default=False, description="do not look again at what findings rest on")
    allow_private: bool = Field(default=False, description="permit loopback and private hosts")

    @field_validator("night")
    @classmethod
    def _is_night(cls, given: str) -> str:
        if not _NIGHT.match(given) or given[:5] == given[6:]:
            raise WrongValueError(
                f"{given!r}：应写两个不同的时刻，例如 22:00-06:00",
                f"{given!r}: write two different times of day, such as 22:00-06:00",
            )
        return given

    @field_validator("opens_at")
    @classmethod
    def _is_time(cls, given: str) -> str:
        if not _CLOCK.match(given):
            raise WrongValueError(f"{given!r}：应写时刻，例如 20:00", f"{given!r}: write a time of day, such as 20:00")
        return given

    @field_validator("quarters")
    @classmethod
    def _are_quarters(cls, given: tuple[int, ...]) -> tuple[int, ...]:
        if not given or not set(given) <= {1, 2, 3, 4}:
            raise WrongValueError("应写 1 至 4 的数", "write numbers from 1 to 4")
        return given

    @field_validator("round")
    @classmethod
    def _names_the_quarter(cls, given: str) -> str:
        if "{quarter}" not in given:
            raise WrongValueError(
                f"{given!r}：应含 {{quarter}}，否则各季度都是同一轮次",
                f"{given!r}: it must hold {{quarter}}, or every quarter would be the same round",
            )
        return given

    @model_validator(mode="after")
    def _has_regions(self) -> CalendarEntry:
        if (self.panel is not None) + bool(self.regions) > 1 or not (self.panel or self.regions or self.portals):
            raise WrongValueError(
                f"{self.name!r} 一条：应写评估组、地区或门户档案文件夹之一",
                f"entry {self.name!r}: give a panel, or regions, or a folder of portals",
            )
        return self

    def code(self, quarter: str) -> str:
        """The code of its round of a quarter."""
        return self.round.replace("{quarter}", quarter)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTerms:
    """The terms on which a round is run, as they stood when it was planned or opened; kept with the round."""

    regions: tuple[str, ...] = ()
    portals: str | None = None
    night: str = "22:00-06:00"
    nights: int = 5
    attempts: int = 3
    sample: int | None = None
    rate: float | None = None
    budget: int | None = None
    watch: bool = True
    single_look: bool = False
    allow_private: bool = False

    @property
    def night_times(self) -> tuple[time, time]:
        """When a night begins and ends, in the offices' time."""
        begins, ends = self.night.split("-")
        return time.fromisoformat(begins), time.fromisoformat(ends)


def terms_of(entry: CalendarEntry, regions: tuple[str, ...]) -> RoundTerms:
    """The terms of an entry's rounds."""
    return RoundTerms(
        regions=regions,
        portals=None if entry.portals is None else str(entry.portals.resolve()),
        night=entry.night,
        nights=entry.nights,
        attempts=entry.attempts,
        sample=entry.sample,
        rate=entry.rate,
        budget=entry.budget,
        watch=entry.watch,
        single_look=entry.single_look,
        allow_private=entry.allow_private,
    )


def terms_document(terms: RoundTerms) -> models.JsonValue:
    """Terms as a JSON column holds them."""
    return {name: _plain(getattr(terms, name)) for name in RoundTerms.__slots__}


def read_terms(kept: models.JsonValue) -> RoundTerms | None:
    """Terms out of a JSON column; None for a round that no calendar planned."""
    if not isinstance(kept, dict):
        return None
    known = {name: kept[name] for name in RoundTerms.__slots__ if name in kept}
    regions = known.pop("regions", [])
    assert isinstance(regions, list)
    return RoundTerms(**known, regions=tuple(str(one) for one in regions))  # type: ignore[arg-type]  # as written


def _plain(value: object) -> models.JsonValue:
    if isinstance(value, tuple):
        return [str(one) for one in value]
    assert value is None or isinstance(value, str | int | float)
    return value
