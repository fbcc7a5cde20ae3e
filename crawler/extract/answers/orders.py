"""Columns of an answer's rows that count them (序号): 0, 1, 2 or 1, 2, 3 are the order of the rows, whatever the key.

A key that means their order (`sort`) says no part of them; one that may mean a number (`num`, `days`) leaves it open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.extract.labels.dictionary import field_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ORDERING = re.compile(
    r".*(?:sort|order|seq|sequence|index|idx|rank|xh|pxh|sxh)(?:code|num|no)?|m?(?:no|id|step|px)", re.IGNORECASE
)
"""Keys of the place of a row among the others."""
_COUNTING = re.compile(r"m?(?:num|number)", re.IGNORECASE)
"""Keys of any number."""
_FEWEST = 2
_FEWEST_NUMBERS = 3
"""Two rows may well be of one and two days."""
_KEPT = frozenset({"name", "material_name", "fee_name", "question", "law", "place"})
"""What rows are known by, without which they are none."""


def count_rows(values: Sequence[Any]) -> bool:
    """Whether values are the numbers of their rows, from 0 or from 1 on."""
    told = [str(value).strip() for value in values if not isinstance(value, bool)]
    if len(told) < max(_FEWEST, len(values)) or not all(one.isdecimal() for one in told):
        return False
    numbers = [int(one) for one in told]
    return numbers[0] in {0, 1} and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def of_no_part(parts: Mapping[str, str | None], rows: Sequence[Mapping[str, Any]]) -> dict[str, None]:
    """The keys that name a part and order the rows instead: no material is of the kind 1, 2 and 3 in turn."""
    named = [key for key, part in parts.items() if part is not None and part not in _KEPT]
    return {
        key: None
        for key in named
        if _ORDERING.fullmatch(field_name(key)) and count_rows([row.get(key) for row in rows])
    }


def may_be_order(part: str | None, key: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a key of limits or of any number holds what counts the rows: 1, 2 and 3 days, or their order."""
    counting = part == "limit" or (part == "material_copies" and _COUNTING.fullmatch(field_name(key)) is not None)
    return counting and len(rows) >= _FEWEST_NUMBERS and count_rows([row.get(key) for row in rows])
