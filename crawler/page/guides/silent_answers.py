"""Answers for guides that hold nothing but an envelope (空应答): `{"code": 200, "msg": "success", "data": null}`.

A portal in trouble answers so to whatever it is asked, and some portals do where there is nothing. An empty list or a
number says that there is nothing; an envelope says so only by what else is known of the call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.page.json_page import JsonPage
from crawler.page.json_tree import HELD, leaves, step
from crawler.page.lists.empty_answers import says_nothing

if TYPE_CHECKING:
    from collections.abc import Collection

    from crawler.page.html import Page

LARGEST = 400
"""Bytes of an envelope around nothing."""
_TEXT = 40
"""Signs of a text that is what was asked for, and no message beside it."""


def brought_at(page: Page | JsonPage | None) -> frozenset[str]:
    """Where in an answer stands what was asked for; empty where there is nothing but an envelope."""
    if not isinstance(page, JsonPage):
        return frozenset()
    if not isinstance(page.data, dict):
        return frozenset({""} if page.data else ())
    return frozenset(f"/{step(key)}" for key, value in page.data.items() if _holds(value))


def is_silent(page: Page | JsonPage | None, brought: Collection[str]) -> bool:
    """Whether an answer says nothing, where others to the same call brought something in those places."""
    if not brought or not isinstance(page, JsonPage) or brought_at(page):
        return False
    return says_nothing(page, brought)


def _holds(value: Any) -> bool:
    if isinstance(value, HELD):
        return any(leaf not in (None, "") for _, leaf in leaves(value))
    return isinstance(value, str) and len(value) >= _TEXT
