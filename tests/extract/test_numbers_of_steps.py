"""Numbers in the rows of steps (环节): which of them it is, and never how long it takes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.one_guide import ANSWER, read_answer, read_body

FACTS = (
    "<h1>渡船登记办事指南</h1><p>实施主体：临江县交通运输局</p><p>承诺时限：5个工作日</p><p>咨询电话：0571-81234567</p>"
)
NAMES, DEEDS = ("受理", "审查", "办结"), ("核对材料", "核实船舶", "发给证书")


def limits_on_page(heads: tuple[str, ...], *columns: tuple[str, ...]) -> list[tuple[str | None, str | None]]:
    head = "".join(f"<th>{one}</th>" for one in heads)
    rows = ["".join(f"<td>{one}</td>" for one in row) for row in zip(*columns, strict=True)]
    table = f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    return [(one.name.value, one.limit.value) for one in read_body(f"{FACTS}<h2>办理步骤</h2>{table}").steps]


def limits_in_answer(**columns: tuple[Any, ...]) -> list[tuple[str | None, str | None]]:
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    guide = read_answer({**ANSWER, "acceptCondition": "有渡船。", "promiseDay": "5个工作日", "processList": rows})
    return [(one.name.value, one.limit.value) for one in guide.steps]


@pytest.mark.parametrize("count", ["序号", "编号", "序"])
@pytest.mark.parametrize("who", ["操作者", "办理人", "角色"])
def test_a_column_that_counts_the_steps_is_no_limit(count: str, who: str) -> None:
    found = limits_on_page((count, "步骤", "说明", who), ("1", "2", "3"), NAMES, DEEDS, ("窗口", "科长", "窗口"))
    assert found == [(name, None) for name in NAMES]


@pytest.mark.parametrize("title", ["几天", "用多少时间", "办理时限（工作日）"])
def test_numbers_under_a_word_of_time_are_limits(title: str) -> None:
    found = limits_on_page(("环节", title, "做什么"), NAMES, ("1", "3", "1"), DEEDS)
    assert [name for name, _ in found] == list(NAMES)
    assert all(limit and limit[0].isdigit() for _, limit in found)


def test_limits_with_their_unit_need_no_word_in_the_title() -> None:
    found = limits_on_page(("序号", "环节", "快慢"), ("1", "2", "3"), NAMES, ("1天", "3天", "1天"))
    assert found == list(zip(NAMES, ("1天", "3天", "1天"), strict=True))


def test_the_names_stand_behind_a_column_of_steps_that_counts_them() -> None:
    found = limits_on_page(("步骤", "名称", "时限"), ("1", "2", "3"), NAMES, ("1天", "3天", "1天"))
    assert found == list(zip(NAMES, ("1天", "3天", "1天"), strict=True))


@pytest.mark.parametrize("key", ["orderNumber", "sort", "stepNo", "xh", "px", "version"])
@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("01", "02", "03"), (1, 2, 3)])
def test_a_key_that_counts_the_steps_is_no_limit(key: str, numbers: tuple[Any, ...]) -> None:
    found = limits_in_answer(**{"activityName": NAMES, key: numbers, "standard": DEEDS})
    assert found == [(name, None) for name in NAMES]


def test_a_key_of_limits_holds_limits() -> None:
    found = limits_in_answer(linkName=NAMES, handleDay=("1", "3", "1"), handleType=("工作日",) * 3)
    assert found == list(zip(NAMES, ("1个工作日", "3个工作日", "1个工作日"), strict=True))


def test_the_unit_of_a_limit_is_not_what_is_done() -> None:
    rows = [{"linkName": name, "handleDay": "1", "handleType": "工作日"} for name in NAMES]
    guide = read_answer({**ANSWER, "acceptCondition": "有渡船。", "processList": rows})
    assert not any(one.description.stated for one in guide.steps)
