"""What stands far from a guide (指南之外): bars that float beside it, cards of other items, the foot of the site.

A guide is the smallest box with nearly all of the labels of its page. Contact details outside of it may be its own, in
a column at its side, or those of the site: they are believed last. Labels on cards that lead to other items are theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from crawler.extract.labels.dictionary import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.place import Place

CONTACT = frozenset({"place", "hours", "consultation_phone", "complaint_phone", "traffic"})
WINDOW_PARTS = {"place": "place", "hours": "hours", "consultation_phone": "phone"}
_OF_WHOEVER = frozenset(
    {
        "地址",
        "电话",
        "联系电话",
        "电话号码",
        "联系方式",
        "联系地址",
        "通讯地址",
        "通信地址",
        "详细地址",
        "时间",
        "办公时间",
    }
)
"""Labels that do not say whose address or number they are of."""
_ANY_LABEL = re.compile("|".join(map(re.escape, sorted(_OF_WHOEVER, key=len, reverse=True))))
_BASIS = "依据"
_LAW = re.compile(r"《[^《》]{2,}》|第[一二三四五六七八九十百\d]+条|[〔\[(（【]\d{4}[〕\])）】]\s*第?\d+号")
_NUMBER = re.compile(r"\d{5}|\d{3,4}\s*[-—－]\s*\d")
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


def of_the_office(places: list[Place]) -> list[Place]:
    """The places without contact details in the line of another body: 行政复议：…，地址：…，电话：…."""
    kept: list[Place] = []
    bodies: dict[int, Place] = {}
    for place in places:
        body = bodies.get(place.box.start)
        if is_of_another_body(place):
            bodies.update(dict.fromkeys(lines_of(place), place))
        elif body is not None:
            if place.match.element in CONTACT and normalise(place.label) in _OF_WHOEVER:
                if body.box is place.box:
                    _go_on(body, place)
                continue
            bodies.pop(place.box.start)
        kept.append(place)
    return kept


def of_the_item(places: list[Place]) -> list[Place]:
    """The places, with the one 依据 of a page that stands in no section of materials or fees as the basis of the item.

    It names a law or a document. Nothing is changed where another label is that of the basis, or where materials are
    told label by label.
    """
    bases = [p for p in places if p.match.element in {"legal_basis", "material_basis"}]
    if len(bases) != 1 or normalise(bases[0].label) != _BASIS or bases[0].match.element != "material_basis":
        return places
    basis = bases[0]
    if not any(map(_LAW.search, basis.lines)):
        return places
    others = [p for p in places if p is not basis]
    before = max((p for p in others if p.box.start < basis.box.start), key=lambda p: p.box.start, default=None)
    if before is not None and before.match.element.startswith("fee_"):
        return places
    if any(p.match.element.startswith("material_") or basis.box.within(p.boxes) for p in others):
        return places
    basis.match = basis.match._replace(element="legal_basis")
    return places


def is_of_another_body(place: Place) -> bool:
    """Whether a remedy or a complaint is said by the body for it; 投诉电话：12345，地址：… goes on with the office."""
    if place.match.element == "remedy":
        return place.found
    if place.match.element != "complaint_phone" or not place.found:
        return False
    return _NUMBER.search(_ANY_LABEL.split(_words(place))[0]) is None


def _go_on(body: Place, place: Place) -> None:
    """Take what a line says of a body up to the end of another value in it."""
    line, words = body.box.words, _words(place)
    start = line.find(body.label) + len(body.label)
    end = line.find(words, start)
    if words and start >= len(body.label) and end >= 0:
        body.kids = [line[start : end + len(words)].lstrip("：: ")]


def _words(place: Place) -> str:
    return " ".join(kid if isinstance(kid, str) else kid.words for kid in place.kids)


def lines_of(place: Place) -> set[int]:
    """The boxes in which a label and its value stand, by their numbers."""
    return {box.start for box in (place.box, *place.boxes)}


def give_way(draft: Draft) -> None:
    """Take contact details that stand outside away where the windows of the guide say them."""
    for element, part in WINDOW_PARTS.items():
        found = draft.candidates.get(element, [])
        told = any(getattr(window, part).stated for window in draft.windows)
        if told and found and all(c.weakness >= FAR for c in found if c.reading.stated):
            draft.candidates[element] = [c for c in found if not c.reading.stated]
