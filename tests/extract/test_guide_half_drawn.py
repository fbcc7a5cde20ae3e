"""Pages that draw half of a guide and carry all of it for their script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from crawler.domain.values.placeholder import is_unfilled
from tests.extract.one_guide import read_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

FACTS = (("事项名称", "渡船登记"), ("事项类型", "行政确认"), ("实施主体", "临江县交通运输局"), ("服务对象", "自然人"))
MATERIALS = [
    {"materialName": "登记申请表", "necessity": "必要", "copies": 1},
    {"materialName": "船舶证书", "necessity": "必要", "copies": 2},
    {"materialName": "船员名单", "necessity": "非必要", "copies": 1},
]
STEPS = [
    {"stepName": "受理", "stepContent": "核对材料。", "stepLimit": "1个工作日"},
    {"stepName": "审核", "stepContent": "查验船舶。", "stepLimit": "3个工作日"},
    {"stepName": "办结", "stepContent": "发给登记证。", "stepLimit": "1个工作日"},
]
STATE = {
    "itemName": "渡船登记",
    "applyConditions": "有船，有船员。",
    "materials": MATERIALS,
    "steps": STEPS,
    "charges": [{"chargeName": "工本费", "chargeStandard": "10元/本", "chargeBasis": "临价〔2024〕3号"}],
}


def read(drawn: str) -> ServiceGuide:
    rows = "".join(f"<p><b>{label}：</b>{value}</p>" for label, value in FACTS)
    state = json.dumps(STATE, ensure_ascii=False)
    return read_body(f"<h1>渡船登记</h1>{rows}{drawn}<script>window.__STATE__={state};</script>")


def test_the_first_rows_of_a_list_are_not_all() -> None:
    guide = read("<h3>申请材料</h3><ul><li>登记申请表</li><li>船舶证书</li></ul><a>查看更多</a>")
    assert [m.name.value for m in guide.materials] == ["登记申请表", "船舶证书", "船员名单"]
    assert [m.read("material_copies").value for m in guide.materials] == ["1", "2", "1"]


def test_names_of_steps_are_not_all_of_them() -> None:
    steps = read("<h3>办理流程</h3><ol><li>受理</li><li>审核</li><li>办结</li></ol>").steps
    assert [(s.name.value, s.limit.value) for s in steps] == [
        ("受理", "1个工作日"),
        ("审核", "3个工作日"),
        ("办结", "1个工作日"),
    ]


def test_other_rows_of_another_page_are_another_list() -> None:
    guide = read("<h3>申请材料</h3><ul><li>登记申请表</li><li>渡口平面图</li></ul>")
    assert [m.name.value for m in guide.materials] == ["登记申请表", "渡口平面图"]


@pytest.mark.parametrize("drawn", ["暂无数据", "加载中…", "正在加载"])
def test_what_a_page_draws_without_its_data_is_no_value_where_the_data_are_there(drawn: str) -> None:
    titles = ("受理条件", "收费标准")
    bar = "".join(f"<li>{title}</li>" for title in titles)
    panes = f"<div class=pane><p>{drawn}</p></div>" * len(titles)
    guide = read(f"<ul class=tabs>{bar}</ul><div class=panes>{panes}</div>")
    assert guide.read("conditions").value == "有船，有船员。"
    assert [(fee.name.value, fee.read("fee_standard").value) for fee in guide.fees] == [("工本费", "10元/本")]


def test_nothing_is_an_answer_and_no_data_is_none() -> None:
    assert is_unfilled("暂无数据。")
    assert not is_unfilled("无")
    assert not is_unfilled("暂无")
