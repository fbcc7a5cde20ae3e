"""Lists whose further rows only a script brings: a button for more, a pager without addresses, a total not met."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.records import Counts
from crawler.page.links import State
from crawler.page.lists.withdrawn import withdrawn_rows

if TYPE_CHECKING:
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


def goes_on_by_script(page: Page) -> bool:
    """Whether a page of a list has further rows, and nothing that can be read says how to ask for them."""
    rows, paging = len(page.items()), page.paging()
    if not rows or paging.pages or paging.ends_here:
        return False
    declared = [t.value for t in page.totals() if t.counts is Counts.ITEMS]
    if declared:
        return min(declared) > rows + withdrawn_rows(page)
    if paging.last is not None:
        return paging.last > (paging.here or 1)
    return _has_control(page)


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
