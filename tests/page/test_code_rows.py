"""Entries of a dictionary (数据字典) that an answer calls as others call items."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.page.json_page import JsonPage
from crawler.page.parse import parse

DICTIONARY = "http://hall.example.gov.cn/rest/words?types=HANDLE_WAY,FILE_KIND,LONG_UNIT,SEND_WAY"
LIST = "http://hall.example.gov.cn/rest/matters?page=1"
LISTS = {
    "HANDLE_WAY": {"1": "窗口办理", "2": "网上办理"},
    "FILE_KIND": {"1": "证件证书证明", "2": "申请表格文书"},
    "LONG_UNIT": {"W": "个工作日", "M": "个月"},
    "SEND_WAY": {"1": "邮寄到家", "2": "柜台自取"},
    "WHY": {"1": "首次申请", "2": "变更申请", "3": "延续申请"},
}


def names(data: Any, url: str = LIST) -> list[str]:
    found = parse(json.dumps(data, ensure_ascii=False).encode(), "application/json;charset=UTF-8", url, "e1")
    assert isinstance(found, JsonPage)
    return [item.name for item in found.items()]


def entries(name: str, **more: str) -> list[dict[str, Any]]:
    """The entries of a list, each a record with an identifier, the name of its list and a place of its own."""
    return [
        {"itemId": f"{name}-77a{n}", "kind": name, "itemCode": code, "itemName": word, "itemSeq": n, **more}
        for n, (code, word) in enumerate(LISTS[name].items(), 1)
    ]


def services(*called: str, **more: str) -> list[dict[str, Any]]:
    return [{"itemId": f"8{n}c", "itemCode": f"A0{n}", "itemName": name, **more} for n, name in enumerate(called)]


@pytest.mark.parametrize(
    "data",
    [
        {name: entries(name) for name in LISTS},
        entries("HANDLE_WAY"),
        entries("LONG_UNIT", remark="按法定时限"),
        [*entries("HANDLE_WAY"), *entries("FILE_KIND"), *entries("LONG_UNIT")],
        [{"itemCode": name, "itemName": title, "sub": entries(name)} for name, title in (("HANDLE_WAY", "办理形式"),)],
    ],
    ids=["lists-side-by-side", "one-list", "with-remarks", "in-one-table", "lists-in-rows"],
)
def test_entries_of_code_lists_are_no_items_whatever_their_keys(data: Any) -> None:
    assert names({"success": True, "content": data}, LIST) == []


def test_a_list_of_unknown_words_is_one_where_it_has_the_name_that_was_asked_for() -> None:
    assert names({"content": entries("SEND_WAY")}, DICTIONARY) == []
    assert names({"content": {"SEND_WAY": entries("SEND_WAY")}}, LIST) == []
    assert names({"content": entries("SEND_WAY")}, "http://hall.example.gov.cn/base/dictData/find?id=7") == []


@pytest.mark.parametrize(
    "rows",
    [
        services("失业保险金申领", "护照签发"),
        services("公园年票", "老年人乘车卡"),
        services("公园年票", "老年人乘车卡", kind="XK"),
        services("公共服务", "便民服务", orgName="市园林局"),
        [{**row, "itemType": f"0{n}"} for n, row in enumerate(services("公证", "法律援助", "自然人"))],
    ],
    ids=["named-as-services", "of-own-words", "of-one-type", "of-a-body", "of-several-types"],
)
def test_a_short_list_of_items_by_short_codes_stays_one(rows: list[dict[str, Any]]) -> None:
    assert names({"content": rows}) == [row["itemName"] for row in rows]


def test_items_by_type_side_by_side_stay_items() -> None:
    data = {
        "JF": services("失业保险金申领", "低保金给付"),
        "QR": services("公园年票", "户口簿补发"),
        "GG": services("不动产查询", "公证"),
    }
    assert len(names({"content": data})) == 6
    assert names({"content": data}, "http://hall.example.gov.cn/jurisdiction/find") == names({"content": data})
