"""Guides that no list shows: pages that offer some by name (办事指南) in rows that could not be read, and guides met.

They tell of lists that nobody saw, unless others show the same guides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target
from crawler.page.html import Page
from crawler.page.lists.item_rows import is_guide
from crawler.page.vocabulary import says_guide
from spiders.platforms.walking import CLICK, Errand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.page.finds import ItemLink
    from crawler.page.json_page import JsonPage

_SEVERAL = 3
_UNREAD = "rows of the list offer guides and could not be read"
_UNLISTED = "guides were met on the way that no list shows"
_MOST = 40
"""Guides that are remembered with their words."""


class OfferedGuides:
    """Remembers what such pages offer until the walk knows its items."""

    def __init__(self) -> None:
        self._offered: dict[str, tuple[Errand, str, frozenset[str]]] = {}
        self._listed: set[str] = set()
        self._names: set[str] = set()
        self._guides: dict[str, tuple[Errand, str, str]] = {}
        """Pages of navigation that are guides themselves, with the words of each."""

    def met(self, errand: Errand, page: Page | JsonPage) -> None:
        """A page of navigation; one that shows its rows after all, rendered, is no gap."""
        if page.items():
            self._offered.pop(errand.target.key, None)
        elif isinstance(page, Page) and is_guide(page):
            if len(self._guides) < _MOST:
                words = "".join(page.visible_text().split())
                self._guides[errand.target.key] = errand, page.evidence, words
        elif isinstance(page, Page):
            links = (one for one in page.links() if says_guide("".join(one.text.split())))
            if len(offered := frozenset(one.target.key for one in links)) >= _SEVERAL:
                self._offered[errand.target.key] = errand, page.evidence, offered

    def listed(self, items: Iterable[ItemLink]) -> None:
        """Items of any list."""
        for item in items:
            self._names.add("".join(item.name.split()))
            if item.target is not None:
                self._listed.add(item.target.key)

    def unread(self) -> Iterator[Errand]:
        """The gaps, once: pages with guides that no list shows."""
        offered, self._offered = self._offered, {}
        for errand, evidence, guides in offered.values():
            if not guides <= self._listed:
                hidden = Target(url=errand.target.url, method=CLICK, body=_UNREAD)
                yield Errand(target=hidden, kind=PageKind.LIST, parent=evidence, skip=_UNREAD)
        met, self._guides = self._guides, {}
        unlisted = [
            (errand, evidence)
            for key, (errand, evidence, words) in met.items()
            if key not in self._listed and not any(name in words for name in self._names)
        ]
        if self._names and len(unlisted) >= _SEVERAL:
            errand, evidence = unlisted[0]
            hidden = Target(url=errand.target.url, method=CLICK, body=_UNLISTED)
            yield Errand(target=hidden, kind=PageKind.LIST, parent=evidence, skip=_UNLISTED)
