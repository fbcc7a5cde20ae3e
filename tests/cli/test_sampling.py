"""Census or sample: what `run` chooses by itself, what a plan prints, and what the export says of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from crawler import planning

if TYPE_CHECKING:
    from pathlib import Path

REGION = "990305"


def _hours(monkeypatch: pytest.MonkeyPatch, hours: float | None) -> None:
    """So many hours to the deadline of every round."""
    monkeypatch.setattr(planning, "hours_left", lambda *_: hours)


def _guides(rows: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Observations that count guides or items, not the portal or the list."""
    return [row for row in rows["observations"] if row["denominator"] + row["undecided"] > 1]


@pytest.fixture
def rate(served: Any) -> float:
    """The requests a second that the profile of the region allows."""
    (plan,) = served.run("R1", "--plan", "--json").document
    found: float = plan["rate"]
    return found


def test_a_list_that_proves_too_long_is_sampled_and_the_recheck_knows(  # noqa: PLR0917 - fixtures
    served: Any, observed: Any, rate: float, monkeypatch: pytest.MonkeyPatch, results: Any, portal: Any
) -> None:
    """Nothing tells the volume before: the list is walked, then what fits is drawn from all of it."""
    everything = [row for row in observed.bundle["items"] if row["region"] == REGION]
    _hours(monkeypatch, 36 / rate / 3600)  # thirty-six requests
    (plan,) = served.run("2026Q4", "--plan", "--json").document
    assert (plan["design"], plan["items"], plan["capacity"]) == ("auto", None, 36)

    answer = served.run("2026Q4", "--seed", "5", "--json")

    assert answer.code == 0, answer.err
    bundle = served.export("2026Q4")
    assert 0 < len(bundle["items"]) < len(everything)
    counted = _guides(bundle)
    assert {row["design"] for row in counted} == {"stratified"}
    assert {(row["seed"], row["population"], row["sample_size"]) for row in counted} == {
        (5, len(everything), len(bundle["items"]))
    }
    for row in counted:
        if row["value"] is not None and row["ci_low"] is not None:
            assert row["ci_low"] <= row["value"] <= row["ci_high"]
    assert any(row["ci_low"] < row["ci_high"] for row in counted if row["ci_low"] is not None)
    before = len(portal.log)
    assert served("recheck", "--round", "2026Q4").code == 0
    again = served.export("2026Q4")
    assert len(portal.log) == before
    assert results(again) == results(bundle)
    assert [{**row, "run": ""} for row in again["observations"]] == [
        {**row, "run": ""} for row in bundle["observations"]
    ]


def test_a_census_where_it_fits_is_the_census(
    served: Any, observed: Any, monkeypatch: pytest.MonkeyPatch, results: Any
) -> None:
    """Waiting for the list changes the order of requests, not one result."""
    _hours(monkeypatch, 1000.0)

    assert served.run("R1", "--json").code == 0

    bundle = served.export("R1")
    assert results(bundle) == results(observed.bundle)
    assert {row["design"] for row in bundle["observations"]} == {"census"}


def test_the_same_seed_draws_the_same_items_in_another_folder(served: Any, observed: Any, tmp_path: Path) -> None:
    desk = observed.desk.copy(tmp_path / "copy")
    drawn = []
    for one in (served, desk):
        assert one.run("S", "--sample", "4", "--seed", "9").code == 0
        drawn.append(Counter(row["item_code"] or row["item_name"] for row in one.export("S")["items"]))
    assert drawn[0] == drawn[1]
    assert sum(drawn[0].values()) == 4


def test_a_plan_says_what_fits_and_what_a_half_width_takes(observed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (whole,) = observed.desk.run("2026Q4", "--plan", "--json").document
    _hours(monkeypatch, 0.8 * whole["requests"] / whole["rate"] / 3600)

    (half,) = observed.desk.run("2026Q4", "--plan", "--json").document
    (census,) = observed.desk.run("2026Q4", "--plan", "--census", "--json").document
    (wanted,) = observed.desk.run("2026Q4", "--plan", "--half-width", "0.2", "--json").document

    assert (whole["design"], census["design"]) == ("census", "census")
    assert half["design"] == "stratified"
    assert 0 < half["sample"] < half["items"]
    assert half["requests"] <= half["capacity"] < whole["requests"]
    assert half["half_width"] > 0
    assert wanted["needed"] == wanted["sample"] > half["sample"]
    assert wanted["half_width"] <= 0.2
    printed = observed.desk.run("2026Q4", "--plan").out
    assert f"分层抽样 {half['sample']}" in printed


def test_regions_on_one_host_share_its_rate(
    served: Any, observed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hours(monkeypatch, 1.0)
    (alone,) = served.run("2026Q4", "--plan", "--json").document
    profile = next(p for p in served.profiles.glob("*.toml") if REGION in p.read_text(encoding="utf-8"))
    text = profile.read_text(encoding="utf-8")
    for code in (REGION, "990306"):
        (tmp_path / f"{code}.toml").write_text(text.replace(f'"{REGION}"', f'"{code}"'), encoding="utf-8")

    plans = served("run", "--round", "2026Q4", "--portals", str(tmp_path), "--plan", "--json").document

    assert [one["capacity"] for one in plans] == [alone["capacity"] // 2] * 2


@pytest.mark.parametrize(
    "words",
    [("--half-width", "0"), ("--half-width", "0.7"), ("--half-width", "0.1", "--census"), ("--half-width", "x")],
)
def test_a_half_width_that_cannot_be(served: Any, words: tuple[str, ...]) -> None:
    assert "half-width" in served.run("R", *words).one_line()
