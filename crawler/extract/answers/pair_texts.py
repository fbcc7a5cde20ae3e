"""Rows of an answer in which one text tells several parts label by label: `{"detail": "<p>份数：1</p><p>…"}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.extract.answers import shape
from crawler.extract.answers.words import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PAIR = re.compile(r"\s*([^:：]{2,12}?)\s*[:：]\s*(.*)")
_FEWEST = 2


def laid_beside(node: Mapping[str, Any], is_column: Callable[[str], bool]) -> Mapping[str, Any]:
    """The row with what such a text says under its labels; a text with any other line is left as it is."""
    told = {
        key: pairs
        for key, text in node.items()
        if isinstance(text, str) and ("：" in text or ":" in text) and (pairs := _pairs(text, is_column))
    }
    if not told:
        return node
    values = {key: value for key, value in node.items() if key not in told}
    places = {key: shape.place(node, key) for key in values}
    for key, pairs in told.items():
        for label, value in pairs.items():
            values.setdefault(label, value)
            places.setdefault(label, shape.place(node, key))
    return shape.Row(values, places)


def _pairs(text: str, is_column: Callable[[str], bool]) -> dict[str, str]:
    lines = [line for line in plain_text(text).split("\n") if line.strip()]
    found = [_PAIR.fullmatch(line) for line in lines] if len(lines) >= _FEWEST else []
    pairs = {pair.group(1): pair.group(2).strip() for pair in found if pair is not None}
    return pairs if len(pairs) == len(lines) and sum(map(is_column, pairs)) * 2 > len(lines) else {}
