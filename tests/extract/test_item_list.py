"""Rows and totals of a list, as readings."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.domain.elements import State
from crawler.domain.records import Counts
from crawler.extract.item_list import read_items, read_totals
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ListedItem
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

URL = "http://zwfw.example.gov.cn/list?page=1"


@pytest.fixture(scope="module")
def labels() -> LabelDictionary:
    return read_labels(catalogue.labels_text())


def page(body: str) -> Page | JsonPage:
    found = parse(body.encode(), None, URL, "e7")
    assert found is not None
    return found


TABLE = """<p>共 2 项</p><table><tr><th>事项名称</th><th>业务办理项编码</th><th>责任科室</th><th>权力来源</th><th>操作</th></tr>
<tr><td><a href='/guide?id=1'>采砂许可</a></td><td>ZZ-0001</td><td>市水利局河道科</td><td>法定本级行使</td><td><a href='/guide?id=1'>指南</a></td></tr>
<tr><td><a href='#'>取水许可</a></td><td></td><td>-</td><td></td><td><a href='#'>指南</a></td></tr></table>"""


def test_columns_are_read_by_the_dictionary_and_by_the_list_s_own_words(labels: LabelDictionary) -> None:
    first, second = read_items(page(TABLE), labels)
    assert (first.key.partition(" ")[0], first.name.value, first.name.evidence) == ("ZZ-0001", "采砂许可", "e7")
    assert first.target is not None
    assert first.read("handling_code").value == "ZZ-0001"
    body = first.read("implementing_body")
    assert (body.value, body.label, body.quote) == ("市水利局河道科", "责任科室", "市水利局河道科")
    assert body.locator is not None
    assert body.locator.endswith("/td[3]")
    assert first.read("power_source").value == "法定本级行使"
    assert second.target is None
    assert second.read("power_source").state is State.NOT_STATED
    assert second.read("handling_code").state is State.NOT_STATED


def test_pinyin_keys_that_vendors_use_for_two_things_are_read_by_their_values(labels: LabelDictionary) -> None:
    def row(**more: str) -> ListedItem:
        rows = [{"sxmc": f"第{n}类许可", "rowguid": f"4608{n}", "bmmc": "水利局", **more} for n in range(3)]
        return read_items(page(json.dumps({"params": {"list": rows, "totalnum": 3}})), labels)[0]

    typed = row(sxlx="公共服务", ssbm="11990126288970952B3442012018001")
    assert typed.read("item_type").value == "公共服务"
    assert not typed.read("case_type").stated
    assert (typed.read("implementation_code").value, typed.read("implementing_body").value) == (
        "11990126288970952B3442012018001",
        "水利局",
    )
    assert row(sxlx="承诺件").read("case_type").value == "承诺件"


def test_a_portal_s_own_label_counts_by_a_hint(labels: LabelDictionary) -> None:
    markup = TABLE.replace("责任科室", "挂靠处室")
    plain, _ = read_items(page(markup), labels)
    hinted, _ = read_items(page(markup), labels.with_hints({"implementing_body": ("挂靠处室",)}))
    assert not plain.read("implementing_body").stated
    assert hinted.read("implementing_body").value == "市水利局河道科"


def test_rows_of_json(labels: LabelDictionary) -> None:
    rows = [{"TASK_NAME": "采砂许可", "TASK_CODE": "11A", "DEPT_NAME": "市水利局", "PROMISE_DAY": "5", "LAW": None}]
    (item,) = read_items(page(json.dumps({"data": rows, "total": 1})), labels)
    assert (item.key, item.target) == ("11A", None)
    assert item.read("implementing_body").locator == "/data/0/DEPT_NAME"
    assert item.read("promised_time_limit").value == "5"


def test_totals_say_what_they_count() -> None:
    (total,) = read_totals(page(TABLE))
    assert (total.value, total.counts, total.reading.quote) == (2, Counts.ITEMS, "共 2 项")
    assert total.reading.evidence == "e7"


def test_a_page_that_is_no_list(labels: LabelDictionary) -> None:
    assert read_items(page("<p>欢迎访问</p>"), labels) == ()
    assert read_totals(page("<p>欢迎访问</p>")) == ()


@pytest.mark.parametrize(("flag", "state"), [("1", State.UNREAD), ("0", State.NOT_STATED)])
def test_an_entrance_that_a_flag_of_the_row_lets_a_script_draw_is_unread(
    labels: LabelDictionary, flag: str, state: State
) -> None:
    rows = [
        {"rowGuid": f"a{n}", "matterName": f"{n}类采砂许可", "matterCode": f"11990{n}", "onlineApply": flag}
        for n in range(3)
    ]
    first, *_ = read_items(page(json.dumps({"total": 3, "rows": rows})), labels)
    assert first.read("online_entry").state is state


def test_a_key_that_nobody_knows_is_read_by_a_value_of_one_closed_list(labels: LabelDictionary) -> None:
    rows = [{"matterName": f"第{n}类许可", "matterId": f"4608{n}", "kind": "行政许可", "tag": "热门"} for n in range(3)]
    first, *_ = read_items(page(json.dumps({"data": rows})), labels)
    assert (first.read("item_type").value, first.read("item_type").label) == ("行政许可", "kind")
    assert "kind" not in first.unmapped
    assert "tag" in first.unmapped


def test_a_key_that_is_known_states_an_element_before_one_that_is_not(labels: LabelDictionary) -> None:
    rows = [
        {"matterName": f"第{n}类许可", "matterId": f"4608{n}", "kind": "行政许可", "itemType": "行政确认"}
        for n in range(3)
    ]
    first, *_ = read_items(page(json.dumps({"data": rows})), labels)
    assert first.read("item_type").value == "行政确认"


def listed(labels: LabelDictionary, **columns: tuple[str, ...]) -> tuple[ListedItem, ...]:
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return read_items(page(json.dumps({"data": {"total": len(rows), "list": rows}})), labels)


CODES = ("11330100002489559A4000718001000", "11330100002489559A4000718002000")


@pytest.mark.parametrize("key", ["itemImpleCode", "ssqd_code", "affairNum", "ST_ITEM_NO"])
def test_the_code_of_an_item_tells_a_row_and_names_it_whatever_its_key(key: str, labels: LabelDictionary) -> None:
    items = listed(labels, itemName=("渡船登记", "采砂许可"), **{key: CODES})
    assert [one.key for one in items] == list(CODES)
    assert [one.readings["implementation_code"].value for one in items] == list(CODES)
    assert "remedy" not in items[0].readings


def test_rows_with_other_numbers_are_no_items(labels: LabelDictionary) -> None:
    assert listed(labels, itemName=("渡船登记", "采砂许可"), applyNum=("SQ20260101", "SQ20260102")) == ()


def test_what_a_key_can_not_hold_is_not_read_of_a_row(labels: LabelDictionary) -> None:
    items = listed(labels, itemName=("渡船登记", "采砂许可"), itemCode=CODES, handlingTimes=("1", "2"))
    assert "hours" not in items[0].readings
