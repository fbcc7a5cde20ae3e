"""Links that only say that there is more (更多>>): what of, the words before them tell."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.page.paths import element_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.page.finds import Link
    from crawler.page.html import Page

MORE = re.compile(r"^\[?(?:(?:查看|浏览|点击)?更多|more)[+.。…>\u203a»\uff1e\]]*$", re.IGNORECASE)
_CLAUSE = re.compile(r"[，。,；;！!：:]")
_LONGEST = 20
_CLIMB = 4


def by_their_headings(page: Page, links: Iterable[Link]) -> Iterator[Link]:
    """The links of a page, those that only say 更多 called by what they continue, where that can be told."""
    for link in links:
        words = _before(page, link) if link.text and MORE.match("".join(link.text.split())) else None
        yield link if words is None else replace(link, text=words)


def _before(page: Page, link: Link) -> str | None:
    """The first words of the nearest box that has any before the link."""
    element = element_at(page.tree, link.locator)
    if element is None:
        return None
    for climbed, around in enumerate(element.iterancestors()):
        if climbed >= _CLIMB or around.tag in {"body", "html"}:
            return None
        inside = set(element.iter())
        for node in around.iter():
            if node in inside:
                break
            words = _CLAUSE.split("".join((node.text or "").split()))[0]
            if words:
                return words if len(words) <= _LONGEST else None
    return None
