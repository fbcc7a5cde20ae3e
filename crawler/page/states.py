"""JSON that an HTML page carries for its own script: `<script type="application/json">`, `window.STATE = {…}`, fields.

A hidden field (`<input type="hidden" value="{…}">`) serves old scripts for the same.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from crawler.page.json_page import JsonPage
from crawler.page.lists.item_rows import is_guide
from crawler.page.script.expressions import literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.page.finds import AttachmentLink
    from crawler.page.html import Page

_ASSIGNED = re.compile(r"(?:window\.|var\s+|let\s+|const\s+|self\.)([\w$.\[\]'\"]{1,60})\s*=\s*(?=[{\[])")
_PARSED = re.compile(r"JSON\.parse\(\s*(\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+')\s*\)", re.DOTALL)
"""A value that is written as a text: `var detail = JSON.parse('{…}')`."""
_BEFORE = re.compile(r"([\w$.]{1,60})\s*=\s*$")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_ROW = re.compile(r"/\d+(?:/|$)")
_DECODER = json.JSONDecoder(strict=False)
_MOST = 20
_FEWEST_ROWS = 2
_NEAR = 80
_SHORTEST = 60
_LONGEST = 2_000_000
_SHARED = 100_000
"""Characters of a script that is remembered."""


def states_in(page: Page) -> Iterator[JsonPage]:
    """Each JSON value among the page's scripts and hidden fields, under the page's own address and evidence."""
    for text, name in (*_in_scripts(page), *_in_fields(page)):
        try:
            data, end = _DECODER.raw_decode(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict | list) and data and end >= _SHORTEST:
            if isinstance(data, list) and _NAME.fullmatch(name):
                data = {name: data}  # var material = […]: the name says what the list holds
            yield JsonPage(data=data, text=text[:end], url=page.url, evidence=page.evidence)


def files_in(page: Page) -> Iterator[tuple[JsonPage, tuple[AttachmentLink, ...]]]:
    """Each of those values with the files that its lists name; what names one alone sets the page up."""
    for state in states_in(page):
        if not state.items():
            yield state, tuple(a for a in state.attachments() if _ROW.search(a.locator))


def listed(page: Page | JsonPage) -> Page | JsonPage:
    """The list that a page carries for its script, where the page itself shows no row that could be read."""
    if isinstance(page, JsonPage) or page.items() or is_guide(page):
        return page
    lists = [state for state in states_in(page) if len(state.items()) >= _FEWEST_ROWS]
    return max(lists, key=lambda state: len(state.items()), default=page)


def _in_fields(page: Page) -> Iterator[tuple[str, str]]:
    for element in page.tree.iter("input"):
        value = (element.get("value") or "").strip()
        if value[:1] in {"{", "["} and _SHORTEST <= len(value) <= _LONGEST and _is_hidden(element):
            yield value, element.get("id") or element.get("name") or ""


def _is_hidden(element: _Element) -> bool:
    return (element.get("type") or "").strip().lower() == "hidden"


@lru_cache(maxsize=32)
def _assigned(source: str) -> tuple[tuple[int, str], ...]:
    """Where a script gives names their values; the pages of a portal have most scripts in common."""
    return tuple([(m.end(), m.group(1)) for m in islice(_ASSIGNED.finditer(source), _MOST)])


def _in_scripts(page: Page) -> Iterator[tuple[str, str]]:
    for element, source in page.script_places:
        if not _SHORTEST <= len(source) <= _LONGEST or "{" not in source:
            continue
        kind = (element.get("type") or "").lower()
        found = _assigned(source) if len(source) <= _SHARED else _assigned.__wrapped__(source)
        texts = [(source, "")] if "json" in kind else [(source[start:], name) for start, name in found]
        if "JSON.parse" in source:
            for m in islice(_PARSED.finditer(source), _MOST):
                named = _BEFORE.search(source, max(0, m.start() - _NEAR), m.start())
                texts.append((literal(m.group(1)), named.group(1) if named is not None else ""))
        yield from ((text.lstrip(), name) for text, name in texts)
