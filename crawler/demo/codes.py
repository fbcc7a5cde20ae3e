"""Codes of the demo's offices and people, with their check digits."""

from __future__ import annotations

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGAN_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

TYPE_CODES = {
    "行政许可": "01",
    "行政给付": "05",
    "行政确认": "07",
    "行政奖励": "08",
    "行政裁决": "09",
    "其他行政权力": "10",
    "公共服务": "20",
}
"""Item type (事项类型) and its two digits in the basic code."""


def credit_code(region: str, organ: str, *, kind: str = "11") -> str:
    """Unified social credit code (统一社会信用代码, GB 32100-2015) from an 8-character organisation number.

    `kind` is the registering authority and category: 11 an administrative organ, 12 a public institution.
    """
    remainder = sum(int(c, 36) * w for c, w in zip(organ, _ORGAN_WEIGHTS, strict=True)) % 11
    own = {0: "0", 1: "X"}.get(remainder, str(11 - remainder))
    body = f"{kind}{region}{organ}{own}"
    total = sum(_ALPHABET.index(c) * w for c, w in zip(body, _CREDIT_WEIGHTS, strict=True))
    return body + _ALPHABET[-total % 31]


def basic_code(item_type: str, office: str, number: str) -> str:
    """Basic code (基本编码): 00, item type, office, main item and sub-item."""
    return f"00{TYPE_CODES[item_type]}{office}{number}"
