"""A heading without a number over numbered labels: <h4>服务流程</h4><p>一、申办途径</p>."""

from __future__ import annotations

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

FACTS = "<h1>渡船登记</h1><h4>办理条件</h4><p>渡船已检验。</p><h4>咨询电话</h4><p>0571-81234567</p>"


def test_a_section_that_a_numbered_label_opens_is_not_empty() -> None:
    steps = "<ol><li>网上填表，上传检验证书。</li><li>窗口核对，当场受理。</li><li>审查并发证。</li></ol>"
    guide = read_body(f"{FACTS}<h4>服务流程</h4><p>一、申办途径</p>{steps}<p>二、收费标准</p><p>5元/份</p>")

    assert "网上填表" in guide.read("procedure").text
    assert "5元" not in guide.read("procedure").text
    assert guide.read("fee_standard").text == "5元/份"


def test_a_heading_over_a_label_without_a_number_has_no_value() -> None:
    guide = read_body(f"{FACTS}<h4>服务流程</h4><p>收费标准</p><p>5元/份</p><h4>办公时间</h4><p>周一至周五</p>")

    assert guide.read("procedure").state is State.NOT_STATED
