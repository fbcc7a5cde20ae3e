"""Names on a page that a script hears: a tree (目录树), departments and themes, and what a list is chosen by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.links import State
from crawler.page.lists.column_words import is_column, is_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from crawler.page.html import Page
    from crawler.page.links import Place

_SEVERAL = 3
_LONGEST = 30
_AROUND = 2
_ALL = re.compile(r"(?:全部|所有|不限)(?:主题|部门|类型|类别|分类|领域|事项|服务)?")


def opens_by_names(page: Page) -> bool:
    """Whether several departments, themes or types stand on a page that lead nowhere but are known to a script."""
    found = {
        words
        for element in page.body.iter()
        if 2 <= len(words := "".join((element.text or "").split()) or _behind_a_sign(element)) <= _LONGEST
        and (is_column(words) or is_kind(words))
        and _is_heard(page, element)
    }
    return len(found) >= _SEVERAL


def _behind_a_sign(element: _Element) -> str:
    """The words of an element that begins with a sign of its own: `<span><i>+</i>市教育局</span>`."""
    first = element[0] if len(element) else None
    return "" if first is None else "".join((first.tail or "").split())


def _is_heard(page: Page, element: _Element) -> bool:
    """Whether a script listens to an element or to what stands right around it, and no address is known."""
    around = (element, *element.iterancestors())[: _AROUND + 1]
    if any((place := page.place(one)) is not None and place.state is State.LIVE for one in around):
        return False
    return any(
        one.get("onclick") or any(str(name).startswith("data-") and value for name, value in one.items())
        for one in around
    )


def are_choices(page: Page, places: Sequence[Place]) -> bool:
    """Whether links of a script choose among what is listed (筛选条件): one beside them stands for all, 全部主题."""
    if any(place.target is not None for place in places):
        return False
    boxes = {_box(place.element) for place in places}
    box = boxes.pop()
    return not boxes and any(_ALL.fullmatch("".join(page.words(one).split())) for one in box.iterchildren("*"))


def _box(element: _Element) -> _Element:
    """What holds an element and those beside it, each of which may have a wrapper of its own (`li`)."""
    around = element.getparent()
    while around is not None and len(around) == 1 and (above := around.getparent()) is not None:
        around = above
    return around if around is not None else element
