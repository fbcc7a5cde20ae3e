"""A run that is killed at random instants ends like one that nobody disturbed."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from crawler.cli import main
from crawler.demo.server import demo_portals
from tests.soak.trials import IN_FLIGHT, family, kill, tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crawler.demo.server import DemoPortal

REGION = "990303"
"""A small portal: the trial is about instants, not about size."""
_PATIENCE = 600.0
"""Seconds after which a command hangs, however busy the machine is."""
_VICTIMS = ("all of them", "the command", "the crawl process")
"""Each dies as often as the others."""


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoPortal]:
    with demo_portals(tmp_path_factory.mktemp("profiles")) as portals:
        yield next(one for one in portals if one.code == REGION)


@dataclass(frozen=True)
class Trial:
    """One data folder and the command that fills it."""

    data: Path
    portal: DemoPortal

    def result(self) -> dict[str, list[Any]]:
        """The tables of the bundle, without what names the run or the moment."""
        out = self.data / "bundle"
        words = ["export", "--round", "2026Q4", "--out", str(out), "--format", "jsonl"]
        assert main(["--data", str(self.data), *words]) == 0
        return tables(out)

    def start(self) -> subprocess.Popen[bytes]:
        words = ["run", "--round", "2026Q4", "--portals", str(self.portal.profile_path.parent), "--region", REGION]
        words += ["--rate", "25", "--seed", "1", "--allow-private"]
        return subprocess.Popen(
            [sys.executable, "-m", "crawler", "--data", str(self.data), *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def _ended(trial: Trial) -> None:
    """Start the command again until it ends by itself."""
    for _ in range(3):
        code = trial.start().wait(timeout=_PATIENCE)
        if code == 0:
            return
        # 4: the crawl process was killed and the run waits to be resumed.
        assert code == 4, code
    pytest.fail("the run did not come to its end")


def test_a_run_killed_at_random_instants_ends_like_an_undisturbed_one(
    portal: DemoPortal, tmp_path: Path, length: Any
) -> None:
    whole = Trial(tmp_path / "whole", portal)
    begun = time.monotonic()
    assert whole.start().wait(timeout=_PATIENCE) == 0
    took = time.monotonic() - begun
    asked = Counter(one.path for one in portal.log)
    expected = whole.result()
    assert expected["items"]
    assert expected["findings"]

    chance = random.Random(20261122)
    cut = 0
    for number in range(length.kills):
        trial = Trial(tmp_path / f"cut-{number}", portal)
        portal.log.clear()
        process = trial.start()
        time.sleep(chance.uniform(0.0, took))
        processes = family(process.pid)
        victims = _VICTIMS[number % len(_VICTIMS)]
        kill({"all of them": processes, "the command": processes[:1], "the crawl process": processes[1:2]}[victims])
        code = process.wait(timeout=_PATIENCE)
        cut += code != 0
        if code != 0:
            _ended(trial)
        assert trial.result() == expected, (number, victims)
        again = Counter(one.path for one in portal.log) - asked
        assert again.total() <= IN_FLIGHT, (number, victims, again)
    assert cut >= length.kills // 3
    sys.stdout.write(f"{length.kills} trials, {cut} cut off, one run takes {took:.1f} s\n")
