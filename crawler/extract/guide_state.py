"""JSON that an HTML page carries for its own script: `<script type="application/json">` and `window.STATE = {…}`."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING

from crawler.page.expressions import literal
from crawler.page.json_page import JsonPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.page.html import Page

_ASSIGNED = re.compile(r"(?:window\.|var\s+|let\s+|const\s+|self\.)([\w$.\[\]'\"]{1,60})\s*=\s*(?=[{\[])")
_PARSED = re.compile(r"JSON\.parse\(\s*(\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+')\s*\)", re.DOTALL)
"""A value that is written as a text: `var detail = JSON.parse('{…}')`."""
_BEFORE = re.compile(r"([\w$.]{1,60})\s*=\s*$")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_MOST = 20
_NEAR = 80
_SHORTEST = 60
_LONGEST = 2_000_000


def states_in(page: Page) -> Iterator[JsonPage]:
    """Each JSON value among the page's scripts, under the page's own address and evidence."""
    decoder = json.JSONDecoder(strict=False)
    for element, source in page.script_places:
        if not _SHORTEST <= len(source) <= _LONGEST or "{" not in source:
            continue
        kind = (element.get("type") or "").lower()
        found = [(m.end(), m.group(1)) for m in _ASSIGNED.finditer(source)][:_MOST]
        texts = [(source, "")] if "json" in kind else [(source[start:], name) for start, name in found]
        if "JSON.parse" in source:
            for m in islice(_PARSED.finditer(source), _MOST):
                named = _BEFORE.search(source, max(0, m.start() - _NEAR), m.start())
                texts.append((literal(m.group(1)), named.group(1) if named is not None else ""))
        for given, name in texts:
            text = given.lstrip()
            try:
                data, end = decoder.raw_decode(text)
            except (ValueError, RecursionError):
                continue
            if isinstance(data, dict | list) and data and end >= _SHORTEST:
                if isinstance(data, list) and _NAME.fullmatch(name):
                    data = {name: data}  # var material = […]: the name says what the list holds
                yield JsonPage(data=data, text=text[:end], url=page.url, evidence=page.evidence)
