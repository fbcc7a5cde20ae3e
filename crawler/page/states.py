"""Data that an HTML page carries for its own script: `<script type="application/json">`, `window.STATE = {…}`, fields.

A hidden field (`<input type="hidden" value="{…}">`) serves old scripts for the same, an attribute (`data-guide="{…}"`)
newer ones. A script may write its data as a literal, in letters of an address, or with names for what comes again.
"""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from crawler.page.json_page import JsonPage
from crawler.page.lists.item_rows import is_guide
from crawler.page.script.expressions import literal
from crawler.page.script.literals import handed_over, value_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.page.finds import AttachmentLink
    from crawler.page.html import Page

_ASSIGNED = re.compile(r"(?:window\.|var\s+|let\s+|const\s+|self\.)([\w$.\[\]'\"]{1,60})\s*=\s*(?=[{\[])")
_PARSED = re.compile(
    r"JSON\.parse\(\s*((?:[\w.]{4,40}\(\s*){0,3})(\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+')\s*\)", re.DOTALL
)
"""A value that is written as a text: `var detail = JSON.parse('{…}')`, `JSON.parse(decodeURIComponent('%7B…'))`."""
_HANDED = re.compile(r"=\s*\(?\s*function\s*\(([\w$,\s]{0,4000})\)\s*\{(?:[^{}]{0,4000};)?\s*return\s*(?=[{\[])")
"""Data with names for what comes again, whose values follow: `window.__NUXT__=(function(a,b){return {…}}("…",1))`."""
_IN_ATTRIBUTE = re.compile(r"=\s*(?:'\s*[{\[]\s*(?:\"|&quot;|\{)|\"\s*[{\[]\s*(?:&quot;|&#34;|\{))")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
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
        data, end = _read(text)
        if isinstance(data, dict | list) and data and end >= _SHORTEST:
            if isinstance(data, list) and _NAME.fullmatch(name):
                data = {name: data}  # var material = […]: the name says what the list holds
            yield JsonPage(data=data, text=text[:end], url=page.url, evidence=page.evidence)


def _read(text: str) -> tuple[Any, int]:
    """The value that a text begins with, and where it ends: JSON, or a literal with words in it."""
    try:
        return _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        found = value_at(text, 0) if text[:1] in {"{", "["} and _CHINESE.search(text) else None
        return found if found is not None else (None, 0)


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
    for element in page.tree.iter("input", "textarea"):
        value = (element.get("value") if element.tag == "input" else element.text) or ""
        if _may_be_data(value.strip()) and (element.tag != "input" or _is_hidden(element)):
            yield value.strip(), element.get("id") or element.get("name") or ""
    if _IN_ATTRIBUTE.search(page.text):
        yield from _in_attributes(page)


def _in_attributes(page: Page) -> Iterator[tuple[str, str]]:
    """Values of attributes that one element of the page has: what each row of a list has is no data of the page."""
    held = [
        (str(name), str(value).strip())
        for element in page.tree.iter("*")
        for name, value in element.items()
        if element.tag not in {"input", "a", "button"} and _may_be_data(str(value).strip())
    ]
    times = Counter(name for name, _ in held)
    yield from ((value, name.lstrip(":").removeprefix("data-")) for name, value in held if times[name] == 1)


def _may_be_data(value: str) -> bool:
    return value[:1] in {"{", "["} and _SHORTEST <= len(value) <= _LONGEST


def _is_hidden(element: _Element) -> bool:
    return (element.get("type") or "").strip().lower() == "hidden"


@lru_cache(maxsize=32)
def _assigned(source: str) -> tuple[tuple[int, str], ...]:
    """Where a script gives names their values; the pages of a portal have most scripts in common."""
    return tuple([(m.end(), m.group(1)) for m in islice(_ASSIGNED.finditer(source), _MOST)])


def _in_scripts(page: Page) -> Iterator[tuple[str, str]]:
    for element, source in page.script_places:
        if not _SHORTEST <= len(source) <= _LONGEST or not ("{" in source or "JSON.parse" in source):
            continue
        kind = (element.get("type") or "").lower()
        found = _assigned(source) if len(source) <= _SHARED else _assigned.__wrapped__(source)
        texts = [(source, "")] if "json" in kind else [(source[start:], name) for start, name in found]
        if "JSON.parse" in source:
            for m in islice(_PARSED.finditer(source), _MOST):
                named = _BEFORE.search(source, max(0, m.start() - _NEAR), m.start())
                texts.append((_decoded(m.group(1), literal(m.group(2))), named.group(1) if named is not None else ""))
        if "function" in source:
            for m in islice(_HANDED.finditer(source), _MOST):
                data = handed_over(source, m.group(1), m.end())
                texts += [(json.dumps(data, ensure_ascii=False), "")] if data else []
        yield from ((text.lstrip(), name) for text, name in texts)


def _decoded(functions: str, text: str) -> str:
    """A text as the functions around it make it: letters of an address, base64."""
    for name in reversed(re.findall(r"[\w.]+", functions)):
        if name.endswith("atob") or name.lower().endswith("base64.decode"):
            try:
                text = base64.b64decode(text).decode("utf-8")
            except ValueError:
                return ""
        elif name.endswith(("decodeURIComponent", "decodeURI", "unescape")):
            text = unquote(text) if "%" in text else text
    return text
