"""What stands far from a guide (指南之外): bars that float beside it, cards of other items, the foot of the site.

A guide is the smallest box with nearly all of the labels of its page. Contact details outside of it may be its own, in
a column at its side, or those of the site: they are believed last. Labels on cards that lead to other items are theirs.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.place import Place

CONTACT = frozenset({"place", "hours", "consultation_phone", "complaint_phone", "traffic"})
WINDOW_PARTS = {"place": "place", "hours": "hours", "consultation_phone": "phone"}
_FEWEST, _MOST_STRAY = 8, 6
_SHORTEST_NAME = 4
FAR = 4
"""How much weaker a label is outside."""


def main_block(root: Box, hits: Sequence[Box]) -> Box:
    """The smallest box with at least three in four of the labels, and all but a few."""
    starts = [hit.start for hit in hits]
    block, total = root, len(hits)
    while total >= _FEWEST:
        inner = next((k for k in block.boxes if _enough(_count(starts, k), total)), None)
        if inner is None:
            break
        block = inner
    return block


def _count(starts: Sequence[int], box: Box) -> int:
    return bisect_left(starts, box.end) - bisect_left(starts, box.start)


def _enough(count: int, total: int) -> bool:
    return count * 4 >= total * 3 and total - count <= _MOST_STRAY


def of_this_item(hits: list[Box], main: Box) -> list[Box]:
    """The labels without those outside on cards which lead to other items: one card of several, its title a link."""
    strange = [hit for hit in hits if hit.match is not None and _is_strange(hit, hit.match.element, main)]
    return [hit for hit in hits if hit not in strange] if strange else hits


def _is_strange(box: Box, element: str, main: Box) -> bool:
    """Whether a label that is no contact stands outside, on a card of another item."""
    if main.start <= box.start < main.end or element in CONTACT:
        return False
    return any(_is_card(around, box) for around in box.up() if around.start > 0 and not main.within([around]))


def _is_card(box: Box, hit: Box) -> bool:
    """Whether a box is one of several of its kind that lead on, its link standing before a label in it."""
    if not box.linked or box.parent is None:
        return False
    alike = [b for b in box.parent.boxes if b.kind == box.kind and b.linked]
    links = (b for b in box.walk() if b.tag == "a")
    return len(alike) > 1 and any(b.start < hit.start and len(b.words) >= _SHORTEST_NAME for b in links)


def of_this_guide(places: list[Place], main: Box) -> list[Place]:
    """The places without those on cards of other items; contact details outside are believed after those inside."""
    if main.start == 0:
        return places
    kept = [p for p in places if not _is_strange(p.box, p.match.element, main)]
    for place in kept:
        if place.match.element in CONTACT and not main.start <= place.box.start < main.end:
            place.weakness += FAR
    return kept


def give_way(draft: Draft) -> None:
    """Take contact details that stand outside away where the windows of the guide say them."""
    for element, part in WINDOW_PARTS.items():
        found = draft.candidates.get(element, [])
        told = any(getattr(window, part).stated for window in draft.windows)
        if told and found and all(c.weakness >= FAR for c in found if c.reading.stated):
            draft.candidates[element] = [c for c in found if not c.reading.stated]
