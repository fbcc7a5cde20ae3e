"""Values in answers that are no text of the element that their key names: yes and no, identifiers, notes on a limit."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_answer

GUIDE = {
    "sxmc": "渡船登记",
    "deptName": "临江县交通运输局",
    "consultTel": "0571-81234567",
    "sltj": "有船。",
    "cnbjsx": "5个工作日",
}
GUID = "0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9"


@pytest.mark.parametrize(
    ("element", "key", "value"),
    [
        ("procedure", "procedure", "否"),  # 是否有特别程序
        ("conditions", "acceptCondition", "1"),
        ("materials", "sqcl", "是"),
        ("procedure", "handle_flow", GUID),
        ("flow_chart", "handle_flow", GUID),
        ("procedure", "handleFlow", f"{GUID},{GUID}"),
        ("conditions", "acceptCondition", 10),
        ("legal_basis", "legalBasis", "3"),
        ("procedure", "procedure", "tab_flow"),
        ("traffic", "traffic", "guide"),
        ("delivery", "collect", False),
        ("delivery", "deliver", "1"),
        ("legal_basis", "by_law", GUID.replace("-", "").upper()),
    ],
)
def test_yes_and_no_and_identifiers_are_no_text_of_an_element(element: str, key: str, value: object) -> None:
    told = {name: text for name, text in GUIDE.items() if name != "sltj"} | {"bldd": "临江县渡口路1号2楼"}
    assert read_answer({**told, key: value}).read(element).state is State.UNREAD


def test_how_a_page_calls_its_route_is_no_traffic_and_a_filler_stays_one() -> None:
    route = {"route": {"name": "guide", "path": "/pc/guide/7"}}
    assert read_answer({**GUIDE, **route}).read("traffic").state is State.NOT_STATED
    told = {name: text for name, text in GUIDE.items() if name != "sltj"} | {"bldd": "临江县渡口路1号2楼"}
    assert read_answer({**told, "acceptCondition": "test"}).read("conditions").value == "test"
    assert read_answer({**told, "acceptCondition": "null"}).read("conditions").state is State.NOT_STATED


def test_codes_of_an_item_may_be_identifiers() -> None:
    assert read_answer({**GUIDE, "innerCode": GUID}).read("local_code").value == GUID


def test_what_is_told_about_a_limit_beside_it_is_its_note() -> None:
    told = "《渡口管理办法》第十条规定应当自受理之日起二十日内作出决定。"
    guide = read_answer({**GUIDE, "lawLimit": "20个工作日", "lawLimitInfo": told})
    assert guide.read("statutory_time_limit").value == "20个工作日"
    assert guide.read("statutory_time_limit_note").value == told
    guide = read_answer({**GUIDE, "lawLimit": "20", "lawLimitDesc": "20个工作日"})
    assert guide.read("statutory_time_limit").value == "20个工作日"


def test_a_mark_of_the_reader_says_nothing_beside_the_way_of_delivery() -> None:
    told = read_answer({"data": {"collect": False, "detail": {**GUIDE, "resultSendTypeText": "窗口领取"}}})
    assert told.read("delivery").value == "窗口领取"
    assert read_answer({**GUIDE, "collect": "窗口领取"}).read("delivery").value == "窗口领取"
