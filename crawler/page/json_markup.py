"""Rows of an item list that a JSON answer brings as markup, for its page to put in (`{"html": "<li>…"}`)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.page.html import Page

if TYPE_CHECKING:
    from crawler.page.finds import ItemLink
    from crawler.page.json_page import JsonPage

_ROWS = re.compile(r"<(?:li|tr|div|dd|p|ul|table|a)\b", re.IGNORECASE)
_MOST_TEXTS = 3
"""A list comes in one text, or with its pager in another; an answer with more markup holds texts to be read."""


def items(page: JsonPage) -> tuple[ItemLink, ...]:
    """The items in the markup of an answer; each stands at the pointer of its text."""
    texts = [(at, v) for at, v in page.values() if isinstance(v, str) and _ROWS.search(v)]
    found: list[ItemLink] = []
    for pointer, text in texts if len(texts) <= _MOST_TEXTS else ():
        inner = Page(text=text, url=page.url, evidence=page.evidence, encoding="utf-8")
        for item in inner.items():
            cells = tuple((label, value, pointer) for label, value, _ in item.cells)
            fields = tuple((element, value, pointer) for element, value, _ in item.fields)
            found.append(replace(item, locator=pointer, cells=cells, fields=fields))
    return tuple(found)
