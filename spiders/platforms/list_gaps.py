"""Gaps of lists (清单缺口): what could not be read or asked for, planned and left out, so that no list looks whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target
from spiders.platforms.walking import CLICK, Errand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spiders.platforms.series import Series

_BLANK = "a page of the list shows no row that could be read"
_UNOPENED = "rows of the list open by a script that could not be followed"
_REST = "the list goes on by a script that could not be followed"


def blank_page(page: Target) -> Errand:
    """A page of a list that showed nothing to read."""
    return _gap(page, None, _BLANK)


def blank_pages(lists: Iterable[Series], silent: Iterable[Target], told: set[str]) -> Iterator[Errand]:
    """Pages that lists declare and that showed nothing to read, twice; those that were `told` are no news."""
    left = [blank for series in lists if (blank := series.unread()) is not None]
    for blank in (*left, *silent):
        if blank.key not in told:
            told.add(blank.key)
            yield blank_page(blank)


def unopened(row: Target, parent: str) -> Errand:
    """A row that says that something lies beneath it, and opens onto nothing at all."""
    return _gap(row, parent, _UNOPENED)


def rest(page: Target, parent: str) -> Errand:
    """Rows that nobody could ask for."""
    return _gap(page, parent, _REST)


def _gap(there: Target, parent: str | None, why: str) -> Errand:
    gap = Target(url=there.url, method=CLICK, body=why)
    return Errand(target=gap, kind=PageKind.LIST, parent=parent, skip=why)
