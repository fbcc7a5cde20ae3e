"""Pages whose words a script of their own writes (脚本写出的正文): it stands where the text belongs.

A content system may write the text of `t63.htm` into `js/63.js`, which writes it into the page. What stands around the
script is of every page, however much it says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.page.html import Page

_MARK = re.compile(r"\d{4,}|(?=[a-f\d]*\d)[a-f\d]{16,}", re.IGNORECASE)
"""What tells one page of a kind from another in its address."""
_COUNTS = re.compile(
    r"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))"
    r"(?i:(?:click|visit|view|read|browse)?(?:hits?|counts?|counter|num|times)|clicks?|visits?|views?|browse|djs|llcs|liulan|dianji)"
    r"(?![a-z])"
)
"""How scripts are called that write how often a page was read (浏览次数), which stand on any page."""
_IN_A_LINE = frozenset({"span", "font", "b", "i", "em", "strong", "small", "label", "a"})
_DAY = re.compile(r"(?:19|20)\d\d(?:[01]\d(?:[0-3]\d)?)?")


def writes_itself(page: Page) -> bool:
    """Whether a place in the body holds nothing but a script, whose address has what tells this page from others."""
    own = set(_marks(page.url))
    if not own:
        return False
    for script in page.content.iter("script"):
        around, source = script.getparent(), script.get("src") or ""
        if around is None or around.tag in {"body", "head", "html"} or own.isdisjoint(_marks(source)):
            continue
        if page.words(around).strip() or any(beside.tag != "script" for beside in around):
            continue
        if not (_COUNTS.search(urlsplit(source).path) or _is_in_a_line(page, around)):
            return True
    return False


def _is_in_a_line(page: Page, around: _Element) -> bool:
    """Whether words stand beside it in the same line: what it writes there is a piece of them (浏览次数：<span>…)."""
    outer = around.getparent()
    return around.tag in _IN_A_LINE and outer is not None and bool(page.words(outer).strip())


def _marks(address: str) -> Iterator[str]:
    """Numbers and identifiers in the last part of an address: those of its folders are a month, as a rule."""
    parts = urlsplit(address)
    found = _MARK.findall(f"{parts.path.rpartition('/')[2]}?{parts.query}")
    yield from (one for one in found if not _DAY.fullmatch(one))  # of a version, or of many pages
