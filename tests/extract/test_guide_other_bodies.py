"""Addresses and numbers of other bodies in a guide: those for a remedy (行政复议) or a complaint (监督投诉)."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

_BASE = (
    "<h2>渡船登记</h2><dl><dt>事项类型：</dt><dd>行政确认</dd><dt>实施主体：</dt><dd>临江县交通运输局</dd>"
    "<dt>承诺办结时限：</dt><dd>5个工作日</dd></dl>{}<h3>设定依据</h3><p>《船舶登记条例》第三条：船舶应当登记。</p>"
)
_SAID = "临江市人民政府，地址：临江市滨江路6号，电话：0571-2826152"
_WAYS = (
    "<dl><dt>{0}：</dt><dd>{1}</dd></dl>",
    "<table><tr><td>{0}</td><td>{1}</td></tr></table>",
    "<p>{0}：{1}</p>",
)


@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize(("label", "element"), [("行政复议", "remedy"), ("监督投诉", "complaint_phone")])
def test_the_address_of_a_body_for_a_remedy_or_a_complaint_is_no_window(way: str, label: str, element: str) -> None:
    guide = read_body(_BASE.format(way.format(label, _SAID)))
    assert guide.read(element).text == _SAID
    assert guide.windows == ()
    assert not guide.read("consultation_phone").stated
    assert not guide.read("place").stated


@pytest.mark.parametrize("way", _WAYS)
def test_two_remedies_are_no_two_windows(way: str) -> None:
    court = way.format("行政诉讼", "临江区人民法院，地址：临江市凯风路66号，电话：0571-3606012")
    guide = read_body(_BASE.format(f"<h3>受理窗口</h3>{way.format('行政复议', _SAID)}{court}"))
    assert guide.windows == ()
    assert not guide.read("consultation_phone").stated


def test_what_follows_the_number_for_complaints_in_a_line_is_the_office_s() -> None:
    guide = read_body(_BASE.format("<p>投诉电话：0571-12345678；地址：临江市文昌路1号；电话：0571-2826152</p>"))
    assert guide.read("place").text == "临江市文昌路1号"
    assert guide.read("consultation_phone").text == "0571-2826152"
    assert guide.read("complaint_phone").text == "0571-12345678"


@pytest.mark.parametrize("hall", ["临江县政务服务中心", "县行政服务大厅"])
def test_a_hall_that_takes_papers_in_is_not_the_body_beside_the_office_in_charge(hall: str) -> None:
    facts = "<p>受理条件：渡船已检验。</p><p>办理时限：5个工作日</p><p>咨询电话：0571-81234567</p>"
    offices = f"<p>受理机构：{hall}</p><p>主管部门：临江县交通运输局</p>"

    assert read_body(f"<h1>渡船登记</h1>{facts}{offices}").read("implementing_body").text == "临江县交通运输局"
    assert read_body(f"<h1>渡船登记</h1>{facts}<p>受理机构：{hall}</p>").read("implementing_body").text == hall
