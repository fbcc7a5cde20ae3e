"""Titles of sections that are no headings of the page (自绘标题): boxes drawn alike, with blocks between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.html.boxes import INLINE, is_blank

if TYPE_CHECKING:
    from collections.abc import Collection

    from crawler.extract.html.boxes import Box

_FEWEST = 3
_NO_TITLES = frozenset({"td", "th", "dt", "dd", "li", "tr"})
Look = tuple[tuple[str, str], ...]


def look_of(box: Box) -> Look:
    """How a box and the boxes in it that say the same are drawn: `<p><strong>`."""
    kinds = [box.kind]
    while (inner := next((b for b in box.boxes if b.words), None)) is not None and inner.words == box.words:
        kinds.append(inner.kind)
        box = inner
    return tuple(kinds)


def is_drawn(look: Look) -> bool:
    """Whether a look sets a box apart from the paragraphs around it."""
    return len(look) > 1 or bool(look[0][1])


class DrawnTitles:
    """Tells which labels of a page are titles, by how they and their like stand in one box."""

    def __init__(self, hits: Collection[int]) -> None:
        self._hits = hits
        self._known: dict[tuple[int, Look], bool] = {}

    def heads(self, hit: Box, kid: Box) -> bool:
        """Whether several labels stand drawn like this one in the same box, most with more than one box below.

        What is drawn otherwise and begins with a label is then part of the block: 来源渠道：… below 申请材料.
        """
        if hit.parent is None or hit.tag in INLINE or hit.tag in _NO_TITLES or hit.words.endswith((":", "：")):
            return False
        look = look_of(hit)
        if not is_drawn(look) or look_of(kid) == look:
            return False
        key = (id(hit.parent), look)
        if key not in self._known:
            self._known[key] = self._head(hit.parent, look)
        return self._known[key]

    def _head(self, around: Box, look: Look) -> bool:
        kids = [kid for kid in around.boxes if not is_blank(kid)]
        at = [n for n, k in enumerate(kids) if k.kind == look[0] and id(k) in self._hits and look_of(k) == look]
        told = {match.element for n in at if (match := kids[n].match) is not None}
        if len(at) < _FEWEST:
            return False
        full = sum(after > n + 2 for n, after in zip(at, [*at[1:], len(kids)], strict=True))
        return len(told) >= _FEWEST and full * 2 >= len(at)
