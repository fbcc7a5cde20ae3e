"""Guides of one kind of address (同类指南), and how far it is known how they are asked for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from spiders.platforms.hollow_guides import HollowGuides, ThinAnswers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.domain.evidence import Target
    from crawler.page.finds import ItemLink
    from crawler.page.learned.calls import GuideCall
    from crawler.page.learned.part_calls import PartCall


class State(Enum):
    """What is known of the way to the guides of a kind."""

    NEW = auto()
    PROBING = auto()
    """One was asked over HTTP."""
    SCOUTING = auto()
    """One is being rendered."""
    TRYING = auto()
    """The calls of the rendered one are being asked over HTTP."""
    PLAIN = auto()
    CALLS = auto()
    RENDER = auto()


@dataclass(slots=True)
class Wanted:
    """An item whose guide is to be opened."""

    item: ItemLink
    target: Target
    parent: str | None
    values: Mapping[str, str] | None = None
    """What its page knows itself by, where it came already."""

    @property
    def at_its_page(self) -> ItemLink:
        """The item with the address of the page that shows its guide."""
        return replace(self.item, target=self.target) if self.target.method == "GET" else self.item


@dataclass(slots=True)
class Family:
    """Guides of one kind of address."""

    state: State = State.NEW
    held: list[Wanted] = field(default_factory=list)
    calls: tuple[GuideCall, ...] = ()
    parts: tuple[PartCall, ...] = ()
    """Calls that hold what only the page of a guide says: it is asked for first."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What the page of the first knows itself by."""
    page: str | None = None
    """Evidence of the rendered page that made the calls: what they bring is put into it."""
    first: Wanted | None = None
    scouts: int = 0
    later: dict[str, Wanted] = field(default_factory=dict)
    """Items whose first call is under way, where others depend on what it says."""
    hollow: HollowGuides = field(default_factory=HollowGuides)
    thin: ThinAnswers = field(default_factory=ThinAnswers)
    of_shells: bool = False
    shells: Family | None = None
    """Those of which nothing comes over HTTP, where one came whole before them."""
    astray: list[Wanted] = field(default_factory=list)
    """Items at whose addresses, which were made by a way that a click had told, the portal knows nothing."""
    names: frozenset[str] = frozenset()
    """Of items that are opened by a click: those that stand on the page."""
