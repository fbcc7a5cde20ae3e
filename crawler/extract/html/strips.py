"""Strips of figures (概览条): cards side by side, in each a short value and then its label, 20 over 法定办结时限.

Which way such cards are to be read no card tells by itself. All of them together do: each ends in a label, and what
stands before it is of the kind that its element takes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from crawler.domain.values import visits
from crawler.extract.guide.choice import CODED, TYPED, plausible
from crawler.extract.html.above import count_up
from crawler.extract.html.boxes import Box, is_blank
from crawler.extract.html.leading import is_way_out
from crawler.extract.html.words_before import before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.extract.labels.dictionary import LabelMatch

_FEWEST = 2
_LONGEST_CARD, _LONGEST_VALUE = 80, 30
_CELLS = frozenset({"td", "th"})
_SAYS = re.compile(r"\w|[-—–/]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_UNIT = re.compile(r"个?(?:工作日|自然日|日历日|小时|月)(?:以?内)?|[天日年次趟份元]|分钟|元/\S{1,6}")
_LIMITS = frozenset({"statutory_time_limit", "promised_time_limit"})
_COUNTED = frozenset({"materials", "procedure", "legal_basis", "faq", "conditions", "blank_form", "sample_form"})
"""Elements of which a figure is but a count: 4项 over 申请材料."""


class Above(NamedTuple):
    """What stands above a label: the value, the box that holds it or would, and whether it but counts."""

    kids: list[Box | str]
    holder: Box
    counts: bool


class _Pair(NamedTuple):
    """A label, the innermost box that says it, and the box that its value stands in."""

    label: Box
    inner: Box
    card: Box


def values_above(hits: Sequence[Box]) -> dict[int, Above]:
    """The values that stand above their labels in strips, by identity of the label's box; without kids where none does.

    Each box around labels is looked at once, since there may be thousands.
    """
    found: dict[int, Above] = {}
    labels = _Labels(hits)
    looked: set[int] = set()
    for hit in hits:
        box = hit
        while box.parent is not None and len(box.words) <= _LONGEST_CARD:
            if box.tag in _CELLS and box.words == hit.words:
                break  # a label in a cell of its own is one of a table
            box = box.parent
            if id(box) not in looked:
                looked.add(id(box))
                for label, above in _strip(box, labels):
                    found.setdefault(id(label), above)
    return found


class _Labels:
    """The labels of a page, asked for by the box they stand in."""

    def __init__(self, hits: Sequence[Box]) -> None:
        self._hits, self._starts = hits, [hit.start for hit in hits]

    def last_in(self, box: Box) -> Box | None:
        """The last label in a box."""
        at = bisect_left(self._starts, box.end) - 1
        return self._hits[at] if at >= 0 and self._starts[at] >= box.start else None

    def said_by(self, box: Box) -> Box | None:
        """The label that is all a box says."""
        label = self.last_in(box)
        return label if label is not None and label.words == box.words else None


def _strip(around: Box, labels: _Labels) -> Iterator[tuple[Box, Above]]:
    """The labels of a strip with what stands above each; nothing where a box is none."""
    if around.texts:
        return
    told = [box for box in around.boxes if box.words]
    at = [n for n, box in enumerate(told) if labels.last_in(box) is not None]
    for values, titles in pairwise(told) if at else ():
        if pairs := _over(values, titles, labels):
            yield from _read(pairs)
    if len(at) < _FEWEST or len({box.tag for box in told[at[0] : at[-1] + 1]}) > 2:
        return
    in_turn = at == list(range(1, len(told), 2)) and len({told[n - 1].tag for n in at}) == 1 and at[-1] == len(told) - 1
    if in_turn and all(labels.said_by(told[n]) for n in at):
        yield from _read([_pair(label, told[n - 1]) for n in at if (label := labels.said_by(told[n])) is not None])
    elif len({box.tag for box in told[at[0] : at[-1] + 1]}) == 1:
        yield from _read([_pair(label, told[n]) for n in at if (label := labels.last_in(told[n])) is not None])


def _pair(label: Box, card: Box) -> _Pair:
    inner = label
    while (same := next((b for b in inner.boxes if b.words == label.words), None)) is not None:
        inner = same
    return _Pair(label, inner, card)


def _over(values: Box, titles: Box, labels: _Labels) -> list[_Pair]:
    """The pairs of a row of values over a row of as many labels."""
    if len(titles.boxes) < _FEWEST or len(values.boxes) < _FEWEST or labels.last_in(values) is not None:
        return []
    below = [b for b in titles.boxes if b.words]
    above = [b for b in values.boxes if b.words]
    named = [label for b in below if (label := labels.said_by(b)) is not None]
    if not _FEWEST <= len(above) == len(below) == len(named):
        return []
    return [_pair(label, card) for label, card in zip(named, above, strict=True)]


def _read(pairs: Sequence[_Pair]) -> Iterator[tuple[Box, Above]]:
    """The labels with their values, where all of these together say that they stand above."""
    said: list[list[Box | str]] = []
    for _, inner, card in pairs:
        inside = inner.within([card])
        if inside and (not card.words.endswith(inner.words) or _holder(inner, card) is None):
            return
        said.append(list(before([card], [inner])) if inside else [card])
    values = [_words(kids) for kids in said]
    full = [(pair.label, value) for pair, value in zip(pairs, values, strict=True) if value]
    if len(full) < _FEWEST or len(full) * 2 < len(pairs) or len({label.kind for label, _ in full}) > 1:
        return
    if count_up([value for _, value in full]) or any(is_way_out(label) for label, _ in full):
        return
    if not all(len(value) <= _LONGEST_VALUE and _SAYS.search(value) for _, value in full):
        return
    if not are_of_their_kinds([(label.match, value) for label, value in full]):
        return
    for (label, inner, card), kids, value in zip(pairs, said, values, strict=True):
        holder = (_holder(inner, card) if inner.within([card]) else None) or card
        counts = label.match is not None and label.match.element in _COUNTED
        yield label, Above(kids if value else [], holder, counts)


def are_of_their_kinds(pairs: Sequence[tuple[LabelMatch | None, str]]) -> bool:
    """Whether most values are of the kinds that the elements of their labels take, where these take no other."""
    told = [_suits(match.element, value) for match, value in pairs if match is not None]
    return told.count(True) > told.count(False)


def _suits(element: str, value: str) -> bool | None:
    """Whether a value is of the kind that an element takes; None where it takes any."""
    whole = "".join(value.split())
    if element == "visits":
        return visits.parse(whole) is not None
    if element in _LIMITS and _NUMBER.fullmatch(whole):
        return True
    return plausible(element, whole) if element in TYPED or element in CODED else None


def _words(kids: Sequence[Box | str]) -> str:
    """The words of kids."""
    return " ".join(" ".join(kid if isinstance(kid, str) else kid.words for kid in kids).split())


def _holder(label: Box, card: Box) -> Box | None:
    """The box before a label in its card that holds its value, or would; None where there is none."""
    branch = label
    while branch is not card and branch.parent is not None:
        kids = branch.parent.kids[: branch.index]
        if any(isinstance(kid, str) and kid.strip() for kid in kids):
            return branch.parent
        if before := [kid for kid in kids if isinstance(kid, Box)]:
            return next((box for box in before if box.words), before[0])
        branch = branch.parent
    return None


def unit_behind(value: Box) -> Iterator[Box]:
    """The unit that stands in a box of its own right behind a bare number: 20 and 个工作日."""
    if value.parent is not None and _NUMBER.fullmatch(value.words):
        behind = next((kid for kid in value.parent.kids[value.index + 1 :] if not is_blank(kid)), None)
        if isinstance(behind, Box) and _UNIT.fullmatch(behind.words):
            yield behind


def is_unit(kid: Box | str) -> bool:
    """Whether a box is the unit of the bare number in the box before it, and begins no pair."""
    if not isinstance(kid, Box) or kid.parent is None or not _UNIT.fullmatch(kid.words):
        return False
    before = next((each for each in reversed(kid.parent.kids[: kid.index]) if not is_blank(each)), None)
    return isinstance(before, Box) and _NUMBER.fullmatch(before.words) is not None
