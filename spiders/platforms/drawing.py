"""Which of the listed items are opened (抽样): all, those that were named, or a sample drawn from the whole list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.sampling import draw, stratum
from crawler.page.lists.item_rows import listed_again

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.gather.job import CrawlJob
    from crawler.page.finds import ItemLink


class Drawing:
    """Decides once the frame, the list of all items, is complete; where nothing has to be decided, at once."""

    def __init__(self, job: CrawlJob) -> None:
        self._job = job
        self._strata: dict[str, str] = {}
        self._chosen: frozenset[str] | None = None
        self._decided = not job.sampling.waits

    @property
    def sample(self) -> int | None:
        """The size of the sample that was drawn, None in a census and before."""
        return None if self._chosen is None else len(self._chosen)

    @property
    def opens_all(self) -> bool:
        """Whether an item can be opened as soon as it is met."""
        return self._decided and self._chosen is None

    def met(self, item: ItemLink) -> None:
        """An item of the list; the first row that names it says its stratum."""
        if item.key not in self._strata:
            said = {element: value for element, value, _ in reversed(item.fields)}
            self._strata[item.key] = stratum(said.get("implementing_body"), said.get("item_type"))

    def wanted(self, item: ItemLink) -> bool:
        """Whether the item is one of those to open."""
        if self._chosen is not None:
            return item.key in self._chosen
        return not self._job.items or item.key in self._job.items or item.code in self._job.items

    def decide(self, items: Mapping[str, ItemLink], asked: int) -> bool:
        """Draw the sample, or choose the census, after `asked` requests; True the first time."""
        if self._decided or not items:
            return False
        self._decided = True
        again = listed_again((i.key, i.name, i.code is not None, i.target, i.apart) for i in items.values())
        frame = [(key, self._strata[key]) for key, item in items.items() if key not in again and self.wanted(item)]
        size = self._job.sampling.of(len(frame), asked)
        if size is not None:
            self._chosen = draw(frame, size, self._job.seed)
        return True
