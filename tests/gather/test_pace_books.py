"""Turns at hosts that processes share: through files on one machine, through a table between machines."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from crawler import storage
from crawler.errors import LeaseLostError
from crawler.gather.job import Spec, spec_to_json
from crawler.gather.pace import Pace
from crawler.gather.pace_files import REMEMBERED, Entry, FileBook
from crawler.gather.pace_tables import TableBook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from crawler.gather.job import CrawlJob, CrawlOptions
    from crawler.gather.pace import PaceBook


@pytest.fixture(params=["files", pytest.param("table", marks=pytest.mark.postgres)])
def another(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], PaceBook]:
    """A further process's view of one book."""
    if request.param == "files":
        return lambda: FileBook(tmp_path / "pace")
    url: str = request.getfixturevalue("postgres_tables")
    return lambda: TableBook(url, None)


def test_processes_take_turns(another: Callable[[], PaceBook]) -> None:
    async def trial() -> list[float]:
        return [await another().reserve("h:80", 2.0) for _ in range(3)]

    first, second, third = asyncio.run(trial())

    assert first == 0.0
    assert second == pytest.approx(2.0, abs=0.5)
    assert third == pytest.approx(4.0, abs=0.9)


def test_hosts_do_not_wait_for_each_other(another: Callable[[], PaceBook]) -> None:
    async def trial() -> list[float]:
        return [await another().reserve(host, 5.0) for host in ("h:80", "h:81", "i:80")]

    assert asyncio.run(trial()) == [0.0, 0.0, 0.0]


def test_the_longer_distance_holds_for_all(another: Callable[[], PaceBook]) -> None:
    async def trial() -> list[float]:
        slow, fast = another(), another()
        return [await slow.reserve("h:80", 10.0), await fast.reserve("h:80", 1.0), await fast.reserve("h:80", 1.0)]

    assert asyncio.run(trial()) == pytest.approx([0.0, 10.0, 20.0], abs=0.9)


def test_what_a_host_asked_of_one_all_keep(another: Callable[[], PaceBook]) -> None:
    async def trial() -> tuple[float, float, float]:
        told, other = another(), another()
        assert await other.held("h:80") == 0.0
        await told.hold("h:80", 30.0)
        await told.hold("h:80", 5.0)
        return await other.held("h:80"), await other.reserve("h:80", 1.0), await other.held("i:80")

    held, wait, elsewhere = asyncio.run(trial())

    assert (held, wait) == pytest.approx((30.0, 30.0), abs=0.9)
    assert elsewhere == 0.0


def test_requests_besides_are_charged(another: Callable[[], PaceBook]) -> None:
    async def trial() -> float:
        await another().charge("h:80", 2.0, 5)
        return await another().reserve("h:80", 2.0)

    assert asyncio.run(trial()) == pytest.approx(10.0, abs=0.9)


def test_a_longer_distance_is_forgotten_when_nobody_keeps_it_any_more() -> None:
    entry = Entry()
    assert entry.reserve(1000.0, 10.0) == 1000.0
    later = 1000.0 + REMEMBERED + 11.0
    assert entry.reserve(later, 1.0) == later
    assert entry.reserve(later, 1.0) == later + 1.0


@pytest.mark.parametrize(("step", "shifted"), [(-3600.0, True), (-0.5, False), (0.5, False), (3600.0, False)])
def test_a_clock_that_is_put_back_makes_nobody_wait_for_the_old_time(
    step: float, shifted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, clock = FileBook(tmp_path), [1_000_000.0]
    monkeypatch.setattr("crawler.gather.pace_files.time.time", lambda: clock[0])
    asyncio.run(book.reserve("h:80", 10.0))
    asyncio.run(book.hold("h:80", 30.0))

    clock[0] += step

    assert asyncio.run(book.held("h:80")) == max(0.0, 30.0 if shifted else 30.0 - step)
    assert asyncio.run(book.reserve("h:80", 10.0)) == max(0.0, 30.0 if shifted else 30.0 - step)


def test_a_damaged_entry_is_begun_anew(tmp_path: Path) -> None:
    book = FileBook(tmp_path)
    (tmp_path / "h:80").write_bytes(b"torn")
    assert asyncio.run(book.reserve("h:80", 3.0)) == 0.0
    assert asyncio.run(book.reserve("h:80", 3.0)) == pytest.approx(3.0, abs=0.5)


def test_a_pause_longer_than_wanted_is_not_waited_for(tmp_path: Path) -> None:
    async def trial() -> float:
        await FileBook(tmp_path).hold("h:80", 500.0)
        pace = Pace(FileBook(tmp_path))
        return await pace.turn(pace.of("h:80", 1.0), longest=60.0)

    assert asyncio.run(trial()) == pytest.approx(500.0, abs=1.0)


@pytest.mark.postgres
def test_who_has_lost_its_lease_asks_nobody(postgres_tables: str) -> None:
    engine = storage.open_database(postgres_tables)
    lease = "INSERT INTO region_leases (region, owner, until) VALUES ('990001', 'me', now() + interval '{}')"

    async def ask() -> float:
        return await TableBook(postgres_tables, "me").reserve("h:80", 1.0)

    with pytest.raises(LeaseLostError):
        asyncio.run(ask())
    with engine.begin() as connection:
        connection.execute(text(lease.format("1 minute")))
    assert asyncio.run(ask()) == 0.0
    with engine.begin() as connection:
        connection.execute(text("UPDATE region_leases SET until = now() - interval '1 second'"))
    with pytest.raises(LeaseLostError):
        asyncio.run(ask())
    engine.dispose()


ASK = """
import asyncio, sys, time
from pathlib import Path
from crawler.gather.pace import Pace
from crawler.gather.pace_files import FileBook

async def main():
    pace = Pace(FileBook(Path(sys.argv[1])))
    for _ in range(10):
        await pace.turn(pace.of("h:80", 20.0))
        print(time.monotonic(), flush=True)

asyncio.run(main())
"""


def test_two_processes_share_the_rate_of_a_host(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ASK, str(tmp_path)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]

    moments = sorted(float(line) for one in both for line in one.communicate(timeout=60)[0].split())

    assert len(moments) == 20
    # A process that wakes up late may follow closely; over a second nobody gets more than its rate.
    crowds = [sum(1 for other in moments if one <= other < one + 0.5) for one in moments]
    assert max(crowds) <= 0.5 * 20 + 1


def test_two_crawls_at_once_share_the_rate_of_a_host(
    job: Callable[..., CrawlJob], site: Any, build: Callable[..., None], options: CrawlOptions, tmp_path: Path
) -> None:
    build(site, items=4)
    rate, window = 8.0, 2.0
    script = f"""
import sys
from pathlib import Path
from crawler.gather.crawl import crawl
from crawler.gather.job import spec_from_json
spec = spec_from_json(sys.stdin.read())
crawl(spec.jobs, data=Path({str(tmp_path)!r}), run=spec.run, options=spec.options)
"""

    def started(number: int) -> subprocess.Popen[str]:
        spec = Spec(jobs=(job(rate=rate, code=f"99000{number}"),), data="", run="r", options=options)
        process = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, text=True)
        assert process.stdin is not None
        process.stdin.write(spec_to_json(spec))
        process.stdin.close()
        return process

    both = [started(1), started(2)]
    assert [one.wait(timeout=120) for one in both] == [0, 0]

    moments = [one.at for one in site.log]
    assert len(moments) > 2 * 4
    crowds = [sum(1 for other in moments if one <= other < one + window) for one in moments]
    assert max(crowds) <= window * rate + 1
