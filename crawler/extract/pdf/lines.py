"""Lines of a PDF and what of them belongs together (折行): told by where they end and begin, not by words alone.

A line was wrapped where what begins the next one would not have fitted on it. Where places leave that open, the answer
is "in doubt", and both ways have to be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import median, median_low
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from crawler.extract.pdf.page import Letter

_ONE_LINE = 0.4
"""Part of its size by which the letters of a line stand higher or lower."""
_APART = 1.3
"""Widths of a letter between things that stand side by side and not in one text, with a space written between."""
_EMPTY = 0.9
"""The same where nothing is written between."""
_SPACED = 0.25
_SAME_SIZE = 0.08
_INDENT = 1.2
_HANGING = 4.2
_WIDER = 1.35
"""Times the common distance of lines from which on a line stands apart."""
_FILLED = 0.03
_ALMOST = 0.5
_ALMOST_FULL = 1.5
"""Widths of a letter that a line may leave free though it was wrapped: where lines end at most is but seen."""
_SHORT = 0.6
"""Share of a text's width below which a line is no wrapped one, whatever its margin."""

MARK = re.compile(
    r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳]|[a-zA-Z])(?:[)）、．]|[.](?!\d)|[.]?\s)|[①-⑳●■◆▪•○☆★※·]|第[一二三四五六七八九十]+[步条章节]"
)
_KIND = re.compile(r"[\d一二三四五六七八九十]+|[①-⑳]|[a-zA-Z]")
LABEL = re.compile(r"[【\[]?[^\s。；;，,：:（(]{2,14}(?:[（(][^）)]{0,12}[）)])?[】\]]?\s?[:：]|[问答]\s?[:：]?|[【\[]")
_TELLS = re.compile(r"[。；;！!？?）)]$")
"""What a text ends with that says something in a sentence or an entry."""
_CLOSES = re.compile(r"[^（(]*[）)]")
_ENDS = re.compile(r"[。；;！!？?：:]$")
_TOKEN = re.compile(r"[\x21-\x7e]+|.", re.DOTALL)
_CLOSING = "，。；：、！？）】》”’,.;:!?)]%％"


class Joined(Enum):
    """Whether a line goes on with the one above it."""

    YES = "yes"
    NO = "no"
    DOUBT = "doubt"


@dataclass(slots=True)
class Seg:
    """A piece of a line that stands by itself. `first` is the width of what could not be parted at its beginning."""

    text: str
    left: float
    right: float
    size: float
    first: float
    bold: bool
    base: float
    page: int
    line: int

    @property
    def locator(self) -> str:
        """The page and the line on it."""
        return f"page {self.page}, line {self.line}"


def rows_of_letters(letters: Sequence[Letter]) -> list[list[Letter]]:
    """The letters of each line, from top to bottom."""
    rows: list[list[Letter]] = []
    for one in sorted(letters, key=lambda letter: -letter.base):
        if rows and rows[-1][0].base - one.base <= _ONE_LINE * max(one.size, rows[-1][0].size):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [sorted(row, key=lambda letter: letter.left) for row in rows]


def segs_of(row: Sequence[Letter], page: int, line: int) -> list[Seg]:
    """The pieces of a line: a gap parts them, unless single letters are spread over the line."""
    pieces: list[list[Letter]] = []
    edge = 0.0
    for one in row:
        if one.text.isspace():
            if pieces:
                pieces[-1].append(one)
            continue
        apart = _APART if pieces and pieces[-1][-1].text.isspace() else _EMPTY
        if pieces and one.left - edge <= apart * one.size:
            pieces[-1].append(one)
        else:
            pieces.append([one])
        edge = one.right
    merged: list[list[Letter]] = []
    for piece in pieces:
        if merged and _single(piece) and _single(merged[-1][-1:]) and _is_spread(merged[-1], piece):
            merged[-1] += piece
        else:
            merged.append(list(piece))
    return [_seg(piece, page, line) for piece in merged]


def _is_spread(before: list[Letter], piece: list[Letter]) -> bool:
    """Whether two single letters are the ends of one word that is spread (地　　址)."""
    words = [one for one in before if not one.text.isspace()]
    return len(words) == 1 and piece[0].left - words[0].right <= 5 * words[0].size and piece[0].text >= "\u4e00"


def _single(piece: list[Letter]) -> bool:
    return sum(not one.text.isspace() for one in piece) == 1


def line_of(row: Sequence[Letter], page: int, line: int) -> Seg | None:
    """A line as one piece, whatever gaps it has; None where it holds no letter."""
    return _seg(list(row), page, line) if any(not one.text.isspace() for one in row) else None


def _seg(piece: list[Letter], page: int, line: int) -> Seg:
    words = [one for one in piece if not one.text.isspace()]
    text = ""
    edge: Letter | None = None
    for one in piece:
        if one.text.isspace():
            text += "" if text.endswith(" ") else " "
            continue
        if edge is not None and not text.endswith(" ") and one.left - edge.right > _SPACED * one.size:
            narrow = edge.text.isascii() or one.text.isascii()
            text += " " if narrow or one.left - edge.right > 2 * _SPACED * one.size else ""
        text += one.text
        edge = one
    size = median(one.size for one in words)
    return Seg(
        text=text.strip(),
        left=words[0].left,
        right=words[-1].right,
        size=size,
        first=_first_width(words),
        bold=all(one.bold for one in words),
        base=words[0].base,
        page=page,
        line=line,
    )


def _first_width(words: Sequence[Letter]) -> float:
    token = _TOKEN.match("".join(one.text[0] for one in words))
    length = len(token.group()) if token else 1
    while length < len(words) and words[length].text in _CLOSING:
        length += 1
    for at in range(1, length):  # a gap parts a token too
        if words[at].left - words[at - 1].right > _SPACED * words[at].size:
            length = at
            break
    return words[length - 1].right - words[0].left


def together(one: str, other: str) -> str:
    """The words of two lines of one text."""
    apart = one[-1:].isascii() and other[:1].isascii() and one[-1:].isalpha() and other[:1].isalpha()
    return f"{one} {other}" if apart else one + other


def _no_title(words: str) -> bool:
    return not words


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """How wide the texts of a file or a cell are: where they end, whether that is sure, and the distance of lines."""

    left: float
    right: float
    sure: bool
    distance: float | None
    inner: frozenset[str] = frozenset()
    """Labels that stand within lines and begin none: each entry of a list says 环节结果： at its end."""
    titles: Callable[[str], bool] = _no_title
    """Whether words are a label or a title of guides."""


def joins_in_cell(first: Seg, one: Seg, following: Seg, right: float) -> Joined:
    """Whether a line of a cell, which ends at `right`, goes on with the text above: the cell's width is known."""
    if one.right + following.first <= right - _ALMOST * one.size:
        return Joined.NO
    if not fills(one, following, right):
        return Joined.DOUBT
    if MARK.match(following.text):
        return Joined.NO if _like(first, following) else Joined.DOUBT
    labelled = LABEL.match(following.text) and not _is_open(one.text, following.text)
    return Joined.DOUBT if labelled else Joined.YES


def _is_open(one: str, following: str) -> bool:
    """Whether a line ends within a sentence or within brackets that the following one closes."""
    opened = one.count("（") + one.count("(") > one.count("）") + one.count(")")
    return one.endswith(("，", "、")) or (opened and _CLOSES.match(following) is not None)


_LABELS = re.compile(r"([\u4e00-\u9fff/]{2,14})[:：]")
_LONGEST_LABEL = 14


def _is_inner(one: str, following: str, inner: frozenset[str]) -> bool:
    """Whether the label with which a line begins, or of which it holds the end, stands within lines only."""
    found = _LABELS.match(following)
    rest = found or re.match(r"([\u4e00-\u9fff/])[:：]", following)
    if rest is None:
        return False
    label = rest.group(1)
    return any((one[len(one) - cut :] if cut else "") + label in inner for cut in range(_LONGEST_LABEL - len(label)))


def _inner(segs: Sequence[Seg], right: float) -> frozenset[str]:
    within: set[str] = set()
    begin: set[str] = set()
    before: Seg | None = None
    for one in segs:
        for found in _LABELS.finditer(one.text):
            if found.start():
                within.add(found.group(1))
            elif before is None or not fills(before, one, right):
                begin.add(found.group(1))
        before = one
    return frozenset(within - begin)


def fills(one: Seg, following: Seg, right: float) -> bool:
    """Whether what begins the following line would not have fitted at the end of this one."""
    return one.right + following.first > right + _FILLED * one.size


def joins(first: Seg, one: Seg, following: Seg, margin: Margin) -> Joined:
    """Whether a line goes on with the text that began with `first` and has come to `one`."""
    if abs(one.size - following.size) > _SAME_SIZE * one.size or one.bold is not following.bold:
        return Joined.NO
    same = one.page == following.page
    distance = one.base - following.base
    if same and distance > _WIDER * max(margin.distance or 0, 1.9 * one.size):
        return Joined.NO
    marked, labelled = MARK.match(following.text), LABEL.match(following.text)
    goes_on = _is_open(one.text, following.text)
    if goes_on or _is_inner(one.text, following.text, margin.inner):
        labelled = None
    if not fills(one, following, margin.right):
        if marked or labelled or _ENDS.search(one.text) or margin.titles(following.text):
            return Joined.NO
        room = margin.right - one.right - following.first
        if room < _ALMOST_FULL * one.size:
            return Joined.YES if goes_on and margin.sure else Joined.DOUBT
        long = one.right - margin.left >= _SHORT * (margin.right - margin.left)
        return Joined.DOUBT if long and not margin.sure else Joined.NO
    if same and margin.distance is not None and distance > _WIDER * margin.distance:
        return Joined.NO if marked or labelled or _ENDS.search(one.text) else Joined.DOUBT
    shift = (following.left - one.left) / one.size
    if shift > _INDENT:
        own = MARK.match(first.text)
        if not (one is first and own and shift <= _HANGING):
            return Joined.NO if marked or labelled or _ENDS.search(one.text) else Joined.DOUBT
    told = _TELLS.search(one.text) is not None
    if marked:
        return Joined.NO if told or _like(first, following) else Joined.DOUBT
    titled = margin.titles(following.text if labelled is None else labelled.group().rstrip("：: "))
    if titled:
        return Joined.NO if told else Joined.DOUBT
    if labelled:
        return Joined.DOUBT
    return Joined.YES if margin.sure else Joined.DOUBT


def _like(first: Seg, following: Seg) -> bool:
    """Whether both begin with marks of one kind, as the entries of a list do."""
    own, other = MARK.match(first.text), MARK.match(following.text)
    if own is None or other is None:
        return own is None
    return _KIND.sub("#", own.group()).strip() == _KIND.sub("#", other.group()).strip()


def right_of(segs: Sequence[Seg]) -> float:
    """Where full lines end at most; a closing sign may hang over the margin."""
    return max([one.right for one in segs if one.text[-1:] not in _CLOSING] or [one.right for one in segs])


def margin_of(segs: Iterable[Seg], *, width: float, titles: Callable[[str], bool] = _no_title) -> Margin:
    """The margin of texts that stand one under the other on pages of a width."""
    segs = list(segs)
    if not segs:
        return Margin(left=0, right=0, sure=False, distance=None)
    size = median_low(one.size for one in segs)
    segs = [one for one in segs if abs(one.size - size) <= _SAME_SIZE * size]
    left = min(one.left for one in segs)
    right = right_of(segs)
    ending = sum(one.right > right - size for one in segs)
    sure = right >= width - left - 2.5 * size or ending >= 5
    steps = [
        one.base - after.base
        for one, after in pairwise(segs)
        if one.page == after.page and 0 < one.base - after.base < 4 * size and fills(one, after, right)
    ]
    distance = min(steps) if steps else None
    return Margin(left=left, right=right, sure=sure, distance=distance, inner=_inner(segs, right), titles=titles)
