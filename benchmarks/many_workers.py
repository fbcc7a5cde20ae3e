"""Three workers beside one: `python -m benchmarks.many_workers [--regions N] [--guides N] [--rate R]`.

Light portals, each on a host of its own, are audited from one PostgreSQL database: once by one worker with two regions
at a time, then by three such workers. The hosts' rate paces the round, so that more workers are more hosts at once. The
PostgreSQL server is started for it and deleted afterwards.
"""

from __future__ import annotations

import argparse
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url

from benchmarks.light_portals import light_portals
from crawler import runs, storage
from crawler.queue import plan
from crawler.queue.plan import JobState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.light_portals import Portals

_REGIONS_AT_ONCE = 2
_MANY = 3
_GOAL = 0.4


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL server on a socket of its own; gives its address."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = str(packaged[-1]) if packaged else shutil.which("initdb")
    if found is None:
        raise SystemExit("PostgreSQL is not installed: no initdb")
    programs, folder = Path(found).parent, Path(tempfile.mkdtemp(prefix="pg"))
    before: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        before = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    data, control = str(folder / "data"), [*before, str(programs / "pg_ctl"), "-D", str(folder / "data")]

    def do(*words: str) -> None:
        subprocess.run(words, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    do(*before, str(programs / "initdb"), "-D", data, "-U", "audit", "-A", "trust", "-E", "UTF8", "--no-sync")
    do(*control, "-o", f"-c listen_addresses='' -k '{folder}'", "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql://audit@/postgres?host={folder}"
    finally:
        do(*control, "-m", "fast", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def measured(portals: Portals, folder: Path, database: str, workers: int, rate: float) -> float:
    """Seconds from the first request to the last job's end; SystemExit where a region is not observed whole."""
    program = [sys.executable, "-m", "crawler", "--db", database, "--data", str(folder / "var")]
    portals.write_profiles(folder / "portals", rate=rate)
    given = ["run", "--round", "2026Q4", "--portals", str(folder / "portals"), "--allow-private", "--enqueue"]
    subprocess.run([*program, *given], check=True, stdout=subprocess.DEVNULL)
    before = time.monotonic()
    words = ["worker", "--regions", str(_REGIONS_AT_ONCE), "--until-done"]
    started = [subprocess.Popen([*program, *words], stderr=subprocess.DEVNULL) for _ in range(workers)]
    if any(one.wait() for one in started):
        raise SystemExit("a worker failed")
    with storage.reading(storage.open_database(database)) as session:
        jobs = plan.planned(session, "2026Q4")
        parts = [part for one in jobs for part in runs.region_runs(session, one.run or "")]
    if {one.state for one in jobs} != {JobState.DONE} or any(part.outcome != "complete" for part in parts):
        raise SystemExit("a region was not observed whole")
    # From the first request: loading the program, once a worker, belongs to no round.
    first = min(at for asked in portals.moments().values() for at, _ in asked if at >= before)
    last = max(part.finished_at.timestamp() for part in parts if part.finished_at is not None)
    return last - (time.time() - time.monotonic()) - first


def new_database(address: str, name: str) -> str:
    """A further database of a server."""
    engine = storage.open_database(address)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return make_url(address).set(database=name).render_as_string(hide_password=False)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--regions", type=int, default=30)
    options.add_argument("--guides", type=int, default=20)
    options.add_argument("--rate", type=float, default=0.5)
    given = options.parse_args()
    seconds: dict[int, float] = {}
    with server() as address, light_portals(given.regions, given.guides) as portals:
        for workers in (1, _MANY):
            with tempfile.TemporaryDirectory(prefix="workers-") as folder:
                database = new_database(address, f"workers_{workers}")
                seconds[workers] = measured(portals, Path(folder), database, workers, given.rate)
                print(f"{workers} workers: {seconds[workers]:.0f} s", flush=True)
        asked = sum(one.requests for one in portals.asked()) // 2
    ratio = seconds[_MANY] / seconds[1]
    print(
        f"| {datetime.now(UTC):%Y-%m-%d} | {given.regions} of {given.guides} guides at {given.rate:g}/s | {asked} | "
        f"{seconds[1]:.0f} s | {seconds[_MANY]:.0f} s | {ratio:.2f} |"
    )
    if ratio > _GOAL:
        raise SystemExit(f"the goal is {_GOAL}")


if __name__ == "__main__":
    main()
