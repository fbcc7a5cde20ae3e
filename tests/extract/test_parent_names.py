"""A guide that is named by its entry in a catalogue only: that is its name, or nobody knows, but it has one."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_answer, read_body

NAME, OTHER = "浮桥养护登记", "浮桥夜间养护登记"
FACTS = {
    "taskTypeText": "行政确认",
    "implOrgName": "临江县浮桥管理站",
    "consultPhone": "0571-81234567",
    "conditions": "1.有浮桥；2.有养桥工。",
}
ROWS = (
    "<tr><th>事项类型</th><td>行政确认</td></tr><tr><th>实施主体</th><td>临江县浮桥管理站</td></tr>"
    "<tr><th>法定办结时限</th><td>20个工作日</td></tr><tr><th>受理条件</th><td>有浮桥。</td></tr>"
)


def answer(**given: Any) -> tuple[State, str, str]:
    guide = read_answer({"code": 0, "data": {**FACTS, **given}})
    return guide.read("name").state, guide.read("name").text, guide.read("parent_item").text


@pytest.mark.parametrize("key", ["catalog_name", "cataName", "sxmlmc", "目录名称"])
def test_an_entry_of_the_catalogue_names_the_item_that_has_no_other_name(key: str) -> None:
    assert answer(**{key: NAME}) == (State.STATED, NAME, "")


@pytest.mark.parametrize(
    "key", ["directory_name", "entry_title", "businessItemName", "projectName", "serviceItemTitle", "entryName", "事项"]
)
def test_other_words_for_an_entry_name_it_too(key: str) -> None:
    assert answer(**{key: NAME})[:2] == (State.STATED, NAME)


@pytest.mark.parametrize("key", ["mainItemName", "dxmc", "主项名称"])
def test_a_main_item_may_have_this_one_as_its_part(key: str) -> None:
    assert answer(**{key: NAME}) == (State.UNREAD, "", NAME)


def test_beside_a_name_of_its_own_it_is_that_of_the_item_above() -> None:
    assert answer(catalogName=NAME, taskName=OTHER) == (State.STATED, OTHER, NAME)
    assert answer(catalogName=NAME, title=OTHER) == (State.STATED, OTHER, NAME)


@pytest.mark.parametrize("key", ["parentTaskName", "parent_item_name", "上级事项名称"])
def test_what_is_named_above_it_may_be_called_otherwise(key: str) -> None:
    assert answer(**{key: NAME})[0] is State.UNREAD


def test_a_name_left_empty_in_an_answer_is_not_missing_beside_that_of_the_entry() -> None:
    assert answer(catalogName=NAME, taskName="")[0] is State.UNREAD
    assert answer(mainItemName=NAME, subItemName="")[:2] == (State.STATED, NAME)


@pytest.mark.parametrize("key", ["deptEntryName", "directoryDeptName", "picName", "ryName", "cityName"])
def test_what_others_are_called_names_no_item(key: str) -> None:
    assert answer(**{key: "浮桥工"})[0] is State.NOT_STATED


def test_on_a_page_too() -> None:
    named = read_body(f"<table><tr><th>目录名称</th><td>{NAME}</td></tr>{ROWS}</table>")
    assert named.read("name").text == NAME
    main = read_body(f"<table><tr><th>主项名称</th><td>{NAME}</td></tr>{ROWS}</table>")
    assert main.read("name").state is State.UNREAD
    both = read_body(f"<table><tr><th>主项名称</th><td>{NAME}</td></tr>{ROWS}</table><h1>{OTHER}</h1>")
    assert both.read("name").state is not State.NOT_STATED


def test_a_label_of_the_page_that_is_left_empty_stays_empty() -> None:
    page = f"<table><tr><th>目录名称</th><td>{NAME}</td></tr><tr><th>事项名称</th><td></td></tr>{ROWS}</table>"
    assert read_body(page).read("name").state is State.NOT_STATED


def test_an_entry_of_the_name_of_the_item_is_no_item_above_it() -> None:
    assert answer(itemName=NAME, catalogName=NAME) == (State.STATED, NAME, "")
    assert answer(itemName=NAME, catalogName=OTHER) == (State.STATED, NAME, OTHER)
