from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.domain.sampling import draw, interval

FRAME = [(f"item-{n:03}", f"body-{n % 3}") for n in range(90)] + [("lonely", "body-9")]


def test_sample_is_the_same_whatever_the_order_of_the_frame() -> None:
    assert draw(FRAME, 20, seed=7) == draw(list(reversed(FRAME)), 20, seed=7)


def test_another_seed_draws_another_sample() -> None:
    assert draw(FRAME, 20, seed=7) != draw(FRAME, 20, seed=8)


def test_small_strata_are_represented() -> None:
    assert "lonely" in draw(FRAME, 20, seed=7)


def test_known_sample_guards_against_a_change_of_the_rule() -> None:
    assert sorted(draw(FRAME[:9], 3, seed=1)) == ["item-001", "item-006", "item-008"]


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=5), st.sampled_from("abcd")), max_size=60),
    st.integers(min_value=0, max_value=80),
    st.integers(),
)
def test_sample_has_the_size_asked_for(frame: list[tuple[str, str]], size: int, seed: int) -> None:
    drawn = draw(frame, size, seed)
    assert len(drawn) == min(size, len(dict(frame)))
    assert drawn <= dict(frame).keys()


def test_census_has_no_width() -> None:
    assert interval(9, 10, 10) == (0.9, 0.9)


def test_interval_holds_the_share_and_narrows_with_the_sample() -> None:
    few, many = interval(9, 10, 1000), interval(90, 100, 1000)
    assert few[0] < 0.9 < few[1]
    assert many[0] > few[0]
    assert many[1] < few[1]
