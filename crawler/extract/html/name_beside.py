"""The name of an item where an aside with facts stands before its guide (侧栏在前): a title over the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.guide.name_words import may_name, reads_like_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.boxes import Box

_FEWEST, _MOST = 4, 60


def title_beside(boxes: Sequence[Box], hits: Sequence[Box]) -> Box | None:
    """The text that stands first in its part, with at least as many labels behind it there as before it on the page.

    So it is where types and buttons stand in a column of their own on the left. None where several do, or where what
    does is the title of a section (基本信息) or a name by nothing in its words.
    """
    found = [box for box in boxes if _may_be(box) and _heads_more(box, hits)]
    named = [box for box in found if reads_like_name(box.words)] or [box for box in found if may_name(box.words)]
    return named[0] if len({box.words for box in named}) == 1 else None


def _may_be(box: Box) -> bool:
    """Whether a box is a plain text that stands first in a part of the page."""
    part = box.parent
    plain = not box.boxes and box.match is None and not box.linked and 0 < len(box.words) <= _MOST
    return plain and part is not None and part.boxes[:1] == [box] and not any(b.tag in _ENTRIES for b in (box, part))


_ENTRIES = frozenset({"a", "li", "tr", "td", "th", "button", "dl", "dt"})


def _heads_more(box: Box, hits: Sequence[Box]) -> bool:
    part = box.parent
    assert part is not None
    before = sum(hit.start < part.start for hit in hits)
    behind = sum(box.start < hit.start < part.end for hit in hits)
    return before > 0 and behind >= max(_FEWEST, before)
