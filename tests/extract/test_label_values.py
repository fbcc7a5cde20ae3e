"""A value that is nothing but the label of another element was not understood, and says nothing."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.label_values import IS_LABEL
from tests.extract.one_guide import ANSWER, read_answer, read_body

FACTS = {
    "实施主体": "临江县交通局",
    "咨询电话": "0571-81234567",
    "受理条件": "有船，有船员",
    "承诺办结时限": "7个工作日",
    "事项类型": "行政确认",
}
BASICS = "<h1>渡船登记</h1>" + "".join(f"<p>{label}：{value}</p>" for label, value in FACTS.items())


@pytest.mark.parametrize(
    ("body", "element", "other"),
    [
        ("<p>办理时间：办理地点</p>", "hours", "place"),
        ("<dl><dt>办理时间</dt><dd>交通指引</dd></dl>", "hours", "traffic"),
        ("<dl><dt>交通指引</dt><dd>对外时间</dd></dl>", "traffic", "hours"),
    ],
)
def test_the_label_of_another_element_is_no_value_of_a_page(body: str, element: str, other: str) -> None:
    found = read_body(BASICS + body)
    assert [found.read(each).reason for each in (element, other)] == [IS_LABEL, IS_LABEL]


def test_what_is_stated_elsewhere_is_read_there() -> None:
    found = read_body(
        BASICS + "<p>办理时间：办理地点</p><p>办公时间：周一至周五9:00-17:00</p><p>办理地点：城北路8号</p>"
    )
    assert (found.read("hours").value, found.read("place").value) == ("周一至周五9:00-17:00", "城北路8号")


def test_words_of_what_one_does_are_values() -> None:
    assert (
        read_body(BASICS + "<dl><dt>网上办理深度</dt><dd>网上预约</dd></dl>").read("online_depth").value == "网上预约"
    )


def test_keys_of_an_answer_say_whose_value_it_is() -> None:
    found = read_answer({**ANSWER, "办理条件": "有船", "交通指引": "办理地点"})
    assert (found.read("traffic").value, found.read("place").state) == ("办理地点", State.NOT_STATED)


def ticked(*ways: str) -> str:
    return " ".join(f"<label><input type='checkbox' checked disabled>{way}</label>" for way in ways)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (ticked("窗口办理", "网上办理", "快递申请"), "窗口办理 网上办理 快递申请"),
        (ticked("网上办理", "窗口办理"), "网上办理 窗口办理"),
        (ticked("网上办理"), "网上办理"),
        ("<p>窗口办理</p><p>网上办理</p>", "窗口办理 网上办理"),
        ("<p>窗口办理</p><a href='/apply?id=3'>网上办理</a>", "窗口办理"),
    ],
)
def test_ways_of_handling_are_values_though_they_are_labels_and_buttons_elsewhere(cell: str, told: str) -> None:
    rows = (("事项类型", "行政确认"), ("实施主体", "临江县农业农村局"), ("办理形式", cell), ("服务对象", "自然人"))
    table = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in (*rows, ("法定办结时限", "5日")))
    guide = read_body(f"<h1>农机登记</h1><table>{table}</table>")
    assert guide.read("handling_form").text == told
    assert guide.read("online").state is not State.STATED
