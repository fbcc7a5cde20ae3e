"""Menus that open by script only (脚本菜单): ways of a portal that have no address to follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.links import State

if TYPE_CHECKING:
    from crawler.page.html import Page

_TO_ITEMS = re.compile(r"事项|清单|目录|办事|办理|部门|主题|个人|法人|企业|服务|局$|委$|厅$|中心$|分类|类别|全部|更多")
_LONGEST = 24


def opens_by_script(page: Page) -> bool:
    """Whether something on the page that could lead to items answers to a script that nobody read."""
    return any(
        place.state is State.SCRIPT
        and len(words := page.words(place.element)) <= _LONGEST
        and _TO_ITEMS.search(words) is not None
        for place in page.places
    )
