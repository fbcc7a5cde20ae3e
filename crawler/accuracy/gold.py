"""The gold set (标准答案集): layouts, their pages, and what a careful auditor says of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from crawler.domain.portal import Level

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

ANY_VALUE = "*"
"""Stands in an expectation for "stated, whatever its words"."""


class Kind(StrEnum):
    """What a gold entry is."""

    GUIDE = "guide"
    NEGATIVE = "negative"
    LIST = "list"
    PORTAL = "portal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One folder: a layout that no other folder has. `after`: written after the reader was finished."""

    folder: Path
    title: str
    after: bool
    describes: str
    region: str
    first_score: Mapping[str, float] | None

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """One address and what it answered: a file of the folder, or nothing but a status or a failure.

    `parent` is the address of the page that led there, `at` the moment of the look.
    """

    url: str
    file: Path | None = None
    kind: str | None = None
    content_type: str | None = None
    status: int | None = None
    failure: str | None = None
    item: str | None = None
    look: int = 1
    seconds: float | None = None
    parent: str | None = None
    browser: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFile:
    """What following a link of the page gives: a file made by a maker, one of the folder, or a failure."""

    page: GoldPage
    make: str | None = None
    title: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFinding:
    """A finding that is right. `elements` are those that may carry it, `of` the material, form, fee or item."""

    check: str
    elements: tuple[str, ...]
    words: str
    of: str | None = None


Row: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""One row of a list: element or part, and the values it may have (several only for forms, which are all expected)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One entry: pages, and what is expected of them. An element's values are those that are right, any of them."""

    path: Path
    layout: Layout
    kind: Kind
    url: str
    level: Level = Level.KEY_CITY
    portal: str | None = None
    """The name of the region whose portal it is."""
    pages: tuple[GoldPage, ...] = ()
    files: tuple[GoldFile, ...] = ()
    listed: Mapping[str, str] = field(default_factory=dict)
    elements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    items: tuple[str, ...] | None = None
    defects: tuple[GoldFinding, ...] = ()
    near_misses: tuple[tuple[str, str], ...] = ()
    cant_tell: frozenset[str] = frozenset()
    inapplicable: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Layout and file, as a person finds it."""
        return f"{self.layout.name}/{self.path.stem}"
