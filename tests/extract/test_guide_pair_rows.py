"""Answers that give the table of a guide as rows of cells, label and value in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_answer

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

ROWS = [
    ["事项名称", "渡船登记"],
    ["事项类型", "行政确认", "办件类型", "承诺件"],
    ["法定办结时限", "20个工作日", "承诺办结时限", "7个工作日"],
    ["网上办理深度", "全程网办", "渡口的等级", "二级"],
    ["到办事现场次数", "0次", "咨询电话", "0571-81234567"],
]


def _read(rows: list[Any]) -> ServiceGuide:
    return read_answer({"code": "0", "data": {"rows": rows, "img": "/i/1.png"}})


def test_rows_of_two_pairs_are_read_like_rows_of_one() -> None:
    found = _read(ROWS)
    told = {e: found.read(e).value for e in ("item_type", "case_type", "promised_time_limit", "online_depth", "visits")}
    assert told == {
        "item_type": "行政确认",
        "case_type": "承诺件",
        "promised_time_limit": "7个工作日",
        "online_depth": "全程网办",
        "visits": "0次",
    }
    assert found.read("case_type").locator == "/data/rows/1/3"
    assert found.read("visits").locator == "/data/rows/4/1"


def test_a_title_over_rows_and_an_empty_pair_at_their_end_say_nothing() -> None:
    found = _read([["基本的事情"], *ROWS[1:], ["承办机构", "临江县交通运输局", "", ""]])
    assert found.read("statutory_time_limit").value == "20个工作日"
    assert found.read("case_type").locator == "/data/rows/1/3"


def test_rows_whose_keys_are_numbered_are_pairs_too() -> None:
    rows = [
        dict(zip(("bt1", "nr1", "bt2", "nr2"), row, strict=False))
        if len(row) > 2
        else {"bt1": row[0], "nr1": row[1], "bt2": "", "nr2": ""}
        for row in ROWS
    ]
    found = _read(rows)
    assert (found.read("case_type").value, found.read("case_type").locator) == ("承诺件", "/data/rows/1/nr2")
    assert found.read("name").value == "渡船登记"


@pytest.mark.parametrize(
    "rows",
    [
        [["办理环节", "办理人员", "办理时限", "审查标准"], ["受理", "张某", "1个工作日", "齐全"]],
        [["办理环节", "受理", "审查", "决定"], ["办理时限", "1个工作日", "2个工作日", "1个工作日"]],
    ],
)
def test_the_titles_of_a_list_and_its_rows_are_no_pairs(rows: list[list[str]]) -> None:
    found = read_answer({"itemName": "渡船登记", "itemTypeName": "行政确认", "deptName": "县交通局", "list": rows})
    said = {read.value for e, read in found.readings.items() if read.state is State.STATED and e != "procedure"}
    assert not said & {cell for row in rows for cell in row}
