"""The name of a service under a key that nobody knows: it is no guide without a name."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_answer

NAMELESS = {"fdsx": "30个工作日", "cnsx": "3个工作日", "zxdh": "0571-81234567", "sltj": "有船。"}


def name(**given: str) -> tuple[State, str]:
    found = read_answer({**NAMELESS, **given}).read("name")
    return found.state, found.text


@pytest.mark.parametrize("text", ["渡船所有权首次登记（一般渡船）", "渡船登记证书遗失补发"])
def test_a_text_that_ends_as_services_do_under_a_key_of_names_is_the_name(text: str) -> None:
    assert name(ywlxmc=text, ywlxdm="") == (State.STATED, text)


@pytest.mark.parametrize(
    "given",
    [
        {"ywlx": "渡船登记证书遗失补发"},  # a key that names nothing
        {"parentTitle2": "渡船登记"},  # what the item is part of
        {"ywlxmc": "渡船首次登记", "ywzlmc": "渡船转移登记"},
    ],
)
def test_what_may_be_the_name_leaves_it_open(given: dict[str, str]) -> None:
    assert name(**given)[0] is State.UNREAD


@pytest.mark.parametrize("text", ["行政许可", "临江县", "临江县交通运输局", "请携带渡船证书到窗口，填写表格后办理。"])
def test_words_of_lists_places_and_sentences_are_no_name(text: str) -> None:
    assert name(lbxxmc=text)[0] is State.NOT_STATED


def test_the_name_under_its_own_key_comes_first() -> None:
    assert name(sxmc="渡船登记", ywlxmc="渡船首次登记") == (State.STATED, "渡船登记")


@pytest.mark.parametrize("wraps", [("result", "info"), ("data", "resultData"), ("roleObject", "list")])
def test_what_the_facts_are_wrapped_in_says_nothing_of_the_name_beside_them(wraps: tuple[str, str]) -> None:
    outer, inner = wraps
    guide = {"code": 0, "msg": "ok", outer: {inner: {**NAMELESS, "sxmc": None, "sxzxname": "渡船登记证书遗失补发"}}}
    assert read_answer(guide).read("name").text == "渡船登记证书遗失补发"


def test_the_result_beside_the_facts_is_another_thing() -> None:
    guide = {**NAMELESS, "ywlxmc": "渡船首次登记", "result": {"title": "渡船转移登记"}}
    assert read_answer(guide).read("name").text == "渡船首次登记"
