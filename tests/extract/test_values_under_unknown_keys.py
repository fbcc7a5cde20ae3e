"""An answer whose key for an element stands empty: what stands under a key that nobody knows may be it."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

GUIDE = {
    **ANSWER,
    "acceptCondition": "有合格的渡船和船员。",
    "promiseDay": "5个工作日",
    "legalDay": "20个工作日",
    "handleAddress": "临江县听涛路7号政务服务中心2楼",
    "handleTime": "周一至周五 9:00-17:00",
    "superviseTel": "0571-81230000",
    "isFee": "不收费",
    "resultName": "渡船登记证",
    "acceptStandard": "材料齐全，填写完整。",
    "limitSceneNum": "1次",
    "sendWay": "窗口领取",
    "updateTime": "2026-03-01",
    "quantityLimit": "不限数量",
    "handleForm": "窗口办理",
}
SAID = [
    ("place", "handleAddress", "临江县松涛路1号一楼"),
    ("hours", "handleTime", "周一至周四 8:30-12:00"),
    ("complaint_phone", "superviseTel", "0571-81239999"),
    ("consultation_phone", "consultTel", "0571-81239999"),
    ("promised_time_limit", "promiseDay", "7个工作日"),
    ("statutory_time_limit", "legalDay", "7个工作日"),
    ("conditions", "acceptCondition", "渡船经检验，船员持有证书。"),
    ("review_standard", "acceptStandard", "渡船经检验，船员持有证书。"),
    ("fee_status", "isFee", "免费"),
    ("result_name", "resultName", "渡口设置批文"),
    ("visits", "limitSceneNum", "2次"),
    ("delivery", "sendWay", "自取或者邮寄"),
    ("update_date", "updateTime", "2026-05-06 10:00:00"),
    ("quantity_limit", "quantityLimit", "每村限设一处"),
    ("handling_form", "handleForm", "窗口办理、网上申报"),
    ("implementing_body", "deptName", "临江县交通运输局"),
    ("materials", "materials", "1.渡船登记申请表；2.船员证书复印件。"),
]


@pytest.mark.parametrize(("element", "key", "words"), SAID)
@pytest.mark.parametrize("empty", ["", None])
def test_an_empty_key_beside_a_value_of_its_kind_under_an_unknown_one_leaves_nothing_out(
    element: str, key: str, words: str, empty: str | None
) -> None:
    found = read_answer({**GUIDE, key: empty, "zkvwq": words}).read(element)
    assert found.state is not State.NOT_STATED
    assert found.stated or found.label == "zkvwq"
    assert read_answer({**GUIDE, key: empty, "zkvwq": ""}).read(element).state is State.NOT_STATED


@pytest.mark.parametrize(
    ("element", "key", "words"),
    [
        ("place", "handleAddress", "县政府对面"),
        ("complaint_phone", "superviseTel", "311300"),
        ("promised_time_limit", "promiseDay", "普通"),
        ("conditions", "acceptCondition", "船舶"),
        ("result_name", "resultName", "渡船"),
        ("implementing_body", "deptName", "渡口管理"),
    ],
)
def test_a_value_of_another_kind_is_not_what_an_empty_key_leaves_out(element: str, key: str, words: str) -> None:
    assert read_answer({**GUIDE, key: "", "zkvwq": words}).read(element).state is State.NOT_STATED


@pytest.mark.parametrize("key", ["noticeTips", "remarkInfo", "entrustBody"])
def test_prose_under_a_key_whose_words_mean_something_else_is_no_condition(key: str) -> None:
    said = read_answer({**GUIDE, "acceptCondition": "", key: "渡船经检验，船员持有证书。"})
    assert said.read("conditions").state is State.NOT_STATED


def test_a_number_may_be_a_limit_where_the_words_of_its_key_speak_of_days() -> None:
    assert read_answer({**GUIDE, "promiseDay": "", "xwDays": 7}).read("promised_time_limit").unread
    assert not read_answer({**GUIDE, "promiseDay": "", "noticeNum": 7}).read("promised_time_limit").unread


def test_what_rows_and_things_beside_the_guide_hold_is_no_value_of_it() -> None:
    row = {"zkvwq": "临江县松涛路1号一楼"}
    for key in ("userInfo", "parentItem"):
        said = read_answer({**GUIDE, "handleAddress": "", key: row})
        assert said.read("place").state is State.NOT_STATED
    said = read_answer(
        {**GUIDE, "handleAddress": "", "hot": [{"itemName": "渡口设置", **row}, {"itemName": "渡口废止"}]}
    )
    assert said.read("place").state is State.NOT_STATED


@pytest.mark.parametrize(
    ("element", "empty", "key", "words"),
    [
        ("promised_time_limit", "promiseDay", "basic_cnbjsx", "7个工作日"),
        ("promised_time_limit", "promiseDay", "timeLimit", "7个工作日"),
        ("place", "handleAddress", "basic_bldd", "临江县听涛路7号政务服务中心2楼"),
        ("fee_status", "isFee", "charge_standard", "不收费"),
        ("implementing_body", "deptName", "transaction_branch", "临江县交通运输局"),
    ],
)
def test_an_empty_key_takes_nothing_from_one_that_only_its_words_tell(
    element: str, empty: str, key: str, words: str
) -> None:
    assert read_answer({**GUIDE, empty: "", key: words}).read(element).text == words


def test_a_name_may_stand_under_a_key_whose_words_say_little() -> None:
    assert (
        read_answer({**GUIDE, "itemName": "", "ssqd_name": "渡口设置审批"}).read("name").state is not State.NOT_STATED
    )


def test_an_empty_answer_to_whether_a_fee_is_charged_stays_empty_beside_a_standard_that_names_one() -> None:
    said = read_answer({**GUIDE, "isFee": "", "charge_standard": "每艘80元"})
    assert not said.read("fee_status").stated


def test_letters_that_most_keys_of_an_object_begin_with_say_nothing() -> None:
    told = {"gk_bltj": "渡船经检验。", "gk_bldd": "临江县听涛路7号政务服务中心2楼", "gk_bgsj": "周一至周五 9:00-17:00"}
    more = {"gk_jddh": "0571-81239999", "gk_zxdh": "0571-81234567", "gk_xscj": "县级", "gk_fdbjsx": "20个工作日"}
    guide = read_answer({"title": "渡船登记", "info_id": 7, **told, **more})
    assert guide.read("conditions").text == "渡船经检验。"
    assert (guide.read("level").text, guide.read("complaint_phone").text) == ("县级", "0571-81239999")
    assert read_answer({**GUIDE, "gk_xscj": "县级", "gk_xq": "详情"}).read("level").label != "xscj"
