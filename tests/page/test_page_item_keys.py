"""What makes a row the same item as another: its code, its name and body, and where it leads."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.page.list_page import NAMES, URL, page

if TYPE_CHECKING:
    from crawler.page.html import Page


def test_same_item_has_the_same_key_on_another_page_and_with_another_timestamp() -> None:
    one = page(
        "<ul><li><a href='/guide?id=31&t=1'>居住证办理</a></li><li><a href='/guide?id=32&t=1'>居住证换领</a></li></ul>"
    ).items()
    two = page("<ul><li><a href='/guide?id=32&t=9'>居住证换领</a></li></ul>", url=URL + "&x=2").items()
    assert two
    assert one[1].key == two[0].key


def test_a_short_department_code_beside_an_identifier_is_no_code_of_the_item() -> None:
    rows = "".join(
        f"<li><a href='/show.aspx?fw=A{n}&sxid=210{n}&bm=023'>{name}</a></li>" for n, name in enumerate(NAMES, 12)
    )
    found = page(f"<ul>{rows}</ul>").items()
    assert {item.code for item in found} == {None}
    [alone] = page("<ul><li><a href='/bszn.aspx?id=7&bm=110023'>食品经营许可新办</a></li></ul>").items() or [None]
    assert alone is None or alone.code == "110023"


def test_where_a_reader_comes_from_makes_no_other_item() -> None:
    keys = {
        tuple(
            item.key
            for item in page(
                "<ul>"
                + "".join(f"<li><a href='/item/7{n}.html?from={at}'>{t}</a></li>" for n, t in enumerate(NAMES))
                + "</ul>"
            ).items()
        )
        for at in ("gr", "bm")
    }
    assert len(keys) == 1


CODE = "11650100MB1234567F2650123004000"

HEADS = "<tr><th>序号</th><th>实施编码</th><th>事项名称</th><th>实施主体</th></tr>"

ONE = "<tr><td>{0}</td><td>{1}</td><td><a href='/bszn/show?rowId={0}'>{2}</a></td><td>{3}</td></tr>"


def table(*rows: tuple[int, str, str, str]) -> Page:
    return page("<table>" + HEADS + "".join(ONE.format(*row) for row in rows) + "</table>")


def test_handling_items_of_one_implementation_code_are_items_of_their_own_on_whatever_page() -> None:
    first, second = (7, CODE, "旅行社设立许可（新办）", "市文旅局"), (8, CODE, "旅行社设立许可（变更）", "市文旅局")
    both = table(first, second).items()
    assert [item.name for item in both] == [first[2], second[2]]
    assert {item.code for item in both} == {CODE}
    alone = [*table(first).items(), *table(second).items()]
    assert [item.key for item in alone] == [item.key for item in both]
    elsewhere = table((9, CODE, "旅行社设立许可 (新办)", "文旅局")).items()
    assert elsewhere[0].key == both[0].key


def test_one_basic_code_and_name_of_several_bodies_are_several_items() -> None:
    found = table(
        (7, "000119009000", "取水许可", "东山镇人民政府"), (8, "000119009000", "取水许可", "西河镇人民政府")
    ).items()
    assert len({item.key for item in found}) == 2


def test_rows_of_one_code_and_name_that_lead_apart_are_told_by_where_they_lead() -> None:
    found = table((7, CODE, "旅行社设立许可", "市文旅局"), (8, CODE, "旅行社设立许可", "市文旅局")).items()
    assert len({item.key for item in found}) == 2
    assert not any(item.untold for item in found)


def test_a_handling_code_is_one_item_s_and_its_second_row_is_untold_where_it_leads_elsewhere() -> None:
    twice = table(
        (7, CODE + "01", "旅行社设立许可", "市文旅局"), (8, CODE + "01", "旅行社设立许可", "市文旅局")
    ).items()
    assert [(item.key, item.untold) for item in twice] == [(CODE + "01", True)]
    again = table(
        (7, CODE + "01", "旅行社设立许可", "市文旅局"), (7, CODE + "01", "旅行社设立许可", "市文旅局")
    ).items()
    assert [(item.key, item.untold) for item in again] == [(CODE + "01", False)]


def test_a_code_by_which_the_guide_is_asked_for_is_the_key() -> None:
    rows = f"<tr><td>1</td><td>{CODE}</td><td><a href='/bszn?implCode={CODE}'>旅行社设立许可</a></td><td>市文旅局</td></tr>"
    assert [item.key for item in page(f"<table>{HEADS}{rows}</table>").items()] == [CODE]
