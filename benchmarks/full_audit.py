"""What a full audit costs beside a bare download of the same pages: `python -m benchmarks.full_audit [guides]`.

A portal of server-rendered guides is served on loopback. `portal-audit run` walks, archives, reads, checks and stores
it; a bare Scrapy spider downloads the same addresses and drops them. Each side runs in a process of its own whose CPU
time, that of its own children included, is measured. Both run twice, over few and over many guides: the difference
leaves starting up out, which is printed by itself: the processes of a run (the command, the walk, the second looks) and
the browsers that look at the front page and at the first guides. Pages that are looked at again because adverse
findings rest on them count as pages on both sides, since both download them.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.portal_site import pages, served

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
_FEW = 40
_MANY = 1000
_REPEATS = 5
_NO_BROWSERS = {"PORTAL_AUDIT_BROWSER": "false", "PORTAL_AUDIT_SECOND_BROWSER": "none"}
"""A browser that ends as soon as it is started, and no other."""

BARE = """
import json, sys
from scrapy import Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Request

class Bare(Spider):
    name = "bare"
    async def start(self):
        for url in json.load(sys.stdin):
            yield Request(url, callback=self.parse, dont_filter=True)
    def parse(self, response):
        pass

process = CrawlerProcess({"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "TELNETCONSOLE_ENABLED": False,
    "DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": False, "COOKIES_ENABLED": True, "MEMUSAGE_ENABLED": False})
process.crawl(Bare)
process.start()
"""

PROFILE = """
code = "990001"
name = "云溪省"
level = "provincial"
portal = "{address}/"

[limits]
rate = 10000.0
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one side took."""

    pages: int
    seconds: float
    cpu: float

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.pages - other.pages, self.seconds - other.seconds, self.cpu - other.cpu)

    def line(self, name: str) -> str:
        """Name, pages a second, CPU seconds a 1,000 pages."""
        return f"{name:<34}{self.pages / self.seconds:>12,.0f}{self.cpu / self.pages * 1000:>18.2f}"


def measured(
    command: list[str],
    count: int,
    given: str = "",
    allowed: tuple[int, ...] = (0,),
    settings: Mapping[str, str] | None = None,
) -> Cost:
    """Run a command to its end and measure it."""
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    around = {**os.environ, **(settings or {})}
    done = subprocess.run(
        command, cwd=ROOT, input=given, capture_output=True, text=True, check=False, timeout=1800, env=around
    )
    seconds, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in allowed:
        raise SystemExit(
            f"{' '.join(command[:4])} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(count, seconds, cpu)


def both(items: int, settings: Mapping[str, str] | None = None) -> tuple[Cost, Cost]:
    """The bare download and the full audit of a portal of so many items, under settings of the environment."""
    site = pages(items)
    with served(site) as address, tempfile.TemporaryDirectory() as folder:
        portals, data = Path(folder) / "portals", Path(folder) / "var"
        portals.mkdir()
        (portals / "990001.toml").write_text(PROFILE.format(address=address), encoding="utf-8")
        program = [sys.executable, "-m", "crawler", "--data", str(data)]
        command = [*program, "run", "--round", "2026Q4", "--portals", str(portals), "--allow-private"]
        # 3 says that something was not reached; whether it was a guide is looked at below.
        measured_audit = measured(command, 0, allowed=(0, 3), settings=settings)
        done = [*program, "export", "--round", "2026Q4", "--out", str(data / "bundle"), "--format", "jsonl"]
        subprocess.run(done, cwd=ROOT, check=True, capture_output=True)
        lines = (data / "bundle" / "coverage.jsonl").read_text(encoding="utf-8").splitlines()
        fetched = [row["url"] for row in map(json.loads, lines) if row["state"] == "fetched"]
        guides = sum("/guide/" in url for url in fetched)
        if guides < items:
            raise SystemExit(f"the audit fetched {guides} of {items} guides")
        audit = Cost(len(fetched), measured_audit.seconds, measured_audit.cpu)
        # So often that starting up, which differs by a tenth of a second from time to time, does not show.
        asked = fetched * _REPEATS
        bare = measured([sys.executable, "-c", BARE], len(asked), json.dumps(asked))
        return bare, audit


def main() -> None:
    """Measure and print."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else _MANY
    few_bare, few_audit = both(_FEW)
    many_bare, many_audit = both(many)
    bare, audit = many_bare - few_bare, many_audit - few_audit
    size = len(pages(1)["/guide/0.html"])
    about = f"Python {sys.version.split()[0]} · {os.cpu_count()} cores · {many} guides of {size:,} bytes"
    print(f"{datetime.now(UTC):%Y-%m-%d} · {about}")
    print(f"{'start-up left out':<34}{'pages/s':>12}{'CPU s/1,000 pages':>18}")
    print(bare.line("bare Scrapy download"))
    print(audit.line("full audit"))
    print(f"ratio of CPU, full audit to bare download: {audit.cpu / audit.pages / (bare.cpu / bare.pages):.2f}")
    started = few_audit.cpu - few_audit.pages * audit.cpu / audit.pages
    _, without = both(_FEW, _NO_BROWSERS)
    browsers = few_audit.cpu - without.cpu
    print(f"starting up: {started:.1f} CPU s, of which the browsers {browsers:.1f} CPU s")


if __name__ == "__main__":
    main()
