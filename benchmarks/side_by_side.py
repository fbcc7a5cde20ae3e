"""Whether regions hold each other up: `python -m benchmarks.side_by_side [--short]`, or `--regions --requests --rate`.

One region is run alone, then many side by side by one `portal-audit run`, all at the same rate a host. What is compared
is the time between a portal's first and last request, by the portals' own clock: starting up is left out. None may be
slower than 1.1 times alone; else the exit code is 1. In full, 64 regions of at least 600 requests at 2 a second, it
takes about twelve minutes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.light_portals import light_portals
from benchmarks.measuring import measured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.light_portals import Asked
    from benchmarks.measuring import Measured

MOST = 1.1
"""How much slower than alone the slowest region may be."""


def run(regions: int, guides: int, rate: float) -> tuple[tuple[Asked, ...], Measured]:
    """Run a round over so many regions; what each portal was asked, and what the command took."""
    with light_portals(regions, guides) as portals, tempfile.TemporaryDirectory(prefix="side-by-side-") as folder:
        portals.write_profiles(Path(folder) / "portals", rate=rate)
        words = ["run", "--round", "2026Q4", "--portals", str(Path(folder) / "portals"), "--census", "--allow-private"]
        used = measured(["--data", str(Path(folder) / "var"), *words])
        return portals.asked(), used


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and say by the exit code whether it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="8 regions of 60 requests")
    parser.add_argument("--regions", type=int, help="64")
    parser.add_argument("--requests", type=int, help="600, of one region, at least")
    parser.add_argument("--rate", type=float, default=2.0, help="requests a second and host")
    given = parser.parse_args(arguments)
    regions = given.regions or (8 if given.short else 64)
    requests = given.requests or (60 if given.short else 600)
    (alone,), _ = run(1, requests, given.rate)
    many, used = run(regions, requests, given.rate)
    seconds = sorted(one.last - one.first for one in many)
    took = alone.last - alone.first
    ratio = seconds[-1] / took
    print(f"{datetime.now(UTC):%Y-%m-%d} · Python {sys.version.split()[0]} · {os.cpu_count()} cores")
    print(f"{regions} regions of {min(one.requests for one in many)} requests or more at {given.rate:g}/s")
    print(
        f"alone {took:.1f} s · side by side {seconds[0]:.1f} to {seconds[-1]:.1f} s, median "
        f"{statistics.median(seconds):.1f} s · slowest {ratio:.3f} times alone (most {MOST})"
    )
    walks = sorted(one.walked - one.first for one in many)
    print(
        f"the walk to the last guide: alone {alone.walked - alone.first:.1f} s · side by side {walks[0]:.1f} to "
        f"{walks[-1]:.1f} s · slowest {walks[-1] / (alone.walked - alone.first):.3f} times alone"
    )
    print(f"whole round {used.seconds:.0f} s, {used.cpu:.0f} CPU s, peak memory {used.peak / 1e6:.0f} MB")
    return 0 if ratio <= MOST else 1


if __name__ == "__main__":
    raise SystemExit(main())
