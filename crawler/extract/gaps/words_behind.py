"""Words right behind a label whose place is empty (空栏后的文字): where nobody read them, they may be its value.

A label is empty only where the next label, the next list or the end of the guide follows its empty place. A text that
stands under no label of its own belongs to the label before it, however the page is made: in the next row, in the
paragraph below, in a further box.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.domain.values.placeholder import says_nothing
from crawler.extract.gaps.pieces import IMPRINT, known_as, parts, pieces_of
from crawler.extract.gaps.trace_words import FURNITURE, SHOWS
from crawler.extract.guide.draft import gap
from crawler.extract.guide.prose import unnumbered
from crawler.extract.html.boxes import HEADINGS, number_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.domain.records import ServiceGuide
    from crawler.extract.gaps.pieces import Piece
    from crawler.extract.gaps.said import Said
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.page import PageReader

_BRIEF = frozenset(
    {
        "update_date", "visits", "case_type", "item_type", "level", "service_target", "result_type", "online_depth",
        "consultation_phone", "complaint_phone", "fee_status", "statutory_time_limit", "promised_time_limit",
    }
)  # fmt: skip
"""Elements that a few words state: a paragraph that names a day among other things is no date."""
_LONGEST_BRIEF, _LONGEST_LABEL = 60, 16
_COLONS = ("：", ":")
_SIGNS, _NUMBER = re.compile(r"[^\w、.．]+"), re.compile(r"0\d|\d{1,2}")
"""What adorns a label (◆咨询电话◆), and what may number the next one (03)."""
_PAIR = re.compile(r"[^：？?]{2,16}：[^：]{1,16}")
_SENTENCE = re.compile(r"[，。；、！？]")


def doubt_empty_places(guide: ServiceGuide, readers: Sequence[PageReader], said: Said) -> ServiceGuide:
    """The guide with gaps in place of empty labels that words which nobody read stand right behind."""
    empty = {
        (element, words[0]): found
        for element, found in guide.readings.items()
        if found.state is State.NOT_STATED and found.label is not None and (words := parts(found.label))
    }
    gaps = {}
    for reader in readers if empty else ():
        for (element, label), told in _behind(reader, said, {label for _, label in empty}):
            if (found := empty.get((element, label))) is not None and element not in gaps:
                gaps[element] = replace(
                    gap(element, told, found.evidence or "", found.locator or "/"), label=found.label
                )
    return replace(guide, readings={**guide.readings, **gaps}) if gaps else guide


def _behind(reader: PageReader, said: Said, empty: set[str]) -> Iterator[tuple[tuple[str, str], str]]:
    """The labels of a page with these words, with their element and the words behind that nobody read."""
    known_by = reader.labels.answers(known_as)
    pieces = pieces_of(reader)
    for number, (label, piece) in enumerate(pairwise(pieces)):
        if label.words not in empty or label.linked or not _is_left(piece, said):
            continue
        named = (known_by(told) for told in (piece.words, _SIGNS.sub("", piece.words.partition("：")[0])))
        if any(element is not None for element in named) or _is_next_title(label.words, piece.words):
            continue
        if _heads_a_group(reader, label, piece):
            continue
        element = known_by(label.words)
        after = pieces[number + 2] if number + 2 < len(pieces) else None
        heads = after is not None and known_by(after.words) is None and not after.linked
        heads = heads or _is_drawn_as(reader.root.order[label.at], reader.root.order[piece.at], piece.words)
        if element is not None and _may_be(element, piece.words, heads=heads):
            yield (element, label.words), piece.words


def _is_next_title(label: str, words: str) -> bool:
    """Whether words are numbered as the label is (六、受理条件, 七、收费) or go on with titles, and no sentence."""
    style = number_style(words)
    goes_on = style == "hanzi" and not words.startswith("一、")
    return style is not None and (goes_on or style == number_style(label)) and not _SENTENCE.search(unnumbered(words))


def _heads_a_group(reader: PageReader, label: Piece, piece: Piece) -> bool:
    """Whether short words are a heading, or begin a block with labels of its own: the title of the next group."""
    if len(piece.words) > _LONGEST_LABEL or _SENTENCE.search(unnumbered(piece.words)):
        return False
    before, box = reader.root.order[label.at], reader.root.order[piece.at]
    block = box
    for around in (box, *box.up()):
        if before.within([around]):
            break
        block = around
        if around.tag in HEADINGS:
            return True
    return any(block.start <= hit.start < block.end for hit in reader.hits)


def _is_drawn_as(label: Box, box: Box, words: str) -> bool:
    """Whether words stand in a box of the kind of a label's, or before a colon: 委托书：<span></span>."""
    around = label.parent.kind if label.parent is not None else None
    if box.kind == label.kind and box.parent is not None and box.parent.kind == around:
        return True
    return any("".join(text.split()).rstrip("：:") == words and text.rstrip().endswith(_COLONS) for text in box.texts)


def _is_left(piece: Piece, said: Said) -> bool:
    """Whether nobody read a piece, and it says something of the guide."""
    words = piece.words
    if piece.linked or said.has(words) or says_nothing(words) or _NUMBER.fullmatch(words):
        return False
    return FURNITURE.search(words) is None and IMPRINT.search(words) is None


def _may_be(element: str, words: str, *, heads: bool) -> bool:
    """Whether words may be the value of the label before them; a label of their own `heads` what follows."""
    if element == "faq" and _PAIR.fullmatch(words):
        return False  # 承诺多久办好：30日 asks for nothing
    shows = SHOWS.get(element)
    if element in _BRIEF:
        return shows is not None and shows(words) and len(words) <= _LONGEST_BRIEF
    if shows is not None and shows(words):
        return True
    return not heads or len(words) > _LONGEST_LABEL or _SENTENCE.search(unnumbered(words)) is not None
