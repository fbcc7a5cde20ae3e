from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, inspect, text

import models
from crawler import storage
from crawler.errors import UsageError

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


def test_drift_is_told(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE rounds ADD COLUMN stray VARCHAR"))

    problems = storage.check(engine.url.render_as_string(hide_password=False))

    assert any("stray" in problem for problem in problems)


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


def test_a_difference_of_tables_is_told_in_words() -> None:
    table = Table("x", MetaData(), Column("a", Integer))
    assert storage._told_change(("remove_table", table)) == "remove table x"
    assert storage._told_change([("modify_type", None, "x", "a", {}, Integer(), Integer())]) == "modify type x a"
