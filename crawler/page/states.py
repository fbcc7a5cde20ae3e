"""Data that an HTML page carries for its own script: `<script type="application/json">`, `window.STATE = {…}`, fields.

A hidden field (`<input type="hidden" value="{…}">`) serves old scripts for the same, an attribute (`data-guide="{…}"`)
newer ones, an element with nothing else in it (`<pre hidden>{…}</pre>`) as well. A script may write its data as a
literal, as a text, in letters of an address, or with names for what comes again; to a name, to a field of an object,
and where the page itself shows nothing wherever it stands: handed to a call, below `data` of a component.
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
from crawler.page.script import flat_payload
from crawler.page.script.expressions import literal
from crawler.page.script.literals import handed_over, value_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.page.finds import AttachmentLink
    from crawler.page.html import Page

_ASSIGNED = re.compile(r"(?:window\.|var\s+|let\s+|const\s+|self\.)([\w$.\[\]'\"]{1,60})\s*=\s*(?=[{\[])")
_TO_FIELD = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*|\[[\"'][\w$.-]+[\"']\])+)\s*=\s*(?=[{\[])")
"""A field of an object that gets its value: `app.page.model = {…}`, `window["__DATA__"] = {…}`."""
_TO_TEXT = re.compile(r"=\s*(\"\s*[{\[](?:[^\"\\\n]|\\.)*+\"|'\s*[{\[](?:[^'\\\n]|\\.)*+')")
"""A name that gets a text with data in it: `window.__STATE__ = "{\\"guide\\": …}"`."""
_ANYWHERE = re.compile(r"(?:[=(,:]|\breturn)\s*(?=\{\s*(?:[\"'][^\"'\n]{1,40}[\"']|[\w$]{1,40})\s*:|\[\s*\{)")
_PARSED = re.compile(
    r"JSON\.parse\(\s*((?:[\w.]{4,40}\(\s*){0,3})(\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|`(?:[^`\\$]|\\.)*+`)\s*\)",
    re.DOTALL,
)
"""A value that is written as a text: `var detail = JSON.parse('{…}')`, `JSON.parse(decodeURIComponent('%7B…'))`."""
_HANDED = re.compile(r"=\s*\(?\s*function\s*\(([\w$,\s]{0,4000})\)\s*\{(?:[^{}]{0,4000};)?\s*return\s*(?=[{\[])")
"""Data with names for what comes again, whose values follow: `window.__NUXT__=(function(a,b){return {…}}("…",1))`."""
_IN_ATTRIBUTE = re.compile(r"=\s*(?:'\s*[{\[]\s*(?:\"|&quot;|\{)|\"\s*[{\[]\s*(?:&quot;|&#34;|\{))")
_AS_TEXT = re.compile(r">\s*(?:\[\s*)?\{\s*(?:\"|&quot;|&#34;)")
_HOLDERS = ("div", "span", "pre", "code", "xmp")
"""Elements that hold nothing but data, where they do."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}|\\u[4-9][0-9a-f]{3}", re.IGNORECASE)
_LETTER = re.compile(r"%u([0-9a-fA-F]{4})")
"""A letter as `escape` writes it."""
_BEFORE = re.compile(r"([\w$.]{1,60})\s*=\s*$")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_NO_WORD = re.compile(r"[^\w$]+")
_ROW = re.compile(r"/\d+(?:/|$)")
_DECODER = json.JSONDecoder(strict=False)
_MOST = 20
_MOST_ANYWHERE = 60
_SHELL = 300
"""So few characters are those of a page that shows nothing but its head and foot."""
_FEWEST_ROWS = 2
_NEAR = 80
_SHORTEST = 60
_CODE = re.compile(r"(?=.?$|.*\d)[0-9A-Za-z_-]{1,4}", re.ASCII)
_OF_CODES = re.compile(r"(?:code|key|value|val|dm|bm|^k)$", re.IGNORECASE)
_LONGEST_WORD = 20
_LONGEST = 2_000_000
_SHARED = 100_000
"""Characters of a script that is remembered."""


def states_in(page: Page) -> Iterator[JsonPage]:
    """Each JSON value among the page's scripts and hidden fields, under the page's own address and evidence."""
    for text, name in (*_in_scripts(page), *_in_fields(page)):
        data, end = _read(text)
        data = found if (found := flat_payload.whole(data)) is not None else data
        if isinstance(data, dict | list) and (lists := _code_lists(name, data, short=end < _SHORTEST)):
            yield JsonPage(data={"dict": lists}, text=text[:end], url=page.url, evidence=page.evidence)
        elif isinstance(data, dict | list) and data and end >= _SHORTEST:
            if isinstance(data, list) and _NAME.fullmatch(name):
                data = {name: data}  # var material = […]: the name says what the list holds
            yield JsonPage(data=data, text=text[:end], url=page.url, evidence=page.evidence)


def _code_lists(name: str, data: dict[str, Any] | list[Any], *, short: bool) -> dict[str, Any]:
    """The code lists that a value is, by their names: one under the name that it is given to, or several in one.

    Rows of a code and a name may be anything; only what is too `short` to hold a guide is no list of materials.
    """
    if isinstance(data, list):
        return {name: data} if short and _NAME.fullmatch(name) and _are_entries(data) else {}
    if _says_codes(data):
        return {name: data} if _NAME.fullmatch(name) else {}
    return data if short and data and all(map(_says_codes, data.values())) else {}


def _says_codes(data: Any) -> bool:
    """Whether a value is codes with their words: {"01": "行政许可", "07": "行政确认"}."""
    if not isinstance(data, dict) or len(data) < _FEWEST_ROWS:
        return False
    return all(_CODE.fullmatch(key) and _is_word(word) for key, word in data.items())


def _are_entries(rows: list[Any]) -> bool:
    """Whether rows are a code and its word each: [{"code": "1", "name": "即办件"}, …]."""
    if len(rows) < _FEWEST_ROWS or not all(isinstance(row, dict) and len(row) == _FEWEST_ROWS for row in rows):
        return False
    return all(
        row.keys() == rows[0].keys()
        and any(map(_is_word, row.values()))
        and any(_OF_CODES.search(key) and _CODE.fullmatch(str(value)) for key, value in row.items())
        for row in rows
    )


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_WORD and _CHINESE.search(value) is not None


def _read(text: str, start: int = 0) -> tuple[Any, int]:
    """The value that stands at a place of a text, and where it ends: JSON, or a literal with words in it."""
    try:
        return _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        literal_there = text[start : start + 1] in {"{", "["} and _CHINESE.search(text, start)
        found = value_at(text, start) if literal_there else None
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
    if _AS_TEXT.search(page.text):
        for element in page.tree.iter(*_HOLDERS):
            text = (element.text or "").strip()
            if _may_be_data(text) and not len(element):
                yield text, element.get("id") or ""
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


@lru_cache(maxsize=32)
def _given(source: str) -> tuple[tuple[tuple[int, int, str], ...], tuple[tuple[int, str], ...]]:
    """Where texts with data stand in a script, each with what gets it, and where what fields of objects get begins."""
    texts = []
    for m in islice(_TO_TEXT.finditer(source), _MOST):
        named = _BEFORE.search(source, max(0, m.start() - _NEAR), m.start() + 1)
        texts.append((m.start(1), m.end(1), named.group(1) if named is not None else ""))
    return tuple(texts), tuple([(m.end(), m.group(1)) for m in islice(_TO_FIELD.finditer(source), _MOST)])


def _in_scripts(page: Page) -> Iterator[tuple[str, str]]:
    for element, source in page.script_places:
        if not _SHORTEST <= len(source) <= _LONGEST or not ("{" in source or "JSON.parse" in source):
            continue
        kind = (element.get("type") or "").lower()
        found = _assigned(source) if len(source) <= _SHARED else _assigned.__wrapped__(source)
        texts = (
            [(source, _NO_WORD.sub("_", element.get("id") or ""))]
            if "json" in kind
            else [(source[start:], name) for start, name in found]
        )
        known = dict.fromkeys((start for start, _ in found), 0)
        if "JSON.parse" in source:
            for m in islice(_PARSED.finditer(source), _MOST):
                known[m.start(2)] = m.end(2)
                named = _BEFORE.search(source, max(0, m.start() - _NEAR), m.start())
                texts.append((_decoded(m.group(1), literal(m.group(2))), named.group(1) if named is not None else ""))
        if "function" in source:
            for m in islice(_HANDED.finditer(source), _MOST):
                known[m.end()] = 0
                data = handed_over(source, m.group(1), m.end())
                texts += [(json.dumps(data, ensure_ascii=False), "")] if data else []
        if "json" not in kind:
            texts += _elsewhere(source, known, anywhere=not page.says_more_than(_SHELL))
        yield from ((text.lstrip(), name) for text, name in texts)


def _elsewhere(source: str, known: dict[int, int], *, anywhere: bool) -> Iterator[tuple[str, str]]:
    """Data with Chinese words in texts and fields of objects; with `anywhere` that which stands in any other place.

    `known` is where begins what was found already, and where that ends if it is a text.
    """
    texts, fields = _given(source) if len(source) <= _SHARED else _given.__wrapped__(source)
    for start, end, name in texts:
        if _CHINESE.search(text := literal(source[start:end])):
            known[start] = end
            yield text, name
    for start, name in fields:
        if start not in known and (end := _end_of_words(source, start)):
            known[start] = end
            yield source[start:end], name
    behind = 0
    for m in islice(_ANYWHERE.finditer(source), _MOST_ANYWHERE) if anywhere else ():
        inside = m.end() < behind or any(start < m.end() < end for start, end in known.items())
        if not inside and (end := _end_of_words(source, m.end())):
            behind = end
            if m.end() not in known:
                yield source[m.end() : end], ""


def _end_of_words(source: str, start: int) -> int:
    """Where the data at a place of a script ends; 0 where there is none, or no Chinese word in it."""
    data, end = _read(source, start)
    return end if data and end - start >= _SHORTEST and _CHINESE.search(source, start, end) else 0


def _decoded(functions: str, text: str) -> str:
    """A text as the functions around it make it: letters of an address, base64."""
    for name in reversed(re.findall(r"[\w.]+", functions)):
        if name.endswith("atob") or name.lower().endswith("base64.decode"):
            try:
                text = base64.b64decode(text).decode("utf-8")
            except ValueError:
                return ""
        elif name.endswith(("decodeURIComponent", "decodeURI", "unescape")):
            text = _LETTER.sub(lambda letter: chr(int(letter.group(1), 16)), text)
            text = unquote(text) if "%" in text else text
    return text
