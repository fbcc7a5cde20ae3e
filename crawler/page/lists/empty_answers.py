"""Answers to the call of a list that hold no rows (空应答): whether they say that there is nothing, or nothing at all.

A portal in trouble answers `{"code": 200, "data": null}` to whatever it is asked. An empty list says that the list is
at its end or never had a row; so does an answer that counts. One that holds no list where the same call brought its
rows in one says nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from crawler.page.json_page import JsonPage
from crawler.page.json_tree import leaves, step
from crawler.page.lists.totals import counts_of_name
from crawler.page.slots import slots

if TYPE_CHECKING:
    from collections.abc import Collection

    from crawler.domain.evidence import Target
    from crawler.page.html import Page

_ROW = re.compile(r"/\d+(?:/|$)")


def same_call(target: Target) -> tuple[object, ...]:
    """What requests share that ask one service with other values."""
    parts = urlsplit(target.url)
    return target.method, parts.netloc, parts.path, tuple(sorted({slot.name for slot in slots(target)})), target.headers


def places_of_rows(page: Page | JsonPage) -> frozenset[str]:
    """Where in an answer its rows stand."""
    if not isinstance(page, JsonPage):
        return frozenset()
    return frozenset(_ROW.split(row.locator, maxsplit=1)[0] for row in page.items())


def says_nothing(page: Page | JsonPage, rows_at: Collection[str]) -> bool:
    """Whether an answer without rows holds no list and no number, where rows of the same call stood at `rows_at`."""
    if not rows_at:
        return False
    if not isinstance(page, JsonPage):
        return True
    stack: list[tuple[str, Any]] = [("", page.data)]
    while stack:
        at, node = stack.pop()
        if isinstance(node, list) and (at or at in rows_at):
            return False
        if isinstance(node, dict):
            stack += [(f"{at}/{step(key)}", value) for key, value in node.items()]
    named = (at.rpartition("/")[2] for at, value in leaves(page.data) if _is_number(value))
    return not any(counts_of_name(name) for name in named)


def _is_number(value: Any) -> bool:
    return (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, str) and value.isdigit())
