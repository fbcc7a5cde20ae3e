"""Legal remedies (法律救济) in objects: a body with its address and phone for 行政复议, and a court for 行政诉讼.

What stands there is all of the remedy: the address of who reconsiders is no place where the item is handled.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.extract.answers.pairs import is_telling

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAYS_WHO = re.compile(r"复议|诉讼|起诉|法院|政府|司法|仲裁|机[关构]|部门|[局委厅]$")
_LONGEST, _MOST, _DEEPEST = 1000, 16, 3
_PAIR = 2
_LABELLED = r"(?:label|title|caption) (?:value|val|content|text)"


def texts(value: Any) -> tuple[str, ...]:
    """What the objects of a remedy say, a text each; none where the value is no object of several texts.

    Where nobody is named to turn to, or more is told than of two ways, it is no remedy. A list of no more than a text
    beside another may be one of labels and values.
    """
    if isinstance(value, dict) and len(value) == _PAIR and re.fullmatch(_LABELLED, " ".join(value), re.IGNORECASE):
        return ()  # {"label": "救济途径", "value": …}
    rows = [*_rows(value, _DEEPEST)]
    if isinstance(value, list) and max(map(len, rows), default=0) <= _PAIR:
        return ()
    words = [text for row in rows for text in row]
    if not 1 < len(words) <= _MOST or sum(map(len, words)) > _LONGEST or not any(map(_SAYS_WHO.search, words)):
        return ()
    return tuple(" ".join(row) for row in rows)


def _rows(value: Any, deepest: int) -> Iterator[list[str]]:
    """The texts of each object, those that it holds after its own."""
    if isinstance(value, list):
        for each in value:
            yield from _rows(each, deepest)
    elif isinstance(value, dict):
        own = [" ".join(each.split()) for each in value.values() if is_telling(each)]
        if own:
            yield own
        for each in value.values() if deepest else ():
            yield from _rows(each, deepest - 1)
