"""Objects of an answer that hold one number with its unit: the limit alone, or a guide that has a limit in it."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

GUIDE = {
    "taskName": "渡船登记",
    "deptName": "临江县交通运输局",
    "isFeeText": "否",
    "consultTel": "0571-81234567",
    "promiseDay": 5,
    "promiseTypeText": "工作日",
}


def test_a_guide_with_one_number_in_it_is_read_key_by_key() -> None:
    guide = read_answer({"aeaGuide": GUIDE, "questions": [{"question": "可以代办吗？", "answer": "可以。"}]})
    read = {e: guide.read(e).text for e in ("name", "implementing_body", "fee_status", "promised_time_limit")}
    assert read == {
        "name": "渡船登记",
        "implementing_body": "临江县交通运输局",
        "fee_status": "否",
        "promised_time_limit": "5个工作日",
    }


@pytest.mark.parametrize("said", [{"num": 5, "unit": "工作日"}, {"num": 5, "unit": "工作日", "remark": "自受理之日起"}])
def test_a_number_with_its_unit_is_the_limit_of_its_key(said: dict[str, Any]) -> None:
    assert read_answer({**ANSWER, "isFee": "否", "promise": said}).read("promised_time_limit").text == "5个工作日"


def test_what_may_be_a_number_of_allowed_ones_leaves_that_open() -> None:
    said = {**ANSWER, "promiseLimit": "5个工作日", "zzx": "无数量限制"}
    assert read_answer(said).read("quantity_limit").state is State.UNREAD


def test_each_limit_in_an_object_of_its_own() -> None:
    limits = {"legal": {"value": 20, "unit": "工作日"}, "promise": {"value": 5, "unit": "工作日"}}
    guide = read_answer({**ANSWER, "isFee": "否", "limits": limits})
    assert guide.read("statutory_time_limit").text == "20个工作日"
    assert guide.read("promised_time_limit").text == "5个工作日"
    assert not read_answer({**ANSWER, "isFee": "否", "promise": "是"}).read("promised_time_limit").stated
