"""Observing anew in part: one check or one indicator, with who, why and when; old and new both stay readable."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from crawler import planning, runs
from crawler.export.bundle import schema
from crawler.storage import open_database, reading

if TYPE_CHECKING:
    from pathlib import Path

REGION = "990305"


def test_one_indicator_is_observed_anew_and_the_old_stays_readable(observed: Any, tmp_path: Path) -> None:
    desk = observed.desk.copy(tmp_path / "copy")
    (first,) = {row["run"] for row in observed.bundle["observations"] if row["region"] == REGION}

    answer = desk.run("R1", "--indicator", "GUIDE.5.1", "--by", "li", "--reason", "office objects", "--json")

    assert answer.code == 0, answer.err
    second = answer.document["run"]
    bundle = desk.export("R1")
    by_run = {
        run: {row["indicator"] for row in bundle["observations"] if row["run"] == run and row["region"] == REGION}
        for run in (first, second)
    }
    assert by_run[second] == {"GUIDE.5.1"}
    assert len(by_run[first]) == len([r for r in observed.bundle["observations"] if r["region"] == REGION]) - 1
    told = desk("status", "--round", "R1", "--history", "--json").document
    assert [(one["indicator"], one["run"], one["superseded_by"]) for one in told] == [
        ("GUIDE.5.1", first, second),
        ("GUIDE.5.1", second, None),
    ]
    assert [(one["by"], one["reason"]) for one in told] == [("tester", "first look"), ("li", "office objects")]
    assert all(one["started_at"] for one in told)
    words = desk("status", "--round", "R1", "--history").out
    assert "已被替代" in words
    assert "office objects" in words


def _of_region(bundle: Any) -> dict[str, tuple[Any, ...]]:
    return {
        row["indicator"]: tuple(row[k] for k in ("status", "numerator", "denominator", "undecided"))
        for row in bundle["observations"]
        if row["region"] == REGION
    }


def test_what_was_observed_of_the_portal_outlives_a_run_over_one_check(
    observed: Any, portal: Any, tmp_path: Path
) -> None:
    """Its archive holds no survey of the portal: neither a recheck nor a single item may take that for an answer."""
    desk = observed.desk.copy(tmp_path / "copy")
    before = _of_region(observed.bundle)
    answer = desk.run("R1", "--indicator", "GUIDE.5.1", "--json")
    asked = len(portal.log)

    again = desk("recheck", "--round", "R1", "--region", REGION, "--json")

    assert (again.code, again.document["changes"]) == (0, [])
    assert len(portal.log) == asked
    assert len(again.document["earlier_runs"]) == 1
    assert answer.document["run"] not in (again.document["run"], *again.document["earlier_runs"])
    assert _of_region(desk.export("R1", "rechecked")) == before
    item = next(row["item_code"] for row in observed.bundle["items"] if row["region"] == REGION and row["item_code"])
    one = desk.run("R1", "--item", item, "--json")
    assert one.code == 0, one.err
    assert _of_region(desk.export("R1", "one_item")) == before


def test_an_export_with_its_history(observed: Any, tmp_path: Path) -> None:
    desk = observed.desk.copy(tmp_path / "copy")
    assert desk("recheck", "--round", "R1", "--region", REGION, "--by", "wang", "--reason", "drill").code == 0
    out = tmp_path / "out"

    assert desk("export", "--round", "R1", "--out", str(out), "--history", "--format", "jsonl,csv,xlsx").code == 0

    rows = [json.loads(line) for line in (out / "history.jsonl").read_text(encoding="utf-8").splitlines()]
    validator = jsonschema.Draft202012Validator(schema("history"))
    for row in rows:
        validator.validate(row)
        assert list(row) == list(schema("history")["properties"])
    of_region = [row for row in rows if row["region"] == REGION]
    current = [row for row in of_region if row["superseded_by"] is None]
    assert len(of_region) == 2 * len(current)
    assert {(row["kind"], row["by"]) for row in current} == {("recheck", "wang")}
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    jsonschema.validate(manifest, schema("manifest"))
    assert {"history.jsonl", "history.csv", "history.xlsx"} <= {one["name"] for one in manifest["files"]}
    assert not (desk.data / "bundle" / "history.jsonl").exists()


def test_a_round_keeps_to_its_sample_whatever_time_is_left(served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run would have time for a census: its one indicator still counts the items that the others count."""
    (plan,) = served.run("R1", "--plan", "--json").document
    monkeypatch.setattr(planning, "hours_left", lambda *_: 36 / plan["rate"] / 3600)
    assert served.run("2026Q4", "--seed", "5").code == 0
    first = served.export("2026Q4")
    monkeypatch.setattr(planning, "hours_left", lambda *_: 1000.0)

    assert served.run("2026Q4", "--indicator", "GUIDE.5").code == 0

    second = served.export("2026Q4")
    assert {row["item_code"] for row in second["items"]} == {row["item_code"] for row in first["items"]}
    sizes = {(row["design"], row["population"], row["sample_size"]) for row in second["observations"] if row["seed"]}
    assert len(sizes) == 1


def _kept(desk: Any, run: str) -> tuple[str | None, bool]:
    """What the database says of a run of the region beside its words: what is missing, and whether it was set aside."""
    engine = open_database(f"sqlite:///{desk.data / 'portal-audit.db'}")
    with reading(engine) as session:
        part = runs.region_run(session, run, REGION)
    engine.dispose()
    return part.gap, part.set_aside


def test_history_is_of_one_round(desk: Any) -> None:
    assert "--round" in desk("status", "--history").one_line()


@pytest.mark.parametrize("words", [("--item", "{item}"), ()], ids=["item", "region"])
def test_what_cannot_be_looked_at_again_stays_as_it_was_observed(
    observed: Any, results: Any, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --allow-private nothing of a portal on this machine can be asked: a failed look teaches nothing."""
    # As where the name of a portal leads to a private address, which only asking for it shows.
    monkeypatch.setattr("crawler.cli.choosing.refused_as_written", lambda *_, **__: None)
    desk = observed.desk.copy(tmp_path / "copy")
    item = next(row["item_code"] for row in observed.bundle["items"] if row["forms"] and row["item_code"])
    command = ("run", "--round", "R1", "--portals", str(desk.profiles), "--region", REGION, "--reason", "again")

    answer = desk(*command, *(word.format(item=item) for word in words), "--json")

    assert answer.code == 3, answer.err
    (region,) = answer.document["regions"]
    assert region["outcome"] != "complete"
    assert "stays" in region["reason"]
    bundle = desk.export("R1")
    assert results(bundle) == results(observed.bundle)
    assert _of_region(bundle) == _of_region(observed.bundle)
    assert _kept(desk, answer.document["run"]) == (None, True)
    if words:  # looked at once more with success, nothing is open any more
        assert desk.run("R1", "--item", item, "--json").code == 0
