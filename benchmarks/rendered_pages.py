"""What rendering costs beside bare rendering: `python -m benchmarks.rendered_pages [PAGES]`.

Guides that only a script fills are opened by bare Chromium, a new page each, four at once, and their DOM is thrown
away; then `portal-audit run` renders, archives, reads and judges the same ones. Both open few and many pages, and the
difference counts: starting up is left out. The goal is at least half the pages a second.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import async_playwright

from benchmarks.measuring import measured
from benchmarks.script_portal import script_portal
from crawler.gather.installed import executable

_PAGES = 300
_AT_ONCE = 4
_GOAL = 0.5


async def _bare(addresses: list[str]) -> float:
    """Seconds that bare rendering takes."""
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(
            executable_path=executable(None), chromium_sandbox=hasattr(os, "geteuid") and os.geteuid() != 0
        )
        context = await browser.new_context(viewport={"width": 1280, "height": 900})
        left = iter(addresses)

        async def work() -> None:
            for address in left:
                page = await context.new_page()
                await page.goto(address)
                assert "临时占道许可" in await page.content()
                await page.close()

        begun = time.monotonic()
        await asyncio.gather(*(work() for _ in range(_AT_ONCE)))
        took = time.monotonic() - begun
        await browser.close()
    return took


def bare(pages: int) -> float:
    """Seconds that bare rendering of so many guides takes."""
    with script_portal(pages) as portal:
        return asyncio.run(_bare([f"{portal.url}guide/{number}" for number in range(1, pages + 1)]))


def audited(pages: int) -> float:
    """Seconds that a run takes over so many guides."""
    with script_portal(pages) as portal, tempfile.TemporaryDirectory(prefix="rendered-") as folder:
        profile = Path(folder) / "portal.toml"
        profile.write_text(
            f'code = "990501"\nname = "栖霞县"\nlevel = "other"\nportal = "{portal.url}"\n', encoding="utf-8"
        )
        words = ["run", "--round", "2026Q4", "--portals", folder, "--region", "990501", "--census", "--rate", "1000"]
        return measured(["--data", str(Path(folder) / "data"), *words, "--allow-private", "--single-look"]).seconds


def main() -> int:
    """Measure, print, and say by the exit code whether it holds."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else _PAGES
    few = max(many // 5, 10)
    floor = (many - few) / (bare(many) - bare(few))
    ours = (many - few) / (audited(many) - audited(few))
    print(f"| {datetime.now(UTC):%Y-%m-%d} | {many} | {floor:.2f} pages/s | {ours:.2f} pages/s | {ours / floor:.2f} |")
    return 0 if ours / floor >= _GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main())
