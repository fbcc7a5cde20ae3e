"""Pairs of an entry whose label nobody knows (条目里的生标签), drawn as known ones are and told by their values.

In a container of rows alike, where some labels are known, all others in the same place are labels too. What stands
under one of them in all entries may tell its part (必要, 1份); where it does not, it is still a label and no title.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crawler.extract.guide.badges import badge_of
from crawler.extract.guide.text import is_question
from crawler.extract.guide.value_kinds import told_apart
from crawler.extract.html.boxes import Box, box_after, is_blank, lines_of, outermost
from crawler.extract.labels.dictionary import normalise
from crawler.extract.lists.entry_pairs import LINKS, PAIR, Pair

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

_FEWEST = 2
_LONGEST, _LONGEST_IN_TEXT = 16, 14
_TERMS = frozenset({"dt"})
Shape = tuple[tuple[str, str], tuple[str, str]]


class _Strange(NamedTuple):
    """A label that is not known, where it stands, and its value."""

    label: str
    box: Box
    kids: list[Box | str]

    @property
    def value(self) -> str:
        return " ".join(lines_of(self.kids))


def strange_pairs(group: str, section: Sequence[Box], known: Sequence[Pair], labels: LabelDictionary) -> list[Pair]:
    """The pairs of a section drawn as its known ones are; the part is "" where no value tells it."""
    inside = [box for root in section for box in root.walk()]
    taken = {id(pair.box) for pair in known}
    valued = bytearray(max((root.end for root in section), default=0))  # one look for all: there may be thousands
    for pair in known:
        for box in pair.boxes:
            valued[box.start : box.end] = b"\1" * (box.end - box.start)
    free = [box for box in inside if id(box) not in taken and not valued[box.start]]
    found = [*_beside(group, free, known, labels), *_in_text(free, known)]
    by_label: dict[str, list[_Strange]] = defaultdict(list)
    for one in found:
        by_label[normalise(one.label)].append(one)
    columns = {n: [one.value for one in alike] for n, alike in enumerate(by_label.values())}
    claimed = {-1 - n: part for n, part in enumerate(dict.fromkeys(pair.part for pair in known))}
    parts = told_apart(group, columns, claimed)
    return [
        Pair(parts.get(n, ""), one.label, one.box, one.kids)
        for n, alike in enumerate(by_label.values())
        for one in alike
    ]


def _shape(box: Box) -> Shape | None:
    own = outermost(box)
    return (own.kind, own.parent.kind) if own.parent is not None else None


def _beside(group: str, boxes: Sequence[Box], known: Sequence[Pair], labels: LabelDictionary) -> Iterator[_Strange]:
    """The boxes drawn as known labels are, each with the box behind it that is drawn otherwise."""
    drawn: dict[Shape, set[str]] = defaultdict(set)
    for pair in known:
        shape = _shape(pair.box)
        if shape is not None and pair.label == pair.box.words and _value_of(pair.box):
            drawn[shape].add(pair.part)
    shapes = {shape for shape, parts in drawn.items() if len(parts) >= _FEWEST or shape[0][0] in _TERMS}
    for box in boxes if shapes else ():
        words = box.words
        if not 0 < len(words) <= _LONGEST or outermost(box) is not box or box.tag in LINKS or box.linked:
            continue
        if not any(map(str.isalpha, words)):
            continue  # 1 before the name of a material
        if _shape(box) not in shapes or badge_of(group, words) is not None or is_question(words):
            continue
        value = _value_of(box)
        if value and not labels.is_mark("buttons", words):
            yield _Strange(words, box, value)


def _value_of(label: Box) -> list[Box | str]:
    """What is behind a label in its row: a box drawn otherwise or all else that is in it, or the rest of its line."""
    own = outermost(label)
    after = box_after(own)
    if after is not None:
        return [after] if after.words and (after.kind != own.kind or _are_alone(own, after)) else []
    beside = own.parent.kids[own.index :] if own.parent is not None else []
    texts = [kid for kid in beside if isinstance(kid, str) and kid.strip()]
    first = own.parent is not None and own.parent.boxes[0] is own
    return [*texts] if first and len(texts) == 1 else []


def _are_alone(label: Box, value: Box) -> bool:
    """Whether a label and what stands behind it are all that their row says, one thing each."""
    halves = [box for box in label.parent.boxes if box.words] if label.parent is not None else []
    return halves == [label, value] and _is_plain(label) and _is_plain(value)


def _is_plain(box: Box) -> bool:
    """Whether a box says one thing: none in it stands beside another."""
    return all(sum(bool(kid.words) for kid in inner.boxes) <= 1 for inner in box.walk())


def _in_text(boxes: Sequence[Box], known: Sequence[Pair]) -> Iterator[_Strange]:
    """The lines drawn as those that hold a known label and its value in one text: 哪里来：申请人自备."""
    drawn: dict[tuple[str, str], set[str]] = defaultdict(set)
    for pair in known:
        if pair.label != pair.box.words and all(isinstance(kid, str) for kid in pair.kids):
            drawn[pair.box.kind].add(pair.part)
    kinds: Collection[tuple[str, str]] = {kind for kind, parts in drawn.items() if len(parts) >= _FEWEST}
    for box in boxes if kinds else ():
        if box.kind not in kinds or any(not is_blank(b) for b in box.boxes):
            continue
        lines = lines_of([box])
        line = PAIR.fullmatch(lines[0]) if len(lines) == 1 else None
        if line is not None and line.group(2).strip() and len(line.group(1)) <= _LONGEST_IN_TEXT:
            yield _Strange(line.group(1).strip(), box, [line.group(2).strip()])
