"""Columns (栏目) of a portal, by department and by theme: how many of them are asked for, and what they leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target
from crawler.domain.shortfall import far_below
from crawler.page.html import Page
from crawler.page.lists.column_counts import counted_by_departments
from crawler.page.lists.popular_rows import popular_rows
from spiders.platforms.vain_columns import VainColumns
from spiders.platforms.walking import CLICK, Errand
from spiders.platforms.wayfinding import Promise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.page.json_page import JsonPage
    from spiders.platforms.series import Series
    from spiders.platforms.way import Way

_BATCH = 12
"""Columns asked at once."""

_SEVERAL = 3

_COUNTED = "departments of the portal count more items than were found"
_CHOSEN = "popular services were found that no list shows"


class Columns:
    """Asks for columns a batch at a time, and knows what speaks against a list that seems to be whole."""

    def __init__(self, way: Way) -> None:
        self._way = way
        self._found = -1
        self._counted: dict[str, tuple[int, Errand, str]] = {}
        self._chosen: dict[str, tuple[str, Errand, str]] = {}
        """By key: the names of popular services, and where they stand."""
        self._listed: set[str] = set()
        """Keys and names of all others."""
        self.vain = VainColumns(way)

    def next(self, found: int, lists: Iterable[Series]) -> Iterator[Errand]:
        """The next columns, for as long as they bring items that no other list shows.

        When a whole batch of columns of all kinds brings nothing new, the others will not either: but only where the
        items that are known stand in lists that came whole by their own total. Else nobody knows what is missing, and
        all are asked for that do not narrow down another.
        """
        vain = bool(found) and found == self._found
        whole = vain and found <= len(_in_whole_lists(lists))
        self._found = found or -1
        if not whole:
            yield from self._way.later(Promise.FACET, _BATCH, wide=vain)

    def met(self, errand: Errand, page: Page | JsonPage) -> None:
        """A page of navigation: the numbers beside its departments are those of a list if it promises one."""
        if isinstance(page, Page) and self._way.promised(errand.target) in {Promise.LIST, Promise.FACET}:
            self.vain.met(errand, page)
            counted = counted_by_departments(page)
            if counted is not None:
                self._counted[errand.target.key] = counted, errand, page.evidence

    def listed(self, errand: Errand, page: Page | JsonPage) -> None:
        """A page of a list: which of its rows are popular services, chosen out of others."""
        self.vain.listed(errand.target, [item.key for item in page.items()])
        chosen = {item.key for item in popular_rows(page)}
        for item in page.items():
            if item.key in chosen:
                self._chosen.setdefault(item.key, (_plain(item.name), errand, page.evidence))
            else:
                self._listed |= {item.key, _plain(item.name)}

    def left(self, found: int, *, whole: bool) -> Iterator[Errand]:
        """The gaps, once: columns that brought nothing, departments that count more than was found, popular services.

        `whole` is a portal of which a list declares as many items as are known.
        """
        yield from self.vain.left(whole=whole)
        counted, self._counted = self._counted, {}
        for number, errand, evidence in counted.values():
            if far_below(found, number):
                yield _gap(errand.target, evidence, _COUNTED)
                break
        chosen, self._chosen = self._chosen, {}
        alone = [one for key, one in chosen.items() if not self._listed & {key, one[0]}]
        if len(alone) >= _SEVERAL and len(alone) * 2 > len(chosen):
            _, errand, evidence = alone[0]
            yield _gap(errand.target, evidence, _CHOSEN)


def _gap(target: Target, parent: str | None, words: str) -> Errand:
    hidden = Target(url=target.url, method=CLICK, body=words)
    return Errand(target=hidden, kind=PageKind.LIST, parent=parent, skip=words)


def _in_whole_lists(lists: Iterable[Series]) -> set[str]:
    return set[str]().union(*(one.rows() for one in lists if one.is_whole()))


def _plain(name: str) -> str:
    return "".join(name.split())
