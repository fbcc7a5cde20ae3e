"""A value with labels of its own in the same text: what stands before the first of them is what it says itself."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = (
    "<h1>渡船登记</h1><p>事项类型：行政确认</p><p>受理条件：渡船已检验。</p><p>承诺时限：5个工作日</p>"
    "<p>监督电话：0571-87654321</p>"
)


def test_a_body_before_its_address_and_number_is_read() -> None:
    told = "临江县港航局，地址：临江县听涛路7号，邮政编码：310000，联系电话：0571-81234567"
    guide = read_body(f"{FACTS}<table><tr><td>办理机构</td><td>{told}</td></tr></table>")

    assert guide.read("implementing_body").text == "临江县港航局"
    assert guide.read("consultation_phone").text == "0571-81234567"


def test_whether_a_fee_is_charged_stands_before_where_it_is_paid() -> None:
    lines = "不收费<br>收费环节：无<br>缴费地点：无<br>缴费方式：无"
    guide = read_body(f"{FACTS}<h2>许可收费</h2><p>{lines}</p>")

    assert guide.read("fee_status").text == "不收费"


@pytest.mark.parametrize(
    "told", ["地址：临江县听涛路7号，联系电话：0571-81234567", "名称：港航局，联系电话：0571-81234567"]
)
def test_a_value_that_begins_with_a_label_says_nothing_before_it(told: str) -> None:
    guide = read_body(f"{FACTS}<table><tr><td>办理机构</td><td>{told}</td></tr></table>")

    assert "0571" not in guide.read("implementing_body").text
    assert not guide.read("implementing_body").text.startswith("地址")
