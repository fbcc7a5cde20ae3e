"""`db upgrade` while others work on the database: a second connection holds what the migration needs."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from crawler import storage
from crawler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


@pytest.fixture
def behind(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database that lacks the last migration; whoever waits looks often."""
    storage.upgrade(database_url)
    storage.downgrade(database_url)
    monkeypatch.setattr(storage, "_BETWEEN_TRIES", 0.05)
    monkeypatch.setattr(storage, "_BUSY_SECONDS", 1)
    return database_url


@pytest.fixture
def holder(behind: str) -> Iterator[Connection]:
    """Somebody at work: on SQLite a writer, on PostgreSQL one who has read every table and not ended."""
    engine = storage.open_database(behind)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.execution_options(portal_audit_writes=True)
            connection.execute(text("DELETE FROM panels WHERE name = 'nobody'"))
        else:
            names = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"))
            tables = ", ".join(f'"{name}"' for (name,) in names if name != "alembic_version")
            connection.execute(text(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE"))
        yield connection
        connection.rollback()
    engine.dispose()


def test_whoever_holds_a_table_is_waited_for(behind: str, holder: Connection) -> None:
    begun = threading.Event()

    def upgrade() -> None:
        begun.set()
        storage.upgrade(behind, patience=60)

    with ThreadPoolExecutor() as pool:
        done = pool.submit(upgrade)
        begun.wait()
        time.sleep(1.0)
        assert not done.done()
        holder.rollback()
        done.result(timeout=60)

    assert storage.check(behind) == ()


def test_whoever_does_not_let_go_is_told_in_one_line_and_nothing_changed(behind: str, holder: Connection) -> None:
    with pytest.raises(UsageError) as told:
        storage.upgrade(behind, patience=0.5)

    assert "\n" not in str(told.value)
    assert "others hold its tables" in str(told.value)
    holder.rollback()
    assert "run `portal-audit db upgrade`" in storage.check(behind)[0].en
    storage.upgrade(behind)
    assert storage.check(behind) == ()


def test_nothing_is_locked_where_nothing_is_to_be_done(database_url: str) -> None:
    """Every command begins with this: it must not wait for a region that is being stored."""
    storage.upgrade(database_url)
    engine = storage.open_database(database_url)
    with engine.connect() as connection:
        connection.execution_options(portal_audit_writes=True)
        if engine.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE rounds, runs, observations IN ACCESS EXCLUSIVE MODE"))
        else:
            connection.execute(text("DELETE FROM panels WHERE name = 'nobody'"))
        began = time.monotonic()

        storage.upgrade(database_url, patience=0)

        assert time.monotonic() - began < 10
        connection.rollback()
    engine.dispose()


def test_several_upgrade_at_once_and_all_come_through(behind: str) -> None:
    storage.downgrade(behind, "base")

    # Processes: alembic itself cannot run twice in one.
    words = [sys.executable, "-m", "crawler", "--db", behind, "db", "upgrade"]
    begun = [subprocess.Popen(words, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [one.communicate(timeout=120)[1] for one in begun]

    assert [one.returncode for one in begun] == [0, 0, 0], said
    assert storage.check(behind) == ()


def test_tables_of_a_newer_program_are_left_alone(database_url: str) -> None:
    storage.upgrade(database_url)
    engine = storage.open_database(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(UsageError, match="newer program"):
        storage.upgrade(database_url)


def test_a_migration_that_fails_is_undone_and_told_in_one_line(behind: str) -> None:
    """A table that the last migration makes is there already, made by hand."""
    engine = storage.open_database(behind)
    storage.upgrade(behind)
    with engine.begin() as connection:
        last = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()

    with pytest.raises(UsageError) as told:
        storage.upgrade(behind, patience=0)

    assert "a migration failed and is undone" in str(told.value)
    assert "\n" not in str(told.value)
    engine = storage.open_database(behind)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0001"
        connection.execute(text("UPDATE alembic_version SET version_num = :last"), {"last": last})
    engine.dispose()
    assert storage.check(behind) == ()
