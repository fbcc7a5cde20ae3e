"""Numbers as Chinese offices write them: full-width digits and Chinese numerals (中文数字)."""

from __future__ import annotations

import re
from decimal import Decimal

from crawler.domain.values.folded import folded
from crawler.domain.values.remembered import remembered

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"\u3007": 0, "○": 0, "两": 2}
_DIGITS |= {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
NUMERAL_CHARS = "".join([*_DIGITS, *_TENS, *_MYRIADS])
_RUN = re.compile(f"[{''.join(_DIGITS)}{''.join(_TENS)}][{NUMERAL_CHARS}]*")
_LONGEST = 24


@remembered
def plain(text: str) -> str:
    """Compatibility forms folded (full-width digits and punctuation to ASCII) and white space taken out."""
    bare = folded(text)
    return bare if bare.isalnum() else unspaced(bare)


def unspaced(text: str) -> str:
    """The text without white space, that of no width too; a pattern takes ten times as long over a page of text."""
    return "".join(text.split()).replace("\u200b", "").replace("\ufeff", "")


def words_of(*lines: str) -> frozenset[str]:
    """The words of a list that is written with spaces between them."""
    return frozenset(word for line in lines for word in line.split())


def chinese_int(text: str) -> int | None:
    """Value of a Chinese numeral: 十五 is 15, 一百二十 is 120, 二〇二三 is 2023; None where it is none."""
    if not text or len(text) > _LONGEST or any(c not in NUMERAL_CHARS for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = 0
    digit: int | None = None
    last_unit = 1
    for c in text:
        if c in _DIGITS:
            if digit:
                return None  # two digits in a row only in a year-like row of digits
            digit = _DIGITS[c]
        elif c in _TENS:
            last_unit = _TENS[c]
            section += (1 if digit is None else digit) * last_unit
            digit = None
        else:
            section += digit or 0
            if section == 0:
                return None
            total = (total + section) * _MYRIADS[c] if _MYRIADS[c] > 10_000 else total + section * _MYRIADS[c]
            section, digit = 0, None
            last_unit = _MYRIADS[c]
    if digit and text[-2:-1] not in _DIGITS and last_unit >= 100:
        # 一百五 is short for 一百五十; 一百零五 spells its zero.
        digit *= last_unit // 10
    return total + section + (digit or 0)


def number(text: str) -> Decimal | None:
    """Value of a number alone, written in digits (with thousands separators) or as a Chinese numeral."""
    bare = plain(text)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", bare):
        bare = bare.replace(",", "")
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", bare):
        return Decimal(bare)
    if bare == "半":
        return Decimal("0.5")
    value = chinese_int(bare)
    return None if value is None else Decimal(value)


@remembered
def in_digits(text: str) -> str:
    """The text with every Chinese numeral written in digits: 二十个工作日 becomes 20个工作日."""

    def digits(found: re.Match[str]) -> str:
        value = chinese_int(found.group())
        return found.group() if value is None else str(value)

    return _RUN.sub(digits, text)
