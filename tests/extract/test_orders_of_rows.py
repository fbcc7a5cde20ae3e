"""Columns of an answer that count its rows, and columns of numbers that say something of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = ("申请", "受理", "审查", "决定")
PAPERS = ("渡船登记申请表", "渡船所有权证明", "经办人身份证")


def limits(key: str, values: Sequence[Any]) -> list[tuple[State, str]]:
    rows = [
        {key: value, "name": name, "content": f"窗口人员做好{name}的工作。"}
        for name, value in zip(STEPS, values, strict=False)
    ]
    found = read_answer({**ANSWER, "steps": rows}).steps
    return [(step.limit.state, step.limit.text) for step in found]


def of_papers(part: str, key: str, values: Sequence[Any]) -> list[tuple[State, str]]:
    rows = [
        {"clmc": name, key: value, "necessity": "必要", "lyqd": "申请人自备"}
        for name, value in zip(PAPERS, values, strict=False)
    ]
    found = read_answer({**ANSWER, "materials": rows}).materials
    return [(one.read(part).state, one.read(part).text) for one in found]


@pytest.mark.parametrize("values", [("0", "1", "2", "3"), ("1", "2", "3", "4"), ("7", "7", "7", "7"), (0, 1, 2, 3)])
def test_bare_numbers_under_an_unknown_key_are_no_limits_of_steps(values: Sequence[Any]) -> None:
    assert limits("unid", values) == [(State.NOT_STATED, "")] * 4


def test_limits_are_told_by_their_words_under_an_unknown_key() -> None:
    said = ("当场", "1个工作日", "2个工作日", "1个工作日")
    assert [text for _, text in limits("limittype", said)] == list(said)


def test_numbers_that_count_the_steps_under_a_key_of_limits_are_left_open() -> None:
    assert {state for state, _ in limits("days", (1, 2, 3, 4))} == {State.UNREAD}
    assert [text for _, text in limits("days", (1, 2, 5, 1))] == ["1", "2", "5", "1"]
    assert [text for _, text in limits("days", (1, 2))] == ["1", "2"]


def test_the_order_of_materials_is_not_their_kind() -> None:
    assert of_papers("material_type", "sort", (1, 2, 3)) == [(State.NOT_STATED, "")] * 3
    assert of_papers("material_type", "sort", ("证件证书证明", "其他"))[0] == (State.STATED, "证件证书证明")


def test_numbers_that_count_the_materials_may_be_those_of_copies() -> None:
    assert of_papers("material_copies", "num", ("1", "2", "3")) == [(State.UNREAD, "")] * 3


@pytest.mark.parametrize(
    ("key", "values"), [("num", ("1", "2", "1")), ("num", ("1", "2")), ("copies", ("1", "2", "3"))]
)
def test_numbers_of_copies_are_none_that_count_the_rows(key: str, values: Sequence[Any]) -> None:
    assert [text for _, text in of_papers("material_copies", key, values)] == list(values)
