"""Laws that one line names beside each other (依据并列): 《…法》第三条、第五条，《…条例》（令第123号）、《…办法》."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.guide import prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TITLE = r"《[^《》]{2,80}(?:[《〈][^《》]*[》〉][^《》]*)*》"
_ASIDE = r"[(（][^()（）《》。；;]{1,60}[)）]"
_ORDER = r"第?[一二三四五六七八九十百千零\d]{1,7}"
_CLAUSE = (
    rf"(?:{_ORDER}条(?:之[一二三])?(?:第[一二三四五六七八九十\d]+款)?(?:第?[(（]?[一二三四五六七八九十\d]+[)）]?项)?"
    rf"|{_ORDER}[章节](?:第[一二三四五六七八九十]+节)?|{_ORDER}(?=[、和及]{_ORDER}[条章]))"
)
_JOINED = r"\s*[、，,和及与]\s*"
_ONE = rf"{_TITLE}(?:\s*{_ASIDE})*\s*(?:{_CLAUSE}(?:{_JOINED}{_CLAUSE})*)?(?:规定|的规定)?(?:\s*{_ASIDE})*"
_ROW = re.compile(rf"{_ONE}(?:\s*[、，,；;。和及与]?\s*{_ONE})+\s*[。；;]?")
"""Nothing but laws with their numbers and articles: words of a clause that names another law are no row."""
_CLAUSES = re.compile(rf"{_CLAUSE}(?:{_JOINED}{_CLAUSE})*(?:规定|的规定)?[。；;]?")


def laws(lines: Sequence[str]) -> list[prose.Law]:
    """The legal bases in text; each law of a row is one, with all the articles that stand behind it."""
    found = prose.laws([piece for line in lines for piece in _apart(line)])
    return [_with_all_clauses(law) for law in found]


def _apart(line: str) -> Iterator[str]:
    bare = prose.unnumbered(line)
    if _ROW.fullmatch(bare) is None:
        yield line
        return
    depth, start = 0, 0
    for at, sign in enumerate(bare):
        if sign == "《" and depth == 0 and bare[start:at].strip():
            yield bare[start:at].strip(" 、，,；;。和及与")
            start = at
        depth += {"《": 1, "》": -1}.get(sign, 0)
    yield bare[start:]


def _with_all_clauses(law: prose.Law) -> prose.Law:
    """第三条 with 、第五条 behind it is two articles, and the second no words of the first."""
    whole = f"{law.clause}{law.content}"
    if not law.content or _CLAUSES.fullmatch(whole) is None:
        return law
    return law._replace(clause=whole.rstrip("。；;"), content="")
