"""How a round grows: `python -m benchmarks.growth [REGIONSxGUIDES ...]`, `--out FOLDER`, `--keep`.

Light portals (guides of 3 to 4 kB) are served on loopback and audited by the real `portal-audit run`, at a rate that
never waits. A row is a round: its regions and the guides of each; without any named, each axis alone: 1 to 64 regions
of 2,000 guides, and one region of 200 to 20,000. Rows that stand in the folder's `rows.jsonl` already are not measured
again, so that the whole table may be made in several goes; it is printed at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.light_portals import A_PAGE, light_portals
from benchmarks.measuring import measured

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = tuple(
    dict.fromkeys((*((n, 2000) for n in (1, 2, 4, 8, 16, 32, 64)), *((1, n) for n in (200, 632, 2000, 6325, 20000))))
)
_FAST = 100_000.0


@dataclass(frozen=True, slots=True)
class Row:
    """One round: seconds, CPU seconds, bytes; `growth` is that of memory over the second half.

    `tenths` is the largest memory in each tenth of the time; empty in rows that were measured before there was this.
    """

    day: str
    regions: int
    guides: int
    seconds: float
    cpu: float
    requests: int
    received: int
    kept: int
    database: int
    peak: float
    growth: float
    tenths: Sequence[float] = ()

    def line(self) -> str:
        """The row of the table."""
        all_guides = self.regions * self.guides
        return (
            f"| {self.day} | {self.regions} | {self.guides:,} | {self.seconds:,.0f} s | {self.requests:,} | "
            f"{self.cpu:,.0f} s | {self.cpu / all_guides * 1000:.1f} ms | {self.received / 1e6:,.1f} MB | "
            f"{self.kept / 1e6:,.1f} MB | {self.database / 1e6:,.1f} MB | {self.peak / 1e6:,.0f} MB | "
            f"{self.growth:+.1%} | {' '.join(f'{size / 1e6:.0f}' for size in self.tenths)} |"
        )


HEAD = (
    "| date | regions | guides each | time | requests | CPU | CPU a guide | received | evidence | database | "
    "peak memory | second half | by tenths of the time, MB |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|"
)


def one(regions: int, guides: int, keep: Path | None = None) -> Row:
    """Audit so many regions of so many guides each; SystemExit where one is not observed whole."""
    with light_portals(regions, guides) as portals, tempfile.TemporaryDirectory(prefix="growth-") as folder:
        data, profiles = Path(folder) / "var", Path(folder) / "portals"
        portals.write_profiles(profiles, rate=_FAST)
        used = measured(
            [
                "--data",
                str(data),
                "run",
                "--round",
                "2026Q4",
                "--portals",
                str(profiles),
                "--census",
                "--allow-private",
            ],
            allowed=(0, 3),
        )
        asked = portals.asked()
        _look_whole(data / "portal-audit.db", regions, guides)
        if keep is not None:
            shutil.copytree(data, keep / f"{regions}x{guides}", dirs_exist_ok=True)
        return Row(
            day=f"{datetime.now(UTC):%Y-%m-%d}",
            regions=regions,
            guides=guides,
            seconds=used.seconds,
            cpu=used.cpu,
            requests=sum(one.requests for one in asked),
            received=sum(one.sent for one in asked),
            kept=sum(path.stat().st_size for path in (data / "evidence").rglob("*") if path.is_file()),
            database=sum(path.stat().st_size for path in data.glob("portal-audit.db*")),
            peak=used.peak,
            growth=used.growth,
            tenths=used.tenths,
        )


def _look_whole(database: Path, regions: int, guides: int) -> None:
    with sqlite3.connect(database) as connection:
        opened = connection.execute("SELECT count(*) FROM items WHERE guide = 'opened'").fetchone()[0]
        parts = connection.execute("SELECT region, outcome, reason FROM region_runs").fetchall()
    if opened != regions * guides or len(parts) != regions:
        raise SystemExit(
            f"{opened} of {regions * guides} guides were read: {[p for p in parts if p[1] != 'complete'][:5]}"
        )


def _row(text: str) -> tuple[int, int]:
    regions, _, guides = text.partition("x")
    if not (regions.isdecimal() and guides.isdecimal() and 1 <= int(regions) <= 64 and int(guides) >= A_PAGE):
        raise argparse.ArgumentTypeError(f"write REGIONSxGUIDES, such as 4x200, with at most 64 regions: {text}")
    return int(regions), int(guides)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what is not measured yet, and print all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=_row, default=list(ROWS))
    parser.add_argument("--out", type=Path, default=Path("var/growth"), help="where the rows are kept")
    parser.add_argument("--keep", action="store_true", help="keep the data folder of each round there too")
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    kept = given.out / "rows.jsonl"
    rows = [Row(**json.loads(line)) for line in kept.read_text().splitlines()] if kept.exists() else []
    for regions, guides in given.rows:
        if any((row.regions, row.guides) == (regions, guides) for row in rows):
            continue
        row = one(regions, guides, given.out if given.keep else None)
        rows.append(row)
        with kept.open("a") as stream:
            stream.write(json.dumps(asdict(row)) + "\n")
        print(row.line(), file=sys.stderr, flush=True)
    print(f"Python {sys.version.split()[0]} · {os.cpu_count()} cores · a page of a list holds {A_PAGE} items\n\n{HEAD}")
    for row in sorted(rows, key=lambda row: (row.regions, row.guides)):
        if (row.regions, row.guides) in given.rows:
            print(row.line())


if __name__ == "__main__":
    main()
