"""Long pages of servers that tell of an error (服务器错误页): a stack trace, or a title that names it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.evidence import Failure
from crawler.page.vocabulary import SERVICE_WORDS

if TYPE_CHECKING:
    from crawler.page.html import Page

_LOOKED_AT = 100_000
_FRAME = re.compile(
    r"\bat\s+[\w.$<>]+\([^()\n]{0,80}(?::\d+|Unknown Source|Native Method)\)|[\w.]+\([^()\n]{0,80}\)\s\+\d+"
)
"""A line of a stack trace: `at cn.gov.Guide.read(Guide.java:12)`, `Guide.Page_Load(Object sender) +142`."""
_FRAMES = 4
_TITLE = re.compile(
    r"(?:运行时|服务器|内部服务器|应用程序|编译|解析|分析器|系统)(?:发生)?错误|未将对象引用|HTTP\s*(?:Status|状态)|"
    r"Runtime Error|Server Error|Error\s*(?:report|[45]\d\d)|[45]\d\d[\s-]*(?:Not Found|Internal|Bad Gateway|Error)|"
    r"Problem Report|Whitelabel",
    re.IGNORECASE,
)
_GONE = re.compile(r"404|Not Found|找不到|不存在", re.IGNORECASE)


def error_of(page: Page) -> Failure | None:
    """The failure that a page of many words is, if its title or a stack trace says so."""
    said = " ".join((page.title, *(page.words(e) for e in page.tree.iter("h1"))))[:200]
    if _TITLE.search(said) and not SERVICE_WORDS.search(said):
        return Failure.SOFT_404 if _GONE.search(said) else Failure.HTTP_5XX
    if "(" in page.text[:_LOOKED_AT] and _is_trace(page):
        return Failure.HTTP_5XX
    return None


def _is_trace(page: Page) -> bool:
    """Whether most of what a page says are the lines of a stack trace."""
    if ".java:" not in page.text and ") +" not in page.text:
        return False
    text = page.visible_text()
    found = [len(match.group()) for match in _FRAME.finditer(text[:_LOOKED_AT])]
    return len(found) >= _FRAMES and sum(found) * 3 > len(text)
