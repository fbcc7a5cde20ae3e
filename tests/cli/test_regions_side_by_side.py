"""A round of several regions: each is judged in another process as soon as it is gathered, and stored once."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from benchmarks.light_portals import light_portals
from crawler import own_network
from crawler.catalogue import regions
from crawler.gather import canary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_REGIONS, _GUIDES = 4, 20


@pytest.fixture
def round_of(tmp_path: Path) -> Iterator[Callable[..., list[str]]]:
    """The words of a command that runs a round over four light portals."""
    with light_portals(_REGIONS, _GUIDES) as portals:
        portals.write_profiles(tmp_path / "portals", rate=1000)

        def words(*more: str) -> list[str]:
            return ["run", "--round", "R", "--portals", str(tmp_path / "portals"), "--allow-private", "--json", *more]

        yield words


def _judges(process: int) -> list[psutil.Process]:
    found = []
    for one in psutil.Process(process).children(recursive=True):
        with contextlib.suppress(psutil.Error):  # it may have ended since it was listed
            if re.search(r"spawn_main", " ".join(one.cmdline())):
                found.append(one)
    return found


def test_every_region_is_stored_once_and_as_if_it_were_alone(
    desk: Any, round_of: Callable[..., list[str]], tmp_path: Path
) -> None:
    together = desk(*round_of())
    assert together.code == 0, together.err
    assert [one["items"] for one in together.document["regions"]] == [_GUIDES] * _REGIONS
    code = next(iter(regions()))
    alone = type(desk)(tmp_path / "alone")
    assert alone(*round_of("--region", code)).code == 0

    def verdicts(of: Any) -> Counter[str]:
        rows = [row for row in of.export("R")["verdicts"] if row["region"] == code]
        # What is compared with other regions differs by their presence.
        left = ({**row, "run": ""} for row in rows if not row["check"].startswith("consistency."))
        return Counter(json.dumps(row, sort_keys=True) for row in left)

    assert verdicts(desk) == verdicts(alone)
    assert max(verdicts(desk).values()) == 1


def test_a_judging_process_that_is_killed_costs_nothing(
    desk: Any, round_of: Callable[..., list[str]], until: Callable[..., None]
) -> None:
    command = [sys.executable, "-m", "crawler", "--data", str(desk.data), *round_of()]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def killed() -> bool:
        judges = _judges(process.pid)
        for one in judges:
            one.kill()
        return bool(judges)

    until(killed)
    out, err = process.communicate(timeout=300)

    assert process.returncode == 0, err
    assert [one["items"] for one in json.loads(out)["regions"]] == [_GUIDES] * _REGIONS
    found = desk.export("R")
    assert Counter(row["region"] for row in found["items"]) == dict.fromkeys(list(regions())[:_REGIONS], _GUIDES)


def test_a_killed_command_leaves_no_judging_process_behind(
    desk: Any, round_of: Callable[..., list[str]], until: Callable[..., None]
) -> None:
    command = [sys.executable, "-m", "crawler", "--data", str(desk.data), *round_of()]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: bool(_judges(process.pid)))
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()

    until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in children))

    again = desk(*round_of())
    assert (again.code, again.document["resumed"]) == (0, True)
    assert [one["items"] for one in again.document["regions"]] == [_GUIDES] * _REGIONS


def test_a_network_that_goes_down_judges_no_region_from_then_on(
    desk: Any, round_of: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control address answers before the first region and never again: what was not settled is asked anew."""
    looks: list[str] = []

    def answers(address: str, user_agent: str, **_: object) -> bool:
        del user_agent
        looks.append(address)
        return len(looks) <= 2

    monkeypatch.setattr(own_network, "is_loopback", lambda url: False)
    monkeypatch.setattr(canary, "answers", answers)
    monkeypatch.setattr(canary, "_PAUSE", 0.0)
    monkeypatch.setattr(own_network, "outage", lambda *a: canary.outage(*a, sleep=lambda _: None))
    monkeypatch.setenv("PORTAL_AUDIT_CANARY", "http://control.test/")

    # With a second look what was judged by then would wait for it, and nothing would be stored.
    first = desk(*round_of("--single-look"))

    assert (first.code, first.document["state"]) == (5, "our_fault")
    settled = {one["code"] for one in first.document["regions"] if one["outcome"] == "complete"}
    assert len(settled) == 1
    assert {row["region"] for row in desk.export("R")["observations"]} == settled
    looks.clear()
    monkeypatch.setattr(canary, "answers", lambda *a, **k: True)
    again = desk(*round_of("--single-look"))
    assert (again.code, again.document["resumed"]) == (0, True)
