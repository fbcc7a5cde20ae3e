"""Sections written as running text (分级标题): every heading in them begins an entry, what follows belongs to it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.extract.html.boxes import HEADINGS, is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.boxes import Box

_BOLD = frozenset({"b", "strong"})
_SENTENCE = re.compile(r"[。；;：:]")
_LONGEST_TITLE = 40
_FEWEST = 2


def headed(section: Sequence[Box], element: str) -> list[list[Box]]:
    """The boxes of each entry of a section, its heading first; none where no two headings of one kind stand in it."""
    kids = [b for b in section if not is_blank(b)]
    while len(kids) == 1 and _rank(kids[0]) is None:
        kids = [b for b in kids[0].boxes if not is_blank(b)]
    ranks = [_rank(kid) for kid in kids]
    rank = next((r for r in ranks if r is not None), None)
    starts = [n for n, r in enumerate(ranks) if r is not None and r == rank]
    runs = [kids[start:end] for start, end in pairwise([*starts, len(kids)])]
    # The heading of something else (办理流程图 below 办理流程) begins no entry.
    entries = [run for run in runs if run[0].match is None or run[0].match.element == element]
    told = sum(len(run) > 1 for run in entries)
    return entries if len(entries) >= _FEWEST and told * 2 >= len(entries) else []


def _rank(box: Box) -> str | None:
    """What kind of heading a box is: a heading of the page, or a short paragraph that is bold from end to end."""
    if box.tag in HEADINGS:
        return box.tag
    if not 0 < len(box.words) <= _LONGEST_TITLE or box.tag in _BOLD or _SENTENCE.search(box.words):
        return None
    inner = box
    while len(inner.boxes) == 1 and inner.boxes[0].words == box.words:
        inner = inner.boxes[0]
        if inner.tag in _BOLD:
            return f"bold {box.tag}"
    return None
