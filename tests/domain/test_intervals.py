"""Intervals of what a sample shows: exact where that can be reckoned, and their coverage in simulated samples."""

from __future__ import annotations

import os
import random
from collections import defaultdict
from math import comb, fsum
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.domain.intervals import Cell, _at_most, interval, mean_interval, share_interval
from crawler.domain.sampling import draw, stratum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FULL = os.environ.get("PORTAL_AUDIT_SOAK") == "full"
SEEDS = 1000
LEAST = 0.93
Subject = tuple[str, bool, bool]
"""Stratum, decided, passed."""


def cells_of(seen: Iterable[Subject]) -> list[Cell]:
    """The cells of (stratum, decided, passed) subjects, in the order of the strata."""
    cells: dict[str, Cell] = defaultdict(Cell)
    for name, decided, passed in seen:
        cell = cells[name]
        cell.drawn += 1
        cell.decided += decided
        cell.passed += passed
    return [cells[name] for name in sorted(cells)]


def test_census_has_no_width() -> None:
    assert interval(9, 10, 10) == (0.9, 0.9)
    assert share_interval(cells_of([("a", True, True), ("b", True, False)]), 2) == (0.5, 0.5)
    assert mean_interval([1.0, 0.0], 2) == (0.5, 0.5)


def test_interval_holds_the_share_and_narrows_with_the_sample() -> None:
    few, many = interval(9, 10, 1000), interval(90, 100, 1000)
    assert few[0] < 0.9 < few[1]
    assert many[0] > few[0]
    assert many[1] < few[1]


def test_nothing_seen_is_not_nothing_there() -> None:
    low, high = interval(0, 50, 1000)
    assert low == 0.0
    assert 0.05 < high < 0.08
    found = mean_interval([1.0] * 20, 1000)
    assert found is not None
    assert found[0] < 0.99
    assert mean_interval([1.0], 1000) is None


@given(st.data())
def test_the_tail_is_the_sum_of_its_terms(data: st.DataObject) -> None:
    population = data.draw(st.integers(1, 60))
    drawn, marked = data.draw(st.integers(1, population)), data.draw(st.integers(0, population))
    seen = data.draw(st.integers(0, drawn))
    terms = (
        comb(marked, k) * comb(population - marked, drawn - k)
        for k in range(min(seen, marked) + 1)
        if drawn - k <= population - marked
    )
    assert _at_most(seen, drawn, marked, population) == pytest.approx(sum(terms) / comb(population, drawn), abs=1e-9)


@given(st.integers(1, 40), st.data())
def test_a_simple_sample_covers_every_share_by_reckoning(population: int, data: st.DataObject) -> None:
    """No simulation: the chance of every outcome whose interval holds the true share, summed."""
    drawn, marked = data.draw(st.integers(1, population)), data.draw(st.integers(0, population))
    covered = fsum(
        comb(marked, k) * comb(population - marked, drawn - k) / comb(population, drawn)
        for k in range(max(0, drawn - population + marked), min(drawn, marked) + 1)
        if interval(k, drawn, population)[0] <= marked / population <= interval(k, drawn, population)[1]
    )
    assert covered >= 0.95 - 1e-9


SHAPES: dict[str, Callable[[int, random.Random], tuple[float, float]]] = {
    # From the department to the chance of passing and of being decided.
    "half": lambda d, r: (0.5, 1.0),
    "rare": lambda d, r: (0.02, 1.0),
    "common": lambda d, r: (0.98, 1.0),
    "very rare": lambda d, r: (0.004, 1.0),
    "bad departments": lambda d, r: (0.95 if d % 3 else 0.1, 1.0),
    "departments all or nothing": lambda d, r: (1.0 if d % 2 else 0.0, 1.0),
    "departments nearly so": lambda d, r: (0.99 if d % 2 else 0.01, 1.0),
    "many undecided": lambda d, r: (0.8, 0.8 if d % 2 else 0.4),
    "each its own stratum": lambda d, r: (0.7, 1.0),
}
SIZES = [(40, 30), (60, 20), (300, 60), (300, 150), (1200, 200), *([(5000, 400)] if FULL else [])]


def _population(shape: str, size: int) -> dict[str, Subject]:
    """Departments of very different sizes, four types of items."""
    chance = random.Random(f"{shape} {size}")
    found: dict[str, Subject] = {}
    for n in range(size):
        department = int(chance.paretovariate(1.1)) % 40
        passes, decided = (chance.random() < p for p in SHAPES[shape](department, chance))
        name = f"{n}" if shape == "each its own stratum" else f"{department}"
        found[f"item-{n}"] = stratum(name, f"{chance.randrange(4)}"), decided, passes and decided
    return found


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("size", "drawn"), SIZES if FULL else [(40, 30), (300, 60)])
def test_intervals_of_shares_cover(shape: str, size: int, drawn: int) -> None:
    population = _population(shape, size)
    frame = [(key, name) for key, (name, _, _) in population.items()]
    decided = sum(d for _, d, _ in population.values())
    share = sum(p for _, _, p in population.values()) / decided
    held = 0
    for seed in range(SEEDS):
        seen = [population[key] for key in draw(frame, drawn, seed)]
        low, high = share_interval(cells_of(seen), size) if any(d for _, d, _ in seen) else (0.0, 1.0)
        held += low - 1e-6 <= share <= high + 1e-6
    assert held / SEEDS >= LEAST


MEASURES: dict[str, tuple[Callable[[random.Random], float], tuple[float, float]]] = {
    "uniform": (lambda r: r.random(), (0.0, 1.0)),
    "visits": (lambda r: float(r.choice([0, 0, 0, 1, 1, 2, 3])), (0.0, 3.0)),
    "nearly all full": (lambda r: float(r.random() > 0.03), (0.0, 1.0)),
    "nearly all one visit": (lambda r: 3.0 if r.random() < 0.04 else 1.0, (0.0, 3.0)),
    "skewed, some below 0": (lambda r: max(-0.5, 1 - r.expovariate(3)), (0.0, 1.0)),
}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(("size", "drawn"), SIZES if FULL else [(40, 30), (300, 60)])
def test_intervals_of_means_cover(measure: str, size: int, drawn: int) -> None:
    chance = random.Random(f"{measure} {size}")
    make, reach = MEASURES[measure]
    values = {f"item-{n}": make(chance) for n in range(size)}
    frame = [(key, f"{n % 7}") for n, key in enumerate(values)]
    mean = fsum(values.values()) / size
    held = 0
    for seed in range(SEEDS):
        found = mean_interval([values[key] for key in sorted(draw(frame, drawn, seed))], size, reach)
        assert found is not None
        held += found[0] - 1e-6 <= mean <= found[1] + 1e-6
    assert held / SEEDS >= LEAST


def test_strata_make_the_interval_narrower_where_they_explain_the_answers() -> None:
    told = [("a", True, True)] * 100 + [("b", True, False)] * 100
    mixed = [("a" if n % 2 else "b", True, n < 100) for n in range(200)]
    narrow, wide = (share_interval(cells_of(one), 5000) for one in (told, mixed))
    assert narrow[1] - narrow[0] < 0.85 * (wide[1] - wide[0])
