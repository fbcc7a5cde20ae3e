"""Values above their labels (数值在上): boxes alike, side by side, each a short value and then its name."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from crawler.extract.guide_boxes import Box


def value_above(hit: Box, hits: Collection[int]) -> Box | None:
    """The value that stands above a label, where the boxes beside it are drawn in the same way."""
    card = hit.parent
    if card is None:
        return None
    around = card
    while around.parent is not None and sum(1 for b in around.parent.boxes if b.words) == 1:
        around = around.parent
    if around.parent is None:
        return None
    alike = [_unwrapped(b) for b in around.parent.boxes if b.kind == around.kind and b.words]
    parts = [[b for b in box.boxes if b.words] for box in alike]
    if len(alike) < 2 or any(len(p) != 2 or p[0].kind == p[1].kind or id(p[0]) in hits for p in parts):
        return None
    if len({(p[0].kind, p[1].kind) for p in parts}) > 1 or _count_up([p[0].words for p in parts]):
        return None
    return next((p[0] for p, box in zip(parts, alike, strict=True) if box is card and p[1] is hit), None)


def _unwrapped(box: Box) -> Box:
    """The box inside boxes that hold nothing else."""
    while len(inside := [b for b in box.boxes if b.words]) == 1 and inside[0].words == box.words:
        box = inside[0]
    return box


def _count_up(words: Sequence[str]) -> bool:
    """Whether texts are the numbers of a list: 1, 2, 3 or 01, 02, 03."""
    numbers = [int(w.rstrip(".、．")) for w in words if w.rstrip(".、．").isdecimal()]
    return len(numbers) == len(words) and all(b == a + 1 for a, b in pairwise(numbers))
