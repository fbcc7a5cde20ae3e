"""Of two labels of a body, of which one names a section of the office, the office is the body."""

from __future__ import annotations

from tests.extract.one_guide import read_body

FACTS = "<h1>渡船登记</h1><p>事项类型：行政确认</p><p>受理条件：渡船已检验。</p><p>咨询电话：0571-81234567</p>"


def test_the_office_is_the_body_and_not_its_section() -> None:
    row = "<tr><td>责任部门</td><td>渡口科</td><td>办理机关</td><td>临江县港航局</td></tr>"

    assert read_body(f"{FACTS}<table>{row}</table>").read("implementing_body").text == "临江县港航局"


def test_a_section_alone_is_what_the_guide_says() -> None:
    row = "<tr><td>责任部门</td><td>渡口科</td><td>办理时限</td><td>5个工作日</td></tr>"

    assert read_body(f"{FACTS}<table>{row}</table>").read("implementing_body").text == "渡口科"


def test_of_two_offices_the_more_trusted_label_is_read() -> None:
    row = "<tr><td>责任部门</td><td>临江县渡口办</td><td>实施主体</td><td>临江县港航局</td></tr>"

    assert read_body(f"{FACTS}<table>{row}</table>").read("implementing_body").text == "临江县港航局"
