"""Unified social credit code (统一社会信用代码) and its check character, GB 32100-2015."""

from __future__ import annotations

import re

from crawler.domain.values.numerals import plain

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 characters: no I, O, S, V, Z."""

_SHAPE = re.compile(f"[{ALPHABET}]{{18}}")
_LIKE = re.compile(r"[0-9A-Z]{18}")
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))


def check_character(first: str) -> str:
    """The 18th character for the first 17."""
    total = sum(ALPHABET.index(c) * w for c, w in zip(first, _WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def is_like(text: str) -> bool:
    """Whether the text is meant as a credit code: 18 digits and letters."""
    return _LIKE.fullmatch(plain(text).upper()) is not None


def is_valid(text: str) -> bool:
    """Whether the text is 18 characters of the alphabet with the right check character."""
    code = plain(text).upper()
    return _SHAPE.fullmatch(code) is not None and check_character(code[:17]) == code[17]
