"""Numbers of an office that are told in one text, and labels of a place and its number."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

REST = "<p>申请条件：渡船已检验</p><p>承诺时限：5个工作日</p><p>收费标准：不收费</p>"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<p><b>咨询电话</b></p><p>航运科：0999-3323111；监督：0999-3323222</p>", "监督：0999-3323222"),
        ("<p>咨询电话：航运科0999-3323111，投诉受理电话0999-3323222</p>", "投诉受理电话0999-3323222"),
        ("<p>咨询电话：航运科0999-3323111，不满意可拨0999-3323222投诉</p>", "不满意可拨0999-3323222投诉"),
    ],
)
def test_the_words_beside_a_number_say_what_it_is_for(text: str, told: str) -> None:
    guide = read_body(f"<h1>渡船登记</h1>{REST}{text}")

    assert guide.read("complaint_phone").text == told
    assert "0999-3323111" in guide.read("consultation_phone").text


@pytest.mark.parametrize("office", ["市场监督管理局", "县消费者投诉举报中心"])
def test_an_office_of_supervision_has_numbers_for_anything(office: str) -> None:
    guide = read_body(f"<h1>渡船登记</h1>{REST}<p>咨询电话：航运科0999-3323111，{office}0999-3323222</p>")

    assert not guide.read("complaint_phone").stated


@pytest.mark.parametrize("label", ["办理地点及电话", "地址及联系电话", "办公地址、电话"])
def test_a_place_and_its_number_under_one_label(label: str) -> None:
    guide = read_body(f"<h1>渡船登记</h1>{REST}<p>{label}：航运科（滨河路2号）0999-3323111</p>")

    assert guide.read("place").text == "航运科（滨河路2号）"
    assert "0999-3323111" in guide.read("consultation_phone").text


def test_who_is_asked_is_no_part_of_the_procedure() -> None:
    asked = "<p>联系人：王某　联系电话：0999-3323111</p>"
    guide = read_body(f"<h1>渡船登记</h1>{REST}<p>办理流程：申请→受理→发证</p>{asked}<p>投诉电话：12345</p>")

    assert guide.read("procedure").text == "申请→受理→发证"
    assert guide.read("consultation_phone").text == "0999-3323111"


def test_a_contact_of_several_lines_is_kept_whole() -> None:
    guide = read_body(f"<h1>渡船登记</h1>{REST}<p>联系方式：<br>联系人：王某<br>电话：0999-3323111</p>")

    assert "0999-3323111" in guide.read("consultation_phone").text


@pytest.mark.parametrize("kind", ["办理指南", "申请指南", "业务须知"])
def test_a_title_without_the_kind_of_its_page(kind: str) -> None:
    assert read_body(f"<h1>渡船登记{kind}</h1>{REST}<p>投诉电话：12345</p>").read("name").text == "渡船登记"


def test_no_need_of_money_is_no_fee() -> None:
    guide = read_body(
        "<h1>渡船登记</h1><h3>办理条件</h3><p>渡船已检验</p><h3>要花钱吗</h3><p>不用</p><h3>投诉电话</h3><p>12345</p>"
    )

    assert guide.read("fee_status").state is State.STATED
    assert guide.read("fee_status").text == "不用"


def test_a_number_for_complaints_in_the_line_of_a_window_is_no_number_of_it() -> None:
    line = "咨询电话：0999-3323111　监督投诉电话：0999-3323222　办理地点：滨河路2号　办理时间：周一至周五 8:30-12:00"
    guide = read_body(f"<h1>渡船登记</h1>{REST}<p>{line}</p>")

    assert [window.phone.text for window in guide.windows] == ["0999-3323111"]
    assert guide.read("complaint_phone").text == "0999-3323222"
