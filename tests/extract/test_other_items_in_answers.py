"""Other items (相关事项) in a guide's answer are no part of it that was not understood."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

GUIDE = {
    **ANSWER,
    "acceptCondition": "渡船为申请人所有，经过检验并取得合格证明，船员持有与航区相符的适任证书，渡口的设置经过批准。"
    * 2,
    "transactAddr": "临江县渡口路1号政务服务中心2楼交通窗口",
}
OTHERS = [
    {"itemName": f"{what}经营项目变更地址", "deptName": body, "clickNum": 7}
    for what, body in [
        ("音像制品出版物零售", "临江县新闻出版局"),
        ("内河船舶修理厂", "临江县交通运输局"),
        ("城市公共浴室和旅馆", "临江县卫生健康局"),
        ("危险化学品仓储", "临江县应急管理局"),
    ]
]


def doubted(rows: list[dict[str, Any]]) -> bool:
    return read_answer({"data": {**GUIDE, "moreList": rows}}).read("rights").unread


def test_a_list_of_the_names_of_services_and_their_offices_is_one_of_other_items() -> None:
    assert not doubted(OTHERS)
    assert not doubted([{"itemName": ANSWER["itemName"], "deptName": ANSWER["deptName"]}, *OTHERS])


@pytest.mark.parametrize("key", ["dwsm", "memo2"])
def test_rows_that_say_more_may_be_a_list_of_the_guide(key: str) -> None:
    text = "缴纳的数目以核定的船舶净吨位为准，逾期的另行计算。"
    assert doubted([{**row, key: f"{number}号{text}"} for number, row in enumerate(OTHERS)])


_CALLED = ("内河船舶修理厂备案", "渡口设置审批", "船员体检预约")


def chart(rows: list[dict[str, Any]]) -> State:
    return read_answer({"data": {**GUIDE, "isOnline": "是", "zq": rows}}).read("flow_chart").state


def leading(address: str, called: tuple[str, ...] = _CALLED) -> list[dict[str, Any]]:
    return [{"mc": name, "dz": address.format(number)} for number, name in enumerate(called, 41)]


@pytest.mark.parametrize("address", ["/hall/guide/{}", "https://bs.example/#/bszn/view?id={}", "/matter/{}.html"])
def test_addresses_of_the_guides_of_other_items_are_no_flow_chart(address: str) -> None:
    assert chart([]) is State.NOT_STATED
    assert chart(leading(address)) is State.NOT_STATED


@pytest.mark.parametrize(
    "address",
    [
        "/hall/{}",
        "https://bszn.example/up/{}",
        "/up/{}?itemCode=7",
        "/guide/flow/{}",
        "/guide/{}.png",
        "/guide/file?id={}",
    ],
)
def test_addresses_beside_names_of_services_may_be_the_charts_of_its_cases(address: str) -> None:
    assert chart(leading(address)) is State.UNREAD


@pytest.mark.parametrize(
    "called",
    [
        ("渡船登记（样本）", "渡船注销登记（样本）"),
        ("渡船登记", "渡船登记"),
        ("线上怎么走", "窗口怎么走", "渡船登记"),
        ("渡船登记",),
    ],
)
def test_names_that_are_not_those_of_several_services_leave_open_where_they_lead(called: tuple[str, ...]) -> None:
    assert chart(leading("/hall/guide/{}", called)) is State.UNREAD
