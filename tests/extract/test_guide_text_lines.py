"""Lines of running text: labels before a colon only, pledges of a time without a number, lists that follow pairs."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.badges import in_brackets
from tests.extract.one_guide import read_body

SAID = {
    "事项名称": "养犬登记",
    "事项类型": "行政许可",
    "实施主体": "溪阳市公安局",
    "受理条件": "犬只已经免疫；有固定住所",
    "办理地点": "听涛路8号二楼3号窗口",
    "咨询电话": "0999-8123456",
}
LINES = "".join(f"<p>{label}：{value}</p>" for label, value in SAID.items())
STEPS = "<p>办理流程：</p><p>1. 受理：窗口核对材料。</p><p>2. 发放：当日发给登记证。</p>"


def test_a_fee_before_a_colon_ends_the_steps_before_it() -> None:
    guide = read_body(f"{LINES}{STEPS}<p>收费：不收费</p><p>监督投诉电话：0999-8123999</p>")

    assert guide.read("fee_status").text == "不收费"
    assert [step.name.text for step in guide.steps] == ["受理", "发放"]


def test_the_answer_is_no_label() -> None:
    guide = read_body("".join(f"<p>{label}</p><p>{value}</p>" for label, value in {**SAID, "是否收费": "收费"}.items()))

    assert guide.read("fee_status").text == "收费"


@pytest.mark.parametrize("label", ["办件时间承诺", "时间承诺", "服务时限承诺", "我们承诺"])
def test_a_pledge_of_a_time_without_a_number_is_stated(label: str) -> None:
    assert read_body(f"{LINES}<p>{label}：尽快办理</p>").read("promised_time_limit").text == "尽快办理"


def test_a_pledge_of_good_service_is_no_time_limit() -> None:
    assert read_body(f"{LINES}<p>我们承诺：热情服务</p>").read("promised_time_limit").state is State.NOT_STATED


def test_a_list_behind_labels_and_values_in_turn_is_read_whole() -> None:
    turns = "".join(f"<p>{label}</p><p>{value}</p>" for label, value in SAID.items())
    names = ("养犬登记申请表", "犬只免疫证明", "居民身份证", "房屋权属证明", "犬只照片")
    rows = "".join(f"<p>{n}. {name}（原件，1份，必要，来源：申请人自备）</p>" for n, name in enumerate(names, 1))

    guide = read_body(f"<p>养犬登记办事指南</p>{turns}<p>申请材料</p>{rows}")

    assert [material.name.text for material in guide.materials] == list(names)


def test_brackets_that_go_on_with_labels_are_no_part_of_a_name() -> None:
    words = "权属证书（必要，原件1份（核对后退还）、复印件1份，纸质或电子，来源：政府部门核发，填报须知：签字，盖章）"

    name, parts = in_brackets(words)

    assert name == "权属证书"
    assert parts["material_original"] == "原件、复印件"
    assert parts["material_necessity"] == "必要"
