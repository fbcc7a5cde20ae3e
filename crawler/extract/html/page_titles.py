"""Titles of a page's parts (栏目标题): words drawn as the known titles are, alone in their line, with a block below."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from crawler.extract.guide.loosely import by_section
from crawler.extract.html import slot_words
from crawler.extract.html.boxes import HEADINGS, Box, is_blank, number_style, outermost
from crawler.extract.labels.dictionary import LabelMatch, normalise
from crawler.extract.labels.questions import RANK_OF_QUESTIONS, asked_for, is_asked
from crawler.extract.lists.tables import ELEMENT_OF_GROUP, GROUP_OF_ELEMENT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

UNMAPPED = "unmapped"
"""What stands for the element of a label that nobody knows."""
UNKNOWN = LabelMatch(UNMAPPED, 0.5, RANK_OF_QUESTIONS)
_BY_DRAWING = 0.7
_FEWEST = 3
_SHORTEST, _LONGEST = 2, 18
_MOST_BLOCKS = 40
"""Blocks that may stand between a title and one below it: a page may hold thousands."""
_LONGEST_TEXT = 60
"""Characters of a title with the white space of its source."""
_DRAWN = ("color", "size", "align", "style")
_RANKED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th", "dt", "dd", "li", "option"})
_ASKS = re.compile(
    r"[^。；：:]{0,30}(?:提[供交]|携带|递交|准备|出具|带齐|持)[^。；：:]{0,14}(?:材料|要件|资料|证件|证明|手续|文件)[^。；：:]{0,4}[：:]"
)
_FEWEST_PAPERS = 2
_SENTENCE = frozenset("。；，？！：:,;")


def name(boxes: Sequence[Box], labels: LabelDictionary) -> None:
    """Give titles their meaning that are drawn as at least three known ones are and name what nothing else names."""
    drawn: dict[tuple[str, ...], list[Box]] = defaultdict(list)
    for box in boxes:
        if box.long or len(box.text) > _LONGEST_TEXT or box.linked:
            continue  # most boxes with others in them; their words would have to be put together
        if _SHORTEST <= len(box.words) <= _LONGEST and _is_alone(box):
            drawn[_drawing(box)].append(box)
    known = {b.match.element for b in boxes if b.match is not None and b.match.rank != RANK_OF_QUESTIONS}
    for alike in drawn.values():
        told = {box.match.element for box in alike if box.match is not None}
        strange = [box for box in alike if box.match is None]
        asking = {meant for box in strange if (meant := _meant(box.words)) is not None}
        titles = len({box.words for box in alike})
        if len(told | asking) < _FEWEST or not told or len(told | asking) * 2 < titles:
            continue
        asks_others = False
        heads = {id(outermost(b)) for b in alike if b.match is not None and b.match.element in GROUP_OF_ELEMENT}
        styles = {number_style(b.words) for b in alike if b.match is not None}
        for box in alike:
            if box.match is None and box.tag not in HEADINGS and _is_inside_a_list(box, heads):
                continue  # the title of an entry, drawn as that of its list
            if box.match is None and (style := number_style(box.words)) is not None and style not in styles:
                continue  # （一）受理 below 四、办理流程
            if box.match is not None:
                asks_others = box.match.element == "faq"
                continue
            if asks_others and asked_for(normalise(box.words)) is not None:
                continue  # below 常见问题 others ask it
            if labels.is_mark("headings", box.words) or _SENTENCE.intersection(normalise(box.words)):
                continue
            if is_asked(box.words) and _meant(box.words) is None:
                continue  # a question of others, or of several things at once
            if box.tag not in HEADINGS and box.words.endswith(("?", "？")):
                continue
            block = after(box)
            meant = _meant(box.words) or _shown(box, block) or by_section(box.words, block.words if block else "")
            if meant is not None and meant not in known and not _leads_on(block, meant):
                box.match = LabelMatch(meant, _BY_DRAWING, RANK_OF_QUESTIONS)
            elif meant is None and block is not None and (box.tag not in HEADINGS or _heads_labels(box, block)):
                box.match = UNKNOWN
    _over_pictures(boxes, known)
    _over_panels(boxes, known)
    if "materials" not in known:
        _over_papers(boxes)


def _over_papers(boxes: Sequence[Box]) -> None:
    """The one sentence that asks for papers (须提供以下要件：), with a numbered list below it, is their title."""
    asking = [b for b in boxes if b.match is None and not b.long and b.tag not in _CELLS and _ASKS.fullmatch(b.words)]
    if len({box.words for box in asking}) != 1 or any(b.match and b.match.element == "materials" for b in boxes):
        return
    title = outermost(asking[0])
    beside = title.parent.boxes if title.parent is not None else []
    below = [box for box in beside if box.index > title.index and box.words][:_FEWEST_PAPERS]
    if len(below) == _FEWEST_PAPERS and all(number_style(box.words) is not None for box in below):
        title.match = LabelMatch("materials", _BY_DRAWING, RANK_OF_QUESTIONS)


def _is_inside_a_list(title: Box, heads: Collection[int]) -> bool:
    """Whether a box around a title stands after the title of a list, in the same box: a card of one of its entries."""
    card = outermost(title).parent
    while card is not None and card.parent is not None:
        if any(id(before) in heads for before in card.parent.boxes if before.index < card.index):
            return True
        card = card.parent
    return False


def _over_pictures(boxes: Sequence[Box], known: Collection[str]) -> None:
    """Headings over a picture alone, or over a link alone, say by a word what that is."""
    for box in boxes:
        if box.match is None and box.tag in HEADINGS and _SHORTEST <= len(box.words) <= _LONGEST:
            meant = _shown(box, after(box))
            if meant is not None and meant not in known:
                box.match = LabelMatch(meant, _BY_DRAWING, RANK_OF_QUESTIONS)


def _over_panels(boxes: Sequence[Box], known: Collection[str]) -> None:
    """Titles that stand first in a box with their block (提取条件, 提取材料), as at least three known ones do."""
    drawn: dict[tuple[str, ...], list[Box]] = defaultdict(list)
    for box in boxes:
        if box.long or box.linked or box.parent is None or not _SHORTEST <= len(box.words) <= _LONGEST:
            continue
        beside = box.parent.boxes
        # Most boxes stand behind others with words, or alone: nothing is made for these.
        if len(beside) > 1 and (beside[0] is box or not beside[0].words):
            told = (b for b in beside if b.words)
            if next(told, None) is box and next(told, None) is not None:
                drawn[_drawing(box)].append(box)
    for alike in drawn.values():
        sure = {b.match.element for b in alike if b.match is not None and b.match.rank != RANK_OF_QUESTIONS}
        if len(sure) < _FEWEST or len(sure) * 2 < len({b.words for b in alike}):
            continue
        for box in alike:
            block = after(box) if box.match is None else None
            meant = by_section(box.words, block.words) if block is not None else None
            if meant is not None and meant not in known:
                box.match = LabelMatch(meant, _BY_DRAWING, RANK_OF_QUESTIONS)


def _shown(box: Box, block: Box | None) -> str | None:
    match = slot_words.heading(box.words, block) if block is not None else None
    return match.element if match is not None and match.element in {"result_sample", "online_entry"} else None


def _heads_labels(title: Box, block: Box) -> bool:
    """Whether a ranked heading stands over a block with labels in it."""
    return title.tag in _RANKED and sum(b.tag == "dt" or b.match is not None for b in block.walk()) >= _FEWEST - 1


def _meant(words: str) -> str | None:
    return asked_for(normalise(words)) or slot_words.section(words)


def group_above(box: Box, labels: LabelDictionary) -> str | None:
    """The list that the title above a block names."""
    title = _above(box)
    if title is None:
        return None
    match = title.match or labels.element_of(title.words)
    element = match.element if match is not None else _meant(title.words)
    return GROUP_OF_ELEMENT.get(element or "")


def name_list(box: Box, group: str, labels: LabelDictionary) -> None:
    """Give the title above a list the element of that list, where its words tell nothing.

    The heading of the page (h1) is the guide's name, and so may be one with other parts of the guide before the list.
    """
    title = _above(box)
    if title is None or title.match is not None or labels.is_mark("headings", title.words) or group == "fees":
        return
    if title.tag == "h1" or _speaks_of_others(title, box, group):
        return
    if len(normalise(title.words)) >= _SHORTEST and labels.element_of(title.words) is None:
        title.match = LabelMatch(ELEMENT_OF_GROUP[group], _BY_DRAWING, RANK_OF_QUESTIONS)


def _speaks_of_others(title: Box, box: Box, group: str) -> bool:
    """Whether a block between a title and a list has labels of something else."""
    for between in islice(_before(box), _MOST_BLOCKS):
        if between is title or between.words == title.words:
            return False
        found = (b.match.element for b in between.walk() if b.match is not None and b.match.element != UNMAPPED)
        if any(GROUP_OF_ELEMENT.get(element) != group for element in found):
            return True
    return False


def _is_alone(box: Box) -> bool:
    """Whether a box has its line for itself and is no cell, and does not only repeat the box around it."""
    around = box.parent
    if around is None or box.tag in _CELLS or (box.boxes and any(b.words == box.words for b in box.boxes)):
        return False
    if box.tag in HEADINGS:
        return True
    return len(around.text) <= _LONGEST_TEXT and around.words == box.words and around.tag not in _CELLS


def _drawing(box: Box) -> tuple[str, ...]:
    """How a box and the one around it are drawn: tag, class, colour and size."""
    around = box.parent
    looks = [
        value
        for b in (box, around)
        if b is not None and not b.plain
        for name in _DRAWN
        if (value := b.element.get(name))
    ]
    return (*box.kind, *(around.kind if around is not None else ()), *looks)


def _leads_on(block: Box | None, meant: str) -> bool:
    """Whether what follows a title is links to other pages."""
    return block is None or (meant != "online_entry" and block.linked * 10 > len(block.words) * 6)


def after(box: Box) -> Box | None:
    """What follows a title, beside it or beside the boxes that hold nothing else."""
    around: Box | None = box
    while around is not None and around.parent is not None:
        kids = around.parent.kids
        for at in range(around.index + 1, len(kids)):
            kid = kids[at]
            if isinstance(kid, Box) and not is_blank(kid):
                return kid
        if around.parent.words != box.words:
            return None
        around = around.parent
    return None


def _above(box: Box) -> Box | None:
    """The title above a block: alone in its line, short, with nothing between but some blocks of the same kind."""
    around: Box | None = box
    while around is not None and around.parent is not None:
        before = list(islice(_before(around), _MOST_BLOCKS))
        for each in before:
            if _is_title(each, around):
                return _innermost(each)
            if each.kind != around.kind:
                return None
        if before:
            return None
        around = around.parent
    return None


def _before(box: Box) -> Iterator[Box]:
    """The boxes before one, the nearest first, empty ones left out."""
    kids = box.parent.kids if box.parent is not None else []
    for at in range(box.index - 1, -1, -1):
        kid = kids[at]
        if isinstance(kid, Box) and not is_blank(kid):
            yield kid


def _is_title(box: Box, block: Box) -> bool:
    if len(box.words) > _LONGEST or box.linked:
        return False
    inner = _innermost(box)
    return inner.match is not None or inner is not box or box.tag in HEADINGS or box.kind != block.kind


def _innermost(box: Box) -> Box:
    """The box inside that says the same and has a match, or holds no other that says the same."""
    while box.match is None and box.boxes:
        inner = next((b for b in box.boxes if b.words == box.words), None)
        if inner is None:
            break
        box = inner
    return box
