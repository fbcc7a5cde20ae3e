"""Texts of an answer that tell the procedure under keys that say something else, and charts under its key."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

OWN = {**ANSWER, "promiseLimit": "5个工作日"}
TOLD = "申请：船主填表。<br/>受理：窗口核对。<br/>审查：验船。<br/>决定：作出决定。"


def test_a_text_of_named_steps_is_the_procedure_whatever_its_key() -> None:
    guide = read_answer({**OWN, "progress": TOLD})
    assert guide.read("procedure").stated
    assert [step.name.text for step in guide.steps] == ["申请", "受理", "审查", "决定"]


@pytest.mark.parametrize("number", ["（1）", "(1) ", "一、", "（一）", "1）"])
def test_numbered_steps_are_the_procedure_beside_its_empty_keys(number: str) -> None:
    told = "".join(f"{number}{step} " for step in TOLD.replace("：", "（一日）：", 1).split("<br/>"))
    guide = read_answer({**OWN, "handleFlow": None, "offlineRemark": told})
    assert guide.read("procedure").text.startswith(f"{number}申请（一日）：船主填表。")
    held = "（1）船主：年满十八岁。（2）渡船：检验合格。（3）渡口：已经批准。"
    assert not read_answer({**OWN, "handleFlow": None, "offlineRemark": held}).read("procedure").stated


@pytest.mark.parametrize("said", ["60", "登录网站查询办理进度", "受理：窗口核对材料。", "名称：渡船。地址：城北。"])
def test_how_far_a_case_has_come_is_no_procedure(said: str) -> None:
    assert not read_answer({**OWN, "progress": said}).read("procedure").stated


def test_the_procedure_of_a_parent_is_not_the_guides() -> None:
    assert not read_answer({**OWN, "parentProgress": TOLD}).read("procedure").stated


@pytest.mark.parametrize("key", ["handleFlow", "bllc", "workflow"])
def test_an_address_under_the_key_of_the_procedure_leads_to_its_chart(key: str) -> None:
    guide = read_answer({**OWN, key: "http://bs.example/files/chart.png"})
    assert guide.read("flow_chart").stated
    assert guide.read("procedure").state is not State.STATED
    assert read_answer({**OWN, key: "船主填表，窗口受理，验船后决定。"}).read("procedure").stated
