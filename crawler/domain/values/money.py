"""Amounts (金额) in fee standards: 元, 万元, per cent and per mille."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from crawler.domain.values.folded import folded
from crawler.domain.values.numerals import NUMERAL_CHARS, number
from crawler.domain.values.remembered import remembered


class AmountUnit(StrEnum):
    """What an amount is counted in."""

    YUAN = "yuan"
    PERCENT = "percent"
    PER_MILLE = "per_mille"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One amount, in yuan where it is money; `quote` is how it is written."""

    value: Decimal
    unit: AmountUnit
    quote: str


_NUMBER = rf"\d[\d,]*(?:\.\d+)?|[{NUMERAL_CHARS}]+|\d+(?:\.\d+)?"
_MONEY = re.compile(rf"({_NUMBER})\s*(万|千|百|亿)?\s*([美欧港日]元|元|圆|块钱|角|分钱|人民币)")
_SIGNED = re.compile(r"(?:[¥￥]|(?i:RMB|CNY))\s*(\d[\d,]*(?:\.\d+)?)(?!\s*[万千百]?元)")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*(%|‰|﹪)")
_SHARE_WORDS = re.compile(rf"(百|千)分之([\d.]+|[{NUMERAL_CHARS}]+)")
_FACTOR = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_SMALL = {"角": Decimal("0.1"), "分钱": Decimal("0.01")}


@remembered
def parse_amounts(text: str) -> tuple[Amount, ...]:
    """Every amount with a unit in a text, in order; a number without a unit is none."""
    found: list[tuple[int, Amount]] = []
    bare = folded(text).replace("％", "%")
    for match in _MONEY.finditer(bare):
        value = number(match.group(1).rstrip(","))
        if value is None:
            continue
        value *= _FACTOR.get(match.group(2) or "", 1)
        value *= _SMALL.get(match.group(3), Decimal(1))
        found.append((match.start(), Amount(value=value, unit=AmountUnit.YUAN, quote=match.group())))
    for match in _SIGNED.finditer(bare):
        value = number(match.group(1).rstrip(","))
        if value is not None:
            found.append((match.start(), Amount(value=value, unit=AmountUnit.YUAN, quote=match.group())))
    for match in _SHARE.finditer(bare):
        unit = AmountUnit.PER_MILLE if match.group(2) == "‰" else AmountUnit.PERCENT
        found.append((match.start(), Amount(value=Decimal(match.group(1)), unit=unit, quote=match.group())))
    for match in _SHARE_WORDS.finditer(bare):
        value = number(match.group(2))
        if value is not None:
            unit = AmountUnit.PERCENT if match.group(1) == "百" else AmountUnit.PER_MILLE
            found.append((match.start(), Amount(value=value, unit=unit, quote=match.group())))
    return tuple(amount for _, amount in sorted(found, key=lambda f: f[0]))
