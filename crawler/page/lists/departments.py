"""Departments that a list lets one choose from (部门导航): options of a field, or links under a heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.vocabulary import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.page.html import Page

_HEADING = re.compile(
    r"(?:按|实施|办理|所属|责任|审批|全部|选择)?(?:部门|单位|委办局|实施主体)"
    r"(?:导航|分类|服务|办事|列表|选择|筛选|名称)?[:：]?"
)
_FEWEST = 3
_CLIMB = 3
_BLOCKS = ("ul", "ol", "dd", "div", "table", "section", "p")


def departments(page: Page) -> Iterator[tuple[str, str]]:
    """Name and locator of each department of the first such choice; nothing where the page offers none."""
    for block in _choices(page):
        named = [(words, e) for e in block for words in [" ".join(page.words(e).split())] if ORGANISATION.match(words)]
        if len(named) >= _FEWEST and 2 * len(named) > len(block):
            seen: set[str] = set()
            for words, element in named:
                if words not in seen:
                    seen.add(words)
                    yield words, page.locator(element)
            return


def _choices(page: Page) -> Iterator[list[_Element]]:
    for field in page.root.iter("select"):
        options = list(field.iter("option"))
        name = f"{field.get('name') or ''} {field.get('id') or ''}".lower()
        first = page.words(options[0]) if options else ""
        if re.search(r"dept|depart|bumen|bm|org", name) or re.search(r"部门|单位", first):
            yield options
    for heading in page.root.iter("dt", "h2", "h3", "h4", "h5", "span", "strong", "b", "label", "th", "td", "div", "p"):
        text = heading.text or ""
        if 2 <= len(text.strip()) <= 10 and _HEADING.fullmatch("".join(text.split())) and not len(heading):
            yield from _links_beside(heading)


def _links_beside(heading: _Element) -> Iterator[list[_Element]]:
    """Links of the first block after the heading, or after what holds it."""
    around: _Element | None = heading
    for _ in range(_CLIMB):
        if around is None:
            return
        for after in around.itersiblings():
            links = list(after.iter("a")) if after.tag in {*_BLOCKS, "td", "span"} else []
            if links:
                yield links
                return
        around = around.getparent()
