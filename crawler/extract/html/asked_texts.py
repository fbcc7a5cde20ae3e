"""Guides that ask and answer in one text (问答式办事指南): 问：谁可以申请？ 答：… 问：要带什么？ 答：…."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crawler.extract.guide import question_lines
from crawler.extract.html.boxes import HEADINGS, INLINE, Box, lines_of
from crawler.extract.html.place import Place
from crawler.extract.labels.dictionary import LabelMatch
from crawler.extract.labels.item_questions import asked_of_item
from crawler.extract.labels.questions import RANK_OF_QUESTIONS, asked_for

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

_FEWEST = 3
_WEAKNESS = 2
_ASKS = frozenset("？?问")


class _Asked(NamedTuple):
    box: Box
    question: str
    answer: list[str]
    element: str | None


def asked_places(
    boxes: Sequence[Box], titles: tuple[str, ...], known: Collection[str], in_list: Callable[[Box], bool]
) -> list[Place]:
    """The questions of texts that ask for the parts of a guide, with their answers for values.

    Those below a title of their own (常见问题), and those that ask rather of cases, are questions of others. `known`
    are the elements that labels of the page name.
    """
    found = list(_asked(boxes, titles, in_list))
    told = {one.element for one in found} - {None}
    meant = [one for one in found if one.element is not None]
    if len(told) < _FEWEST or len(meant) * 2 < len(found) or len(told - set(known)) * 2 < len(told):
        return []
    return [
        Place(
            LabelMatch(one.element, 1.0, RANK_OF_QUESTIONS),
            one.question,
            one.box,
            kids=_apart(one.answer),
            holder=one.box,
            weakness=_WEAKNESS,
            is_block=len(one.answer) > 1,
        )
        for one in meant
        if one.element is not None
    ]


def _asked(boxes: Sequence[Box], titles: tuple[str, ...], in_list: Callable[[Box], bool]) -> Iterator[_Asked]:
    """The questions of texts that have their answers with them, up to a title of the questions of others."""
    for box in boxes:
        if box.match is not None:
            if box.match.element == "faq":
                return
            continue
        if box.tag in INLINE or box.tag in HEADINGS or not box.words or in_list(box):
            continue
        if any(b.tag not in INLINE and b.tag != "br" for b in box.boxes) or not _ASKS.intersection(box.text):
            continue
        for question, *answer in question_lines.answered(tuple(lines_of([box]))):
            if answer:
                yield _Asked(box, question, answer, asked_for(question) or asked_of_item(question, titles))


def _apart(lines: Sequence[str]) -> list[Box | str]:
    parts: list[Box | str] = []
    for line in lines:
        parts += ["\n", line]
    return parts[1:]
