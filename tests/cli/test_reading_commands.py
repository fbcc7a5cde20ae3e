"""Who only asks leaves no trace: no tables in somebody else's database, no file where there was none."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Desk

_ASKED = {
    ("status",): 0,
    ("status", "--round", "2026Q4"): 2,
    ("schedule", "list"): 0,
    ("outbox", "list"): 0,
    ("withdrawn", "--round", "2026Q4"): 2,
    ("export", "--round", "2026Q4", "--out", "bundle"): 2,
    ("report", "--round", "2026Q4", "--out", "report"): 2,
    ("diff", "2026Q3", "2026Q4"): 2,
}


@pytest.mark.parametrize("words", _ASKED, ids=" ".join)
def test_nothing_is_made_where_nothing_was(
    tmp_path: Path, desk: Desk, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    new = tmp_path / "new"

    answer = replace(desk, data=new)(*words)

    assert answer.code == _ASKED[words], answer.err
    assert not new.exists()
    assert not (tmp_path / "bundle").exists()


@pytest.mark.parametrize("words", _ASKED, ids=" ".join)
def test_a_database_of_somebody_else_keeps_its_bytes(tmp_path: Path, desk: Desk, words: tuple[str, ...]) -> None:
    theirs = tmp_path / "theirs.db"
    with closing(sqlite3.connect(theirs)) as connection:
        connection.execute("CREATE TABLE fishing_boats (name TEXT)")
        connection.commit()
    before = theirs.read_bytes()

    answer = replace(desk, db=f"sqlite:///{theirs}")(*words)

    assert answer.code == _ASKED[words], answer.err
    assert theirs.read_bytes() == before


def test_status_says_in_one_line_that_there_is_no_round_yet(tmp_path: Path, desk: Desk) -> None:
    (line,) = replace(desk, data=tmp_path / "new")("status").out.splitlines()
    assert "还没有轮次" in line
    assert str(tmp_path / "new") in line  # which database: its address may be the mistake
    assert replace(desk, data=tmp_path / "new")("--json", "status").document == []
