"""Tables of questions and answers that take turns (问 | …, 答 | …), each behind its sign in a cell of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from crawler.domain.values.remembered import remembered
from crawler.extract.guide import records
from crawler.extract.guide.draft import reading
from crawler.extract.lists.tables import name_list

if TYPE_CHECKING:
    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.tables import Table
    from crawler.page.html import Page

_NUMBER = r"\s*(?:[一二三四五六七八九十]{1,3}|\d{0,3})\s*[】\]）)]?\s*[:：.．、]?"
_ASKS = re.compile(rf"[【\[（(]?\s*(?:问题?|提问|疑问|Q){_NUMBER}", re.IGNORECASE)
_TELLS = re.compile(rf"[【\[（(]?\s*(?:答案?|解答|回答|答复|A){_NUMBER}", re.IGNORECASE)
_LONGEST_SIGN = 8
_QUESTION = re.compile(r"[?？]|[吗呢么]$|如何|怎么?样|怎么|哪|什么|多[少久长]|几|[是能可]否|谁|为何")


class Asked(NamedTuple):
    """A question with the sign before it, and its answer."""

    sign: Box
    question: Box
    answer: Box


@remembered
def is_sign(words: str) -> bool:
    """Whether words are the sign before a question or an answer (问, 答案2, Q1：), which labels nothing."""
    return len(words) <= _LONGEST_SIGN and bool(_ASKS.fullmatch(words) or _TELLS.fullmatch(words))


def asked_in(table: Table) -> list[Asked]:
    """The questions of a table that holds nothing else, numbers before them and titles over them aside.

    A and Q may be grades of anything: behind letters one has to ask.
    """
    found: list[Asked] = []
    waiting: tuple[Box, Box] | None = None
    for row in table.rows:
        cells = [cell.box for cell in row if cell.box.words]
        if len(cells) % 2 and cells[0].words.isdigit():
            cells = cells[1:]
        if not found and waiting is None and (len(cells) < 2 or _ASKS.fullmatch(cells[0].words) is None):
            if len(cells) > 1:
                return []
            continue  # a title over the table
        if len(cells) % 2:
            return []
        for sign, said in zip(cells[::2], cells[1::2], strict=True):
            told = waiting is not None
            if len(sign.words) > _LONGEST_SIGN or (_TELLS if told else _ASKS).fullmatch(sign.words) is None:
                return []
            if waiting is None:
                waiting = sign, said
            else:
                found.append(Asked(*waiting, said))
                waiting = None
    letters = all(one.sign.words.isascii() for one in found)
    asks = sum(_QUESTION.search(one.question.words) is not None for one in found)
    return [] if waiting is not None or (letters and asks * 2 <= len(found)) else found


def put(table: Table, page: Page, draft: Draft) -> str | None:
    """Put the questions of such a table into the draft; gives their list, None for any other table."""
    named = []
    for sign, question, answer in asked_in(table):
        parts = {
            name: reading(
                name,
                box.words,
                evidence=page.evidence,
                locator=page.locator(box.element),
                label=sign.words,
                quote=box.words,
            )
            for name, box in (("question", question), ("answer", answer))
        }
        host = records.keep(draft, "faq", parts, ())
        named += [host] if host is not None else []
    if not named:
        return None
    name_list("faq", named, label=named[0].label or "", table=table, page=page, draft=draft)
    return "faq"
