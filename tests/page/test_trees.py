"""Trees of departments, main items and items: nodes of answers, names that a script unfolds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.domain.evidence import Target
from crawler.page.finds import Link
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.calls import Exchange, learn_route
from crawler.page.learned.facet_calls import learn_list_calls
from crawler.page.lists.main_rows import holds_rows, opening_rows
from crawler.page.lists.toggles import opens_by_names
from crawler.page.parse import parse

HOST = "http://zwfw.example.gov.cn"
BRANCH = ({"isParent": True}, {"leaf": False}, {"hasChildren": "1"}, {"state": "closed"}, {"children": True})
LEAF = ({"isParent": "false"}, {"isLeaf": 1}, {"hasChild": "N"}, {"state": "open"}, {"children": False})


def answer(rows: list[dict[str, Any]], path: str = "/tree/node?id=x7") -> JsonPage:
    found = parse(json.dumps({"data": rows}, ensure_ascii=False).encode(), "application/json", HOST + path, "e1")
    assert isinstance(found, JsonPage)
    return found


def page(markup: str) -> Page:
    found = parse(f"<body>{markup}</body>".encode(), "text/html; charset=utf-8", f"{HOST}/bm.html", "e2")
    assert isinstance(found, Page)
    return found


@pytest.mark.parametrize(("branch", "leaf"), [*zip(BRANCH, LEAF, strict=True)])
def test_nodes_say_in_words_of_their_widget_whether_anything_lies_beneath_them(
    branch: dict[str, Any], leaf: dict[str, Any]
) -> None:
    rows = [{"id": "z81", "text": "取水许可", **branch}, {"id": "z82", "text": "采矿许可证延续", **leaf}]
    assert [(row.name, row.value) for row in opening_rows(answer(rows))] == [("取水许可", "z81")]


def test_a_node_named_like_a_service_is_an_item_and_a_department_a_kind_or_a_case_is_none() -> None:
    def named(*names: str) -> list[str]:
        rows = [{"key": f"n{at}", "label": name, "leaf": True} for at, name in enumerate(names)]
        return [item.name for item in answer(rows).items()]

    assert named("采矿许可证延续") == ["采矿许可证延续"]
    assert named("水务局", "教育局") == []
    assert named("行政许可", "公共服务") == []
    assert named("情形1：本人申请", "情形2：委托他人申请") == []


def test_departments_and_kinds_of_a_tree_open_and_areas_do_not() -> None:
    def opening(*names: str) -> list[str]:
        rows = [{"id": at + 1, "name": name, "isParent": True} for at, name in enumerate(names)]
        return [row.name for row in opening_rows(answer(rows))]

    assert opening("水务局", "教育局") == ["水务局", "教育局"]
    assert opening("行政许可", "公共服务") == ["行政许可", "公共服务"]
    assert opening("云溪市", "东湖区", "西湖区") == []


def test_a_tree_that_comes_as_one_list_of_rows_needs_no_opening() -> None:
    rows = [
        {"id": "d1", "pId": "0", "name": "水务局", "isParent": True},
        {"id": "m1", "pId": "d1", "name": "取水许可", "isParent": True},
        {"id": "b1", "pId": "m1", "name": "取水许可延续", "isParent": False},
        {"id": "m2", "pId": "d1", "name": "河道采砂许可", "isParent": True},
    ]
    assert [row.value for row in opening_rows(answer(rows))] == ["m2"]


def test_what_lies_beneath_an_item_with_a_guide_are_its_cases() -> None:
    rows = [
        {"id": "b7", "text": "取水许可新办", "leaf": False, "hasGuide": True},
        {"id": "b8", "text": "取水许可变更", "leaf": False, "hasGuide": False},
    ]
    assert [row.value for row in opening_rows(answer(rows))] == ["b8"]


def test_levels_and_places_of_nodes_are_told_apart() -> None:
    department = {"id": "q1", "name": "水务局", "isParent": True, "level": 1}
    item = {"id": "q2", "name": "取水许可", "isParent": True, "level": 2}
    kinds = {
        row.function
        for path in ("/tree/node?id=x7", "/tree/main?id=x7")
        for rows in ([department], [item])
        for row in opening_rows(answer(rows, path))
    }
    assert len(kinds) == 4


def test_calls_that_bring_nothing_but_branches_are_those_of_the_list_too() -> None:
    rows = [{"id": f"{n}04", "name": name, "isParent": True} for n, name in enumerate(("水务局", "教育局", "民政局"))]
    root = Exchange(target=Target(url=f"{HOST}/tree/root"), page=answer(rows, "/tree/root"))
    kinds = [{"id": "k1", "name": "行政许可", "isParent": True}]
    opened = [
        Exchange(target=Target(url=f"{HOST}/tree/node?id={n}04"), page=answer(kinds, f"/tree/node?id={n}04"))
        for n in (0, 1)
    ]
    found = {call.target.url for call in learn_list_calls([root, *opened], None)}
    assert f"{HOST}/tree/node?id=204" in found


def test_an_answer_of_rows_that_are_no_items_is_told_from_an_empty_one() -> None:
    assert holds_rows(answer([{"id": "b7_01", "text": "情形1：本人办理", "leaf": True}]))
    assert not holds_rows(answer([]))


def test_names_of_departments_that_a_script_unfolds_are_told_from_links_and_plain_words() -> None:
    names = ("水务局", "教育局", "民政局")
    assert opens_by_names(page("".join(f"<li><b onclick=\"un(this,'{n}')\"><i>+</i>{n}</b></li>" for n in names)))
    assert opens_by_names(page("".join(f"<li data-no='b{at}'><b>{n}</b></li>" for at, n in enumerate(names))))
    assert not opens_by_names(page("".join(f"<li>{n}</li>" for n in names)))
    links = "".join(f"<li data-no='b{at}'><a href='/bm/{at}.html'>{n}</a></li>" for at, n in enumerate(names))
    assert not opens_by_names(page(links))


def row(name: str, code: str, beneath: str = "<ul></ul>", sign: str = "") -> str:
    return f"<li><span onclick=\"unfold(this,'{code}')\">{sign}{name}</span>{beneath}</li>"


def test_a_name_may_carry_the_number_of_what_lies_beneath_it() -> None:
    found = page(
        row("取水许可（4）", "m701")
        + row("河道采砂许可 [2项]", "m702", "")
        + row("采矿许可(3)", "m703", "", "<i>+</i>")
    )
    assert {r.name for r in opening_rows(found)} == {"取水许可", "河道采砂许可", "采矿许可"}
    assert (
        list(opening_rows(page(row("取水许可（2）", "m704", "")))) == []
    )  # A number of its name, for all that is known.
    assert list(opening_rows(page(row("水务局（4）", "d001")))) == []


def test_a_department_that_a_script_unfolds_is_no_item() -> None:
    mixed = ("住房公积金管理中心", "市场监督管理局", "公积金提取", "取水许可变更", "采矿许可延续")
    found = page("".join(f"<li><a onclick=\"unfold('b0{at}17')\">{name}</a></li>" for at, name in enumerate(mixed)))
    assert {item.name for item in found.items()} == {"公积金提取", "取水许可变更", "采矿许可延续"}


def test_the_mark_before_a_number_of_a_node_is_no_part_of_what_its_guide_is_asked_by() -> None:
    rows = [{"id": f"b2041{n}", "text": f"采矿许可第{n}类变更", "leaf": True} for n in (7, 8)]
    first, other = answer(rows).items()
    route = learn_route([Link(text=first.name, target=Target(url=f"{HOST}/zn?blx=20417"), locator="/")], [first, other])
    assert route is not None
    target = route.of(other)
    assert target is not None
    assert target.url == f"{HOST}/zn?blx=20418"
