"""Sections written as running text (分级标题): every heading in them begins an entry, what follows belongs to it.

The terms of a definition list are such headings where several definitions stand below one.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.domain.values import step_words
from crawler.extract.guide import prose
from crawler.extract.html.boxes import HEADINGS, is_blank
from crawler.extract.html.drawn_titles import is_drawn, look_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.boxes import Box

_BOLD = frozenset({"b", "strong"})
_SENTENCE = re.compile(r"[。；;：:]")
_LONGEST_TITLE = 40
_LONGEST_STEP = 8
_FEWEST = 2


def headed(section: Sequence[Box], element: str) -> list[list[Box]]:
    """The boxes of each entry of a section, its heading first; none where no two headings of one kind stand in it."""
    kids = [b for b in section if not is_blank(b)]
    while len(kids) == 1 and _rank(kids[0]) is None:
        kids = [b for b in kids[0].boxes if not is_blank(b)]
    ranks = [_rank(kid) for kid in kids]
    termed = False
    if element == "procedure" and not any(ranks):
        lists = [kid for kid in kids if kid.tag == "dl"]
        inside = [b for b in lists[0].boxes if not is_blank(b)] if len(lists) == 1 else kids
        if terms := _term_ranks(inside):
            termed, kids = True, inside
        ranks = terms or _drawn_ranks(kids)
    rank = next((r for r in ranks if r is not None), None)
    starts = [n for n, r in enumerate(ranks) if r is not None and r == rank]
    runs = [kids[start:end] for start, end in pairwise([*starts, len(kids)])]
    # The heading of something else (办理流程图 below 办理流程) begins no entry.
    entries = [run for run in runs if termed or run[0].match is None or run[0].match.element == element]
    told = sum(len(run) > 1 for run in entries)
    return entries if len(entries) >= _FEWEST and told * 2 >= len(entries) else []


def _term_ranks(kids: Sequence[Box]) -> list[str | None]:
    """The ranks of terms with their definitions, several below one of them; none where the terms do not name steps.

    办理时限 among them is a label, and no step.
    """
    terms = [kid for kid in kids if kid.tag == "dt"]
    if len(terms) < _FEWEST or kids[0].tag != "dt" or any(kid.tag not in {"dt", "dd"} for kid in kids):
        return []
    several = any(one.tag == two.tag == "dd" for one, two in pairwise(kids))
    deeds = sum(_names_step(prose.unnumbered(term.words) or term.words) for term in terms)
    return [kid.tag if kid.tag == "dt" else None for kid in kids] if several and deeds * 2 > len(terms) else []


def _names_step(words: str) -> bool:
    return prose.is_deed(words) or (len(words) <= _LONGEST_STEP and bool(step_words.families(words)))


def _drawn_ranks(kids: Sequence[Box]) -> list[str | None]:
    """The ranks of boxes where several drawn like the first are titles of steps, each over boxes drawn otherwise."""
    if not kids:
        return []
    looks = [look_of(kid) for kid in kids]
    first = looks[0]
    at = [n for n, look in enumerate(looks) if look == first]
    titles = [(prose.unnumbered(kids[n].words) or kids[n].words).strip() for n in at]
    apart = all(after > n + 1 for n, after in zip(at, [*at[1:], len(kids)], strict=True))
    if len(at) < _FEWEST or not is_drawn(first) or not apart or any(map(_SENTENCE.search, titles)):
        return [None] * len(kids)
    deeds = sum(map(prose.is_deed, titles))
    return ["drawn" if look == first else None for look in looks] if deeds * 2 > len(at) else [None] * len(kids)


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


def are_deeds(titles: Sequence[Sequence[str]]) -> bool:
    """Whether what stands over the limits of steps is what is done in each: their names stand elsewhere."""
    return all(len(lines) == 1 and lines[0].endswith("。") for lines in titles)
