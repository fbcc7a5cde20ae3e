"""Personal numbers in running text (个人号码): identity numbers, mobiles and bank cards, masked wherever text is shown.

Rather one number too many than one too few: what only looks like somebody's is masked too. A check that accuses asks
for more (`form_words.citizen_numbers_in`, `mobiles_in`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values.form_words import masked

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDE_DIGITS = str.maketrans("０１２３４５６７８９Ｘ－　", "0123456789X- ")
"""Letter by letter, so that places in the text stay what they are."""

_START, _END = r"(?<![\dA-Za-z])", r"(?![\dA-Za-z])"
_CITIZEN = re.compile(rf"{_START}[1-9](?:\s?\d){{16}}\s?[\dXx]{_END}", re.ASCII)
_BORN = re.compile(r"\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]")
_MOBILE = re.compile(rf"{_START}(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}{_END}", re.ASCII)
_CARD = re.compile(rf"{_START}\d(?:[ -]?\d){{14,18}}{_END}", re.ASCII)
_ISSUED = re.compile(r"62|9558|[345]")
"""How numbers of bank cards begin that are in use in China."""
_ACCOUNT_WORDS = r"(?:卡号|[账帐]号|[账帐]户)"
_ACCOUNT = re.compile(rf"{_ACCOUNT_WORDS}[^\d\n]{{0,8}}(\d(?:[ -]?\d){{9,29}}){_END}", re.ASCII)
_LONG_NUMBER = re.compile(rf"{_START}\d(?:[ -]?\d){{9,29}}{_END}", re.ASCII)


def without_personal_numbers(text: str, *, label: str = "") -> str:
    """The text with the first three and last four digits of each personal number, the rest as stars.

    `label` is what stands beside the text, where that is known: an account has no shape of its own.
    """
    if re.search(_ACCOUNT_WORDS, label):
        text = _replaced(text, _LONG_NUMBER, lambda _: True)
    text = _replaced(text, _CITIZEN, lambda number: _BORN.fullmatch(number) is not None)
    text = _replaced(text, _MOBILE, lambda _: True)
    text = _replaced(text, _ACCOUNT, lambda _: True)
    return _replaced(text, _CARD, lambda number: _ISSUED.match(number) is not None and _luhn(number))


def _replaced(text: str, pattern: re.Pattern[str], is_one: Callable[[str], bool]) -> str:
    """Mask what a pattern finds (its group, where it has one), where it is one."""
    narrow = text.translate(_WIDE_DIGITS)
    parts: list[str] = []
    at = 0
    for found in pattern.finditer(narrow):
        start, end = found.span(pattern.groups)
        number = re.sub(r"[\s-]", "", narrow[start:end])
        if is_one(number):
            parts += [text[at:start], masked(number)]
            at = end
    return "".join((*parts, text[at:]))


def _luhn(number: str) -> bool:
    """Whether the check digit of a card's number fits (ISO/IEC 7812)."""
    digits = [int(one) for one in reversed(number)]
    doubled = (sum(divmod(2 * one, 10)) for one in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
