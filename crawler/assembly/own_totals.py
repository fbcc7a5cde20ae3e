"""What each list of a portal declares itself (清单自报总数), held against what was reached of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crawler.domain.records import Counts
from crawler.domain.shortfall import far_below

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.domain.records import DeclaredTotal

_PASSES = 2
"""Passes over a list to its own end that disprove its counter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTotal:
    """A list by its own total. `sure`: its pages show where it ends, or what the total counts nobody knows."""

    of: str
    name: str
    value: int
    reached: int
    sure: bool
    banner: bool

    def falls_short(self, found: int) -> bool:
        """Whether items of the list are missing.

        A list that declares more than it was seen to hold was not seen whole, be it one item: unless two passes came to
        its own end, which makes its counter wrong. A number that all lists of a portal repeat is the portal's.
        """
        if self.banner:
            return far_below(max(self.reached, found), self.value)
        return self.reached < self.value and (not self.sure or far_below(self.reached, self.value))


def own_totals(declared: Iterable[DeclaredTotal]) -> list[OwnTotal]:
    """Each list's own total, of several the one next to what was reached of it: rows have numbers of their own."""
    totals: dict[str, list[DeclaredTotal]] = defaultdict(list)
    for total in declared:
        if total.counts is Counts.ITEMS:
            totals[total.of].append(total)
    lists = []
    for of, every in totals.items():
        reached = max(max((total.rows, *total.reached)) for total in every)
        total = min(every, key=lambda one: (abs(one.value - reached), one.value))
        lists.append(
            OwnTotal(
                of=of,
                name=total.place or of,
                value=total.value,
                reached=reached,
                sure=total.mixed or len(total.reached) >= _PASSES,
                banner=False,
            )
        )
    repeated = {one.value for one in lists} if len(lists) > 1 and len({one.reached for one in lists}) > 1 else set()
    return [replace(one, banner=True) for one in lists] if len(repeated) == 1 else lists
