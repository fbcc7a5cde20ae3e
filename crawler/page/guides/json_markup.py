"""What a JSON answer brings as markup, for its page to put in (`{"html": "<li>…"}`): rows, parts of a guide, files.

The texts of one answer are shown as the page would show them, one below the other; whatever stands in one of them has
its pointer for a locator.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from crawler.page.html import Page

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from lxml.etree import _Element

    from crawler.page.finds import ItemLink
    from crawler.page.json_page import JsonPage

_ROWS = re.compile(r"<(?:li|tr|div|dd|p|ul|table|a)\b", re.IGNORECASE)
_MOST_TEXTS = 3
"""A list comes in one text, or with its pager in another; an answer with more markup holds texts to be read."""
MARKUP = re.compile(r"<(?:table|tr|td|div|p|ul|ol|li|dl|dd|h[1-6]|section|span|a|button|img)\b[^<>]*>", re.IGNORECASE)
_AT = "data-at"
_LARGEST = 2_000_000


class MarkedPage(Page):
    """The markup of one answer as a page; each text stands in an element of its own, which holds its pointer."""

    def locator(self, element: _Element) -> str:
        """The pointer of the text that an element stands in."""
        return next((at for e in (element, *element.iterancestors()) if (at := e.get(_AT)) is not None), "/")

    def texts(self) -> list[tuple[str, _Element]]:
        """The pointer of each text, and the element that holds it."""
        return [(at, e) for e in self.elements if (at := e.get(_AT)) is not None]


def shown(page: JsonPage, scripts: Sequence[str], only: Collection[str] | None = None) -> MarkedPage | None:
    """The texts of an answer that are markup, or those at some pointers, as one page; None where there are none."""
    marked = {text for text in page.texts if "<" in text and MARKUP.search(text)}
    texts = [
        (at, value)
        for at, value in (page.values() if marked else ())
        if isinstance(value, str) and value in marked and (only is None or at in only)
    ]
    if not texts or sum(len(text) for _, text in texts) > _LARGEST:
        return None
    inner = "".join(f'<div {_AT}="{escape(at)}">{text}</div>' for at, text in texts)
    head = f'<head><base href="{escape(page.base)}"></head>' if page.base is not None else ""
    text = f"<html>{head}<body>{inner}</body></html>"
    return MarkedPage(text=text, url=page.url, evidence=page.evidence, scripts=scripts)


def in_lines(page: JsonPage, scripts: Sequence[str], texts: Mapping[str, Sequence[str]]) -> MarkedPage:
    """Texts without markup as one page, by their pointers: each of their lines is a paragraph."""
    drawn = ((at, "".join(f"<p>{escape(line)}</p>" for line in lines)) for at, lines in texts.items())
    inner = "".join(f'<div {_AT}="{escape(at)}">{lines}</div>' for at, lines in drawn)
    text = f"<html><body>{inner}</body></html>"
    return MarkedPage(text=text, url=page.url, evidence=page.evidence, scripts=scripts)


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
