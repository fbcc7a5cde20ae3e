"""Parts of a page that ask their reader for words to search by (站内搜索): what stands in them is no fact of a guide.

`事项名称：[        ] [搜索] 大字版` asks for a name and says none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.html.boxes import INLINE

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page

_TYPED = frozenset({"", "text", "search"})
_PRESSED = frozenset({"submit", "button", "image"})
_SEARCHES = re.compile(r"(?:站内|全站|高级|立即|一键|我要|点击|事项|开始)?(?:搜索?|检索|查询|查找)(?:一下|事项|服务)?")
_HINT = re.compile(r"请|输入|关键[字词]|搜索|检索|查询|查找")
_LONGEST = 80
_HIGHEST = 4
_WHOLE = frozenset({"body", "html"})
_BUTTONS = ("input", "button", "a", "span", "i", "div", "img")


def search_boxes(page: Page) -> list[_Element]:
    """The small parts of a page that hold a field to be filled in and a button that searches."""
    fields = (e for e in page.tree.iter("input") if (e.get("type") or "").lower() in _TYPED)
    boxes = (_box_around(field) for field in fields if _is_to_be_filled(field))
    return list(dict.fromkeys(box for box in boxes if box is not None))


def _is_to_be_filled(field: _Element) -> bool:
    """Whether a field waits for its reader's words: a guide that is drawn as a form has its values in such fields."""
    if field.get("readonly") is not None or field.get("disabled") is not None:
        return False
    value = (field.get("value") or "").strip()
    return not value or _HINT.search(value) is not None


def _box_around(field: _Element) -> _Element | None:
    """The innermost block around a field, of few words, that has a button to search; the whole form where it is one."""
    found = None
    for depth, around in enumerate(field.iterancestors()):
        if depth >= _HIGHEST or around.tag in _WHOLE or not _is_short(around):
            break
        if found is not None and around.tag == "form":
            return around
        inline = found is None or found.tag in INLINE
        if inline and any(_searches(element) for element in around.iter(*_BUTTONS)):
            found = around
    return found


def _searches(element: _Element) -> bool:
    """Whether an element is a button with such words on it."""
    if element.tag == "input":
        said = element.get("value") if (element.get("type") or "").lower() in _PRESSED else ""
    else:
        said = "".join(str(text) for text in element.itertext()) or element.get("title") or element.get("alt")
    return _SEARCHES.fullmatch("".join((said or "").split())) is not None


def _is_short(around: _Element) -> bool:
    """Whether a part has few words and no heading: that of the guide may stand over its search."""
    if next(around.iter("h1", "h2", "h3", "h4"), None) is not None:
        return False
    return len("".join("".join(str(text) for text in around.itertext()).split())) <= _LONGEST
