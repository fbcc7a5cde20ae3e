"""Rows of plain cells that are titles over their values: what stands beside a label in them is no value."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

FACTS = {
    "实施主体": "临江县交通局",
    "咨询电话": "0571-81234567",
    "受理条件": "有船，有船员",
    "承诺办结时限": "7个工作日",
}
BASICS = "<h1>渡船登记</h1>" + "".join(f"<p>{label}：{value}</p>" for label, value in FACTS.items())


def _table(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"{BASICS}<table>{''.join(f'<tr>{each}</tr>' for each in cells)}</table>"


@pytest.mark.parametrize(
    ("titles", "values", "told"),
    [
        ("事项类型|渡口的大小|行使层级", "行政确认|三级渡口|县级", {"item_type": "行政确认", "level": "县级"}),
        ("渡口的大小|行使层级|交通指引", "三级渡口|县级|乘1路", {"level": "县级", "traffic": "乘1路"}),
        ("办理地点|办理时间|怎么问我们", "城北路8号|周一至周五|自己来", {"place": "城北路8号", "hours": "周一至周五"}),
    ],
)
def test_a_row_of_titles_says_below_what_it_is_about(titles: str, values: str, told: dict[str, str]) -> None:
    found = read_body(_table(titles, values))
    assert {element: found.read(element).value for element in told} == told
    assert {found.read(element).locator for element in told} <= {f"/html/body/table/tr[2]/td[{n}]" for n in (1, 2, 3)}


def test_of_several_rows_below_titles_none_is_the_value() -> None:
    found = read_body(_table("渡口的大小|行使层级|交通指引", "江北|县级|乘1路", "江南|市级|乘2路"))
    assert {found.read(element).state for element in ("level", "traffic")} == {State.UNREAD}


def test_rows_with_a_label_below_a_label_are_no_titles() -> None:
    found = read_body(_table("事项类型|行政确认|办件类型", "行使层级|县级|服务对象"))
    assert (found.read("item_type").value, found.read("level").value) == ("行政确认", "县级")


def test_the_text_of_a_law_under_the_title_of_its_article_is_its_text() -> None:
    text = "渡船应当向渡口所在地的县级人民政府交通运输主管部门申请登记，领取登记证书后方可航行。"
    found = read_body(_table("法律文件|颁布文号|第几条|条文", f"《渡口管理条例》|国务院令第355号|第十九条|{text}"))
    [law] = found.legal_bases
    assert (law.clause.value, law.content.value) == ("第十九条", text)
