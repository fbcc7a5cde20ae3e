"""Kin (同源事项): the core fields of an item as published here, elsewhere or earlier, to be held side by side.

The region is judged from its archive; the kin come from other regions of the round, from the region's other channels
and from its earlier round, as they were stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from crawler.domain.elements import Reading


class Relation(StrEnum):
    """Where the other publication of an item stands."""

    OTHER_REGION = "other_region"
    """Another region of the same province or another level (跨地区, 跨层级)."""
    OTHER_CHANNEL = "other_channel"
    """Another channel of the same region: department site, sub-site, app (同源发布)."""
    NATIONAL = "national"
    """The national platform (国家政务服务平台)."""
    LAST_ROUND = "last_round"
    """The same region in its last round (上一轮)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A second look at a page (二次核查): its evidence, when it was made (UTC), whether a browser made it."""

    evidence: str
    captured_at: datetime | None
    rendered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreFacts:
    """The core fields of one published item.

    `readings` are by element id (name, item_type, legal_basis, statutory_time_limit, promised_time_limit, conditions,
    result_name, fee_status, consultation_phone, implementation_code, basic_code …); one that is absent was not read.
    `materials` are the names of all materials, None where the list of materials was not read whole. `provincial`:
    published by a province itself, after which its cities go. `repeats` leads from the id of a look that was made twice
    to the look that repeats it, None where an earlier run has seen the same page; `changed` says whether anything else
    was read then.
    """

    region: str
    region_name: str
    key: str
    provincial: bool = False
    readings: Mapping[str, Reading] = field(default_factory=dict)
    materials: tuple[str, ...] | None = None
    url: str | None = None
    repeats: Mapping[str, Repeat | None] = field(default_factory=dict)
    changed: bool = False

    def place(self, element: str) -> Reading | None:
        """Where an element is read; materials without a place of their own are where the name is."""
        return self.readings.get(element) or self.readings.get("name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """One item of this region and its other publications of one relation."""

    relation: Relation
    own: CoreFacts
    others: tuple[CoreFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """All kinships of a region. `compared` names the relations that there was something to compare with.

    `appeared` and `vanished` are items against the last round, known only where both lists were read to their end.
    """

    compared: frozenset[Relation] = frozenset()
    kinships: tuple[Kinship, ...] = ()
    appeared: tuple[CoreFacts, ...] = ()
    vanished: tuple[CoreFacts, ...] = ()
