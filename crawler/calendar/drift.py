"""Drift (读取漂移): has what we read of a region fallen away from its last rounds? Pure.

A portal that was rebuilt is read worse than before, or not at all, long before anybody notices. What falls away at once
over a whole region is more likely ours than the office's, so a person looks before anything of it is released.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import mean, median
from typing import TYPE_CHECKING

from crawler.domain.check import Text
from crawler.domain.elements import State
from crawler.item_document import ALWAYS_SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crawler.domain.records import ServiceItem

FEWEST_GUIDES = 5
"""Guides below which a share says nothing."""

_DECIDED_FALLS = 0.2
_STATED_FALLS = 0.5
_ITEMS_LEFT = 0.7
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was read of one region in one run.

    `items` is the number of listed items, `asked` that of the guides that were asked for, `guides` that of those that
    were read; of these `decided` counts for
    each element those that state it or do not, `stated` those that state it.
    """

    items: int
    asked: int
    guides: int
    decided: Mapping[str, int]
    stated: Mapping[str, int]


@dataclass(slots=True)
class Covering:
    """Counts a region's guides as they are stored."""

    asked: int = 0
    guides: int = 0
    decided: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)

    def add(self, item: ServiceItem) -> None:
        """Count one item, if its guide was asked for."""
        if item.row is not None and item.guide.unread is not None and not item.guide.evidence:
            return
        self.asked += 1
        if item.guide.unread is not None:
            return
        self.guides += 1
        for element in ALWAYS_SHOWN:
            state = item.read(element).state
            if state is not State.UNREAD:
                self.decided[element] += 1
            if state is State.STATED:
                self.stated[element] += 1

    def coverage(self, items: int) -> Coverage:
        """What was counted, with the number of listed items."""
        return Coverage(
            items=items, asked=self.asked, guides=self.guides, decided=dict(self.decided), stated=dict(self.stated)
        )


def drift(now: Coverage, before: Sequence[Coverage]) -> tuple[Text, ...]:
    """What fell away from the earlier rounds (newest first or last, no matter), a sentence each; empty when nothing."""
    return tuple(_fallen(now, [one for one in before if one.items or one.guides]))


def _fallen(now: Coverage, before: Sequence[Coverage]) -> Iterator[Text]:
    usual = median(one.items for one in before) if before else 0
    if usual >= FEWEST_GUIDES and now.items < _ITEMS_LEFT * usual:
        yield Text(
            f"事项由通常的{usual:.0f}个降至{now.items}个",
            f"{now.items} items are listed, {usual:.0f} were usual",
        )
    read = [one for one in before if one.guides >= FEWEST_GUIDES]
    if not read:
        return
    if now.asked < FEWEST_GUIDES:
        return  # Single items: that says nothing of the region.
    if now.guides < FEWEST_GUIDES:
        yield Text(f"以往可读取办事指南, 本次只读到{now.guides}个", f"only {now.guides} guides could be read")
        return
    yield from _elements(now, read, "decided", _DECIDED_FALLS, Text("无法读取", "cannot be read any more"))
    yield from _elements(now, read, "stated", _STATED_FALLS, Text("不再出现", "is not found any more"))


def _elements(now: Coverage, before: Sequence[Coverage], what: str, falls: float, words: Text) -> Iterator[Text]:
    fallen: list[tuple[float, str, float, float]] = []
    for element in ALWAYS_SHOWN:
        usual = mean(_share(one, what, element) for one in before)
        share = _share(now, what, element)
        if usual - share >= falls:
            fallen.append((usual - share, element, usual, share))
    if not fallen:
        return
    fallen.sort(reverse=True)
    named = ", ".join(f"{element} {usual:.0%}→{share:.0%}" for _, element, usual, share in fallen[:_MOST_NAMED])
    more = len(fallen) - _MOST_NAMED
    yield Text(
        f"{len(fallen)}个要素{words.zh}: {named}" + (f" 等{len(fallen)}个" if more > 0 else ""),
        f"{len(fallen)} elements: what {words.en}: {named}" + (f" and {more} more" if more > 0 else ""),
    )


def _share(coverage: Coverage, what: str, element: str) -> float:
    counts = coverage.decided if what == "decided" else coverage.stated
    return counts.get(element, 0) / coverage.guides
