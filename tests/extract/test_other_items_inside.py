"""Objects and keys of an answer that tell of another item: what the guide is part of, or was before."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

OTHER = {
    "itemName": "船舶登记",
    "itemTypeName": "行政许可",
    "deptName": "临江市海事局",
    "lawLimit": "60个工作日",
    "address": "临江市海河路9号",
    "materialList": [{"materialName": "船舶证书", "isNeed": "必要"}, {"materialName": "营业执照", "isNeed": "必要"}],
}
OWN = {**ANSWER, "promiseLimit": "5个工作日", "isFee": "不收费"}


def state(data: dict[str, Any], element: str) -> State:
    return read_answer(data).read(element).state


@pytest.mark.parametrize(
    "key",
    [
        "parentItem", "superior", "mainTask", "baseItem", "catalog", "P_ITEM", "上级事项", "sjsx", "mlxx",
        "itemDirectory",
    ],
)  # fmt: skip
def test_what_an_item_is_part_of_leaves_open_what_only_that_says(key: str) -> None:
    guide = read_answer({key: OTHER, **OWN})
    assert guide.read("name").text == "渡船登记"
    assert guide.read("item_type").text == "行政确认"
    assert [guide.read(e).state for e in ("statutory_time_limit", "place", "materials")] == [State.UNREAD] * 3
    assert guide.materials == ()


@pytest.mark.parametrize("key", ["relatedItem", "historyVersion", "oldTask", "lastVersion"])
def test_another_item_says_nothing_of_this_one(key: str) -> None:
    assert state({**OWN, key: OTHER}, "place") is not State.STATED
    assert state({**OWN, key: [OTHER]}, "place") is not State.STATED


def test_an_item_of_the_same_name_and_another_code_is_another() -> None:
    own = {**OWN, "taskCode": "11330100MB1554021Y4000117014000"}
    other = {**OTHER, "itemName": "渡船登记", "taskCode": "11330100MB1554021Y4000117015000"}
    assert state({**own, "parentItem": other}, "place") is State.UNREAD
    assert state({**own, "parentItem": {**other, "taskCode": own["taskCode"]}}, "place") is State.STATED


@pytest.mark.parametrize(
    "data",
    [
        {**OWN, "baseInfo": OTHER},  # the guide's own, whatever its heading is called
        {**OWN, "parentItem": {k: v for k, v in OTHER.items() if k != "itemName"}},  # it names no other item
        {"title": "船舶", "mainItem": OTHER},  # nothing else is the guide
    ],
)
def test_what_may_be_the_guide_itself_is_read(data: dict[str, Any]) -> None:
    assert state(data, "place") is State.STATED


def test_a_key_of_the_base_gives_way_to_the_guides_own() -> None:
    guide = read_answer({**ANSWER, "baseLawLimit": "60个工作日", "lawLimit": "20个工作日"})
    assert guide.read("statutory_time_limit").text == "20个工作日"
    alone = read_answer({**ANSWER, "baseLawLimit": "60个工作日"})
    assert alone.read("statutory_time_limit").text == "60个工作日"


def test_where_most_keys_begin_so_an_empty_place_takes_nothing_from_them() -> None:
    told = {"basic_sxlx": "公共服务", "basic_bjlx": "即办件", "basic_fwdx": "自然人", "basic_xscj": "县级"}
    data = {"name": "渡船登记", **told, "basic_zxfs": "0571-81234567", "advice": None}
    assert read_answer(data).read("consultation_phone").text == "0571-81234567"
    assert read_answer({**data, "advice": "0571-87654321"}).read("consultation_phone").text == "0571-87654321"
    more = {"agency": "临江县交通运输局", "process": "申请、受理。", "sltj": "有渡船。", "sdyj": "《渡口条例》第三条"}
    assert read_answer({**data, **more}).read("consultation_phone").stated
    few = {**ANSWER, "baseLawLimit": "60个工作日", "lawLimit": ""}
    assert read_answer(few).read("statutory_time_limit").state is State.UNREAD  # that of the base is no word of its own


@pytest.mark.parametrize(
    ("value", "element"),
    [
        ("补贴发放到账", "result_name"),
        ("渡船登记证", "result_name"),
        ("临江县交通运输局", None),
        ("云溪镇渡口管理所", None),
    ],
)
def test_letters_of_a_result_or_a_body_are_no_bodys_where_none_is_named(value: str, element: str | None) -> None:
    guide = read_answer({**ANSWER, "bljg": value})
    assert guide.read("result_name").stated is (element is not None)


def test_a_word_of_a_list_under_a_key_of_the_parent_is_not_the_guides() -> None:
    assert state({**OWN, "parentUseLevel": "市级"}, "level") is State.UNREAD
    assert state({**OWN, "xyLevel": "市级"}, "level") is State.STATED


def test_what_was_said_before_is_not_said_now() -> None:
    before = {"lastLawLimit": "60个工作日", "lastAddress": "临江市海河路9号", "lastUpdateTime": "2026-01-02"}
    guide = read_answer({**OWN, **before})
    assert [guide.read(e).state for e in ("statutory_time_limit", "place")] == [State.UNREAD] * 2
    assert guide.read("update_date").text == "2026-01-02"  # when the guide was last changed
    assert state({**OWN, "latestAddress": "临江市海河路9号"}, "place") is State.STATED


def test_the_remedy_of_a_parent_leaves_that_of_the_guide_open() -> None:
    said = "可以在六十日内向临江市人民政府申请行政复议，也可以提起行政诉讼。"
    assert state({**OWN, "parentLegalRemedy": said}, "remedy") is State.UNREAD
    assert state({**OWN, "ownHelp": said}, "remedy") is State.STATED


def test_whether_an_item_is_a_main_one_names_nothing() -> None:
    own = {key: value for key, value in OWN.items() if key != "itemName"}
    assert state({**own, "mainItem": "1"}, "name") is State.NOT_STATED
    assert read_answer({**OWN, "mainItem": "船舶登记"}).read("parent_item").text == "船舶登记"
