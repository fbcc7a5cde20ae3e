"""Visits to the office (到办事现场次数)."""

from __future__ import annotations

import re

from crawler.domain.values.numerals import in_digits, plain
from crawler.domain.values.remembered import remembered

_ZERO = re.compile(
    r"零跑|不见面|一次(?:也|都)?不(?:用)?跑|无需(?:到|前往)?(?:现场|跑)|不用跑|不需(?:要)?到|免到场|全程网办"
)
_COUNT = re.compile(r"(?<!\d)(\d{1,2})(?:\.0)?(?:次|趟|回)")
_BARE = re.compile(r"(\d{1,2})(?:\.0)?(?:\(.*\))?")
MORE_THAN_TWO = 99
"""The national item library writes 99 for more than two visits."""


@remembered
def parse(text: str) -> int | None:
    """Number of visits; None where the text gives none (-1 is "not promised")."""
    bare = plain(text)
    if _ZERO.search(bare):
        return 0
    digits = in_digits(bare)
    found = _BARE.fullmatch(digits) or _COUNT.search(digits)
    return int(found.group(1)) if found else None
