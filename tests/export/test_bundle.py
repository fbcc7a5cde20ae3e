from __future__ import annotations

import csv
import hashlib
import json
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast, get_type_hints

import jsonschema
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from pyarrow import parquet

from crawler import catalogue, runs, storage
from crawler.errors import UsageError
from crawler.export import rows, shapes, tables
from crawler.export.bundle import FORMATS, schema, write_bundle
from crawler.export.spreadsheet import cell, neutral
from models import RegionOutcome

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

ROUND = "2026Q4"
TABLES = {
    "observations": "observation",
    "findings": "finding",
    "verdicts": "verdict",
    "items": "item",
    "coverage": "coverage",
}


@pytest.fixture
def bundle(engine: Engine, sample: Any, tmp_path: Path) -> Path:
    sample.store(engine)
    with storage.reading(engine) as session:
        write_bundle(session, ROUND, tmp_path / "out", FORMATS)
    return tmp_path / "out"


def lines(bundle: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (bundle / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_every_line_keeps_to_its_schema_and_the_schema_to_the_line(bundle: Path) -> None:
    for table, name in TABLES.items():
        described = schema(name)
        jsonschema.Draft202012Validator.check_schema(described)
        validator = jsonschema.Draft202012Validator(described)
        found = lines(bundle, table)
        assert found
        for line in found:
            validator.validate(line)
            assert list(line) == list(described["properties"]), table


def test_a_schema_refuses_what_the_contract_does_not_know(bundle: Path) -> None:
    observation = lines(bundle, "observations")[0]
    for change in ({"status": "fine"}, {"numerator": "1"}, {"evidence_digest": "x"}, {"observed_at": None}):
        assert list(jsonschema.Draft202012Validator(schema("observation")).iter_errors(observation | change))


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("observation", shapes.ObservationRow),
        ("finding", shapes.FindingRow),
        ("verdict", shapes.VerdictRow),
        ("item", shapes.ItemRow),
        ("coverage", shapes.CoverageRow),
    ],
)
def test_shapes_and_schemas_name_the_same_fields(name: str, shape: type) -> None:
    assert set(get_type_hints(shape)) == set(schema(name)["properties"])


def test_the_observations_of_the_sample(bundle: Path, sample: Any) -> None:
    found = {line["indicator"]: line for line in lines(bundle, "observations")}

    assert list(found) == [one.code for one in sample.system.tertiary()]
    status = found["GUIDE.5.1"]
    assert (status["numerator"], status["denominator"], status["value"]) == (1, 2, 0.5)
    assert (status["indicator_name"], status["region_name"], status["checks"]) == (
        "收费状态",
        "云溪省",
        {"fee.status": 2},
    )
    elements = found["GUIDE.5.2"]
    assert (elements["status"], elements["denominator"], elements["undecided"]) == ("partial", 1, 1)
    assert (elements["lower"], elements["upper"]) == (0.0, 0.5)
    assert found["EFF.4.1"]["value"] == 0.5
    assert found["COV.3.2"]["status"] == "not_applicable"
    assert found["MODE.5.2"]["status"] == "not_observable"
    assert status["captured_to"] == status["observed_at"] == "2026-10-08T04:30:00.250Z"


def test_a_finding_says_where_and_by_what_it_is_proven(bundle: Path) -> None:
    found = {(line["check"], line["subject_name"]): line for line in lines(bundle, "findings")}

    fee = found["fee.amount", "考试费"]
    assert (fee["subject_type"], fee["item_name"], fee["body"]) == ("fee", "事项a", "云溪省民政厅")
    assert (fee["url"], fee["locator"], fee["quote"]) == ("http://portal.test/guide-a", "/p[1]", "另行通知")
    assert fee["evidence"] == {
        "id": "guide-a",
        "sha256": hashlib.sha256(b"guide-a").hexdigest(),
        "warc": "evidence/r/990001/0001.warc.gz",
        "offset": 512,
        "captured_at": "2026-10-08T04:30:00.250Z",
        "screenshot": "evidence/r/990001/a.png",
    }
    portal = found["site.search", None]
    assert (portal["item_code"], portal["item_name"], portal["body"]) == (None, None, None)


def test_coverage_accounts_for_every_planned_address(bundle: Path) -> None:
    found = {line["evidence"]: line for line in lines(bundle, "coverage")}

    assert [line["state"] for line in found.values()].count("fetched") == 4
    assert (found["form-b"]["state"], found["form-b"]["failure"]) == ("failed", "timeout")
    assert (found["left"]["state"], found["left"]["reason"]) == ("skipped", "not asked: the run was cut off")


def test_the_manifest_proves_every_file(bundle: Path) -> None:
    manifest = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))

    jsonschema.validate(manifest, schema("manifest"))
    listed = {file["name"]: file for file in manifest["files"]}
    assert {*listed, "manifest.json"} == {path.name for path in bundle.iterdir()}
    for name, file in listed.items():
        data = (bundle / name).read_bytes()
        assert (file["sha256"], file["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
        if name.endswith(".jsonl"):
            assert file["rows"] == data.count(b"\n")
    assert manifest["checks"]["fee.status"] == [2]
    assert manifest["regions"] == ["990001"]
    assert [run["by"] for run in manifest["runs"]] == ["tester"]


def test_the_data_package_describes_every_table(bundle: Path) -> None:
    package = json.loads((bundle / "datapackage.json").read_text(encoding="utf-8"))

    assert {r["path"] for r in package["resources"]} == {f"{t}.{kind}" for t in TABLES for kind in FORMATS}
    for resource in package["resources"]:
        assert resource["hash"] == f"sha256:{hashlib.sha256((bundle / resource['path']).read_bytes()).hexdigest()}"
        table = schema(TABLES[resource["path"].split(".")[0]])
        assert [field["name"] for field in resource["schema"]["fields"]] == list(table["properties"])


def test_csv_holds_what_jsonl_holds_and_no_cell_is_a_formula(bundle: Path) -> None:
    dangerous = tuple("=+-@\t\r\n")
    seen_neutralised = False
    for table in TABLES:
        with (bundle / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            cells = list(csv.DictReader(file))
        assert len(cells) == len(lines(bundle, table))
        for row, line in zip(cells, lines(bundle, table), strict=True):
            for column, value in line.items():
                assert not row[column].startswith(dangerous), (table, column)
                if isinstance(value, str) and value.startswith(dangerous):
                    assert row[column] == f"'{value}"
                    seen_neutralised = True
                elif isinstance(value, str):
                    assert row[column] == value
                elif isinstance(value, dict | list):
                    assert json.loads(row[column]) == value
    assert seen_neutralised


def test_parquet_holds_what_jsonl_holds(bundle: Path) -> None:
    for table in TABLES:
        found = parquet.read_table(bundle / f"{table}.parquet").to_pylist()
        assert len(found) == len(lines(bundle, table))
        for row, line in zip(found, lines(bundle, table), strict=True):
            assert list(row) == list(line)
            for column, value in line.items():
                assert (json.loads(row[column]) if isinstance(value, dict | list) else row[column]) == value


def test_a_workbook_holds_what_jsonl_holds_and_no_cell_is_a_formula(bundle: Path) -> None:
    dangerous = tuple("=+-@\t\r\n")
    for table in TABLES:
        book = openpyxl.load_workbook(bundle / f"{table}.xlsx")
        rows = [row for sheet in book.worksheets for row in sheet.iter_rows(min_row=2)]
        assert len(rows) == len(lines(bundle, table))
        columns = [cell.value for cell in book.worksheets[0][1]]
        for row, line in zip(rows, lines(bundle, table), strict=True):
            assert columns == list(line)
            for found, value in zip(row, line.values(), strict=True):
                assert found.data_type != "f"
                assert not (isinstance(found.value, str) and found.value.startswith(dangerous))
                if isinstance(value, int | float) or value is None:
                    assert found.value == value


def test_a_workbook_says_nothing_of_the_moment_it_was_written(bundle: Path) -> None:
    with zipfile.ZipFile(bundle / "findings.xlsx") as book:
        assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = book.read("docProps/core.xml").decode()
    assert re.findall(r">(\d{4}[^<]*)<", core) == ["2000-01-01T00:00:00Z", "2000-01-01T00:00:00Z"]


def test_the_same_state_gives_the_same_bytes(engine: Engine, bundle: Path, tmp_path: Path) -> None:
    before = contents(bundle)
    with storage.reading(engine) as session:
        write_bundle(session, ROUND, tmp_path / "other", FORMATS)
        write_bundle(session, ROUND, bundle, FORMATS)

    assert contents(tmp_path / "other") == before
    assert contents(bundle) == before
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"out", "other"}


def test_reasons_of_verdicts_are_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = [{"reason": "no guide on this page"}, {"reason": "“样表”未能下载（http_4xx）"}, {"reason": None}]
    monkeypatch.setattr(rows, "verdicts", lambda *_: iter(stored))

    told = [row["reason"] for row in tables.TABLES["verdicts"][1](cast("Any", None), ROUND)]

    assert told == ["这个页面上没有办事指南", "“样表”未能下载（服务器回答请求无效或页面不存在（4xx））", None]


def test_rows_come_in_one_order_on_both_databases(bundle: Path) -> None:
    keys = [(line["region"], line["check"], line["item_name"] or "") for line in lines(bundle, "verdicts")]

    assert all(one <= other for one, other in pairwise(keys))


def test_a_failure_leaves_the_earlier_bundle_and_no_rubbish(
    engine: Engine, bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(bundle)
    monkeypatch.setattr("crawler.export.bundle.manifest", lambda *_, **__: 1 / 0)

    with storage.reading(engine) as session, pytest.raises(ZeroDivisionError):
        write_bundle(session, ROUND, bundle)

    assert contents(bundle) == before
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["out"]


def test_formats_can_be_chosen(engine: Engine, sample: Any, tmp_path: Path) -> None:
    sample.store(engine)
    with storage.reading(engine) as session:
        write_bundle(session, ROUND, tmp_path / "out", ["csv"])
        assert not list((tmp_path / "out").glob("*.jsonl"))
        for wanted, word in ((["pdf"], "unknown format"), ([], "no format")):
            with pytest.raises(UsageError, match=word):
                write_bundle(session, ROUND, tmp_path / "none", wanted)
        assert not (tmp_path / "none").exists()


def test_a_folder_of_somebody_else_is_left_alone(engine: Engine, sample: Any, tmp_path: Path) -> None:
    sample.store(engine)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with storage.reading(engine) as session:
        for name, word in (("mine", "something else"), ("file", "is a file"), ("file/below", "cannot be written")):
            with pytest.raises(UsageError, match=word):
                write_bundle(session, ROUND, tmp_path / name)
        with pytest.raises(UsageError, match="unknown round"):
            write_bundle(session, "2030Q1", tmp_path / "none")
    assert (tmp_path / "mine" / "letter.txt").read_text(encoding="utf-8") == "dear"


def test_a_round_in_which_nothing_was_observed_gives_empty_tables(engine: Engine, tmp_path: Path) -> None:
    with storage.writing(engine) as session:
        runs.ensure_round(session, ROUND)
    with storage.reading(engine) as session:
        write_bundle(session, ROUND, tmp_path / "out")

    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    jsonschema.validate(manifest, schema("manifest"))
    assert all(lines(tmp_path / "out", table) == [] for table in TABLES)


@given(st.text())
def test_neutral_text_never_starts_a_formula_and_loses_nothing(text: str) -> None:
    made = neutral(text)

    assert not made.startswith(tuple("=+-@\t\r\n"))
    assert made.removeprefix("'") == text.removeprefix("'") or made == text


@given(st.text(max_size=200).map(lambda text: text * 200))
def test_a_cell_is_what_a_spreadsheet_takes(text: str) -> None:
    made = cell(text)

    assert len(made) <= 32_767
    assert not ILLEGAL_CHARACTERS_RE.search(made)
    assert not made.startswith("=")


def test_the_manifest_tells_which_planned_regions_are_not_there(engine: Engine, sample: Any, tmp_path: Path) -> None:
    """A round of which one region was cut off and one never begun is not a whole one."""
    run = sample.store(engine)
    other = replace(sample.profile, code="990002", name="另一省")
    third = replace(sample.profile, code="990003", name="第三省")
    with storage.writing(engine) as session:
        runs.finish_region(session, run, "990001", outcome=RegionOutcome.COMPLETE)
        cut = runs.start_run(session, ROUND, [other, third], system=catalogue.indicator_system()).id
        runs.begin_region(session, cut, "990002")
        runs.finish_region(session, cut, "990002", outcome=RegionOutcome.INTERRUPTED, reason="stopped by the operator")
    with storage.reading(engine) as session:
        write_bundle(session, ROUND, tmp_path / "out", ("jsonl",))
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    jsonschema.validate(manifest, schema("manifest"))
    assert manifest["regions"] == ["990001"]
    assert [tuple(one.values()) for one in manifest["unfinished"]] == [
        ("990002", False, "interrupted", "stopped by the operator"),
        ("990003", False, "not_begun", None),
    ]
