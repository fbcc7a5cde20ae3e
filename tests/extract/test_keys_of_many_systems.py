"""Field names that systems of portals have in common, and those that mean one thing here and another there."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import LABELS, read_answer

GUIDE = {
    "sxmc": "渡船登记",
    "deptName": "临江县交通运输局",
    "consultTel": "0571-81234567",
    "sltj": "有船。",
    "cnbjsx": "5个工作日",
}


def state(element: str, **given: Any) -> State:
    return read_answer({**GUIDE, **given}).read(element).state


@pytest.mark.parametrize("key", ["acceptLimit", "approveLimit", "acceptDeadline", "timeLimitForAcceptance"])
def test_a_limit_is_never_when_the_office_is_open(key: str) -> None:
    assert state("hours", **{key: "无"}) is State.NOT_STATED
    assert state("hours", acceptTime="周一至周五 9:00-17:00") is State.STATED


@pytest.mark.parametrize(
    ("element", "key", "value", "expected"),
    [
        ("place", "processAddress", "临江县渡口路1号2楼3号窗口", State.STATED),
        ("place", "processAddress", "http://10.0.0.1/a.png", State.UNREAD),
        ("flow_chart", "processPath", "申请、受理、审查、决定", State.UNREAD),
        ("power_source", "tasksource", "2", State.UNREAD),  # how the item came into the system
        ("power_source", "tasksource", "法定本级行使", State.STATED),
        ("result_name", "acceptResult", "受理通知书", State.UNREAD),
        ("handling_code", "approveCode", "11330100002489559A4330100002000", State.UNREAD),
        ("promised_time_limit", "PROCESSING_TIME_LIMIT", "节假日顺延", State.UNREAD),
        ("hours", "processTime", "周一至周五 9:00-17:00", State.STATED),
    ],
)
def test_a_key_of_different_things_is_told_by_its_value(element: str, key: str, value: str, expected: State) -> None:
    given = {name: text for name, text in GUIDE.items() if element != "promised_time_limit" or name != "cnbjsx"}
    assert read_answer({**given, key: value}).read(element).state is expected


NO_LIMIT = {key: value for key, value in GUIDE.items() if key != "cnbjsx"}


@pytest.mark.parametrize("value", [5, "5个工作日", "5"])
def test_a_limit_that_is_called_neither_is_no_statutory_one(value: Any) -> None:
    guide = read_answer(NO_LIMIT | {"time_limit": value})
    assert guide.read("statutory_time_limit").state is State.UNREAD
    assert guide.read("promised_time_limit").state is State.UNREAD


@pytest.mark.parametrize(
    ("value", "element", "other"),
    [
        ("承诺5个工作日", "promised_time_limit", "statutory_time_limit"),
        ("法定20个工作日", "statutory_time_limit", "promised_time_limit"),
        ("承诺5个工作日（法定节假日除外）", "promised_time_limit", "statutory_time_limit"),
    ],
)
@pytest.mark.parametrize("key", ["timeLimit", "handleTimeLimit"])
def test_a_limit_tells_which_it_is_by_its_own_words(key: str, value: str, element: str, other: str) -> None:
    guide = read_answer(NO_LIMIT | {key: value})
    assert guide.read(element).stated
    assert not guide.read(other).stated


def test_holidays_are_no_statutory_limit() -> None:
    guide = read_answer(NO_LIMIT | {"timeLimit": "5个工作日（法定节假日除外）", "legalTime": "20个工作日"})
    assert guide.read("promised_time_limit").value == "5个工作日（法定节假日除外）"
    assert guide.read("statutory_time_limit").value == "20个工作日"


@pytest.mark.parametrize(
    ("key", "element"),
    [
        ("basic_xscj", "level"),
        ("baseBlxs", "handling_form"),
        ("info_zxfs", "consultation_phone"),
        ("isyybl", "reservation"),
        ("chargeGist", "fee_basis"),
        ("chargeNorm", "fee_standard"),
        ("acceptInstitution", "implementing_body"),
        ("isExistIntermediary", "intermediary"),
        ("onlineFlow", "procedure"),
        ("operationScope", "scope"),
    ],
)
def test_keys_are_known_by_their_words_and_letters(key: str, element: str) -> None:
    assert LABELS.element_of_field(key) == element or LABELS.heard(key) == {element}


def test_letters_behind_words_that_say_something_are_not_heard() -> None:
    assert LABELS.heard("user_xscj") == frozenset()
    assert LABELS.several_of_field("basic_sxlx") == ("item_type", "case_type")


@pytest.mark.parametrize(("key", "part"), [("mMedia", "material_form"), ("mSource", "material_source")])
def test_the_letter_of_materials_before_a_key_says_nothing(key: str, part: str) -> None:
    assert LABELS.part("materials", key) == part


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("父级事项名称", "parent_item"),
        ("是否收费（特殊环节）", "special_step"),
        ("责任处（科）室", "implementing_body"),
        ("到办事窗口的最少次数", "visits"),
        ("收件地址", None),
        ("收件地点", "place"),
        ("依法享有的权利", "rights"),
    ],
)
def test_labels_of_many_systems(label: str, element: str | None) -> None:
    found = LABELS.element_of(label)
    assert (found.element if found is not None else None) == element
