"""What a JSON value says in words: texts without their markup, codes by the words beside them."""

from __future__ import annotations

import html
import re
from typing import Any

from crawler.extract.labels import field_name

_TAG = re.compile(r"<\s*(?P<end>/)?\s*(?P<name>[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "table", "ul", "ol"})
_LARGEST_CODE = 3
_CODE = re.compile(r"(?:code|key|value|id|dm|bm)$")
_WORDS = re.compile(r"(?:text|name|label|desc|title|mc|words|cn|zh)$")


def plain_text(text: str) -> str:
    """A JSON text without markup: line feeds where blocks end, entities (also twice encoded) resolved."""
    if "<" in text:
        text = _TAG.sub(lambda m: "\n" if m["name"].lower() in _BREAKS else "", text)
    return html.unescape(html.unescape(text)) if "&" in text else text


def worded(value: Any, at: str) -> tuple[Any, str]:
    """A value with its pointer; of a code with its words, `{"code": "1", "text": "许可"}`, the words with theirs."""
    if not isinstance(value, dict) or not 2 <= len(value) <= _LARGEST_CODE:
        return value, at
    if not all(isinstance(v, str | int | float | None) for v in value.values()):
        return value, at
    names = {field_name(key): key for key in value}
    stems = {_CODE.sub("", name) for name in names if _CODE.search(name)}
    words = [key for name, key in names.items() if _WORDS.search(name) and _WORDS.sub("", name) in stems]
    said = [key for key in words if isinstance(value[key], str)]
    return (value[said[0]], f"{at}/{said[0]}") if len(said) == 1 else (value, at)
