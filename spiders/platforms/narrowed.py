"""Lists by a filter (部门, 主题, 类型) beside the list of all: asked for only where that one may lack something.

A page that lets its reader narrow its list down makes the same call with a value more. Where the list of all came whole
by its own total, and what was clicked of the filters showed nothing else, a few of the others are tried; only where
these bring a new item, the rest follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from crawler.page.learned.calls import is_volatile, without_page
from crawler.page.slots import slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crawler.domain.evidence import Target
    from crawler.page.learned.calls import Exchange, ListCall
    from spiders.platforms.series import Series
    from spiders.platforms.walking import Errand

    Asked = tuple[ListCall, Errand, str]
    """A call, the errand and the evidence of the page that makes it."""

_TRIED = 6
"""Lists of the filters of one page that are tried."""


@dataclass(slots=True)
class _Group:
    """The narrower calls of one page."""

    every: Target
    """The first page of the list of all."""
    told: frozenset[str]
    """The items that the page showed under its filters."""
    left: list[Asked] = field(default_factory=list)
    found: int | None = None
    """How many items were known when a few of them were tried."""


class Narrowed:
    """Holds the narrower calls back until the list of all has come."""

    def __init__(self, series_at: Callable[[Target], Series | None]) -> None:
        self._series_at = series_at
        self._groups: list[_Group] = []

    def split(
        self, calls: Sequence[ListCall], made: Sequence[Exchange], errand: Errand, parent: str
    ) -> Sequence[ListCall]:
        """The calls that are to be asked for at once: all but those that narrow down a list which says its total."""
        pages = {without_page(one.target): one.page for one in made if one.page is not None}
        every = [call for call in calls if call.total and call.counter is not None]
        held: dict[str, list[tuple[object, ListCall]]] = {}
        firsts: dict[str, Target] = {}
        at_once = []
        for call in calls:
            over = next(((base, by) for base in every if (by := _narrows(call, base))), None)
            if over is None or (without_page(call.target) in pages and call.last != 1):
                at_once.append(call)  # What the page showed the beginning of is read to its end.
                continue
            first = over[0].at(1) or over[0].target
            firsts[first.key] = first
            held.setdefault(first.key, []).append((over[1], call))
        for key, narrower in held.items():
            kinds: dict[object, list[ListCall]] = {}
            for filled, call in narrower:
                kinds.setdefault(filled, []).append(call)
            mixed = [call for row in zip_longest(*kinds.values()) for call in row if call is not None]
            shown = [page for call in mixed if (page := pages.get(without_page(call.target))) is not None]
            told = frozenset(item.key for page in shown for item in page.items())
            mixed.sort(key=lambda call: without_page(call.target) in pages)
            self._groups.append(_Group(firsts[key], told, [(call, errand, parent) for call in mixed]))
        return at_once

    def next(self, found: int) -> Iterator[Asked]:
        """Narrower calls of lists that came: all of one that lacks something, else a few of each filter."""
        groups, self._groups = self._groups, []
        for group in groups:
            series = self._series_at(group.every)
            whole = series is not None and bool(series.declared) and not series.doubtful()
            if group.found is None and whole and series is not None and group.told <= series.rows():
                group.found = found
                yield from group.left[:_TRIED]
                group.left = group.left[_TRIED:]
                self._groups.append(group)
            elif group.found is None or found > group.found:
                yield from group.left


def _narrows(call: ListCall, base: ListCall) -> tuple[object, ...]:
    """The slots that are empty in the call for all and have a value in this one; none where they differ in others."""
    own, others = slots(call.target), slots(base.target)
    if call.target.method != base.target.method or [(s.where, s.path) for s in own] != [
        (s.where, s.path) for s in others
    ]:
        return ()
    counts = base.counter.path if base.counter is not None else None
    pairs = [(a, b) for a, b in zip(own, others, strict=True) if a.value != b.value and not is_volatile(a)]
    differing = [(a, b) for a, b in pairs if a.path != counts]
    return tuple((a.where, a.path) for a, _ in differing) if all(not b.value for _, b in differing) else ()
