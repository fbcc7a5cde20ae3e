"""Lists whose further rows only a script brings: a button for more, a pager without addresses, a total not met."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from crawler.domain.records import Counts
from crawler.page.links import State
from crawler.page.lists.withdrawn import withdrawn_rows
from crawler.page.paths import element_at
from crawler.page.script.expressions import calls_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

_MORE = re.compile(
    r"^(?:点击|点此|下拉|上拉|向下滑动)?(?:加载|显示|查看|浏览|展示)(?:更多|下一页|剩余|全部)(?:事项|服务|内容|数据|办事|结果|信息)?[.。…>»↓]*$|"
    r"^更多(?:事项|服务|结果|数据)$|^(?:load|show|view)\s*more$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"^(?:下一?页|后一页|next(?:\s*page)?)[>»\u203a]*$", re.IGNORECASE)
_CONTROLS = ("a", "button", "div", "span", "p", "li", "input")
_BUTTONS = ("a", "button", "li", "span")
_DISABLED = re.compile(r"disabled|(?:^|[\s_-])(?:off|no-?more|none)(?:$|[\s_-])", re.IGNORECASE)
_LONGEST = 14
_PAGER = re.compile(r"(?:^|[\s_-])(?:page|paging|pager|pages|pagination|fenye)(?:$|[\s_-])", re.IGNORECASE)
_ARROW = re.compile(r"(?:^|[\s_-])(?:next|right)(?:$|[\s_-])", re.IGNORECASE)
_OF_PAGES = re.compile(r"(?:^|[\s_-])(?:page|pg|paging|pager|pages|pagination|fenye)", re.IGNORECASE)
_INDEX = re.compile(r"\[\d+\]")
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


def offers_rest(page: Page) -> bool:
    """Whether such a button stands behind the rows of a page, where that of their list has its place."""
    paging, rows = page.paging(), page.items()
    last = element_at(page.tree, rows[-1].locator) if rows and not paging.pages and not paging.ends_here else None
    if last is None:
        return False
    behind = False
    for element in page.body.iter():
        behind = behind or element is last
        if behind and element.tag in _CONTROLS and (_is_control(page, element) or _is_arrow(page, element)):
            return True
    return False


def has_grown(page: Page, answers: Sequence[Page | JsonPage]) -> bool:
    """Whether rows of several answers stand in one list of a page: it goes on for as long as it is scrolled.

    Blocks of services beside each other, each brought by a call of its own, are lists of their own.
    """
    brought: dict[str, set[int]] = defaultdict(set)
    for number, answer in enumerate(answers):
        for item in answer.items():
            brought[item.name].add(number)
    together: dict[str, Counter[int]] = defaultdict(Counter)
    for item in page.items():
        one = brought.get(item.name, set())
        for index in _INDEX.finditer(item.locator) if len(one) == 1 else ():
            together[f"{item.locator[: index.start()]}{item.locator[index.end() :]}"].update(one)
    return any(sum(1 for rows in held.values() if rows > 1) > 1 for held in together.values())


def _is_arrow(page: Page, element: _Element) -> bool:
    """Whether a button of a pager shows a picture alone, which its class calls next: `<i class="icon-right">`."""
    if element.tag not in _BUTTONS or page.words(element) or any(e is not element for e in element.iter(*_BUTTONS)):
        return False
    if not _ARROW.search(" ".join(str(one.get("class") or "") for one in element.iter())):
        return False
    around = (element, *islice(element.iterancestors(), 2))
    called = " ".join(f"{one.get('class') or ''} {one.get('id') or ''}" for one in around)
    off = any(one.get("disabled") is not None for one in around) or _DISABLED.search(called)
    return _OF_PAGES.search(called) is not None and not off


def _has_control(page: Page) -> bool:
    return any(_is_control(page, element) for element in page.body.iter(*_CONTROLS))


def _is_control(page: Page, element: _Element) -> bool:
    words = element.get("value") or "" if element.tag == "input" else page.words(element)
    if len(words) > _LONGEST or not (_MORE.match(words) or _NEXT.match(words)):
        return False
    told = element.get("disabled") is not None or (element.get("aria-disabled") or "").lower() == "true"
    off = told or _DISABLED.search(element.get("class") or "")
    place = page.place(element)
    unread = place is None or place.state is State.SCRIPT
    return not off and unread and next(element.iterancestors("a"), None) is None


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
