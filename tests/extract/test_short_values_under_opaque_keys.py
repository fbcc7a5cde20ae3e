"""An empty key of an element, and short values under keys of which nobody knows a word: the element is unread."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

GUIDE = {
    **ANSWER,
    "acceptCondition": "有合格的渡船和船员。",
    "promiseDay": "5个工作日",
    "legalDay": "20个工作日",
    "isFee": "不收费",
    "resultName": "渡船登记证",
    "limitSceneNum": "1次",
    "sceneReason": "核对船员证书原件",
    "onlinePay": "不支持",
    "isExpress": "是",
    "sendWay": "窗口领取",
    "quantityLimit": "每村限一艘",
    "projectType": "承诺件",
    "useLevel": "县级",
    "handleFlow": "1.申请：提交材料；2.受理：核对材料；3.办结：领取证件。",
}
SHORT = [
    ("visits", "limitSceneNum", 0),
    ("visits", "limitSceneNum", "1"),
    ("promised_time_limit", "promiseDay", 7),
    ("statutory_time_limit", "legalDay", "60"),
    ("promised_time_limit", "promiseDay", "即办"),
    ("fee_status", "isFee", "0"),
    ("fee_status", "isFee", False),
    ("online_payment", "onlinePay", "支持"),
    ("courier", "isExpress", "否"),
    ("result_name", "resultName", "船员名册核定表"),
    ("visits_reason", "sceneReason", "交回旧证"),
    ("quantity_limit", "quantityLimit", "无"),
    ("delivery", "sendWay", "网上下载电子证"),
    ("case_type", "projectType", "2"),
    ("level", "useLevel", ["4"]),
    ("procedure", "handleFlow", "1.受理：核对材料。2.办结：打印证件由申请人领取。"),
]


@pytest.mark.parametrize(("element", "key", "value"), SHORT)
def test_a_short_value_of_its_kind_under_an_opaque_key_leaves_the_empty_one_open(
    element: str, key: str, value: object
) -> None:
    assert read_answer({**GUIDE, key: ""}).read(element).state is State.NOT_STATED
    assert read_answer({**GUIDE, key: "", "zkvwq": value}).read(element).state is not State.NOT_STATED


@pytest.mark.parametrize(
    "beside",
    [
        {"orderNum": 3},
        {"isDeleted": "0"},
        {"isHot": "1", "ifShow": True},
        {"sfyx": "1", "sjyxbs": "1"},
        {"rowGuid": "7f0c2a1e-9d44-4c1c-8a55-0d0f4f7b9e10"},
        {"syncFlag": 1, "versionNo": 2, "vno": 3},
        {"createTime": "2026-01-05 10:00:00"},
        {"xzxk": "1"},
        {"zkvwq": 4096},
    ],
)
def test_what_the_record_counts_or_asks_of_itself_hides_nothing(beside: dict[str, object]) -> None:
    guide = read_answer({**GUIDE, "limitSceneNum": "", "promiseDay": "", "isFee": "", "onlinePay": "", **beside})
    for element in ("visits", "promised_time_limit", "fee_status", "online_payment"):
        assert guide.read(element).state is State.NOT_STATED


def test_an_answer_to_whether_is_no_number_and_no_word_where_nothing_is_no_answer() -> None:
    assert not read_answer({**GUIDE, "limitSceneNum": "", "sfzkvwq": "1"}).read("visits").unread
    assert read_answer({**GUIDE, "onlinePay": "", "sfzkvwq": "1"}).read("online_payment").unread
    assert not read_answer({**GUIDE, "resultName": "", "zkvwq": "无"}).read("result_name").unread
    assert not read_answer({**GUIDE, "resultName": "", "zkvwq": "渡口"}).read("result_name").unread


def test_what_stands_around_the_guide_hides_nothing() -> None:
    empty = {**GUIDE, "onlinePay": ""}
    assert read_answer({"kzxwv": True, "data": empty}).read("online_payment").state is State.NOT_STATED
    assert read_answer({"data": {**empty, "kzxwv": True}}).read("online_payment").unread


def test_rows_under_an_opaque_key_may_be_the_conditions_and_names_of_other_items_are_not() -> None:
    rows = [{"xv": 1, "wq": "渡口符合防洪要求"}, {"xv": 2, "wq": "具有两名以上船员"}]
    assert read_answer({**GUIDE, "acceptCondition": [], "zkvwq": rows}).read("conditions").unread
    named = [{"xv": 1, "wq": "快递业务经营许可"}, {"xv": 2, "wq": "渡口设置审批"}]
    assert read_answer({**GUIDE, "acceptCondition": [], "zkvwq": named}).read("conditions").state is State.NOT_STATED


def test_one_law_in_an_object_under_an_opaque_key_may_be_the_basis() -> None:
    law = [{"zk": "中华人民共和国渡口法", "qx": "第三条"}]
    assert read_answer({**GUIDE, "lawList": [], "zkvwq": law}).read("legal_basis").state is not State.NOT_STATED
    area = [{"zk": "临江县", "qx": "第三片区"}]
    assert read_answer({**GUIDE, "lawList": [], "zkvwq": area}).read("legal_basis").state is State.NOT_STATED


def test_the_address_of_one_window_is_that_with_a_number_of_a_house() -> None:
    window = {"zk": "县政务服务中心", "vw": "临江县听涛路7号2楼3号窗口", "qx": "周一至周五 9:00-17:00"}
    assert read_answer({**GUIDE, "zkvwq": [window]}).read("place").text == "临江县听涛路7号2楼3号窗口"
    hall = {"zk": "县政务服务中心", "qx": "周一至周五 9:00-17:00"}
    assert read_answer({**GUIDE, "zkvwq": [hall]}).read("place").text == "县政务服务中心"


def test_the_unit_of_an_amount_is_no_standard_of_a_fee() -> None:
    fee = {"zk": "渡船检验费", "vw": "80", "qx": "元/艘", "xz": "发改价格〔2019〕12号"}
    assert read_answer({**GUIDE, "zkvwq": [fee]}).read("fee_standard").unread
    whole = {"zk": "渡船检验费", "qx": "80元/艘", "xz": "发改价格〔2019〕12号"}
    assert read_answer({**GUIDE, "zkvwq": [whole]}).read("fee_standard").text == "80元/艘"
