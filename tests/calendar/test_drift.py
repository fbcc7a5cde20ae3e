"""The drift alarm: what falls away from the last rounds is held back until a person releases it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from crawler import runs
from crawler.calendar import holding
from crawler.calendar.drift import Coverage, drift
from crawler.domain.records import ServiceItem
from crawler.errors import UsageError
from crawler.export.bundle import write_bundle
from crawler.storage import reading, writing

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

REGION = "990001"


def read(guides: int, *, items: int | None = None, **shares: tuple[int, int]) -> Coverage:
    """Coverage where every element not named is decided in every guide and stated in none."""
    decided = {name: pair[0] for name, pair in shares.items()}
    stated = {name: pair[1] for name, pair in shares.items()}
    listed = guides if items is None else items
    return Coverage(items=listed, asked=listed, guides=guides, decided=decided, stated=stated)


def test_the_same_again_is_no_drift() -> None:
    before = [read(20, name=(20, 20), place=(19, 15))] * 3

    assert drift(read(20, name=(20, 20), place=(18, 14)), before) == ()


@pytest.mark.parametrize(
    ("now", "word"),
    [
        (read(20, name=(20, 20), place=(10, 9)), "place 100%→50%"),
        (read(20, name=(20, 20), place=(20, 4)), "place 90%→20%"),
        (read(12, name=(12, 12), place=(12, 11)), "12 items"),
        (read(2, items=20, name=(2, 2)), "only 2 guides"),
    ],
)
def test_what_falls_away_is_named(now: Coverage, word: str) -> None:
    before = [read(20, name=(20, 20), place=(20, 18))] * 2

    (reason,) = drift(now, before)

    assert word in reason.en
    assert reason.zh != reason.en


def test_without_an_earlier_round_there_is_nothing_to_fall_away_from() -> None:
    assert drift(read(0), []) == ()
    assert drift(read(20), [read(0, items=0)]) == ()


def test_single_items_say_nothing_of_a_region() -> None:
    now = Coverage(items=20, asked=1, guides=1, decided={}, stated={})

    assert drift(now, [read(20, name=(20, 20))]) == ()


def _many(sample: Any, keys: str) -> Any:
    """The made-up region with so many guides, alike but for their keys."""
    first = sample.judged[0]
    assert isinstance(first.record, ServiceItem)
    guides = [replace(first, record=replace(first.record, key=key), verdicts=()) for key in keys]
    return replace(sample, judged=(*guides, *sample.judged[2:]))


@pytest.fixture
def fallen(engine: Engine, sample: Any) -> Engine:
    """Two rounds; in the second the list is a third of what it was."""
    for code, keys in (("2026Q3", "abcdefghi"), ("2026Q4", "abc")):
        run = _many(sample, keys).store(engine, code)
        with writing(engine) as session:
            # A list that declares its length: what the fold takes as the population.
            runs.region_run(session, run, REGION).element_coverage = holding.coverage_document(
                read(len(keys), name=(len(keys), len(keys)))
            )
            raised = holding.raise_alarms(session, run)
        assert [one.region for one in raised] == ([REGION] if code == "2026Q4" else [])
    return engine


def test_nothing_of_a_held_region_is_handed_over_until_it_is_released(fallen: Engine, tmp_path: Path) -> None:
    with reading(fallen) as session:
        write_bundle(session, "2026Q3", tmp_path / "before")
        write_bundle(session, "2026Q4", tmp_path / "held")
    with writing(fallen) as session:
        holding.release(session, "2026Q4", REGION, by="auditor", reason="the portal was rebuilt")
    with reading(fallen) as session:
        write_bundle(session, "2026Q4", tmp_path / "released")

    def rows(name: str) -> list[int]:
        manifest = json.loads((tmp_path / name / "manifest.json").read_text(encoding="utf-8"))
        return [one["rows"] for one in manifest["files"] if one["name"].endswith(".jsonl")]

    held = json.loads((tmp_path / "held" / "manifest.json").read_text(encoding="utf-8"))
    assert [one["region"] for one in held["held"]] == [REGION]
    assert "3个" in held["held"][0]["reason"]
    assert held["regions"] == []
    assert not any(rows("held"))
    assert all(rows("before"))
    assert all(rows("released"))


def test_a_released_region_stays_released_when_it_is_run_again(fallen: Engine, sample: Any) -> None:
    with writing(fallen) as session:
        holding.release(session, "2026Q4", REGION, by="auditor", reason="seen")

    run = _many(sample, "abc").store(fallen, "2026Q4")

    with writing(fallen) as session:
        assert holding.raise_alarms(session, run) == ()
        assert holding.held(session, "2026Q4") == {}


def test_only_what_is_held_can_be_released_and_only_once(fallen: Engine) -> None:
    with writing(fallen) as session:
        with pytest.raises(UsageError, match="not held back"):
            holding.release(session, "2026Q3", REGION, by="a", reason="b")
        holding.release(session, "2026Q4", REGION, by="auditor", reason="seen")
        with pytest.raises(UsageError, match="released by auditor: seen"):
            holding.release(session, "2026Q4", REGION, by="a", reason="b")


def test_what_was_read_is_counted_when_a_region_is_stored(engine: Engine, sample: Any) -> None:
    run = sample.store(engine)

    with reading(engine) as session:
        coverage = holding.read_coverage(runs.region_run(session, run, REGION))

    assert coverage is not None
    assert coverage.guides == 2
    assert coverage.stated["fee_status"] == coverage.decided["fee_status"] == 2
    assert "place" not in coverage.decided  # unread in both
    assert coverage.decided["complaint_phone"] == 2
    assert "complaint_phone" not in coverage.stated
