"""Labels that ask the other way round: whether an item is free (是否免费), whether a material may be left out."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from crawler.domain.values import fee_status
from tests.extract.one_guide import ANSWER, read_answer, read_body

FACTS = (
    "<tr><th>事项名称</th><td>渡船登记</td></tr><tr><th>实施主体</th><td>临江县交通运输局</td></tr>"
    "<tr><th>咨询电话</th><td>0571-81234567</td></tr><tr><th>受理条件</th><td>有渡船。</td></tr>"
)


def page_says(label: str, value: str) -> tuple[State, fee_status.FeeStatus | None, str]:
    row = f"<tr><th>{label}</th><td>{value}</td></tr>"
    found = read_body(f"<h1>渡船登记办事指南</h1><table>{FACTS}{row}</table>").read("fee_status")
    return found.state, fee_status.parse(found.text) if found.stated else None, found.quote or ""


@pytest.mark.parametrize("label", ["是否免费", "免费", "办理免费吗", "免不免费", "是否不收费", "是否免收费用"])
def test_yes_under_a_label_that_asks_whether_it_is_free_is_no_fee(label: str) -> None:
    assert page_says(label, "是") == (State.STATED, fee_status.FeeStatus.FREE, "是")
    assert page_says(label, "否")[1] is fee_status.FeeStatus.CHARGED


@pytest.mark.parametrize("label", ["是否收费", "收不收费", "要不要钱", "是否需要交费"])
def test_yes_under_a_label_that_asks_whether_a_fee_is_charged_is_a_fee(label: str) -> None:
    assert page_says(label, "是")[1] is fee_status.FeeStatus.CHARGED
    assert page_says(label, "否")[1] is fee_status.FeeStatus.FREE


@pytest.mark.parametrize("label", ["是否免费邮寄", "是否免费寄递", "免费打印", "是否免费代办", "是否免费刻章"])
def test_what_else_costs_nothing_says_nothing_of_the_fee_of_the_item(label: str) -> None:
    assert page_says(label, "是")[0] is not State.STATED


def test_the_fee_stands_beside_what_else_costs_nothing() -> None:
    rows = "<tr><th>是否免费邮寄</th><td>是</td></tr><tr><th>是否收费</th><td>否</td></tr>"
    guide = read_body(f"<h1>渡船登记办事指南</h1><table>{FACTS}{rows}</table>")
    assert guide.read("fee_status").value == "否"


def test_a_number_does_not_say_which_answer_it_stands_for() -> None:
    assert page_says("是否免费", "1")[0] is State.UNREAD


def test_words_under_such_a_label_stay_as_they_are() -> None:
    assert page_says("是否免费", "不收费")[1] is fee_status.FeeStatus.FREE


@pytest.mark.parametrize("key", ["isFree", "is_free", "isFreeName", "freeFlag", "SFMF"])
@pytest.mark.parametrize("value", ["是", "否", "1", 0, True])
def test_a_key_that_systems_use_for_both_questions_is_not_believed(key: str, value: Any) -> None:
    assert read_answer({**ANSWER, key: value}).read("fee_status").state is State.UNREAD


def test_words_under_such_a_key_tell() -> None:
    assert read_answer(ANSWER | {"isFree": "免费"}).read("fee_status").value == "免费"


def test_a_chinese_key_asks_as_a_label_does() -> None:
    assert read_answer(ANSWER | {"是否免费": "是", "受理条件": "有渡船。"}).read("fee_status").value == "免费"


def needs(head: str, *said: str) -> list[tuple[State, str | None]]:
    """Whether each material is needed, by a column of a page's table."""
    rows = "".join(f"<tr><td>渡船图纸{n}</td><td>申请人自备</td><td>{one}</td></tr>" for n, one in enumerate(said))
    table = f"<table><tr><th>材料名称</th><th>来源渠道</th><th>{head}</th></tr>{rows}</table>"
    guide = read_body(f"<h1>渡船登记办事指南</h1><table>{FACTS}</table><h2>申请材料</h2>{table}")
    return [(found.state, found.value) for one in guide.materials if (found := one.read("material_necessity"))]


@pytest.mark.parametrize("head", ["是否非必要", "是否可不提供", "可不可以不交"])
def test_yes_under_a_column_that_asks_whether_it_may_be_left_out_is_no_need(head: str) -> None:
    assert needs(head, "是", "否") == [(State.STATED, "非必要"), (State.STATED, "必要")]


@pytest.mark.parametrize("head", ["是否必要", "是不是必须", "要不要提供", "必不必要"])
def test_yes_under_a_column_of_need_is_need(head: str) -> None:
    assert needs(head, "是", "否") == [(State.STATED, "是"), (State.STATED, "否")]


@pytest.mark.parametrize("head", ["是否容缺", "是否共享", "是否需盖章"])
def test_other_questions_say_nothing_of_the_need(head: str) -> None:
    assert all(state is not State.STATED for state, _ in needs(head, "是", "否"))
