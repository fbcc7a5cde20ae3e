"""Where the value of a section ends (栏目的末尾): at the label of what stands below its own words and is none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.html.nested import is_date_of_guide
from crawler.extract.html.page_titles import UNMAPPED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.boxes import Box
    from crawler.extract.html.place import Place

_SUBHEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_IN_TEXT = 2
"""Weakness of a label written in running text."""
_BELOW_STEPS = frozenset({"special_step", "intermediary"})
_PLAIN_TEXTS = frozenset({"conditions", "review_standard"})
_FACTS = frozenset(
    {
        *("name", "item_type", "case_type", "level", "implementing_body", "body_code", "implementation_code"),
        *("handling_code", "basic_code", "body_nature", "power_source", "online_depth", "visits"),
    }
)
_FEWEST_FACTS = 3


def section_ends(place: Place, inner: Sequence[Place]) -> list[Box]:
    """The labels at which a section ends: headings of another element, and the date of the guide, below the last.

    What stands below the steps of a procedure under a label of its own (特别程序) is said of no step, and what stands
    below the conditions under a heading of its own (审查标准), or as the last of their section, is no condition.
    """
    element = place.match.element
    if facts := _facts_below(place, inner):
        return facts
    if element == "procedure":
        return [p.box for p in inner if p.match.element in _BELOW_STEPS and _ends_with(place, p)]
    if element in _PLAIN_TEXTS:
        heads = (
            p for p in inner if p.box.tag in _SUBHEADINGS and p.found and p.match.element not in {element, UNMAPPED}
        )
        ended = [p.box for p in heads if _has_words_before(place, p.box)]
        own = (p for p in inner if p.match.element in _PLAIN_TEXTS - {element} and p.found and p.weakness < _IN_TEXT)
        return ended or [p.box for p in own if _ends_with(place, p)]
    if element != "faq":
        return []
    others = (p for p in inner if p.match.element != element)
    return [p.box for p in others if p.box.tag in _SUBHEADINGS or (p.weakness >= _IN_TEXT and is_date_of_guide(p))]


def _facts_below(place: Place, inner: Sequence[Place]) -> list[Box]:
    """The first of several facts of the item (类型, 编码, 层级) in boxes of their own below the words of a section.

    No section tells them: they are the next block, which has no title.
    """
    facts = [p for p in inner if p.found and p.weakness < _IN_TEXT and p.match.element in _FACTS]
    if len({p.match.element for p in facts} - {place.match.element}) < _FEWEST_FACTS:
        return []
    return [facts[0].box] if _has_words_before(place, facts[0].box) else []


def apart_from_steps(place: Place, places: Sequence[Place]) -> list[Box]:
    """The boxes in a procedure that stand under a label of their own (特别程序, 中介服务): none of them is a step.

    Other sections may follow them (结果送达). Where nothing of the procedure is left without them, they are its steps.
    """
    if place.match.element != "procedure":
        return []
    own = (p for p in places if p is not place and p.match.element in _BELOW_STEPS and p.found)
    inner = [p for p in own if p.box.within(place.boxes) and _has_words_before(place, p.box)]
    return [box for p in inner for box in (p.box, *p.boxes)]


def _ends_with(place: Place, last: Place) -> bool:
    """Whether a section has words of its own and then nothing behind a label in it but that label's value."""
    boxes = [last.box, *last.boxes]
    start, end = min(b.start for b in boxes), max(b.end for b in boxes)
    order = last.box.order
    behind = order.between(end, place.boxes[-1].end)
    return not any(b.words for b in behind) and _has_words_before(place, order[start])


def _has_words_before(place: Place, label: Box) -> bool:
    """Whether a section says something of its own before a label in it."""
    ahead = label.order.between(place.boxes[0].start, label.start)
    return any(b.words and b.end <= label.start and b.match is None for b in ahead)
