"""Samples: equal chances, every stratum its share, the same on every machine; and their size."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.domain.sampling import Sampling, draw, half_width_of, size_for, stratum

FRAME = [(f"item-{n:03}", f"body-{n % 3}") for n in range(90)] + [("lonely", "body-9")]


def test_sample_is_the_same_whatever_the_order_of_the_frame() -> None:
    assert draw(FRAME, 20, seed=7) == draw(list(reversed(FRAME)), 20, seed=7)


def test_another_seed_draws_another_sample() -> None:
    assert draw(FRAME, 20, seed=7) != draw(FRAME, 20, seed=8)


def test_every_stratum_has_its_share() -> None:
    for seed in range(20):
        drawn = Counter(dict(FRAME)[key] for key in draw(FRAME, 20, seed))
        assert all(drawn[f"body-{n}"] in {6, 7} for n in range(3))
        assert drawn["body-9"] in {0, 1}


def test_every_item_has_the_same_chance() -> None:
    """The lonely one too: the plain share of the sample is then the estimate of the share of the frame."""
    chosen = Counter(key for seed in range(1500) for key in draw(FRAME, 20, seed))
    expected = 1500 * 20 / 91
    assert all(abs(chosen[key] - expected) < 5 * (expected * (1 - 20 / 91)) ** 0.5 for key, _ in FRAME)


def test_known_samples_guard_against_a_change_of_the_rule() -> None:
    """Written down once: whoever draws with the same seed in ten years, on whatever machine, gets these."""
    assert sorted(draw(FRAME[:9], 3, seed=1)) == ["item-001", "item-006", "item-008"]
    frame = [(f"事项{n}", stratum("云溪省公安厅" if n % 4 else "云溪省 民政厅", "行政许可")) for n in range(40)]
    assert sorted(draw(frame, 5, seed=2026)) == ["事项12", "事项14", "事项15", "事项28", "事项31"]


def test_another_process_draws_the_same() -> None:
    """Neither the seed of Python's hashes nor the locale matters."""
    program = (
        "from crawler.domain.sampling import draw; "
        "print(sorted(draw([(f'事项{n}', f'层{n % 7}') for n in range(500)], 60, 11)))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONIOENCODING": "utf-8"},
            check=True,
            capture_output=True,
        ).stdout
        for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("2026", "POSIX"))
    }
    assert len(said) == 1


def test_strata_are_told_by_what_they_say_not_how_it_is_written() -> None:
    assert stratum("云溪省 公安厅", "行政许可") == stratum("云溪省公安厅", "行政许可\u3000")
    assert stratum(None, "a") != stratum("a", None)


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=5), st.sampled_from("abcd")), max_size=60),
    st.integers(min_value=0, max_value=80),
    st.integers(),
)
def test_sample_has_the_size_asked_for(frame: list[tuple[str, str]], size: int, seed: int) -> None:
    drawn = draw(frame, size, seed)
    assert len(drawn) == min(size, len(dict(frame)))
    assert drawn <= dict(frame).keys()


@pytest.mark.parametrize(("half_width", "population"), [(0.03, 1_000_000), (0.03, 2_000), (0.05, 100), (0.2, 5)])
def test_a_sample_of_the_size_for_a_half_width_reaches_it(half_width: float, population: int) -> None:
    size = size_for(half_width, population)

    assert half_width_of(size, population) <= half_width
    assert size == 1 or half_width_of(size - 1, population) > half_width
    assert size <= population


def test_a_census_where_it_fits_else_what_fits() -> None:
    allowed = Sampling(capacity=1000, each=4.0)
    assert allowed.of(200, asked=50) is None
    assert allowed.of(1000, asked=100) == 225
    assert allowed.of(1000, asked=2000) == 1
    assert Sampling().of(10**6) is None
    assert Sampling(size=7, capacity=1).of(100) == 7
    assert Sampling(half_width=0.03).of(2000) == size_for(0.03, 2000)
    assert (Sampling().waits, allowed.waits, Sampling(size=1).waits) == (False, True, True)
