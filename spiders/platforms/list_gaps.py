"""Gaps of lists (清单缺口): what could not be read or asked for, planned and left out, so that no list looks whole."""

from __future__ import annotations

from crawler.domain.evidence import PageKind, Target
from spiders.platforms.walking import CLICK, Errand

_BLANK = "a page of the list shows no row that could be read"
_UNOPENED = "rows of the list open by a script that could not be followed"
_REST = "the list goes on by a script that could not be followed"


def blank_page(page: Target) -> Errand:
    """A page of a list that showed nothing to read."""
    return _gap(page, None, _BLANK)


def unopened(row: Target, parent: str) -> Errand:
    """A row that says that something lies beneath it, and opens onto nothing at all."""
    return _gap(row, parent, _UNOPENED)


def rest(page: Target, parent: str) -> Errand:
    """Rows that nobody could ask for."""
    return _gap(page, parent, _REST)


def _gap(there: Target, parent: str | None, why: str) -> Errand:
    gap = Target(url=there.url, method=CLICK, body=why)
    return Errand(target=gap, kind=PageKind.LIST, parent=parent, skip=why)
