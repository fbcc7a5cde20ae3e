"""Case type (办件类型)."""

from __future__ import annotations

from enum import StrEnum

from crawler.domain.values.numerals import plain
from crawler.domain.values.remembered import remembered


class CaseType(StrEnum):
    """Settled while you wait, or within a promised time."""

    IMMEDIATE = "immediate"
    PROMISED = "promised"


@remembered
def parse(text: str) -> CaseType | None:
    """即办件 or 承诺件 by word, code or the letter that old systems use; None for every other word."""
    bare = plain(text).upper()
    if bare in {"1", "01", "J"} or "即办" in bare or bare in {"即时办件", "即审即办"}:
        return None if "承诺" in bare else CaseType.IMMEDIATE
    if bare in {"2", "02", "C"} or "承诺" in bare:
        return CaseType.PROMISED
    return None
