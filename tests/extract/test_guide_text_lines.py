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


@pytest.mark.parametrize(
    ("words", "name", "copies"),
    [
        ("船员名单（3份）", "船员名单", "3份"),
        ("船员名单（一式两份）", "船员名单", "两份"),
        ("船舶证书（原件1份、复印件2份）", "船舶证书", "原件1份、复印件2份"),
        ("船舶证书（原件2份）", "船舶证书", "2份"),
        ("船舶证书（复印件）", "船舶证书（复印件）", None),
        ("船舶证书（3份，盖章）", "船舶证书（3份，盖章）", None),
    ],
)
def test_numbers_of_copies_in_brackets_are_no_part_of_a_name(words: str, name: str, copies: str | None) -> None:
    bare, parts = in_brackets(words)

    assert (bare, parts.get("material_copies")) == (name, copies)


def test_links_that_offer_forms_behind_the_name_of_a_material_are_no_part_of_it() -> None:
    told = "<p>来源渠道：申请人自备；材料必要性：必要；材料形式：纸质。</p>"
    links = "<a href='/f/1.doc'>空白表格</a> <a href='/f/2.doc'>填写样表</a>"
    rows = f"<p>（一）养犬登记申请书（原件2份） {links}</p>{told}<p>（二）犬只照片（2份）</p>{told}"

    guide = read_body(f"<p>养犬登记办事指南</p>{LINES}<p>申请材料</p>{rows}")

    assert [m.name.text for m in guide.materials] == ["养犬登记申请书", "犬只照片"]
    assert [m.read("material_copies").text for m in guide.materials] == ["2份", "2份"]
    assert guide.materials[0].read("material_original").text == "原件"
    assert [len(guide.materials[0].blank_forms), len(guide.materials[0].sample_forms)] == [1, 1]
