"""Steps of an answer whose rows hold a name and a kind (环节类别) under keys that both may mean the name."""

from __future__ import annotations

import pytest

from crawler.extract.answers.values import told_behind_names


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [(("一般", "一般", "一般"), {"step": None}), (("一", "二", "三"), {})],
)
def test_what_is_the_same_of_every_step_is_not_its_name(kinds: tuple[str, ...], expected: dict[str, None]) -> None:
    rows = [
        {"name": name, "step": kind, "standard": f"{name}的标准"}
        for name, kind in zip(("收件登记", "书面审查", "作出决定"), kinds, strict=True)
    ]
    assert told_behind_names({"name": "name", "step": "name", "standard": "description"}, rows) == expected
