"""Text for spreadsheets: no cell may run as a formula, none may hold what the format refuses."""

from __future__ import annotations

import re

# Excel, WPS and LibreOffice take a cell for a formula by its first character; full-width ones count too.
_STARTS_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_CELL = 32_767


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def cell(text: str) -> str:
    """The text as an XLSX cell may hold it: neutral, without control characters, not longer than a cell."""
    clean = neutral(_REFUSED.sub("", text))
    return clean if len(clean) <= _LONGEST_CELL else f"{clean[: _LONGEST_CELL - 1]}…"
