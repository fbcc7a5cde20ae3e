"""How many items a page says that its departments have (部门事项数): a number in or behind each of their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.lists.column_words import is_department
from crawler.page.paths import element_at

if TYPE_CHECKING:
    from crawler.page.html import Page

_WITHIN = re.compile(r"[（(\[【]?共?(\d{1,5})[项个]?[)）\]】]?$")
_BEHIND = re.compile(r"[（(\[【]共?(\d{1,5})[项个]?[)）\]】]|[:：]?共?(\d{1,5})[项个](?!工作日)")
_FEWEST = 3
"""Departments of a page that sorts its services by them."""


def counted_by_departments(page: Page) -> int | None:
    """The numbers of all departments that a page leads to, put together; None where not each of them has one.

    An item is that of one department: themes, which share items, are not added up.
    """
    counts: dict[str, int] = {}
    for link in page.links():
        words = "".join(link.text.split())
        if not is_department(words):
            continue
        within = _WITHIN.search(words)
        element = element_at(page.tree, link.locator)
        behind = (
            _BEHIND.match("".join((element.tail or "").split())) if within is None and element is not None else None
        )
        said = within or behind
        if said is None:
            return None
        counts[link.target.key] = max(int(next(filter(None, said.groups()))), counts.get(link.target.key, 0))
    return sum(counts.values()) if len(counts) >= _FEWEST else None
