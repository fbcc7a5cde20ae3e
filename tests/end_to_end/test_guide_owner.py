"""Whose guide an address brought: another item's facts are not reported as this one's."""

from __future__ import annotations

import json

import pytest

from crawler.assembly.guide_owner import Owners
from crawler.domain.elements import Reading, State
from crawler.domain.records import ListedItem, ServiceGuide
from crawler.page.html import Page
from crawler.page.json_page import JsonPage

HERE = "https://zw.example/guide/1"
OWN, OTHER = "11990000MB2F000012000123001000", "11990000MB2F000012000456002000"


def _said(element: str, value: str) -> Reading:
    return Reading(element=element, state=State.STATED, value=value, quote=value, evidence="e1", locator="/a")


def _row(key: str, name: str, code: str = "") -> ListedItem:
    told = {"implementation_code": _said("implementation_code", code)} if code else {}
    return ListedItem(key=key, name=_said("name", name), target=None, readings=told)


def _guide(name: str = "", code: str = "") -> ServiceGuide:
    told = {"name": _said("name", name)} if name else {}
    told |= {"implementation_code": _said("implementation_code", code)} if code else {}
    return ServiceGuide(evidence=("e1",), url=HERE, readings=told)


def _page(words: str) -> Page:
    return Page(text=f"<html><body>{words}</body></html>", url=HERE, evidence="e1")


def _anothers(
    listed: tuple[str, str], told: tuple[str, str], other: tuple[str, str] = ("渔业捕捞许可", OTHER), shown: str = ""
) -> bool:
    row = _row("own", *listed)
    return Owners([row, _row("other", *other)]).is_anothers(_guide(*told), row, [_page(shown or told[0])])


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        (("食品经营许可（新办）", OWN), ("渔业捕捞许可", OTHER)),
        (("食品经营许可（新办）", ""), ("渔业捕捞许可", "")),
        (("食品经营许可（新办）", OWN), ("渔业捕捞许可", "11990000MB2F000099000777009000")),
        (("食品经营许可（新办）", OWN), ("水利工程质量检测资质认定", "11990000MB2F000099000777009000")),  # of no list
        (("食品经营许可（新办）", OWN), ("", OTHER)),
    ],
)
def test_the_guide_of_another_item_is_not_this_items(listed: tuple[str, str], told: tuple[str, str]) -> None:
    assert _anothers(listed, told)


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        (("食品经营许可（新办）", OWN), ("食品经营许可", OWN)),
        (("食品经营许可（新办）", OWN), ("食品经营许可（变更）", OTHER)),  # branches of one item
        (("食品经营许可-新办", ""), ("食品经营许可-注销", "")),
        (("社保卡申领", ""), ("社会保障卡申领", "")),
        (("身份证办理", ""), ("居民身份证换领", "")),
        (("食品经营许可（新办）", OWN), ("渔业捕捞许可", OWN)),  # its own code: the portal's own mistake in the name
        (("食品经营许可（新办）", OWN), ("食品经营许可（新办）", OTHER)),  # its own name: a wrong code
        (("新办", ""), ("渔业捕捞许可", "")),  # the name of a branch alone
        (("食品经营许可（新办）", OWN), ("", "")),
    ],
)
def test_another_wording_a_branch_or_a_wrong_code_is_the_items_own_guide(
    listed: tuple[str, str], told: tuple[str, str]
) -> None:
    assert not _anothers(listed, told)


def test_a_page_that_shows_the_items_name_is_its_own() -> None:
    listed, told = ("食品经营许可（新办）", ""), ("渔业捕捞许可", "")
    assert not _anothers(listed, told, shown="<p>当前位置：首页 > 食品经营许可 > 渔业捕捞许可</p>")
    assert _anothers(listed, told, shown="<p>当前位置：首页 > 办事指南</p>")


def test_items_of_one_name_are_told_by_their_codes() -> None:
    listed, told = ("食品经营许可", OWN), ("食品经营许可", OTHER)
    assert _anothers(listed, told, other=("食品经营许可", OTHER))
    assert not _anothers(("食品经营许可", ""), told, other=("食品经营许可", OTHER))


def test_a_code_that_several_items_share_is_no_ones_own() -> None:
    rows = [_row("own", "食品经营许可（新办）", OWN), _row("b", "渔业捕捞许可", OWN)]
    assert Owners(rows).is_anothers(_guide("渔业捕捞许可", OWN), rows[0], [_page("渔业捕捞许可")]) is False
    rows = [_row("own", "食品经营许可（新办）"), *rows[1:], _row("c", "采矿许可证核发", OWN)]
    assert Owners(rows).is_anothers(_guide("渔业捕捞许可", OWN), rows[0], [_page("渔业捕捞许可")])


def test_a_heading_says_whose_guide_it_is_where_nothing_else_does() -> None:
    listed, told = ("食品经营许可（新办）", ""), ("", "")
    assert _anothers(listed, told, shown="<h2>渔业捕捞许可</h2><p>受理条件</p>")
    assert not _anothers(listed, told, shown="<h2>食品经营许可</h2><h3>渔业捕捞许可</h3>")
    assert not _anothers(listed, told, shown="<h2>办事指南</h2><a href='/2'>渔业捕捞许可</a>")


def _answers(*codes: str) -> list[JsonPage]:
    """A guide in two answers, of which the second names these codes."""
    materials = {"list": [{"name": "申请书", "taskCode": code} for code in codes]}
    both = {"taskName": "食品经营许可（新办）"}, materials
    return [JsonPage(data=data, text=json.dumps(data), url=HERE, evidence="e1") for data in both]


@pytest.mark.parametrize(
    ("codes", "other", "is_anothers"),
    [
        ((OTHER,), "渔业捕捞许可", True),
        ((OTHER, OWN), "渔业捕捞许可", False),
        ((OTHER,), "食品经营许可", False),  # the main item above it
        (("11990000MB2F000099000777009000",), "渔业捕捞许可", False),  # of no item that is known
    ],
)
def test_a_part_that_names_another_item_by_its_code_is_of_that_one(
    codes: tuple[str, ...], other: str, is_anothers: bool
) -> None:
    rows = [_row("own", "食品经营许可（新办）", OWN), _row("other", other, OTHER)]
    parts = _answers(*codes)
    assert Owners(rows).is_anothers(_guide("食品经营许可（新办）"), rows[0], parts) is is_anothers


def test_a_part_that_names_several_items_is_no_ones_alone() -> None:
    third = "11990000MB2F000012000789003000"
    rows = [
        _row("own", "食品经营许可（新办）", OWN),
        _row("b", "渔业捕捞许可", OTHER),
        _row("c", "采矿许可证核发", third),
    ]
    assert not Owners(rows).is_anothers(_guide("食品经营许可（新办）"), rows[0], _answers(OTHER, third))
