"""What changed since the receiver was last served: whole parts, and the digests that prove that nothing is missing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from crawler import storage
from crawler.domain.check import Outcome
from crawler.errors import UsageError
from crawler.export.bundle import schema, write_bundle
from crawler.export.since import read_since
from models import Hold, RegionRun

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy import Engine

ROUND = "2026Q4"
TABLES = ("observations", "findings", "verdicts", "items", "coverage")


def other_region(sample: Any) -> Any:
    return replace(sample, profile=replace(sample.profile, code="990002", name="堽城市"))


def export(engine: Engine, out: Path, since: str | None = None) -> dict[str, Any]:
    with storage.reading(engine) as session:
        write_bundle(session, ROUND, out, ["jsonl"], None if since is None else read_since(since, ROUND))
    manifest: dict[str, Any] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    jsonschema.validate(manifest, schema("manifest"))
    return manifest


def lines(folder: Path, table: str) -> list[str]:
    return (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()


def pairs(parts: Iterable[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(one["table"], one["region"]) for one in parts}


def brought_up_to_date(before: Path, delta: Path) -> dict[str, list[str]]:
    """What a receiver has that puts each changed part in the place of its own."""
    manifest = json.loads((delta / "manifest.json").read_text(encoding="utf-8"))
    replaced = pairs(manifest["changed"]) | pairs(manifest["removed"])
    merged = {}
    for table in TABLES:
        kept = [one for one in lines(before, table) if (table, json.loads(one)["region"]) not in replaced]
        merged[table] = sorted([*kept, *lines(delta, table)], key=lambda one: str(json.loads(one)["region"]))
    return merged


def mended(sample: Any) -> dict[str, Any]:
    """The fee status of item a is right now."""
    first, *rest = sample.judged
    verdicts = tuple(
        replace(v, outcome=Outcome.PASSED, defects=()) if v.check == "fee.status" else v for v in first.verdicts
    )
    return {"judged": (replace(first, verdicts=verdicts), *rest)}


def test_only_the_region_that_changed_is_handed_over_and_makes_the_whole(
    engine: Engine, sample: Any, tmp_path: Path
) -> None:
    sample.store(engine)
    other_region(sample).store(engine)
    first = export(engine, tmp_path / "first")
    assert (first["since"], first["changed"], first["removed"]) == (None, None, [])
    sample.store(engine, **mended(sample))

    delta = export(engine, tmp_path / "delta", str(tmp_path / "first"))
    whole = export(engine, tmp_path / "whole")

    assert delta["since"] == {
        "moment": None,
        "manifest": hashlib.sha256((tmp_path / "first" / "manifest.json").read_bytes()).hexdigest(),
    }
    assert {region for _, region in pairs(delta["changed"])} == {"990001"}
    assert {json.loads(one)["region"] for table in TABLES for one in lines(tmp_path / "delta", table)} == {"990001"}
    assert delta["parts"] == whole["parts"]
    merged = brought_up_to_date(tmp_path / "first", tmp_path / "delta")
    assert merged == {table: lines(tmp_path / "whole", table) for table in TABLES}
    for part in delta["parts"]:
        own = [one for one in merged[part["table"]] if json.loads(one)["region"] == part["region"]]
        assert len(own) == part["rows"]
        assert hashlib.sha256("".join(f"{one}\n" for one in own).encode()).hexdigest() == part["sha256"]


def test_nothing_new_is_nothing_but_a_manifest(engine: Engine, sample: Any, tmp_path: Path) -> None:
    sample.store(engine)
    export(engine, tmp_path / "first")

    delta = export(engine, tmp_path / "delta", str(tmp_path / "first" / "manifest.json"))
    later = export(engine, tmp_path / "later", (datetime.now(UTC) + timedelta(hours=1)).isoformat())

    for one in (delta, later):
        assert one["changed"] == []
        assert {file["rows"] for file in one["files"]} == {0}
        assert one["parts"]


def test_since_a_moment(engine: Engine, sample: Any, tmp_path: Path) -> None:
    other_region(sample).store(engine)
    between = datetime.now(UTC)
    sample.store(engine)

    delta = export(engine, tmp_path / "delta", between.isoformat())
    everything = export(engine, tmp_path / "all", "2020-01-01")

    assert pairs(delta["changed"]) == {(table, "990001") for table in TABLES}
    assert {region for _, region in pairs(everything["changed"])} == {"990001", "990002"}
    assert everything["since"]["moment"] == "2020-01-01T00:00:00.000Z"


def test_a_region_that_is_held_back_again_is_taken_back(engine: Engine, sample: Any, tmp_path: Path) -> None:
    run = sample.store(engine)
    other_region(sample).store(engine)
    export(engine, tmp_path / "first")
    before = datetime.now(UTC)
    with storage.writing(engine) as session:
        part = RegionRun
        number = session.query(part.id).filter(part.run == run).scalar()
        session.add(
            Hold(
                round=ROUND,
                region="990001",
                region_run_id=number,
                raised_at=datetime.now(UTC),
                reason="变化",
                reason_en="fell",
            )
        )

    for since in (str(tmp_path / "first"), before.isoformat()):
        delta = export(engine, tmp_path / "delta", since)
        assert pairs(delta["removed"]) == {(table, "990001") for table in TABLES}
        assert delta["changed"] == []


def test_what_cannot_be_since(engine: Engine, sample: Any, tmp_path: Path) -> None:
    sample.store(engine)
    export(engine, tmp_path / "first")
    (tmp_path / "other.json").write_text('{"round": "2026Q3", "parts": []}', encoding="utf-8")
    (tmp_path / "old.json").write_text('{"round": "2026Q4"}', encoding="utf-8")
    for words, said in (
        ("yesterday", "neither a moment"),
        (str(tmp_path / "other.json"), "round 2026Q3"),
        (str(tmp_path / "old.json"), "export the whole round"),
    ):
        with pytest.raises(UsageError, match=said):
            read_since(words, ROUND)
