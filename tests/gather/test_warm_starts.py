"""A crawl that starts warm is a process as the fresh one is: of its own, to be killed, and heard of when it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from crawler.gather import crawl
from tests.warm_starts import WarmCrawl

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes start warm on Linux only")


def test_it_leads_a_group_of_its_own_and_tells_how_it_was_ended() -> None:
    process = WarmCrawl(os.environ)

    assert os.getsid(process.pid) == os.getpgid(process.pid) == process.pid
    assert process.returncode is None
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert process.stdout.read() == ""


def test_it_ends_with_its_own_code_and_says_why_where_it_fails(capfd: pytest.CaptureFixture[str]) -> None:
    process = WarmCrawl(os.environ)
    process.stdin.write("no spec\n")
    process.stdin.close()

    assert process.wait() == 1
    assert "JSONDecodeError" in capfd.readouterr().err


@pytest.mark.parametrize("name", ["TZ", "LC_ALL", "PYTHONHASHSEED"])
def test_what_an_interpreter_sees_at_its_start_takes_a_fresh_one(name: str) -> None:
    process = vars(crawl)["subprocess"].Popen([sys.executable, "-c", ""], env={**os.environ, name: "1"})

    assert isinstance(process, subprocess.Popen)
    process.wait()


@pytest.mark.usefixtures("fresh_starts")
def test_a_test_may_ask_for_a_fresh_one() -> None:
    assert vars(crawl)["subprocess"] is subprocess
