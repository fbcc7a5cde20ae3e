"""Words of software in answers (组件名、字段类型): what a field is made of, `Input` or `string`, says nothing.

Titles with such a word beside each of them are the fields of a form, and no labels with their values.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WORD = re.compile(r"(?!(?:true|false|yes|null|none)$)[A-Za-z_$][\w.:$-]{2,}", re.ASCII | re.IGNORECASE)
_LETTERS = re.compile(r"(?!(?:true|false|yes|null|none)$)[A-Za-z][A-Za-z.-]{2,}", re.ASCII | re.IGNORECASE)
"""A word of a single value, which may be a code where it has digits."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_FEWEST = 3
"""So few words of one kind may be codes."""


def is_word(value: Any) -> bool:
    """Whether a value is a word of software by itself: `TextArea`."""
    return isinstance(value, str) and _LETTERS.fullmatch(value) is not None


def spoken(rows: Sequence[Mapping[str, Any]], keys: Sequence[str], named: re.Pattern[str]) -> list[str]:
    """Those keys of rows under which values may stand: all, but where one of the rows' holds words of software only.

    Beside such a key values have words, or stand under a key that is `named` so.
    """
    technical = {key for key in rows[0] if _is_technical([row.get(key) for row in rows])} if rows else set()
    if not technical:
        return list(keys)
    left = {key: [str(row[key]) for row in rows if row.get(key)] for key in keys if key not in technical}
    return [key for key, said in left.items() if said and (named.search(key) or any(map(_CHINESE.search, said)))]


def _is_technical(values: Sequence[Any]) -> bool:
    told = [value for value in values if value not in (None, "")]
    if len(told) < _FEWEST or not all(isinstance(value, str) for value in told) or len({*told}) == len(told):
        return False  # words that are all different are names of rows
    return all(_WORD.fullmatch(value) for value in told)
