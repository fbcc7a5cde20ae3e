"""One run of the demo, for every test that looks at it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from crawler.gather.installed import executable
from tests.end_to_end.kept_archive import two_items

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.end_to_end.kept_archive import Kept


@dataclass(frozen=True, slots=True)
class DemoRun:
    """What `portal-audit demo --json` printed, and the data folder that it wrote."""

    data: Path
    answer: dict[str, Any]

    def findings(self) -> dict[tuple[str, str], list[dict[str, Any]]]:
        """Findings by region and check."""
        found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for one in self.answer["findings"]:
            found[one["region"], one["check"]].append(one)
        return found


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, needed: Callable[[str, bool], None]) -> DemoRun:
    needed("Chromium, which the single-page portal needs", executable(None) is not None)
    data = tmp_path_factory.mktemp("demo")
    done = subprocess.run(
        [sys.executable, "-m", "crawler", "demo", "--json", "--data", str(data)],
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": "random"},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return DemoRun(data, json.loads(done.stdout))


@pytest.fixture
def archive() -> Kept:
    """An archive in memory that holds the front page and a list of two items."""
    return two_items()
