"""A crawl process whose parent is dead, or that is told to stop while it starts, ends; it never waits for ever."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from crawler.domain.portal import Level, PortalProfile
from crawler.gather.job import CrawlJob, CrawlOptions, Spec, spec_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ENDS_WITHIN = 60.0


@pytest.fixture
def child(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A crawl process that has its orders: two regions, whose portal does not answer."""
    profiles = [
        PortalProfile(code=code, name=code, level=Level.OTHER, portal="http://127.0.0.1:9/")
        for code in ("990001", "990002")
    ]
    spec = Spec(
        jobs=tuple(CrawlJob(profile=one) for one in profiles),
        data=str(tmp_path),
        run="R-1",
        options=CrawlOptions(allow_private=True),
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "crawler.gather"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(f"{spec_to_json(spec)}\n")
    process.stdin.close()
    yield process
    process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def test_it_ends_when_its_parent_died_before_it_began(child: subprocess.Popen[str]) -> None:
    assert child.stdout is not None
    child.stdout.close()

    assert child.wait(timeout=_ENDS_WITHIN) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_told_to_while_it_starts(child: subprocess.Popen[str], number: signal.Signals) -> None:
    assert child.stdout is not None
    assert child.stdout.readline() == "{}\n"  # the first turn of its loop, in which the crawls begin to start
    child.send_signal(number)

    assert child.wait(timeout=_ENDS_WITHIN) == 0
