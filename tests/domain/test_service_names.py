"""Names of services: alike, the same in other words, or another service."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.domain.values.service_name import Likeness, distance, likeness, plain_name

NAMES = st.text(alphabet="学历位公证失就业登记申领办理电子社会保障卡（）“”、 一件事跨省通", max_size=14)


@pytest.mark.parametrize(
    ("shown", "listed", "alike"),
    [
        ("1. 失业登记（跨省通办）", "失业登记", Likeness.SAME),
        ("新生儿出生“一件事”一次办", "新生儿出生", Likeness.SAME),
        ("高效办成“企业注销登记一件事”", "企业注销登记", Likeness.SAME),
        ("公租房申请", "申请公租房", Likeness.REWORDED),
        ("新生儿落户", "新生儿入户", Likeness.REWORDED),
        ("户口迁移", "夫妻投靠户口迁移", Likeness.CLOSE),
        ("学位公证", "学历公证", Likeness.OTHER),
        ("就业登记", "失业登记", Likeness.OTHER),
        ("（）", "失业登记", Likeness.OTHER),
    ],
)
def test_names_are_told_apart(shown: str, listed: str, alike: Likeness) -> None:
    assert likeness(shown, listed) is alike


@given(NAMES, NAMES)
def test_likeness_has_no_direction(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one)


@given(NAMES)
def test_a_name_is_like_itself_with_a_badge(name: str) -> None:
    if plain_name(name):
        assert likeness(name, name) is Likeness.SAME
    assert plain_name(f"失业登记{name}（全国通办）") == plain_name(f"失业登记{name}")


@given(NAMES, NAMES, NAMES)
def test_distance_is_one_of_a_space(a: str, b: str, c: str) -> None:
    assert 0 <= distance(a, b) <= 1
    assert (distance(a, b) == 0) == (a == b)
    edits = [distance(x, y) * max(len(x), len(y), 1) for x, y in ((a, b), (b, c), (a, c))]
    assert edits[2] <= edits[0] + edits[1] + 1e-9
