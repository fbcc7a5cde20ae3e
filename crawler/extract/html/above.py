"""Values above their labels (数值在上), and blocks of pairs below them: what a label beside nothing else is for.

Boxes alike, side by side, each a short value and then its name; or a title over one box of labels and values.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.extract.html.boxes import INLINE, Box

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_MOST_PARTS = 3
_ROWS = 3
_MOST_TURNS = 400
"""Every question of a talk looks through all of it."""
"""Number, unit, name."""


_ORDER = re.compile(r"\d{1,2}[.、．]?")
_NUMBERS = frozenset({"statutory_time_limit", "promised_time_limit", "visits", "quantity_limit"})
"""Elements that a bare number may state; above 办理地点 it says where on the page that is told."""
_OF_ENTRIES = frozenset({"place", "materials", "procedure", "legal_basis", "faq"})
"""Elements that are lists: what is labelled below their title are the parts of their entries."""


def is_block_of_pairs(kid: Box | str, hit: Box, hits: Collection[int]) -> bool:
    """Whether the only box below a title holds pairs of its own: 办理窗口 over 办理地点 …, 办理时间 …."""
    if not isinstance(kid, Box) or kid.tag in INLINE or kid.kind == hit.kind or id(kid) in hits:
        return False
    if _unfolds(hit, kid):
        return True
    if hit.match is None or hit.match.element not in _OF_ENTRIES:
        return False
    return len({b.match.element for b in kid.walk()[1:] if b.match is not None and id(b) in hits}) > 1


def _unfolds(title: Box, block: Box) -> bool:
    """Whether the page itself says that a title unfolds a block (`aria-controls`), whatever stands in it."""
    if not block.own_id:
        return False
    named = (b.element.get("aria-controls") for b in (title, *title.boxes, *title.up()) if b.words == title.words)
    return block.own_id in named


def value_above(hit: Box, hits: Collection[int]) -> list[Box]:
    """The value that stands above a label, its unit in a box of its own; empty where the boxes beside it differ."""
    card = hit.parent
    if card is None:
        return []
    around = card
    while around.parent is not None and sum(1 for b in around.parent.boxes if b.words) == 1:
        around = around.parent
    if around.parent is None:
        return []
    alike = [_unwrapped(b) for b in around.parent.boxes if b.kind == around.kind and b.words]
    parts = [[b for b in box.boxes if b.words] for box in alike]
    if len(alike) < 2 or any(not 2 <= len(p) <= _MOST_PARTS for p in parts):
        return []
    if any(p[0].kind == p[-1].kind or any(id(b) in hits for b in p[:-1]) for p in parts):
        return []
    if len({(p[0].kind, p[-1].kind) for p in parts}) > 1 or count_up([p[0].words for p in parts]):
        return []
    found = next((p[:-1] for p, box in zip(parts, alike, strict=True) if box is card and p[-1] is hit), [])
    counts = hit.match is not None and hit.match.element in _NUMBERS
    return found if counts or not all(_ORDER.fullmatch(box.words) for box in found) else []


def _unwrapped(box: Box) -> Box:
    """The box inside boxes that hold nothing else."""
    while len(inside := [b for b in box.boxes if b.words]) == 1 and inside[0].words == box.words:
        box = inside[0]
    return box


def count_up(words: Sequence[str]) -> bool:
    """Whether texts are the numbers of a list: 1, 2, 3 or 01, 02, 03."""
    numbers = [int(w.rstrip(".、．")) for w in words if w.rstrip(".、．").isdecimal()]
    return len(numbers) == len(words) and all(b == a + 1 for a, b in pairwise(numbers))


def answer_in_turn(box: Box) -> Box | None:
    """The box behind this one, where boxes of the two kinds take turns as questions and answers in a talk do."""
    around = box.parent.boxes if box.parent is not None else ()
    if not 2 * _ROWS <= len(around) <= _MOST_TURNS:
        return None
    beside = [b for b in around if b.words or b.shows]
    at = [n for n, b in enumerate(beside) if b.kind == box.kind]
    pairs = [(beside[n], beside[n + 1]) for n in at if n + 1 < len(beside)]
    if len(pairs) < _ROWS or len(pairs) < len(at) or len({answer.kind for _, answer in pairs}) > 1:
        return None
    in_turn = all(after - before == 2 for before, after in pairwise(at)) and pairs[0][1].kind != box.kind
    return next((answer for label, answer in pairs if label is box), None) if in_turn else None
