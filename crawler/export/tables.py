"""The tables of a bundle: what a line of each is called, how it is read, and its JSON Schema."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from crawler.export import rows
from crawler.report.reasons import reason_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy.orm import Session

    from crawler.export.shapes import VerdictRow


def _verdicts(session: Session, code: str) -> Iterator[VerdictRow]:
    """The verdicts with their reasons in Chinese: they are stored in the words of the program."""
    for row in rows.verdicts(session, code):
        reason = row["reason"]
        yield {**row, "reason": None if reason is None else reason_in(reason, "zh")}


TABLES: Mapping[str, tuple[str, Callable[[Session, str], Iterator[Any]]]] = {
    "observations": ("observation", rows.observations),
    "findings": ("finding", rows.findings),
    "verdicts": ("verdict", _verdicts),
    "items": ("item", rows.items),
    "coverage": ("coverage", rows.coverage),
}


HISTORY = "history"
"""The table that a bundle has where it was asked for: superseded observations beside the current ones."""


def described(table: str) -> dict[str, Any]:
    """The JSON Schema of a line of a table."""
    return schema(TABLES[table][0] if table in TABLES else table)


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a line (`observation`, `finding`, `verdict`, `item`, `coverage`) or of the `manifest`."""
    text = (files("crawler.export") / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
