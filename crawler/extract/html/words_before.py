"""What stands before a label: in the text of a value (标签前的值: 县港航局，地址：…), and in the boxes of a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from crawler.extract.html.boxes import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.extract.html.place import Place

_IN_TEXT = 2
"""Weakness of a label written in running text."""
_LABEL = re.compile(r"(?:[，,；;。、（(]\s*|\s+)[\u4e00-\u9fff]{2,8}\s*[:：]")
_LONGEST = 60
_TOLD_FIRST = frozenset({"implementing_body", "fee_status", "result_name", "delivery", "service_target", "hours"})
"""Elements whose value comes first where more is said of it: whose address, who pays where."""


def words_before(place: Place, inner: Sequence[Place]) -> list[str]:
    """The words before the first label in the text of a value; none where a label begins it, or it is a sentence."""
    boxes = {id(box) for box in place.boxes}
    if place.match.element not in _TOLD_FIRST or not any(p.weakness >= _IN_TEXT and id(p.box) in boxes for p in inner):
        return []
    said = " ".join(place.lines)
    found = _LABEL.search(said)
    words = said[: found.start()].strip() if found is not None else ""
    return [words] if 0 < len(words) <= _LONGEST and not re.search(r"[:：。；;]", words) else []


def before(kids: Sequence[Box | str], inner: Sequence[Box]) -> Iterator[Box | str]:
    """The kids that stand before the first inner label."""
    yield from _until(kids, sorted(b.start for b in inner))


def _until(kids: Sequence[Box | str], starts: Sequence[int]) -> Iterator[Box | str]:
    """The kids that stand before the first box of these numbers, which are in order."""
    for kid in kids:
        if isinstance(kid, Box):
            at = bisect_left(starts, kid.start)
            if at < len(starts) and starts[at] < kid.end:
                if starts[at] != kid.start:
                    yield from _until(kid.kids, starts)
                return
        yield kid
