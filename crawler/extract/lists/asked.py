"""Questions that say themselves what they are (问：… 答：…), also where they stand below no title."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.extract.guide import question_lines, records
from crawler.extract.guide.draft import reading
from crawler.extract.html.boxes import INLINE, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.page.html import Page

_ASKS = re.compile(r"\s*(?:问|问题|提问|Q)\s*\d{0,2}\s*[:：]\s*(?P<words>\S.*)", re.IGNORECASE | re.DOTALL)
_ANSWERS = re.compile(r"\s*(?:答|解答|回答|A)\s*\d{0,2}\s*[:：]\s*\S", re.IGNORECASE)

_FIRST = frozenset("问提Qq")
"""The characters that such a question may begin with."""


def _may_ask(spoken: Iterable[tuple[Box, Sequence[str]]]) -> bool:
    """A cheap question before the exact one: whether any text of a page begins as such a question does."""
    return any("\n" in text or text.lstrip()[:1] in _FIRST for _, texts in spoken for text in texts)


def asked_and_answered(
    boxes: Sequence[Box],
    spoken: Iterable[tuple[Box, Sequence[str]]],
    in_list: Callable[[Box], bool],
    page: Page,
    draft: Draft,
) -> None:
    """Put questions with their answers behind them into the draft, where no section has any.

    `spoken` are the boxes with texts of their own, each with these.
    """
    if draft.faqs or "faq" in draft.candidates or not _may_ask(spoken):
        return
    named: list[Reading] = []
    for (box, line), (_, after) in pairwise([*_lines(boxes, in_list), (None, "")]):
        asked = _ASKS.fullmatch(line)
        if box is None or asked is None or not _ANSWERS.match(after):
            continue
        (question,) = question_lines.questions([line, after])
        locator = page.locator(box.element)
        parts = {
            name: reading(name, words, evidence=page.evidence, locator=locator, quote=quote)
            for name, words, quote in (("question", question.title, line), ("answer", question.text, after))
        }
        host = records.keep(draft, "faq", parts, ())
        named += [host] if host is not None and host.stated else []
    if named:
        told = "；".join(dict.fromkeys(r.text for r in named))
        draft.add(replace(named[0], element="faq", value=told), weakness=1)


def _lines(boxes: Sequence[Box], in_list: Callable[[Box], bool]) -> Iterator[tuple[Box, str]]:
    """The lines of a page in reading order, each with the innermost block that holds it."""
    for box in boxes:
        if box.words and box.tag not in INLINE and not in_list(box) and all(b.tag in INLINE for b in box.boxes):
            yield from ((box, part) for line in lines_of([box]) for part in question_lines.parted(line))
