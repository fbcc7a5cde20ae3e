"""Vetoes and deductions of official reviews, and the interval of a measure."""

from __future__ import annotations

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.domain.intervals import mean_interval
from crawler.domain.rules import guides_vetoed, points_off


@pytest.mark.parametrize(
    ("passed", "failed", "open_", "whole", "vetoed"),
    [
        (100, 5, 0, True, True),
        (100, 4, 0, True, False),
        (0, 5, 0, False, True),
        (100, 4, 1, True, None),
        (100, 2, 2, True, False),
        (0, 4, 0, True, True),
        (1, 3, 0, True, False),
        (0, 3, 1, True, None),
        (0, 4, 0, False, None),
        (3, 0, 0, False, None),
        (0, 0, 0, True, None),
    ],
)
def test_a_region_is_vetoed_by_five_guides_or_by_all_of_fewer(
    passed: int, failed: int, open_: int, *, whole: bool, vetoed: bool | None
) -> None:
    assert guides_vetoed(passed=passed, failed=failed, open_=open_, whole=whole, items=5) is vetoed


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 4))
def test_what_is_open_never_overturns_a_veto_that_is_given(passed: int, failed: int, open_: int) -> None:
    verdict = guides_vetoed(passed=passed, failed=failed, open_=open_, whole=True, items=5)
    ends = {
        guides_vetoed(passed=passed + open_ - bad, failed=failed + bad, open_=0, whole=True, items=5)
        for bad in range(open_ + 1)
    }
    assert verdict is None or ends == {verdict}


def test_the_published_example_of_the_census() -> None:
    """Each missing class takes two points, the same class missing in many guides once, and no more than 16 in all."""
    of_guides = [{"place", "hours"}, {"hours"}, {"hours", "legal_basis"}]

    assert points_off(len(set.union(*of_guides)), points=2, most=16) == 6
    assert points_off(8, points=2, most=16) == points_off(9, points=2, most=16) == 16
    assert points_off(0, points=2, most=16) == 0


@given(st.lists(st.floats(0, 1), min_size=2, max_size=30), st.integers(0, 500))
def test_the_mean_lies_in_its_interval_which_closes_with_the_sample(values: list[float], others: int) -> None:
    found = mean_interval(values, len(values) + others)
    wider = mean_interval(values, len(values) + others + 500)

    assert found is not None
    assert wider is not None
    assert found[0] - 1e-9 <= fmean(values) <= found[1] + 1e-9
    # Shares of a population go in steps of one of it.
    step = 1 / (len(values) + others)
    assert found[1] - found[0] <= wider[1] - wider[0] + step + 1e-9
    assert others or found[0] == found[1]


def test_one_value_says_nothing_about_the_spread() -> None:
    assert mean_interval([0.5], 10) is None
    assert mean_interval([0.5], 1) == (0.5, 0.5)
    assert mean_interval([1.0, 3.0], 100) == pytest.approx((0.06, 3.0), abs=0.01)
