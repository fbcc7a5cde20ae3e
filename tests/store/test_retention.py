"""Old evidence may go; nothing goes on which a current observation or finding rests."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from crawler import runs, storage
from crawler.archive.remote import Store
from crawler.archive.store import RegionArchive, RegionRecorder
from crawler.archive.warc import Exchange
from crawler.errors import UsageError
from crawler.retention import NOTE, may_go, prune
from models import RegionOutcome

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

REGION = "990001"
WARC = "pages-00001.warc.gz"


def gathered(
    sample: Any, engine: Engine, data: Path, code: str, *, body: bytes, earlier: str | None = None, over: bool = True
) -> str:
    """A whole run of a round with an archive of its own; its pages all hold `body`. The run's id."""
    with storage.writing(engine) as session:
        runs.ensure_round(session, code, seed=1)
        run = runs.start_run(session, code, [sample.profile], system=sample.system).id
        runs.begin_region(session, run, REGION)
    before = [RegionArchive(data, earlier, REGION)] if earlier else []
    looks = []
    with RegionRecorder(RegionArchive(data, run, REGION), before) as recorder:
        picture = recorder.write_picture("a.png", b"\x89PNG")
        for one in sample.evidence:
            url = one.target.url
            sent = Exchange(
                url=url, method="GET", request_headers=[], request_body=b"", status=200,
                response_headers=[("Content-Type", "text/html")], body=body + url.encode(), at=datetime.now(UTC),
            )  # fmt: skip
            placed = recorder.placed(one, recorder.write_exchange(sent)) if one.sha256 else replace(one, warc=None)
            looks.append(replace(placed, screenshot=picture if one.screenshot else None))
            recorder.note(looks[-1])
    if over:
        with storage.writing(engine) as session:
            sample.store_again(session, run, evidence=tuple(looks))
            runs.finish_region(session, run, REGION, outcome=RegionOutcome.COMPLETE)
            runs.finish_run(session, run)
    return run


def going(engine: Engine, data: Path, **options: Any) -> list[str]:
    with storage.reading(engine) as session:
        return [name for one in may_go(session, data, **options) for name in one.files]


def names(run: str, *files: str) -> list[str]:
    return [f"evidence/{run}/{REGION}/{one}" for one in files]


def test_only_what_is_superseded_in_older_rounds_goes(sample: Any, engine: Engine, tmp_path: Path) -> None:
    first = gathered(sample, engine, tmp_path, "2026Q3", body=b"first")
    second = gathered(sample, engine, tmp_path, "2026Q3", body=b"second")
    third = gathered(sample, engine, tmp_path, "2026Q4", body=b"third")
    gathered(sample, engine, tmp_path, "2026Q4", body=b"fourth")

    assert going(engine, tmp_path, keep_rounds=2) == []
    # Of the newest round the superseded run stays too; of the older one what its current observations rest on.
    assert going(engine, tmp_path, keep_rounds=1) == names(first, WARC, "pictures/a.png")
    assert going(engine, tmp_path, keep_rounds=1, give_up=["2026Q3"]) == [
        *names(first, WARC, "pictures/a.png"),
        *names(second, WARC, "pictures/a.png"),
    ]
    assert (tmp_path / names(third, WARC)[0]).exists()


def test_a_payload_that_a_later_run_rests_on_stays(sample: Any, engine: Engine, tmp_path: Path) -> None:
    first = gathered(sample, engine, tmp_path, "2026Q3", body=b"same")
    # Unchanged pages: its evidence points into the archive of the quarter before.
    second = gathered(sample, engine, tmp_path, "2026Q4", body=b"same", earlier=first)

    assert going(engine, tmp_path, keep_rounds=1, give_up=["2026Q3"]) == names(first, "pictures/a.png")
    archive = RegionArchive(tmp_path, second, REGION)
    with storage.reading(engine) as session:
        prune(may_go(session, tmp_path, keep_rounds=1, give_up=["2026Q3"]), tmp_path, by="tester")
    payloads = [archive.payload(one) for one in archive.evidence() if one.warc]
    assert payloads
    assert all(one.startswith(b"same") for one in payloads)


def test_a_run_that_is_not_over_keeps_what_it_began_from(sample: Any, engine: Engine, tmp_path: Path) -> None:
    first = gathered(sample, engine, tmp_path, "2026Q2", body=b"same")
    gathered(sample, engine, tmp_path, "2026Q2", body=b"other")
    gathered(sample, engine, tmp_path, "2026Q3", body=b"same", earlier=first, over=False)
    gathered(sample, engine, tmp_path, "2026Q4", body=b"new")

    assert going(engine, tmp_path, keep_rounds=1) == names(first, "pictures/a.png")


def test_what_went_is_told_in_its_folder_and_goes_from_the_store_too(
    sample: Any, engine: Engine, tmp_path: Path
) -> None:
    data, store = tmp_path / "data", Store(f"file://{tmp_path / 'store'}")
    first = gathered(sample, engine, data, "2026Q3", body=b"first")
    gathered(sample, engine, data, "2026Q3", body=b"second")
    gathered(sample, engine, data, "2026Q4", body=b"third")
    for name in names(first, WARC, "pictures/a.png"):
        store.put(data / name, name)

    with storage.reading(engine) as session:
        doomed = may_go(session, data, keep_rounds=1)
    prune(doomed, data, by="tester", store=store)

    assert going(engine, data, keep_rounds=1) == []
    assert store.sizes("evidence") == {}
    folder = data / "evidence" / first / REGION
    told = json.loads((folder / NOTE).read_text())
    assert (told["by"], told["run"], len(told["files"])) == ("tester", first, 2)
    # What proves that it was there stays.
    assert {path.name for path in folder.iterdir()} >= {"records.jsonl", "journal.jsonl", NOTE}


def test_a_round_that_is_kept_cannot_be_given_up(sample: Any, engine: Engine, tmp_path: Path) -> None:
    gathered(sample, engine, tmp_path, "2026Q4", body=b"first")
    with storage.reading(engine) as session:
        with pytest.raises(UsageError, match="newest"):
            may_go(session, tmp_path, keep_rounds=1, give_up=["2026Q4"])
        with pytest.raises(UsageError, match="unknown round"):
            may_go(session, tmp_path, keep_rounds=1, give_up=["2020Q1"])
