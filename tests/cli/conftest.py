"""The command line as a script uses it: words in, exit code, stdout and stderr out."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crawler.cli import main
from crawler.demo.server import demo_portals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from crawler.demo.server import DemoPortal

REGION = "990305"
"""A small portal of server-rendered tables, whose list has several pages."""

NOWHERE = "990399"
"""A region without an address."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    def one_line(self) -> str:
        """The one line of wrong usage: exit code 2, nothing on stdout, no traceback."""
        assert (self.code, self.out) == (2, ""), (self.code, self.out, self.err)
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("portal-audit: ")
        return lines[0]


@dataclass(frozen=True, slots=True)
class Desk:
    """A data folder with its database, and the profiles of the served portals."""

    data: Path
    profiles: Path = Path()
    db: str | None = None
    extra: tuple[str, ...] = field(default=())

    def __call__(self, *words: str) -> Answer:
        """One command in this process."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([*self._globals(), *words])
        return Answer(code, out.getvalue(), err.getvalue())

    def run(self, code: str, *words: str) -> Answer:
        """Run a round over the served region."""
        return self(*self._run(code), *words)

    def started(self, code: str, *words: str) -> subprocess.Popen[str]:
        """The same in a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "crawler", *self._globals(), *self._run(code), *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )

    def export(self, code: str, name: str = "bundle") -> dict[str, list[dict[str, Any]]]:
        """Every table of a round's bundle."""
        out = self.data / name
        answer = self("export", "--round", code, "--out", str(out), "--format", "jsonl")
        assert answer.code == 0, answer.err
        return {
            path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            for path in out.glob("*.jsonl")
        }

    def copy(self, folder: Path) -> Desk:
        """The same state somewhere else, to be changed."""
        shutil.copytree(self.data, folder)
        return replace(self, data=folder)

    def _run(self, code: str) -> list[str]:
        return ["run", "--round", code, "--portals", str(self.profiles), "--region", REGION, "--allow-private"]

    def _globals(self) -> list[str]:
        return ["--data", str(self.data), *(["--db", self.db] if self.db else []), *self.extra]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty data folder."""
    return Desk(tmp_path / "data")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, DemoPortal]]:
    """The sample portals; their logs count requests."""
    with demo_portals(tmp_path_factory.mktemp("profiles")) as portals:
        folder = portals[0].profile_path.parent
        (folder / "nowhere.toml").write_text(
            f'code = "{NOWHERE}"\nname = "无址县"\nlevel = "other"\n', encoding="utf-8"
        )
        yield {portal.code: portal for portal in portals}


@pytest.fixture(scope="session")
def portal(site: Mapping[str, DemoPortal]) -> DemoPortal:
    return site[REGION]


@pytest.fixture
def served(site: Mapping[str, DemoPortal], tmp_path: Path) -> Desk:
    """An empty data folder, and the profiles of the served portals."""
    return Desk(tmp_path / "data", site[REGION].profile_path.parent)


@dataclass(frozen=True, slots=True)
class Observed:
    """A round R1 that was run once: what the command answered, what the bundle holds, what the portal was asked."""

    desk: Desk
    answer: Answer
    bundle: Mapping[str, list[dict[str, Any]]]
    asked: tuple[str, ...]


@pytest.fixture(scope="session")
def observed(site: Mapping[str, DemoPortal], tmp_path_factory: pytest.TempPathFactory) -> Observed:
    """Not to be changed: take a copy of its desk."""
    desk = Desk(tmp_path_factory.mktemp("observed"), site[REGION].profile_path.parent)
    before = len(site[REGION].log)
    answer = desk.run("R1", "--region", NOWHERE, "--reason", "first look", "--by", "tester", "--json")
    asked = tuple(one.path for one in site[REGION].log[before:])
    return Observed(desk, answer, desk.export("R1"), asked)


def _plain(rows: list[dict[str, Any]], *leave_out: str) -> list[dict[str, Any]]:
    kept = [{name: value for name, value in row.items() if name not in leave_out} for row in rows]
    return sorted(kept, key=lambda row: json.dumps(row, sort_keys=True))


@pytest.fixture(scope="session")
def results() -> Callable[..., dict[str, list[dict[str, Any]]]]:
    """Items, verdicts and findings of the served region, without what names the run or the moment."""

    def read(bundle: Mapping[str, list[dict[str, Any]]], *leave_out: str) -> dict[str, list[dict[str, Any]]]:
        found = {}
        for table in ("items", "verdicts", "findings"):
            rows = [row for row in bundle[table] if row["region"] == REGION]
            found[table] = _plain(rows, "run", "round", "evidence", *leave_out)
        return found

    return read


@pytest.fixture
def ended() -> Iterator[Callable[[subprocess.Popen[str], int], Answer]]:
    """Send a signal to a command and wait for its end; whatever the test left is ended too."""
    begun: list[subprocess.Popen[str]] = []

    def end(process: subprocess.Popen[str], number: int) -> Answer:
        begun.append(process)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
        return Answer(process.returncode, out, err)

    yield end
    for process in begun:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
