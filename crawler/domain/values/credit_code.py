"""Unified social credit code (统一社会信用代码, GB 32100-2015) and organisation code (组织机构代码, GB 11714-1997)."""

from __future__ import annotations

import re

from crawler.domain.values.numerals import plain

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 characters: no I, O, S, V, Z."""

_SHAPE = re.compile(f"[{ALPHABET}]{{18}}")
_LIKE = re.compile(r"[0-9A-Z]{18}")
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_ORGANISATION = re.compile(r"[0-9A-Z]{8}[0-9X]")
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


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


def is_organisation_code(text: str) -> bool:
    """Whether the text is an organisation code of 9 characters with the right check character."""
    code = plain(text).upper().replace("-", "")
    if _ORGANISATION.fullmatch(code) is None:
        return False
    total = sum(int(c, 36) * w for c, w in zip(code, _ORGANISATION_WEIGHTS, strict=False))
    return code[8] == "0123456789X0"[11 - total % 11]


def is_other_number(text: str, beside: str) -> bool:
    """Whether 18 characters are no credit code at all, but a number of the portal's own beside a valid credit code.

    A slip in a credit code spoils one of its parts; here none is right: neither of the check characters, nor the
    province of the body.
    """
    code, valid = plain(text).upper(), plain(beside).upper()
    if not is_valid(valid) or is_valid(code) or not is_like(code) or is_organisation_code(code[8:17]):
        return False
    return code[2:4] != valid[2:4]
