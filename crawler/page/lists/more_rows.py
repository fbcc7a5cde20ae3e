"""Lists whose further rows only a script brings: a button for more, a pager without addresses, a total not met."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.records import Counts
from crawler.page.links import State
from crawler.page.lists.withdrawn import withdrawn_rows
from crawler.page.script.expressions import calls_in

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page

_MORE = re.compile(
    r"^(?:点击|点此|下拉|上拉|向下滑动)?(?:加载|显示|查看|浏览|展示)(?:更多|下一页|剩余|全部)(?:事项|服务|内容|数据|办事|结果|信息)?[.。…>»↓]*$|"
    r"^更多(?:事项|服务|结果|数据)$|^(?:load|show|view)\s*more$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"^(?:下一?页|后一页|next(?:\s*page)?)[>»\u203a]*$", re.IGNORECASE)
_CONTROLS = ("a", "button", "div", "span", "p", "li", "input")
_DISABLED = re.compile(r"disabled|(?:^|[\s_-])(?:off|no-?more|none)(?:$|[\s_-])", re.IGNORECASE)
_LONGEST = 14
_PAGER = re.compile(r"(?:^|[\s_-])(?:page|paging|pager|pages|pagination|fenye)(?:$|[\s_-])", re.IGNORECASE)
_LONGEST_CALL = 4000
"""Characters of a script that draws the pager of one list; longer ones are of the whole portal."""


def goes_on_by_script(page: Page, *, rendered: bool = False) -> bool:
    """Whether a page of a list has further rows, and nothing that can be read says how to ask for them.

    A pager that stays empty in a browser (`rendered`) is one of a single page.
    """
    rows, paging = len(page.items()), page.paging()
    if not rows or paging.pages or paging.ends_here:
        return False
    declared = [t.value for t in page.totals() if t.counts is Counts.ITEMS]
    if declared:
        return min(declared) > rows + withdrawn_rows(page)
    if paging.last is not None:
        return paging.last > (paging.here or 1)
    return _has_control(page) or (not rendered and _draws_pager(page))


def offers_more(page: Page) -> bool:
    """Whether a page of a list has a button for further rows, and nothing that can be read says how to ask for them."""
    paging = page.paging()
    return bool(page.items()) and not paging.pages and not paging.ends_here and _has_control(page)


def _has_control(page: Page) -> bool:
    for element in page.body.iter(*_CONTROLS):
        words = element.get("value") or "" if element.tag == "input" else page.words(element)
        if len(words) > _LONGEST or not (_MORE.match(words) or _NEXT.match(words)):
            continue
        off = element.get("disabled") is not None or _DISABLED.search(element.get("class") or "")
        place = page.place(element)
        unread = place is None or place.state is State.SCRIPT
        if not off and unread and next(element.iterancestors("a"), None) is None:
            return True
    return False


def _draws_pager(page: Page) -> bool:
    """Whether a script of the page's own draws a pager of several pages into a box for it that is empty.

    Numbers that it is called with are those of pages and rows; where none is above 1 there is but one page.
    """
    boxes = [e for e in page.body.iter("div", "p", "td", "span", "ul") if is_empty_pager(page, e)]
    names = {str(box.get("id")) for box in boxes if box.get("id")}
    for element, source in page.script_places if boxes else ():
        if len(source) > _LONGEST_CALL:
            continue
        calls = [call for call in calls_in(source) if call.arguments]
        named = any(argument in names for call in calls for argument in call.arguments)
        if named or any(around in boxes for around in element.iterancestors()):
            numbers = [int(a) for call in calls for a in call.arguments if a and a.isascii() and a.isdigit()]
            if calls and (not numbers or max(numbers) > 1):
                return True
    return False


def is_empty_pager(page: Page, element: _Element) -> bool:
    """Whether an element is a box for a pager that nothing stands in."""
    called = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _PAGER.search(called) is not None and not page.words(element)
