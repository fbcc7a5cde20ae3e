"""Codes whose words a portal's own dictionary gives: in scripts, in one list for all, in an entry that stands alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.one_guide import ANSWER, read_answer, read_body

_CODED = {key: value for key, value in ANSWER.items() if key != "itemTypeName"} | {
    "acceptCondition": "渡船检验合格，船员持有证书。",
    "handleAddress": "人民路1号政务服务中心",
}
_HEAD = (
    "<h1>渡船登记</h1><table><tr><th>事项名称</th><td>渡船登记</td></tr><tr><th>实施主体</th><td>临江县交通运输局</td></tr>"
    "<tr><th>受理条件</th><td>渡船检验合格，船员持有证书。</td></tr><tr><th>办理地点</th><td>人民路1号政务服务中心</td></tr></table>"
)
_DETAIL = '{"itemName":"渡船登记","SXLX":"07","BJLX":"2","deptName":"临江县交通运输局","consultTel":"0571-81234567"}'


@pytest.mark.parametrize(
    "lists",
    [
        'var SXLX = {"01":"行政许可","07":"行政确认"}; var BJLX = {"1":"即办件","2":"承诺件"};',
        "var dict = {SXLX: {'01':'行政许可','07':'行政确认'}, BJLX: {'1':'即办件','2':'承诺件'}};",
        (
            'var SXLX = [{"code":"01","name":"行政许可"},{"code":"07","name":"行政确认"}];'
            'var BJLX = [{"k":"1","v":"即办件"},{"k":"2","v":"承诺件"}];'
        ),
    ],
)
def test_code_lists_that_scripts_hold(lists: str) -> None:
    guide = read_body(f"{_HEAD}<script>{lists} var detail = {_DETAIL};</script>")
    assert (guide.read("item_type").text, guide.read("case_type").text) == ("行政确认", "承诺件")


def test_codes_without_a_list_stay_unread() -> None:
    guide = read_body(f"{_HEAD}<script>var TABS = {{'1':'基本信息','2':'申请材料'}}; var detail = {_DETAIL};</script>")
    assert guide.read("item_type").unread
    assert guide.read("case_type").unread


def _entries(*rows: tuple[str, str, str]) -> list[dict[str, str]]:
    return [{"itemValue": code, "itemText": word, "dictType": name} for name, code, word in rows]


@pytest.mark.parametrize(
    ("codes", "lists"),
    [
        (
            {"itemType": "B2", "banjianType": "2"},
            {
                "dictItems": _entries(
                    ("SXLX", "B2", "行政确认"),
                    ("SXLX", "B1", "行政许可"),
                    ("BJLX", "1", "即办件"),
                    ("BJLX", "2", "承诺件"),
                )
            },
        ),
        (
            {"itemType": "2", "banjianType": "2"},
            {
                "dictItems": _entries(
                    ("SXLX", "2", "行政确认"),
                    ("SXLX", "1", "行政许可"),
                    ("BJLX", "1", "即办件"),
                    ("BJLX", "2", "承诺件"),
                )
            },
        ),
        (
            {"itemType": "07", "banjianType": "2"},
            {
                "dict": {
                    "itemType": [{"dictCode": "07", "dictName": "行政确认"}],
                    "banjianType": [{"dictCode": "2", "dictName": "承诺件"}],
                }
            },
        ),
    ],
)
def test_dictionaries_of_answers(codes: dict[str, str], lists: dict[str, Any]) -> None:
    guide = read_answer({"data": {**_CODED, **codes}, **lists})
    assert (guide.read("item_type").text, guide.read("case_type").text) == ("行政确认", "承诺件")


def test_one_row_of_a_list_of_anything_is_no_dictionary() -> None:
    guide = read_answer(
        {"data": {**_CODED, "itemType": "07"}, "relatedItems": [{"itemCode": "07", "itemName": "渡船注销"}]}
    )
    assert guide.read("item_type").unread
