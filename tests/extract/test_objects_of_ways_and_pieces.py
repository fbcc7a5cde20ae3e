"""Objects of an answer that hold one way to ask or complain, and lists whose objects hold a piece each."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

OWN = {**{key: value for key, value in ANSWER.items() if key != "consultTel"}, "promiseLimit": "5个工作日"}
PLACE, PHONE = "临江市江滨路18号", "0571-12345678"


@pytest.mark.parametrize(
    ("key", "element"),
    [("consult", "consultation_phone"), ("complaint", "complaint_phone"), ("superviseXmlStr", "complaint_phone")],
)
@pytest.mark.parametrize("in_list", [False, True])
def test_the_phone_of_a_way_is_that_ways_and_its_place_nobodys(key: str, element: str, *, in_list: bool) -> None:
    way = {"phone": PHONE, "address": PLACE, "time": "工作日9:00-12:00"}
    guide = read_answer({**OWN, key: [way] if in_list else way})
    assert guide.read(element).text == PHONE
    assert guide.read("place").state is not State.STATED
    assert {guide.read(e).state for e in ("consultation_phone", "complaint_phone")} != {State.STATED}


def test_a_window_has_its_phone_and_its_place() -> None:
    guide = read_answer({**OWN, "window": {"phone": PHONE, "address": PLACE, "time": "工作日9:00-12:00"}})
    assert (guide.read("place").text, guide.read("consultation_phone").text) == (PLACE, PHONE)


def test_objects_that_hold_a_condition_each_are_the_conditions() -> None:
    rows = [{"conditionText": "年满十八周岁"}, {"conditionText": "有固定住所"}]
    assert read_answer({**OWN, "sxList": rows}).read("conditions").text == "年满十八周岁 有固定住所"
    mixed: list[dict[str, Any]] = [*rows, {"faqText": "可以代办吗？"}]
    assert "可以代办吗" not in read_answer({**OWN, "sxList": mixed}).read("conditions").text


def test_what_a_place_is_called_is_not_where_it_is() -> None:
    row = {"addressName": "政务大厅", "address": PLACE, "time": "工作日9:00-12:00", "phone": PHONE}
    assert [w.place.text for w in read_answer({**OWN, "addressList": [row]}).windows] == [PLACE]
    alone = {"addressName": "城北路2号政务大厅", "time": "工作日9:00-12:00", "phone": PHONE}
    assert [w.place.text for w in read_answer({**OWN, "addressList": [alone]}).windows] == ["城北路2号政务大厅"]
