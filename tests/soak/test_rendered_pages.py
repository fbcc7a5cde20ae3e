"""Memory stays flat over many rendered pages, and a browser that dies on the way loses none."""

from __future__ import annotations

import contextlib
import json
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from benchmarks.script_portal import rows, script_portal
from crawler.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.script_portal import ScriptPortal

_MOST_MEMORY = 1_500_000_000
"""Bytes of the whole process tree, shared pages counted once."""
_MOST_GROWTH = 0.15
"""Of the mean, over the second half."""
_MOST_GROWTH_SHORT = 0.4
"""The same over the first few hundred pages, in which a browser still fills its caches."""


@pytest.fixture
def portal(length: Any) -> Iterator[ScriptPortal]:
    with script_portal(length.rendered_pages) as served:
        yield served


def _memory(process: int) -> int:
    """Proportional set size of a process and all its descendants, in bytes."""
    total = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        command = psutil.Process(process)
        for one in [command, *command.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                total += one.memory_full_info().pss
    return total


def _kill_a_browser(process: int) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        for one in psutil.Process(process).children(recursive=True):
            if "chrom" in one.name() or "headless" in one.name():
                one.kill()
                return True
    return False


@pytest.mark.browser
@pytest.mark.skipif(not psutil.LINUX, reason="memory without counting shared pages twice is known on Linux only")
def test_memory_is_flat_and_no_page_is_lost(portal: ScriptPortal, tmp_path: Path, length: Any) -> None:
    (tmp_path / "portal.toml").write_text(
        f'code = "990501"\nname = "栖霞县"\nlevel = "other"\nportal = "{portal.url}"\n', encoding="utf-8"
    )
    words = ["run", "--round", "2026Q4", "--portals", str(tmp_path), "--region", "990501", "--census", "--rate", "100"]
    command = [sys.executable, "-m", "crawler", "--data", str(tmp_path / "data"), *words, "--allow-private"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    begun = time.monotonic()
    samples: list[tuple[int, int]] = []
    killed = False
    while process.poll() is None:
        seen = sum(path.startswith("/guide/") for path in portal.asked)
        samples.append((seen, _memory(process.pid)))
        if not killed and seen > length.rendered_pages // 3:
            killed = _kill_a_browser(process.pid)
        time.sleep(1.0)
    took = time.monotonic() - begun
    assert process.stderr is not None
    assert process.returncode == 0, process.stderr.read()
    assert killed

    out = tmp_path / "bundle"
    export = ["--data", str(tmp_path / "data"), "export", "--round", "2026Q4", "--out", str(out), "--format", "jsonl"]
    assert main(export) == 0
    items = [json.loads(line) for line in (out / "items.jsonl").open("rb")]
    places = {item["elements"]["place"]["value"] for item in items}
    assert places == {dict(rows(n))["办理地点"] for n in range(1, length.rendered_pages + 1)}

    memory = [size for _, size in samples]
    half = [(seen, size) for seen, size in samples if seen > length.rendered_pages // 2]
    slope = statistics.linear_regression(*zip(*half, strict=True)).slope
    growth = slope * length.rendered_pages / 2 / statistics.fmean(size for _, size in half)
    sys.stdout.write(
        f"{length.rendered_pages} rendered pages in {took:.0f} s, peak {max(memory) / 1e6:.0f} MB, "
        f"growth over the second half {growth:+.1%}\n"
    )
    assert max(memory) < _MOST_MEMORY
    assert growth < (_MOST_GROWTH if length.is_full else _MOST_GROWTH_SHORT)
