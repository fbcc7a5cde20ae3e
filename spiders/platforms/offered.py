"""Pages that offer guides by name (办事指南) in rows that could not be read.

They are lists that nobody saw, unless others show the same guides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target
from crawler.page.html import Page
from crawler.page.vocabulary import says_guide
from spiders.platforms.walking import CLICK, Errand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.page.finds import ItemLink
    from crawler.page.json_page import JsonPage

_SEVERAL = 3
_UNREAD = "rows of the list offer guides and could not be read"


class OfferedGuides:
    """Remembers what such pages offer until the walk knows its items."""

    def __init__(self) -> None:
        self._offered: dict[str, tuple[Errand, str, frozenset[str]]] = {}
        self._listed: set[str] = set()

    def met(self, errand: Errand, page: Page | JsonPage) -> None:
        """A page of navigation; one that shows its rows after all, rendered, is no gap."""
        if page.items():
            self._offered.pop(errand.target.key, None)
        elif isinstance(page, Page):
            links = (one for one in page.links() if says_guide("".join(one.text.split())))
            if len(offered := frozenset(one.target.key for one in links)) >= _SEVERAL:
                self._offered[errand.target.key] = errand, page.evidence, offered

    def listed(self, items: Iterable[ItemLink]) -> None:
        """Items of any list."""
        self._listed.update(item.target.key for item in items if item.target is not None)

    def unread(self) -> Iterator[Errand]:
        """The gaps, once: pages with guides that no list shows."""
        offered, self._offered = self._offered, {}
        for errand, evidence, guides in offered.values():
            if not guides <= self._listed:
                hidden = Target(url=errand.target.url, method=CLICK, body=_UNREAD)
                yield Errand(target=hidden, kind=PageKind.LIST, parent=evidence, skip=_UNREAD)
