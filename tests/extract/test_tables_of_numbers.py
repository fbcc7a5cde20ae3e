"""Tables of numbers (区划 | 联系人 | 联系方式) below the title of phones."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = (
    "<h1>渡船登记</h1><h2>申请条件</h2><p>渡船已检验。</p><h2>办理时限</h2><p>5个工作日</p><h2>收费标准</h2><p>无</p>"
)


def _table(*titles: str) -> str:
    rows = (("城关镇", "张船工", "0571-81234567"), ("东山乡", "李渡口", "0571-81234568"))
    head = "".join(f"<th>{title}</th>" for title in titles)
    body = "".join(f"<tr>{''.join(map('<td>{}</td>'.format, row))}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


@pytest.mark.parametrize(
    ("title", "element"), [("咨询电话", "consultation_phone"), ("监督投诉电话", "complaint_phone")]
)
@pytest.mark.parametrize("last", ["联系方式", "联系电话"])
def test_the_rows_are_the_numbers_of_the_title(title: str, element: str, last: str) -> None:
    guide = read_body(f"{FACTS}<h2>{title}</h2>{_table('区划', '联系人', last)}")

    assert guide.read(element).text == "城关镇 张船工 0571-81234567 东山乡 李渡口 0571-81234568"


def test_windows_below_the_title_of_complaints_are_no_windows_of_the_item() -> None:
    table = _table("区划", "办公地点", "联系电话")
    guide = read_body(f"{FACTS}<h2>监督投诉电话</h2>{table}")

    assert "0571-81234567" in guide.read("complaint_phone").text
    assert not guide.read("consultation_phone").stated
    assert not guide.windows


def test_a_table_without_numbers_below_a_title_of_phones_states_none() -> None:
    table = "<table><tr><th>区划</th><th>联系人</th></tr><tr><td>城关镇</td><td>张船工</td></tr></table>"
    assert not read_body(f"{FACTS}<h2>咨询电话</h2>{table}").read("consultation_phone").stated
