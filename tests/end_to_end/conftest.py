"""One run of the demo for every test that looks at it; a portal whose answers depend on how often it was asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from crawler.demo import server
from crawler.gather.installed import executable
from tests.end_to_end.kept_archive import two_items
from tests.end_to_end.moody_portal import REGION, Bench, Moody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from crawler.demo.server import DemoPortal
    from crawler.demo.site import Reply, Request, Site
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


@pytest.fixture
def moody(monkeypatch: pytest.MonkeyPatch) -> Moody:
    mood = Moody()
    plain = server._STYLES["tables"]

    def answer(site: Site, request: Request) -> Reply | None:
        reply = plain(site, request)
        if site.region.code != REGION or reply is None:
            return reply
        mood.asked[request.path] += 1
        change = mood.changes.get(request.path)
        return reply if change is None else change(mood.asked[request.path], reply)

    monkeypatch.setitem(server._STYLES, "tables", answer)
    return mood


@pytest.fixture
def portal(moody: Moody, tmp_path: Path) -> Iterator[DemoPortal]:
    with server.demo_portals(tmp_path / "portals") as portals:
        yield next(one for one in portals if one.code == REGION)


@pytest.fixture
def bench(portal: DemoPortal, tmp_path: Path) -> Bench:
    return Bench(data=tmp_path / "data", portal=portal)
