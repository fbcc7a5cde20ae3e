"""Cards of two lines (两行卡片): a short value, a line break and a bare label, `<li>20<br>法定办结时限</li>`.

A value in an element of its own before a bare label is such a card without the break: `<li><b>20</b>法定办结时限</li>`.
Lines in an element are but text, and a label is known where a box says it. In such cards each line gets a box of its
own, where others of their kind stand beside them: then what strips and pairs of boxes tell is told by their lines too.
So does each in a text of lines alone in which labels stand over what is said of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists
from crawler.extract.html.boxes import HEADINGS, INLINE, Box, clean, number_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_FEWEST = 2
_FEWEST_OF_FLOW = 3
_LONGEST, _MOST_CHILDREN = 80, 8
_UNIT = re.compile(r"[(（]?(?:个?(?:工作日|自然日|日历日|小时|月)|[天日次趟份元项])[)）]?")
_SAYS = re.compile(r"[\d\u4e00-\u9fff]|[-—–/]")
_DASHES = re.compile(r"[-—–/]+")
_SET_OFF = ("b", "strong", "big", "em", "i", "font", "span")
_FIGURE = re.compile(r"\d|[-—–/]+$|[零〇一二两三四五六七八九十]{1,3}[次个天日]")
"""What is set off before its name: a word in bold at the beginning of a line is more often a label."""
_ORDER = re.compile(r"0\d")
_OVER_VALUES = HEADINGS | {"dt", "th"}
_BRACKET = re.compile(r"[(（【\[].*[)）】\]]$")
_SENTENCE_ENDS = ("。", "；", ";")


def cards_of(page: Page, labels: LabelDictionary) -> frozenset[_Element]:
    """The elements of a page that are such cards."""
    groups: dict[tuple[_Element, str, bool], list[_Element]] = defaultdict(list)
    empty: dict[tuple[_Element, str, bool], list[_Element]] = defaultdict(list)
    seen: set[_Element] = set()
    flows: set[_Element] = set()
    for line_break in page.tree.iter("br"):
        card = line_break.getparent()
        if card is None or card in seen:
            continue
        seen.add(card)
        if _is_flow(card, labels):
            flows.add(card)
            continue
        lines = _lines(card)
        below = _label_is_below([line for line in lines if line], labels)
        blank = below is None and _FEWEST <= len(lines) <= _MOST_CHILDREN and _is_label_alone(lines, labels)
        if below is None and not blank:
            continue
        outer = card
        while (around := outer.getparent()) is not None and len(around) == 1 and not (around.text or "").strip():
            outer = around
        if around is not None:
            is_below = bool(lines[-1]) if below is None else below
            (empty if blank else groups)[around, str(outer.tag), is_below].append(card)
    for card, around, tells in _without_breaks(page, labels):
        if card not in seen:
            (groups if tells else empty)[around, str(card.tag), True].append(card)
    kept = {kind: cards for kind, cards in groups.items() if len(cards) >= _FEWEST}
    return frozenset(flows).union(card for kind, cards in kept.items() for card in (*cards, *empty.get(kind, ())))


def _without_breaks(page: Page, labels: LabelDictionary) -> Iterator[tuple[_Element, _Element, bool]]:
    """The cards of a value in an element of its own and a label in plain text behind it, with what is around them.

    Only a figure tells by itself that it stands before its name. Those that count the cards tell their order, and what
    stands over its value (`<dt><span>11</span>法定办结时限</dt>`) holds none.
    """
    last: int | None = None
    for value in page.tree.iter(*_SET_OFF):
        card = value.getparent()
        if not (value.tail and value.tail.strip()) or card is None or len(card) > 1 or (card.text or "").strip():
            continue
        around, told = card.getparent(), [clean("".join(map(str, value.itertext()))), clean(value.tail)]
        number = int(told[0]) if told[0].isdecimal() else None
        counts = number is not None and ((last is not None and number == last + 1) or _ORDER.match(told[0]) is not None)
        last = number if number is not None else last
        if around is None or counts or card.tag in _OVER_VALUES:
            continue
        if _label_is_below(told, labels) or _is_label_alone(told, labels):
            yield card, around, _FIGURE.match(told[0]) is not None


def _is_flow(text: _Element, labels: LabelDictionary) -> bool:
    """Whether a text of lines alone is a guide: labels alone in their lines, each over what is said of it.

    They are numbered in one way or begin with one sign; without either, sentences tell a guide from a menu.
    """
    if any(child.tag != "br" for child in text):
        return False
    lines = [line for one in (text.text, *(child.tail for child in text)) if (line := clean(one or ""))]
    told = {number: match.element for number, line in enumerate(lines) if (match := labels.exact(line)) is not None}
    if len(set(told.values())) < _FEWEST_OF_FLOW or any(n + 1 in told or n + 1 == len(lines) for n in told):
        return False
    marks = {number_style(lines[number]) or _sign(lines[number]) for number in told}
    if len(marks) > 1:
        return False
    return marks != {""} or (
        len(told) > _FEWEST_OF_FLOW
        and any(line.endswith(_SENTENCE_ENDS) for n, line in enumerate(lines) if n not in told)
    )


def _sign(line: str) -> str:
    """The sign that a line begins with (◆, ■, ·), if any."""
    return "" if line[0].isalnum() else line[0]


def line_in(card: Box, *, is_label: bool) -> Box:
    """A new box for a line at the end of a card, which stands in the same element; label and value differ in kind."""
    line = Box(card.element, "span" if is_label else "b", "", card, card.order)
    line.index = len(card.kids)
    card.kids.append(line)
    card.boxes.append(line)
    return line


def _lines(card: _Element) -> list[str]:
    """The lines of an element that holds nothing but text, words drawn apart and line breaks; none of any other."""
    if len(card) > _MOST_CHILDREN or any(child.tag not in INLINE and child.tag != "br" for child in card):
        return []
    if len("".join(map(str, card.itertext()))) > _LONGEST * 2:
        return []
    lines = [clean(card.text or "")]
    for child in card:
        if child.tag == "br":
            lines.append("")
        else:
            lines[-1] += " " + clean("".join(map(str, child.itertext())))
        lines[-1] = clean(lines[-1] + " " + (child.tail or ""))
    return lines


def _is_label_alone(lines: list[str], labels: LabelDictionary) -> bool:
    """Whether a label stands over or under an empty line, as in a card without its value."""
    told = [line for line in lines if line]
    return len(told) == 1 and bool(lines[0]) is not bool(lines[-1]) and labels.exact(told[0]) is not None


def _label_is_below(told: list[str], labels: LabelDictionary) -> bool | None:
    """Whether the label of a card is its last line; False where it is the first, None where the lines are no card's."""
    if len(told) == _FEWEST + 1 and _UNIT.fullmatch(told[1]):
        told = [told[0] + told[1], told[2]]
    if len(told) != _FEWEST or len("".join(told)) > _LONGEST:
        return None
    first, last = map(labels.exact, told)
    if (first is None) == (last is None):
        return None
    match, value = (first, told[1]) if first is not None else (last, told[0])
    if not _SAYS.search(value) or _BRACKET.match(value):
        return None
    listed = match is not None and code_lists.has(match.element, value)
    if not (value[0].isdigit() or listed or _DASHES.fullmatch(value)) and labels.exact("".join(told)) is not None:
        return None  # one label in two lines
    return last is not None
