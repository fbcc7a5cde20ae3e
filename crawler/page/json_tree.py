"""JSON as a tree: pointers, leaves, JSON inside texts, and texts in base64."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any

from crawler.domain.values.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

HELD = (dict, list)
"""What holds others: of nearly all values an answer has it is asked whether they are."""
WRITTEN = (str, int)
"""What values are written in: a type put together anew each time it is asked takes three times as long."""
_DEPTH = 60
_SHORTEST_ENCODED, _LONGEST_PLAIN = 12, 4
_ENCODED = re.compile(r"(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")


class Flat(dict[str, Any]):
    """An object that holds no others: most rows of an answer. Whoever looks for what lies deeper passes over it."""


def opened(data: Any, depth: int = 0) -> Any:
    """Data with JSON inside texts opened, and texts in base64 read."""
    if depth > _DEPTH:
        return data
    if isinstance(data, dict):
        values = {str(k): opened(v, depth + 1) if _may_hold(v) else v for k, v in data.items()}
        return values if any([isinstance(v, HELD) for v in values.values()]) else Flat(values)  # noqa: C419 - a generator takes twice as long
    if isinstance(data, list):
        return [opened(v, depth + 1) for v in data]
    if isinstance(data, str) and len(data) >= _SHORTEST_ENCODED and _ENCODED.fullmatch(data):
        data = _decoded(data)
    if isinstance(data, str) and len(data) > _LONGEST_PLAIN and data.lstrip()[:1] in {"{", "["}:
        try:
            inner = json.loads(data, strict=False)
        except (ValueError, RecursionError):
            return data
        return opened(inner, depth + 1) if isinstance(inner, dict | list) and inner else data
    return data


def _may_hold(value: Any) -> bool:
    """A cheap question before the exact one: whether a value holds others, or is a text that may."""
    if isinstance(value, str):
        return len(value) > _LONGEST_PLAIN and (value[0].isascii() or value[0].isspace())
    return isinstance(value, HELD)


def _decoded(text: str) -> str:
    """The Chinese words or the JSON that a text holds in base64; the text itself where it holds none."""
    try:
        words = base64.b64decode(text, validate=True).decode("utf-8")
    except ValueError:
        return text
    return words if _CHINESE.search(words) or _is_json(words) else text


def _is_json(text: str) -> bool:
    if text.lstrip()[:1] not in {"{", "["}:
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


@remembered
def step(key: str) -> str:
    """One key as a piece of a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key


def leaves(data: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """(pointer, value) of each leaf below a pointer."""
    stack: list[tuple[str, Any]] = [(pointer, data)]
    while stack:
        at, node = stack.pop()
        if isinstance(node, Flat):
            yield from [(f"{at}/{step(k)}", v) for k, v in node.items()]
        elif isinstance(node, dict):
            stack.extend([(f"{at}/{step(k)}", v) for k, v in node.items()][::-1])
        elif isinstance(node, list):
            stack.extend([(f"{at}/{i}", v) for i, v in enumerate(node)][::-1])
        else:
            yield at, node


def without(node: Any, pointers: Collection[str], at: str = "") -> Any:
    """The data without what stands at some pointers: its keys are gone too, an empty place would say something."""
    if at in pointers:
        return ""
    if isinstance(node, dict):
        below = ((key, value, f"{at}/{step(key)}") for key, value in node.items())
        return {key: without(value, pointers, here) for key, value, here in below if here not in pointers}
    if isinstance(node, list):
        return [without(value, pointers, f"{at}/{number}") for number, value in enumerate(node)]
    return node


def under(node: Any, pointer: str) -> Any:
    """What stands at the pointer of a leaf or of what is around some; None where nothing does."""
    for part in pointer.split("/")[1:]:
        if isinstance(node, dict):
            node = next((value for key, value in node.items() if step(key) == part), None)
        else:
            node = node[int(part)] if isinstance(node, list) and part.isdecimal() and int(part) < len(node) else None
    return node


@remembered
def flat(key: str) -> str:
    """A key without case and separators."""
    return key.lower().replace("_", "").replace("-", "")


def plain(value: Any) -> str:
    """A text or number as words; an empty text for anything else."""
    if isinstance(value, bool) or value is None:
        return ""
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
