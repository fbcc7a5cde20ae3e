"""Guides that state next to nothing, all over a portal (指南普遍空白): more likely ours to answer for than its own.

The veto of the national review counts five guides of a whole platform that lack four of the eight key elements; where
more than half of a portal's guides do, a part of them was never opened, as far as we have ever seen: a tab that a
script fills, an answer that was not asked for. What such guides lack is held for a person to look at. One that
holds a word in place of an element (暂无) was read, and that stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Outcome, Verdict
from crawler.domain.elements import State
from crawler.verdicts.withdrawing import withdrawn

if TYPE_CHECKING:
    from crawler.domain.check import Defect
    from crawler.verdicts.fold import Judged

KEY_ELEMENT_COUNT = "service_guide.key_element_count"

LEAST = 8
"""Bare guides below which nothing is made of them."""
SHARE = 0.5


class BareGuides:
    """Counts the guides of a region that lack half of the key elements, and holds what they lack where most do."""

    def __init__(self) -> None:
        self._bare = self._decided = 0

    def count(self, one: Judged) -> None:
        """Take one judged item."""
        for verdict in one.verdicts:
            if verdict.check == KEY_ELEMENT_COUNT and verdict.outcome in {Outcome.FAILED, Outcome.PASSED}:
                self._decided += 1
                self._bare += _is_bare(verdict)

    @property
    def held(self) -> str | None:
        """Why absences in bare guides are held, None where they stand."""
        if self._bare < LEAST or self._bare <= SHARE * self._decided:
            return None
        return (
            f"{self._decided}份办事指南中有{self._bare}份缺少半数以上重点要素, "
            "可能是指南的一部分没有打开, 未作判定, 请人工核对"
        )

    def settled(self, one: Judged, why: str) -> tuple[Verdict, ...]:
        """The verdicts of an item, those of a bare guide without what it lacks."""
        if not any(verdict.check == KEY_ELEMENT_COUNT and _is_bare(verdict) for verdict in one.verdicts):
            return one.verdicts
        return tuple(withdrawn(verdict, why, _is_absence) for verdict in one.verdicts)


def _is_bare(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.FAILED and any(map(_is_absence, verdict.defects))


def _is_absence(defect: Defect) -> bool:
    return defect.about.state is State.NOT_STATED
