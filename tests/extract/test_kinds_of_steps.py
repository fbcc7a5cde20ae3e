"""Steps of an answer whose rows hold a name and a kind (环节类别), or a name alone, under keys that mean otherwise."""

from __future__ import annotations

import pytest

from crawler.extract.answers.values import told_behind_names
from tests.extract.one_guide import ANSWER, read_answer


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


NAMES = ("申请", "受理", "审查", "决定", "送达")


def test_names_under_a_key_of_what_is_done_are_names_where_another_tells_that() -> None:
    sheet = [
        {"STEP_TEXT": name, "TIME_LIMIT": f"{n}个工作日", "CHECK_STANDARD": f"渡口管理所{name}渡船的检验报告。"}
        for n, name in enumerate(NAMES, 1)
    ]
    found = read_answer({"ITEM": ANSWER, "AUDIT_ITEM_FLOWSHEET": sheet})
    assert [step.name.value for step in found.steps] == list(NAMES)
    assert [step.description.value for step in found.steps] == [row["CHECK_STANDARD"] for row in sheet]
    assert found.steps[0].name.locator == "/AUDIT_ITEM_FLOWSHEET/0/STEP_TEXT"
    assert found.steps[4].limit.value == "5个工作日"


def test_what_is_done_stays_that_and_names_without_more_stay_where_they_are() -> None:
    sheet = [{"STEP_TEXT": f"到渡口管理所办理{name}，当场取得{name}的回执。"} for name in NAMES]
    steps = read_answer({"ITEM": ANSWER, "AUDIT_ITEM_FLOWSHEET": sheet}).steps
    assert [step.description.value for step in steps] == [row["STEP_TEXT"] for row in sheet]
    steps = read_answer({"ITEM": ANSWER, "AUDIT_ITEM_FLOWSHEET": [{"STEP_TEXT": name} for name in NAMES]}).steps
    assert [step.description.value for step in steps] == list(NAMES)
