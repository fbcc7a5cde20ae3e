"""Columns (栏目) that brought nothing where others like them bring services: nobody knows what they hold.

A department whose page is gone, is blank, or is none that we can read may have items that stand in no other list. One
that says that it has none (暂无数据, 共0条) has none; and where other lists show all that the columns of its kind show,
it would have brought nothing either.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target
from crawler.page.html import Page
from crawler.page.lists.columns import entries, may_be_filled
from crawler.page.lists.main_rows import opens_rows
from spiders.platforms.walking import CLICK, Errand
from spiders.platforms.wayfinding import shape_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from crawler.page.json_page import JsonPage
    from spiders.platforms.way import Way

VAIN = "a column showed nothing where others like it show services"

_MOST_AGAIN = 12
"""Second looks at such columns; a portal with more of them is in trouble, or has another kind of page there."""

_MENU_SHARE = 2
"""What stands on so many pages of columns is their menu."""


class VainColumns:
    """Remembers the columns that brought nothing, and what the others of their kind bring."""

    def __init__(self, way: Way) -> None:
        self._way = way
        self._vain: dict[str, tuple[Errand, str | None, Page | None]] = {}
        self._again: set[str] = set()
        self._told: set[str] = set()
        self._rows: dict[tuple[str, ...], set[str]] = defaultdict(set)
        """By the shape of the address that showed them."""
        self._linked: Counter[str] = Counter()
        """On how many pages of columns an address stands."""

    def met(self, errand: Errand, page: Page | JsonPage) -> None:
        """A page of navigation."""
        if not self._way.is_column(errand.target):
            return
        self._vain.pop(errand.target.key, None)
        if not isinstance(page, Page):
            return
        if errand.look == 1:
            self._linked.update({link.target.key for link in page.links()})
        silent = not page.items() and not opens_rows(page) and not page.frames()
        if silent and not errand.render and not may_be_filled(page):  # What a script may fill is looked at elsewhere.
            self._vain[errand.target.key] = errand, page.evidence, page

    def lost(self, errand: Errand) -> None:
        """A page that did not come, however often it was asked for."""
        if errand.kind is PageKind.NAVIGATION and self._way.is_column(errand.target):
            self._vain[errand.target.key] = errand, errand.parent, None

    def listed(self, target: Target, keys: Collection[str]) -> None:
        """A page of a list with these items."""
        self._rows[shape_of(target.url)] |= {*keys}

    def left(self, *, whole: bool) -> Iterator[Errand]:
        """A second look at each, then the gap of those that bring nothing then either."""
        vain = [] if whole else [one for key, one in self._vain.items() if key not in self._told and self._counts(one)]
        again = [errand for errand, _, page in vain if page is not None and errand.target.key not in self._again]
        for errand in again[:_MOST_AGAIN]:
            self._again.add(errand.target.key)
            yield replace(errand, look=2)
        if again and len(self._again) <= _MOST_AGAIN:
            return
        for errand, evidence, _ in vain[:1]:
            self._told |= self._vain.keys()
            hidden = Target(url=errand.target.url, method=CLICK, body=VAIN)
            yield Errand(target=hidden, kind=PageKind.LIST, parent=evidence, skip=VAIN)

    def _counts(self, vain: tuple[Errand, str | None, Page | None]) -> bool:
        """Whether a column may have items of its own: others of its kind have, and it says neither none nor more."""
        errand, _, page = vain
        if not self._way.shows_list(errand.target):
            return False
        shape = shape_of(errand.target.url)
        like = self._rows[shape]
        others = set[str]().union(*(rows for other, rows in self._rows.items() if other != shape))
        if like and like <= others:
            return False
        shared = {key for key, count in self._linked.items() if count >= _MENU_SHARE}
        return page is None or entries(page, shared) is None
