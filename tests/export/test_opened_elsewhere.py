"""The bundle in the hands of others: frictionless, pandas, LibreOffice. Nothing in it runs."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import frictionless
import pandas as pd
import pytest

from crawler import storage
from crawler.export.bundle import FORMATS, write_bundle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROUND = "2026Q4"
TABLES = ("observations", "findings", "verdicts", "items", "coverage")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture
def bundle(sample: Any, sqlite_tables: str, tmp_path: Path) -> Path:
    """Its texts begin with "=" and name functions."""
    engine = storage.open_database(sqlite_tables)
    sample.store(engine)
    with storage.reading(engine) as session:
        write_bundle(session, ROUND, tmp_path / "out", FORMATS)
    engine.dispose()
    return tmp_path / "out"


def lines(bundle: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (bundle / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_data_package_is_valid(bundle: Path) -> None:
    report = frictionless.validate(str(bundle / "datapackage.json"))

    assert report.valid, report.flatten(["name", "type", "message", "rowNumber", "fieldName"])
    assert len(report.tasks) == len(TABLES) * len(FORMATS)


def test_a_changed_file_makes_the_data_package_invalid(bundle: Path) -> None:
    path = bundle / "verdicts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("passed", "failed", 1), encoding="utf-8")

    assert not frictionless.validate(str(bundle / "datapackage.json")).valid


def test_pandas_reads_every_format_alike(bundle: Path) -> None:
    for table in TABLES:
        rows = lines(bundle, table)
        frames = {
            "jsonl": pd.read_json(bundle / f"{table}.jsonl", lines=True, dtype=False),
            "csv": pd.read_csv(bundle / f"{table}.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig"),
            "parquet": pd.read_parquet(bundle / f"{table}.parquet"),
            "xlsx": pd.read_excel(bundle / f"{table}.xlsx", dtype=str, keep_default_na=False, engine="openpyxl"),
        }
        for kind, frame in frames.items():
            assert list(frame.columns) == list(rows[0]), (table, kind)
            assert len(frame) == len(rows), (table, kind)
            assert [str(one) for one in frame["region"]] == [row["region"] for row in rows], (table, kind)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_libreoffice_opens_the_tables_and_runs_nothing(
    bundle: Path, kind: str, tmp_path: Path, needed: Callable[[str, bool], None]
) -> None:
    """It recalculates what it opens: a text that ran as a formula would come back as its result."""
    needed("LibreOffice, for a second opinion", OFFICE is not None)
    home = tmp_path / "home"
    home.mkdir()
    for table in ("findings", "items"):
        subprocess.run(
            [
                *(str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
                *(["--infilter=CSV:44,34,76"] if kind == "csv" else []),
                # 44 and 34: comma and quotation mark; 76: UTF-8.
                *("--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"),
                *("--outdir", str(tmp_path / "shown"), str(bundle / f"{table}.{kind}")),
            ],
            env={**os.environ, "HOME": str(home)},
            check=True,
            capture_output=True,
            timeout=180,
        )
        with (tmp_path / "shown" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            shown = list(csv.DictReader(file))
        rows = lines(bundle, table)
        assert len(shown) == len(rows)
        for cells, row in zip(shown, rows, strict=True):
            for column, value in row.items():
                if isinstance(value, str):
                    text = "".join(value.replace("\0", "").split())
                    assert "".join(cells[column].removeprefix("'").split()) == text, (table, column)
