"""Guides that state next to nothing, all over a portal (指南普遍空白): more likely ours to answer for than its own.

The veto of the national review counts five guides of a whole platform that lack four of the eight key elements; where
more than half of a portal's guides do, a part of them was never opened, as far as we have ever seen: a tab that a
script fills, an answer that was not asked for. What such guides lack is held for a person to look at, and the region
is incomplete. One that holds a word in place of an element (暂无) was read, and that stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.domain.values.guide_elements import missing_key_elements
from crawler.verdicts.withdrawing import withdrawn

if TYPE_CHECKING:
    from crawler.domain.check import Defect, Verdict
    from crawler.domain.records import ServiceGuide, ServiceItem

LEAST = 8
"""Bare guides below which nothing is made of them."""
SHARE = 0.5
_TOO_MANY = 4
"""Of the eight key elements, by the veto."""


class BareGuides:
    """Counts the guides of a region that lack half of the key elements, and holds what they lack where most do."""

    def __init__(self) -> None:
        self._bare = self._read = 0

    def count(self, item: ServiceItem) -> None:
        """Take one item."""
        if item.guide.unread is None:
            self._read += 1
            self._bare += _is_bare(item.guide)

    @property
    def held(self) -> str | None:
        """Why absences in bare guides are held, None where they stand."""
        if self._bare < LEAST or self._bare <= SHARE * self._read:
            return None
        return (
            f"{self._read}份办事指南中有{self._bare}份缺少半数以上重点要素, "
            "可能是指南的一部分没有打开, 未作判定, 请人工核对"
        )

    @property
    def gap(self) -> str | None:
        """Why a region of such guides is incomplete, None where they are not the most."""
        if self.held is None:
            return None
        return f"{self._bare} of {self._read} guides lack half of the key elements or more: a part was not opened"

    def settled(self, item: ServiceItem, verdicts: tuple[Verdict, ...], why: str) -> tuple[Verdict, ...]:
        """The verdicts of an item, those of a bare guide without what it lacks."""
        if item.guide.unread is not None or not _is_bare(item.guide):
            return verdicts
        return tuple(withdrawn(verdict, why, _is_absence) for verdict in verdicts)


def _is_bare(guide: ServiceGuide) -> bool:
    absent = [reading for reading in missing_key_elements(guide) if reading.state is State.NOT_STATED]
    return len(absent) >= _TOO_MANY


def _is_absence(defect: Defect) -> bool:
    return defect.about.state is State.NOT_STATED
