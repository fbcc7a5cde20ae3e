"""How a round may be called (轮次名称)."""

from __future__ import annotations

import re

from crawler.errors import UsageError

# The code is part of folder names, and of the run ids that are.
_ROUND = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,31}")
_QUARTER = re.compile(r"20\d\dQ[1-4]")
_LIKE_A_QUARTER = re.compile(r"(?:\d\d)?\d\d[._-]?[Qq][._-]?\d{1,2}")


def check_round_code(code: str) -> None:
    """A UsageError when no round can be called so."""
    if not _ROUND.fullmatch(code):
        raise UsageError(
            f"{code!r} 不能作轮次名称：只用字母、数字和 . _ -，例如 2026Q4",
            f"round {code!r} is no name for a round: write letters, digits, . _ -, such as 2026Q4",
        )
    if _LIKE_A_QUARTER.fullmatch(code) and not _QUARTER.fullmatch(code):
        # A slip of the pen would begin a second round beside the one that was meant.
        raise UsageError(
            f"轮次 {code}：季度应写成 2026Q4，即四位年份、大写 Q 和 1 至 4",
            f"round {code}: a quarter is written as 2026Q4, with four digits, a capital Q and 1 to 4",
        )
