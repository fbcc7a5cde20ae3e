"""Rows of results (办理结果) in an answer: the file that one has as a sample is its specimen, and no form."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_OF_RESULT = re.compile(
    r"(?:approve|audit|item|sp|bl)?_?(?:result|outcome|cert(?:ificate)?|licen[cs]e|jie_?guo|jg|zz)_?(?:name|title|mc|type|lx)"
    r"|结果名称|证照名称",
    re.IGNORECASE,
)
_OF_MATERIAL = re.compile(r"(?:mat|material|mater|paper|cl|stuff)\w{0,4}_?(?:name|title|mc)|材料名称", re.IGNORECASE)


def is_result(row: Mapping[str, Any]) -> bool:
    """Whether an object says what a result is called or of which kind it is, and names no material."""
    return _says_result(tuple(row))


@lru_cache(maxsize=4096)
def _says_result(keys: tuple[str, ...]) -> bool:
    return any(map(_OF_RESULT.fullmatch, keys)) and not any(map(_OF_MATERIAL.fullmatch, keys))
