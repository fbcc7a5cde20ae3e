"""Scores that are kept: the floor below which none may fall, and the first score of a layout written afterwards."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from crawler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from crawler.accuracy.gold import Layout
    from crawler.accuracy.scores import Scores

FLOOR = "floor.toml"
_HEAD = """\
# Scores below which none may fall: share of right element states; precision and recall of each check.
# Written by `portal-audit accuracy --keep-floor`, which only raises them.
"""
_ROUNDING = 0.00005


def floor_of(scores: Scores) -> dict[str, dict[str, float]]:
    """The numbers of some entries that are worth keeping, by element and by check."""
    elements = {name: round(s.state_share, 4) for name, s in sorted(scores.elements.items()) if s.shown}
    told = {name: s for name, s in sorted(scores.checks.items()) if s.right + s.false + s.missed}
    return {
        "elements": elements,
        "precision": {name: round(s.precision, 4) for name, s in told.items()},
        "recall": {name: round(s.recall, 4) for name, s in told.items()},
    }


def read_floor(folder: Path) -> dict[str, dict[str, float]]:
    """The kept floor of a gold set; empty where none was kept."""
    path = folder / FLOOR
    if not path.exists():
        return {}
    try:
        return {
            table: {k: float(v) for k, v in told.items()} for table, told in tomllib.loads(path.read_text()).items()
        }
    except (ValueError, AttributeError) as problem:
        raise UsageError(
            f"{path}：{problem}；用 --keep-floor 重新写入", f"{path}: {problem}; write it anew with --keep-floor"
        ) from problem


def fallen(scores: Scores, kept: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Every score that is below its floor, or that is gone, in one line each."""
    now = floor_of(scores)
    return [
        f"{table} {name}: {now.get(table, {}).get(name, 'gone')}, was {was}"
        for table, told in kept.items()
        for name, was in told.items()
        if now.get(table, {}).get(name, -1.0) < was - _ROUNDING
    ]


def raise_floor(folder: Path, scores: Scores) -> Path:
    """Write the floor: each score at its best so far."""
    kept = read_floor(folder)
    lines = [_HEAD]
    for table, told in floor_of(scores).items():
        lines.append(f"[{table}]")
        for name, now in told.items():
            lines.append(f'"{name}" = {max(now, kept.get(table, {}).get(name, 0.0))}')
        lines.append("")
    path = folder / FLOOR
    path.write_text("\n".join(lines), "utf-8")
    return path


def keep_first(layout: Layout, scores: Scores) -> bool:
    """Write a layout's first score into its file, once; says whether it did.

    Only what was written after the reader was finished has one, and it is never written again.
    """
    if not layout.after or layout.first_score is not None:
        return False
    told = ", ".join(f"{name} = {number:g}" for name, number in scores.summary.items())
    path = layout.folder / "layout.toml"
    text = path.read_text("utf-8").rstrip("\n")
    path.write_text(f"{text}\nfirst_score = {{ {told} }}\n", "utf-8")
    return True
