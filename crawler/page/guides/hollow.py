"""Pages asked for as a guide (办事指南) that are but its frame: a menu, a footer, and nothing between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.page.guides.hidden_parts import may_ask
from crawler.page.vocabulary import guide_section

if TYPE_CHECKING:
    from crawler.page.html import Page

_SECTIONS = 2
"""Headings of a guide; one alone stands in many a menu (常见问题)."""


def is_hollow(page: Page, name: str) -> bool:
    """Whether neither the name of the item nor sections of a guide stand on a page whose script may bring them."""
    if not may_ask(page) or page.frames() or page.carries_its_words():
        return False
    said = "".join(page.visible_text().split())
    if not name or "".join(name.split()) in said:
        return False
    words = {page.words(e).rstrip("：: ") for e in page.body.iter() if len(e) <= 1}
    return sum(1 for one in words if guide_section(one)) < _SECTIONS
