"""A place (标签与值): a label and what stands there for its value."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.extract.html.boxes import Box, frames_in, lines_of, pictures_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.labels.dictionary import LabelMatch


@dataclass(slots=True)
class Place:
    """A label and where its value stands. `kids` is the value; `holder` is the box that a locator points at.

    `found` is False where no place for a value could be told; `weakness` rises with the looseness of the layout.
    """

    match: LabelMatch
    label: str
    box: Box
    kids: list[Box | str] = field(default_factory=list)
    holder: Box | None = None
    found: bool = True
    weakness: int = 0
    is_block: bool = False
    _boxes: tuple[list[Box | str], int, list[Box]] | None = None

    @property
    def lines(self) -> list[str]:
        """The value as lines."""
        return lines_of(self.kids)

    @property
    def boxes(self) -> list[Box]:
        """The boxes of the value; kept as long as `kids` are the same and as many."""
        if (known := self._boxes) is None or known[0] is not self.kids or known[1] != len(self.kids):
            known = self._boxes = self.kids, len(self.kids), [k for k in self.kids if isinstance(k, Box)]
        return known[2]

    @property
    def at(self) -> Box:
        """The box to point at: that of the value, else that of the label."""
        return self.holder or self.box

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all in the place: no text, no picture, no frame."""
        return not self.lines and not pictures_in(self.kids) and not frames_in(self.kids)


def overlap(one: Place, other: Place) -> bool:
    """Whether the values of two labels are the same words, or one is part of the other."""
    return any(b.within(other.boxes) for b in one.boxes) or any(b.within(one.boxes) for b in other.boxes)


def inside(place: Place, places: Sequence[Place], starts: Sequence[int]) -> list[Place]:
    """The labelled values that stand inside the value of a label; `starts` are where labels begin, in order."""
    spans = [(box.start, box.end) for box in place.boxes]
    if not any(bisect_left(starts, end) > bisect_left(starts, start) for start, end in spans):
        return []
    return [one for one in places if one is not place and any(s <= one.box.start < e for s, e in spans)]
