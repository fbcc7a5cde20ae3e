"""One command works on a region at a time; rounds and runs are begun by several processes at once."""

from __future__ import annotations

import fcntl
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text

import models
from crawler import catalogue, leases, runs, storage
from crawler.errors import BusyError, LeaseLostError
from crawler.leases import leased

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

FOREIGN = (
    "INSERT INTO region_leases (region, owner, until) VALUES ('990001', :owner, now() + make_interval(secs => 60))"
)


def test_a_region_is_held_by_one_command_at_a_time(engine: Engine, tmp_path: Path) -> None:
    with leased(engine, tmp_path, ["990001", "990002"]) as lease:
        with storage.writing(engine) as session:
            lease.assure(session)
        with pytest.raises(BusyError, match="990001"), leased(engine, tmp_path, ["990001"]):
            pass
        with leased(engine, tmp_path, ["990003"]):
            pass
    with leased(engine, tmp_path, ["990001"]):
        pass


def test_what_nobody_works_on_any_more_is_known(engine: Engine, tmp_path: Path) -> None:
    """Whoever looks never stands in the way of whoever begins."""

    def left() -> frozenset[str]:
        with storage.reading(engine) as session:
            return leases.deserted(session, tmp_path, ["990001"])

    with leased(engine, tmp_path, ["990001"]):
        assert left() == frozenset()
    assert left() == {"990001"}
    with (tmp_path / "locks" / "990001").open("rb") as looked:
        fcntl.flock(looked, fcntl.LOCK_SH)
        threading.Timer(0.1, lambda: fcntl.flock(looked, fcntl.LOCK_UN)).start()
        with leased(engine, tmp_path, ["990001"]):
            assert left() == frozenset()


@pytest.mark.postgres
def test_a_machine_elsewhere_is_seen_by_its_lease(
    postgres_tables: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "LASTS", -4.5)  # so that it is not waited for
    engine = storage.open_database(postgres_tables)
    with engine.begin() as connection:
        connection.execute(text(FOREIGN), {"owner": "elsewhere/1/7/token"})

    with pytest.raises(BusyError, match="elsewhere"), leased(engine, tmp_path, ["990001"]):
        pass
    engine.dispose()


@pytest.mark.postgres
def test_the_lease_of_a_dead_command_of_this_machine_is_taken_over(postgres_tables: str, tmp_path: Path) -> None:
    engine = storage.open_database(postgres_tables)
    with engine.begin() as connection:
        connection.execute(text(FOREIGN), {"owner": f"{leases._here()}/{2**22 + 1}/token"})

    with leased(engine, tmp_path, ["990001"]) as lease, storage.writing(engine) as session:
        lease.assure(session)
    engine.dispose()


@pytest.mark.postgres
def test_who_has_lost_the_lease_stores_nothing(postgres_tables: str, tmp_path: Path) -> None:
    engine = storage.open_database(postgres_tables)
    with leased(engine, tmp_path, ["990001"]) as lease:
        with engine.begin() as connection:
            connection.execute(text("UPDATE region_leases SET owner = 'somebody else'"))

        def store() -> None:
            with storage.writing(engine) as session:
                runs.ensure_round(session, "2026Q4")
                lease.assure(session)

        with pytest.raises(LeaseLostError):
            store()
    with storage.reading(engine) as session:
        assert runs.round_codes(session) == ()
    engine.dispose()


@pytest.mark.postgres
def test_a_lease_that_cannot_be_renewed_stops_the_command(
    postgres_tables: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "RENEWED_EVERY", 0.05)
    stopped = threading.Event()
    monkeypatch.setattr("_thread.interrupt_main", stopped.set)
    engine = storage.open_database(postgres_tables)
    with leased(engine, tmp_path, ["990001"]) as lease:
        assert not stopped.wait(0.3)
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM region_leases"))
        assert stopped.wait(30)
        with pytest.raises(LeaseLostError), storage.reading(engine) as session:
            lease.assure(session)
    engine.dispose()


def test_runs_begun_at_once_get_numbers_of_their_own(engine: Engine, sample: Any) -> None:
    system = catalogue.indicator_system()

    def begin(_: int) -> None:
        with storage.writing(engine) as session:
            runs.ensure_round(session, "2026Q4", panel="prov32", seed=1)
            runs.start_run(session, "2026Q4", [sample.profile], system=system)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(begin, range(16)))

    with storage.reading(engine) as session:
        numbers = sorted(session.scalars(select(models.Run.number)))
    assert numbers == list(range(1, 17))


def test_observations_stored_at_once_leave_one_current(engine: Engine, sample: Any) -> None:
    def store(_: int) -> str:
        return str(sample.store(engine))

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(store, range(8)))

    assert len(made) == 8
    with storage.reading(engine) as session:
        current = session.scalars(
            select(models.Observation.indicator).where(models.Observation.superseded_by_id.is_(None))
        ).all()
        assert len(current) == len(set(current)) > 0
        assert len(runs.current_runs(session, "2026Q4")) == 1


def test_regions_that_others_work_on_are_left_out(engine: Engine, tmp_path: Path) -> None:
    with leased(engine, tmp_path, ["990001"]), leases.leased_where_free(engine, tmp_path, ["990002", "990001"]) as free:
        assert free.regions == ("990002",)
        with storage.writing(engine) as session:
            free.assure(session)
        with pytest.raises(BusyError, match="990002"), leased(engine, tmp_path, ["990002"]):
            pass
    with leases.leased_where_free(engine, tmp_path, ["990001", "990002"]) as free:
        assert free.regions == ("990001", "990002")


@pytest.mark.postgres
def test_a_lease_of_a_machine_elsewhere_is_not_waited_for(postgres_tables: str, tmp_path: Path) -> None:
    engine = storage.open_database(postgres_tables)
    with engine.begin() as connection:
        connection.execute(text(FOREIGN), {"owner": "elsewhere/1/42/abc"})
    with leases.leased_where_free(engine, tmp_path, ["990001", "990002"]) as free:
        assert free.regions == ("990002",)
    with leases.leased_where_free(engine, tmp_path, ["990001"]) as free:
        assert free.regions == ()
