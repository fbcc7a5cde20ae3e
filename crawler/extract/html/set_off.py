"""Remarks that a page sets off behind a limit in an element of their own (小字说明): 5 个工作日 <i>不含公示</i>."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import time_limit
from crawler.extract.guide.text import with_unit
from crawler.extract.html.boxes import INLINE, Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPENS = re.compile(r"\s*[（(\[【,，;；。/|]")
_SAYS_NOTHING = re.compile(r"\W*|[i!]|(?:点击)?(?:查看|了解|展开|显示)?(?:说明|详情|原因|更多|依据|解释)?")
_FIGURES = re.compile(r"\d")
_LONGEST = 40


def with_remark(element: str, value: str, kids: Sequence[Box | str], label: str) -> str:
    """The value of a limit, what stands behind number and unit in an element of its own put in brackets.

    The unit may stand in the label as well: 承诺办结时限（工作日） beside 20 <i>含听证</i>. The sign of a help text and
    the button that opens it say nothing. What names another figure goes on with the limit.
    """
    pieces = [(text, set_off) for text, set_off in _pieces(kids, False) if text.strip()]
    for count in range(len(pieces) - 1, 0, -1):
        joined = with_unit(element, "".join(text.strip() for text, _ in pieces[:count]), label)
        limit = time_limit.parse(joined)
        if limit is None or not limit.well_formed or limit.note is not None:
            continue
        rest = pieces[count:]
        if not all(set_off for _, set_off in rest) or _OPENS.match(rest[0][0]):
            return value
        said = [words for text, _ in rest if not _SAYS_NOTHING.fullmatch(words := "".join(text.split()))]
        remark = "，".join(said)
        if _FIGURES.search(remark) or len(remark) > _LONGEST:
            return value
        return f"{joined}（{remark}）" if remark else joined
    return value


def _pieces(kids: Sequence[Box | str], set_off: bool) -> Iterator[tuple[str, bool]]:
    """The texts of a value in reading order, and whether each is all that stands in an inline element."""
    for kid in kids:
        if isinstance(kid, str):
            yield kid, set_off
        elif not kid.outside:
            yield from _pieces(kid.kids, kid.tag in INLINE and len(kid.kids) == 1)
