"""One state, one bundle: whatever database holds it, wherever and under whatever settings it is written."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select

import models
from crawler import storage
from crawler.export.bundle import FORMATS, write_bundle

if TYPE_CHECKING:
    from pathlib import Path

ROUND = "2026Q4"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def stored(url: str, sample: Any) -> None:
    engine = storage.open_database(url)
    sample.store(engine)
    engine.dispose()


def written(url: str, out: Path) -> dict[str, bytes]:
    engine = storage.open_database(url)
    with storage.reading(engine) as session:
        write_bundle(session, ROUND, out, FORMATS)
    engine.dispose()
    return contents(out)


@pytest.mark.postgres
def test_both_databases_give_the_same_bytes(
    sample: Any, sqlite_tables: str, postgres_tables: str, tmp_path: Path
) -> None:
    stored(sqlite_tables, sample)
    source, target = storage.open_database(sqlite_tables), storage.open_database(postgres_tables)
    with storage.reading(source) as reader, storage.writing(target) as writer:
        for table in models.Base.metadata.sorted_tables:
            rows = [dict(row) for row in reader.execute(select(table)).mappings()]
            # Backwards: the order of rows in a table is no part of its state.
            if rows:
                writer.execute(insert(table), rows[::-1])
    source.dispose()
    target.dispose()

    assert written(postgres_tables, tmp_path / "postgres") == written(sqlite_tables, tmp_path / "sqlite")


def test_neither_locale_nor_time_zone_nor_hash_seed_matters(sample: Any, sqlite_tables: str, tmp_path: Path) -> None:
    stored(sqlite_tables, sample)
    here = written(sqlite_tables, tmp_path / "here")
    for number, settings in enumerate(
        (
            {"LC_ALL": "C", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1"},
            {"LC_ALL": "C.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"},
        )
    ):
        out = tmp_path / str(number)
        subprocess.run(
            [
                *(sys.executable, "-m", "crawler", "--db", sqlite_tables, "export", "--round", ROUND),
                *("--out", str(out), "--format", ",".join(FORMATS)),
            ],
            env={**os.environ, **settings},
            check=True,
            capture_output=True,
        )
        assert contents(out) == here
