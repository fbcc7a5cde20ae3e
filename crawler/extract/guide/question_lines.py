"""Questions and answers in lines of text (问答文字): 问：… 答：…, a question over its answer, or both in one line."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.values.counters import NO_FIGURE, NO_RANKS
from crawler.extract.guide.prose import Part, unnumbered

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_KEPT = 64
_QUESTION = re.compile(
    r"^\s*(?:(?:问题?|Q|提问)\s*(?:[一二三四五六七八九十]{1,3}(?=\s*[:：、.．]|\s)|\d{0,3}(?!\d|[.．]\d))\s*[:：、.．]?"
    rf"|{NO_RANKS}[\d一二三四五六七八九十]{{1,3}}\s*[:：、.．]{NO_FIGURE})?\s*(.+)$",
    re.IGNORECASE,
)
_SAYS = r"(?:答|解答|回答|答复|A|答案)\s*\d{0,2}\s*"
_ANSWER = re.compile(rf"^\s*(?:[【\[（(]\s*{_SAYS}[】\]）)]\s*[:：]?|{_SAYS}[:：、.．])\s*", re.IGNORECASE)
_SIGN = r"(?<![\u4e00-\u9fff][回解])(?:(?<=[\s。？?！!；;）)])|(?<![\w“”]))[问答]\s*\d{0,2}\s*[:：]"
_SIGNS, _SIGNS_APART = re.compile(_SIGN), re.compile(f"(?={_SIGN})")
_IS_QUESTION = re.compile(r"[?？]\s*$|^\s*(?:问题?|Q|提问)\s*\d{0,2}\s*[:：、.．]", re.IGNORECASE)
_TOGETHER = re.compile(r"(?P<asked>[^?？]{3,80}[?？])\s*(?P<told>[^\s?？()（）”》][^?？]+)")
"""A question and its answer in one line: 有效几年？三年。"""


def questions(lines: Sequence[str]) -> list[Part]:
    """Questions and answers in text."""
    return [Part(question, " ".join(answer), question) for question, *answer in answered(tuple(lines))]


def parted(line: str) -> list[str]:
    """A line in several where questions and answers follow each other in it: 问：… 答：… 问：… 答：…."""
    signs = {sign.strip()[0] for sign in _SIGNS.findall(line)}
    return [part for one in _SIGNS_APART.split(line) if (part := one.strip())] if signs == set("问答") else [line]


@lru_cache(maxsize=_MOST_KEPT)
def answered(lines: tuple[str, ...]) -> tuple[list[str], ...]:
    """The questions in lines of text, each with the lines of its answer behind it."""
    found: list[list[str]] = []
    one_line = True  # so far: what follows a question of another line may ask something itself
    for line in (part for one in lines for part in parted(one)):
        both = _TOGETHER.fullmatch(line) if one_line and not _ANSWER.match(line) else None
        if both is not None:
            found.append([_asked(both["asked"]), _ANSWER.sub("", both["told"])])
            continue
        one_line = False
        if _ANSWER.match(line) and found:
            found[-1].append(_ANSWER.sub("", line))
        elif _IS_QUESTION.search(line):
            found.append([_asked(line)])
        elif found:
            found[-1].append(line)
    return tuple(found)


def _asked(line: str) -> str:
    """A question without its number and the sign before it."""
    bare = unnumbered(line)
    asked = _QUESTION.match(bare)
    return asked.group(1).strip() if asked else bare
