"""Rows that only a click opens (无地址的事项): the rendered pages on which they stand, and which one to click next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.page.learned.called_routes import function_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.domain.evidence import Target
    from crawler.page.finds import ItemLink

_MOST_BENEATH = 3
"""Rows of a tree that are clicked for what lies beneath them."""
_MOST_FAILED = 2
"""Clicks on rows of one page that fail before it is left."""
_MOST_LED = 3
"""Lists to which clicks on rows of others led."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A rendered page, and the names of rows that it shows or has shown while it was clicked through."""

    url: str
    names: frozenset[str]
    seen: frozenset[str]
    """Those that stand on it without any further click."""
    above: str = ""
    """The row of a tree to be opened first."""


@dataclass(frozen=True, slots=True)
class Click:
    """A row to be clicked."""

    at: int
    """Which of the rows that wait."""
    page: str
    above: str
    names: frozenset[str]
    """All that the page shows."""


class ClickableRows:
    """Remembers where such rows stand, and which were clicked in vain."""

    def __init__(self) -> None:
        self._pages: list[_Shown] = []
        self._beneath: list[_Shown] = []
        self._used: dict[str, _Shown] = {}
        """Pages on which a row was clicked, by address."""
        self._in_vain: set[str] = set()
        self._clicked: set[str] = set()
        self._led: set[str] = set()
        self._clicked_on: dict[str, _Shown] = {}
        """By the key of an item: the page on which its row was clicked."""
        self._failed: Counter[str] = Counter()

    def shown_at(self, url: str, names: Iterable[str], text: str | None = None) -> None:
        """A rendered page with rows of these names; where some may have come by a click on it, the `text` it shows."""
        every = frozenset(names)
        seen = every if text is None else frozenset(name for name in every if name in text)
        self._pages.append(_Shown(url, every, seen))

    def shown_beneath(self, row: Target, names: frozenset[str]) -> None:
        """A row that a click opens, and the names of those beneath it."""
        if names and len(self._beneath) < _MOST_BENEATH:
            self._beneath.append(_Shown(row.url, names, frozenset(), f"{row.body}\n"))

    def again(self, names: Iterable[str]) -> None:
        """Rows of these names have to be clicked after all: where one of their page was clicked, they stand."""
        wanted = frozenset(names)
        waiting = {one.url for one in self._pages}
        self._pages += [one for url, one in self._used.items() if url not in waiting and one.names & wanted]

    def where_shown(self, name: str) -> str | None:
        """A rendered page on which a row of that name stands: one that shows it at once before one to be searched.

        One on which a row was clicked comes last: a front page (热门服务) may lead to a search for what it names.
        """
        shown = [one for one in self._pages if name in one.names]
        best = min(shown, key=lambda one: (one.url in self._clicked, name not in one.seen), default=None)
        return best.url if best is not None else None

    def clicked_at(self, url: str) -> None:
        """A row of the page at an address was clicked for what it opens."""
        self._clicked.add(url)

    def in_vain(self, item: ItemLink) -> None:
        """A click opened nothing: the row is not clicked again, and waits for what a click on another one tells."""
        self._in_vain.add(item.key)

    def failed(self, item: ItemLink) -> None:
        """A click did not come through: another row of its page is clicked for what it tells, a few times."""
        self.in_vain(item)
        shown = self._clicked_on.pop(item.key, None)
        if shown is not None and self._failed[shown.url] < _MOST_FAILED:
            self._failed[shown.url] += 1
            (self._beneath if shown.above else self._pages).append(shown)

    def led_to(self, url: str, item: ItemLink) -> None:
        """A click led to another list that shows the row: it may open there. Several such clicks were in vain."""
        if url in self._led or len(self._led) >= _MOST_LED:
            self.in_vain(item)
            return
        self._led.add(url)
        self.shown_at(url, [item.name])

    def was_clicked(self, item: ItemLink) -> bool:
        """Whether a row was clicked in vain."""
        return item.key in self._in_vain

    def next(self, waiting: Sequence[ItemLink]) -> Click | None:
        """The row to click now: one that its page shows at once before one that has to be looked for on it."""
        left = [(at, item) for at, item in enumerate(waiting) if item.key not in self._in_vain]
        while self._pages or self._beneath:
            pages = self._pages or self._beneath
            names = {item.name for _, item in left}
            shown = pages.pop(next((n for n, one in enumerate(pages) if one.seen & names), 0))
            found = [(at, item) for at, item in left if item.name in shown.names]
            found.sort(key=lambda one: one[1].name not in shown.seen)
            if not found:
                continue
            at, item = found[0]
            self._clicked_on[item.key] = shown
            if not shown.above:
                self._used[shown.url] = shown
            # One page may show rows of several kinds, each opened by a function of its own.
            others = {i.name for _, i in found if function_of(i) != function_of(item)}
            if others and not shown.above:
                self._pages.append(_Shown(shown.url, frozenset(others), shown.seen & others))
            return Click(at, shown.url, shown.above, shown.names)
        return None
