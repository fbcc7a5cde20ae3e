"""Data that a page carries as one flat list (devalue): each value once, an object with the numbers of what it holds.

`[{"guide":1},{"itemName":2,"steps":3},"渡船登记",[4],…]`: what stands first holds all the rest. A list that begins with
a word wraps one value (`["ShallowReactive",1]`); a negative number is no value.
"""

from __future__ import annotations

from typing import Any

_FEWEST = 4
_WRAPPED = 2
_DEEPEST = 40
_MOST = 200_000
"""Values that are put in place: what many objects share is told as often."""


def whole(data: Any) -> Any | None:
    """What such a list says; None for any other data."""
    if not isinstance(data, list) or len(data) < _FEWEST or not isinstance(data[0], dict | list):
        return None
    if not all(_refers(value, len(data)) for value in data if isinstance(value, dict)):
        return None
    left = [_MOST]
    found = _value(data, 0, left, 0)
    return found if left[0] > 0 and isinstance(found, dict | list) else None


def _refers(node: dict[str, Any], length: int) -> bool:
    return all(isinstance(n, int) and not isinstance(n, bool) and n < length for n in node.values())


def _value(data: list[Any], number: Any, left: list[int], depth: int) -> Any:
    left[0] -= 1
    if not isinstance(number, int) or not 0 <= number < len(data) or depth > _DEEPEST or left[0] <= 0:
        return None
    value = data[number]
    if isinstance(value, dict):
        return {key: _value(data, inner, left, depth + 1) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    if value and isinstance(value[0], str):
        return _value(data, value[1], left, depth + 1) if len(value) == _WRAPPED else None
    return [_value(data, inner, left, depth + 1) for inner in value]
