"""Guides that no list shows: pages that offer some by name (办事指南) in rows that could not be read, and guides met.

They tell of lists that nobody saw, unless others show the same guides. A service of the front page (热门服务) whose
guide lies where those of the listed ones do, and that is in no list under any like name, is looked at: one is enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target, guides_of
from crawler.domain.values.service_name import Likeness, likeness
from crawler.page.html import Page
from crawler.page.lists.item_rows import is_guide
from crawler.page.vocabulary import says_guide
from spiders.platforms.walking import CLICK, Errand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.page.finds import ItemLink
    from crawler.page.json_page import JsonPage
    from spiders.platforms.way import Way

_SEVERAL = 3
_UNREAD = "rows of the list offer guides and could not be read"
_UNLISTED = "guides were met on the way that no list shows"
_LOOKS = 6
_WHOLE_CODE = 8
_MOST = 40
"""Guides that are remembered with their words."""


class OfferedGuides:
    """Remembers what such pages offer until the walk knows its items."""

    def __init__(self, way: Way) -> None:
        self._way = way
        self._front: dict[str, tuple[Errand, str, ItemLink]] = {}
        """By address of its guide: what the front page offers."""
        self._looked_at: dict[str, tuple[Errand, str]] = {}
        """Those that no list shows, whose guide was asked for."""
        self._families: set[tuple[str, ...]] = set()
        self._codes: set[str] = set()
        self._offered: dict[str, tuple[Errand, str, frozenset[str]]] = {}
        self._listed: set[str] = set()
        self._names: set[str] = set()
        self._guides: dict[str, tuple[Errand, str, str]] = {}
        """Pages of navigation that are guides themselves, with the words of each."""
        self._unlisted: list[tuple[Errand, str]] = []
        """Guides of the front page that turned out to be some."""

    def met(self, errand: Errand, page: Page | JsonPage) -> None:
        """A page of navigation; one that shows its rows after all, rendered, is no gap."""
        if page.items():
            self._offered.pop(errand.target.key, None)
        elif isinstance(page, Page) and is_guide(page):
            if (front := self._looked_at.get(errand.target.key)) is not None:
                self._unlisted += [front] if not any(code in page.text for code in self._codes) else []
            elif len(self._guides) < _MOST:
                words = "".join(page.visible_text().split())
                self._guides[errand.target.key] = errand, page.evidence, words
        elif isinstance(page, Page):
            links = (one for one in page.links() if says_guide("".join(one.text.split())))
            if len(offered := frozenset(one.target.key for one in links)) >= _SEVERAL:
                self._offered[errand.target.key] = errand, page.evidence, offered

    def front(self, errand: Errand, evidence: str, items: Iterable[ItemLink]) -> None:
        """What the front page offers."""
        for item in items:
            if item.target is not None and item.target.method == "GET" and len(self._front) < _MOST:
                self._front.setdefault(item.target.key, (errand, evidence, item))

    def _missing(self) -> Iterator[Errand]:
        """Looks at the guides of those that no list shows; they lead no further."""
        front, self._front = self._front, {}
        left = [one for key, one in front.items() if key not in self._listed and self._is_missing(one[2])]
        for errand, evidence, item in left[:_LOOKS]:
            assert item.target is not None
            self._looked_at[item.target.key] = errand, evidence
            yield from self._way.only(item.target, evidence)

    def _is_missing(self, item: ItemLink) -> bool:
        if item.target is None or guides_of(item.target) not in self._families:
            return False
        named = "".join(item.name.split())
        alike = (likeness(named, name) is not Likeness.OTHER for name in self._names)
        return item.code not in self._codes and named not in self._names and not any(alike)

    def listed(self, items: Iterable[ItemLink]) -> None:
        """Items of any list."""
        for item in items:
            self._names.add("".join(item.name.split()))
            self._codes |= {item.code} if item.code and len(item.code) >= _WHOLE_CODE else set()
            if item.target is not None:
                self._listed.add(item.target.key)
                self._families.add(guides_of(item.target))

    def unread(self) -> Iterator[Errand]:
        """Looks at guides that may be in no list, then the gaps, once: pages with guides that no list shows."""
        missing = [*self._missing()]
        yield from missing
        if missing:
            return
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
        told, self._unlisted = self._unlisted, []
        if self._names and (told or len(unlisted) >= _SEVERAL):
            errand, evidence = (told or unlisted)[0]
            hidden = Target(url=errand.target.url, method=CLICK, body=_UNLISTED)
            yield Errand(target=hidden, kind=PageKind.LIST, parent=evidence, skip=_UNLISTED)
