"""Where the entries of a list stand (条目范围): the largest box around a label that comes again, and those like it."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from crawler.extract.html.alike import alike, same_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.boxes import Box
    from crawler.extract.lists.entry_pairs import Pair


start_of = attrgetter("box.start")
"""Where the label of a pair stands."""


def pairs_inside(pairs: Sequence[Pair], box: Box) -> Sequence[Pair]:
    """The pairs whose label stands in a box.

    In reading order they stand side by side: a section may hold thousands, too many to look through for each box.
    """
    return pairs[bisect_left(pairs, box.start, key=start_of) : bisect_left(pairs, box.end, key=start_of)]


def largest_around(box: Box, anchors: Sequence[Pair], section: Sequence[Box]) -> Box:
    """The largest box around an anchor that holds no other anchor and lies inside the section."""
    own = sum(anchor.box is box for anchor in pairs_inside(anchors, box))
    largest = box
    for around in box.up():
        if not around.within(section) or len(pairs_inside(anchors, around)) > own:
            break
        largest = around
    return largest


def with_their_like(spans: list[Box], section: Sequence[Box], pairs: Sequence[Pair], group: str) -> list[Box]:
    """The boxes of entries, with those drawn alike beside them that lack the part.

    A step that is done or comes first has a class of its own; what has one in another list may be its head or foot,
    where it holds none of the labels.
    """
    first = spans[0]
    around = first.parent
    if around is None or len(spans) < 2 or any(b.parent is not around or not alike(b, first) for b in spans):
        return spans
    told = {pair.label for b in spans for pair in pairs_inside(pairs, b)}
    like = (b for b in around.boxes if alike(b, first) and b.words and b.within(section))
    if group != "steps":
        like = (b for b in like if same_class(b, first) or any(pair.label in told for pair in pairs_inside(pairs, b)))
    return [b for b in like if not b.boxes or any(part.tag != "th" for part in b.boxes)]
