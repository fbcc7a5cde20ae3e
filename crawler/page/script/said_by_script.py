"""What the scripts of a page say in a browser, and its source does not."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from crawler.page.json_page import JsonPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from crawler.page.html import Page

_SILENT = frozenset({"script", "style", "noscript", "template", "title", "textarea"})
_LINKS = frozenset({"a", "button", "option"})
"""What scripts repeat (a row of pictures that turns) and add (menus) leads to other pages and states nothing."""
_SAYING = re.compile(r"[\u4e00-\u9fff\d]")
_PASSING = re.compile(
    r"\d{1,4}\s*[年:.：/-]\s*\d{1,2}|星期|周[一二三四五六日]$|今天|℃|访问|浏览|点击|在线人数|第\d+位|加载|[上下]午好"
)
"""Clock, weather and counters: of the moment, not of the item."""


def shows_more(shown: Page, *, than: Page, parts: Iterable[Page | JsonPage] = ()) -> bool:
    """Whether a page as a browser shows it holds words that the page as it came does not, or holds them more often.

    `parts` came as well, by calls of their own; what a script shows of the values of an answer came with that.
    """
    pages, values = [than], set[str]()
    for part in parts:
        if isinstance(part, JsonPage):
            values.update("".join(str(value).split()) for _, value in part.values())
        else:
            pages.append(part)
    added = Counter(_texts(shown.body)) - Counter(words for one in pages for words in _texts(one.body))
    return any(words not in values and not _PASSING.search(words) for words in added)


def _texts(body: _Element) -> Iterator[str]:
    """The texts of a page outside of links and scripts, without white space."""
    walk = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        text = element.tail
        if event == "start":
            text = element.text
            if element.tag in _SILENT or element.tag in _LINKS:
                walk.skip_subtree()
                continue
        words = "".join((text or "").split())
        if _SAYING.search(words):
            yield words
