from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, inspect, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

import models
from crawler import storage
from crawler.errors import DatabaseFullError, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Engine

ROOT = Path(__file__).parents[2]


def test_upgrade_makes_every_table_and_leaves_no_drift(database_url: str) -> None:
    assert storage.check(database_url) != ()

    storage.upgrade(database_url)

    assert storage.check(database_url) == ()
    engine = storage.open_database(database_url)
    tables = set(inspect(engine).get_table_names())
    engine.dispose()
    assert tables == {*models.Base.metadata.tables, "alembic_version"}


def test_one_step_down_and_up_again(database_url: str) -> None:
    storage.upgrade(database_url)

    storage.downgrade(database_url)
    assert storage.check(database_url) != ()

    storage.upgrade(database_url)
    assert storage.check(database_url) == ()


def test_a_second_upgrade_changes_nothing(database_url: str) -> None:
    storage.upgrade(database_url)
    storage.upgrade(database_url)

    assert storage.check(database_url) == ()


_GAP = "10 items found, at least 20 expected"
_KEPT = "2 address(es) could not be looked at again (timeout): what was observed there stays"
_UNSEEN = "1 item(s) could not be looked at (refused)"
_STAYS = "what the round observed of the region before stays"
_OLDER = (  # reason, outcome; gap, set_aside
    (_KEPT, "incomplete", None, False),
    (_UNSEEN, "incomplete", None, False),
    (f"{_GAP}; {_KEPT}; {_UNSEEN}", "incomplete", _GAP, False),
    (f"{_KEPT}; {_STAYS}", "incomplete", None, True),
    (f"{_GAP}; {_STAYS}", "incomplete", _GAP, True),
    (f"not gathered; {_STAYS}", "not_gathered", None, True),
    (_GAP, "incomplete", _GAP, False),
    (f"{_STAYS}: so the office writes", "incomplete", f"{_STAYS}: so the office writes", False),
    (None, "complete", None, False),
)


def test_what_older_rows_say_in_words_gets_columns_of_its_own(database_url: str, sample: Any) -> None:
    storage.upgrade(database_url)
    engine = storage.open_database(database_url)
    written = {sample.store(engine, f"R{number}"): row for number, row in enumerate(_OLDER)}
    storage.downgrade(database_url, "0011")
    with engine.begin() as connection:
        for run, (reason, outcome, *_) in written.items():
            connection.execute(
                text("UPDATE region_runs SET reason = :reason, outcome = :outcome WHERE run = :run"),
                {"reason": reason, "outcome": outcome, "run": run},
            )

    storage.upgrade(database_url)

    with storage.reading(engine) as session:
        read = {part.run: part for part in session.scalars(select(models.RegionRun))}
    engine.dispose()
    for run, row in written.items():
        part = read[run]
        assert (part.reason, part.outcome, part.gap, part.set_aside) == row


def test_drift_is_told(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE rounds ADD COLUMN stray VARCHAR"))

    problems = storage.check(engine.url.render_as_string(hide_password=False))

    assert any("stray" in problem.zh and "stray" in problem.en for problem in problems)


def test_the_alembic_command_agrees(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_AUDIT_DB", database_url)
    for words in (["upgrade", "head"], ["check"], ["downgrade", "-1"]):
        done = subprocess.run(
            [sys.executable, "-m", "alembic", *words], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_migrations_are_found_in_a_wheel(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "installed" / "crawler"
    package.mkdir(parents=True)
    (package / "migrations").symlink_to(ROOT / "alembic")
    monkeypatch.setattr(storage, "__file__", str(package / "storage.py"))

    storage.upgrade(database_url)

    assert storage.check(database_url) == ()


def test_every_column_says_what_it_holds() -> None:
    silent = [f"{t.name}.{c.name}" for t in models.Base.metadata.tables.values() for c in t.columns if not c.comment]

    assert silent == []


def test_the_migration_folder_is_no_package() -> None:
    assert not list((ROOT / "alembic").rglob("__init__.py"))


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("nonsense", "cannot be read"),
        ("postgresql://host:port/name", "cannot be read"),
        ("sqlite://", "lost at once"),
        ("mysql://host/name", "'mysql' is not supported"),
        ("postgresql://audit:secret@127.0.0.1:1/none", "127.0.0.1"),
        ("sqlite:////dev/null/audit.sqlite", "/dev/null"),
        ("sqlite:///{folder}", "unable to open"),
        ("sqlite:///{folder}/notes.txt", "not a database"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_one_line(url: str, word: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing of a database in here\n" * 100, encoding="utf-8")

    with pytest.raises(UsageError) as caught:
        storage.open_database(url.format(folder=tmp_path))

    assert word in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_database_that_is_found_damaged_on_the_way_is_told_in_one_line(engine: Engine) -> None:
    damage = DatabaseError(None, None, sqlite3.DatabaseError("database disk image is malformed"))

    with (
        pytest.raises(UsageError, match="failed: database disk image is malformed; see to it"),
        storage.reading(engine),
    ):
        raise damage


def test_a_full_disk_is_told_from_other_failures_of_a_database(tmp_path: Path) -> None:
    """SQLite says so itself where a database may have no more pages."""
    engine = storage.open_database(f"sqlite:///{tmp_path / 'audit.sqlite'}")
    with storage.writing(engine) as session:
        session.execute(text("PRAGMA max_page_count = 2"))  # of the one connection that there is

    with (
        pytest.raises(DatabaseFullError, match="database or disk is full; see to it"),
        storage.writing(engine) as session,
    ):
        session.execute(text("CREATE TABLE much AS SELECT randomblob(100000) AS words"))
    engine.dispose()


def test_a_bug_of_ours_is_no_damage(engine: Engine) -> None:
    with pytest.raises(IntegrityError), storage.writing(engine) as session:
        session.add_all(models.Panel(name="twice", name_zh="二", name_en="two") for _ in range(2))


def test_a_difference_of_tables_is_told_in_words() -> None:
    table = Table("x", MetaData(), Column("a", Integer))
    assert storage._told_change(("remove_table", table)) == "remove table x"
    assert storage._told_change([("modify_type", None, "x", "a", {}, Integer(), Integer())]) == "modify type x a"
