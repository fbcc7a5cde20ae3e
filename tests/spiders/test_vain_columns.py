"""Columns that bring nothing where others like them bring services."""

from __future__ import annotations

import pytest

from spiders.platforms.auto import Walk
from spiders.platforms.vain_columns import VAIN
from tests.spiders.world import World, front, guide, html, job, link, rows, walk

BODIES = {1: "市教育局", 2: "市民政局", 3: "市水务局", 4: "市司法局"}
MENU = "".join(link(f"/body?id={key}", name) for key, name in BODIES.items())


def gaps(third: object, *, beside: str = "", pages: dict[str, object] | None = None) -> tuple[list[str | None], World]:
    """The gaps of a portal of four departments, what the third shows given; `beside` stands on its front page."""
    world = World({"/": front(MENU + beside)})
    world.pages |= {f"/body?id={key}": html(MENU + rows(key * 10, key * 10 + 1)) for key in BODIES}
    world.pages |= {"/body?id=3": third, **(pages or {})}  # type: ignore[dict-item]
    world.pages |= {f"/guide/{n}": guide(n) for n in range(10, 50)}
    return [one.skip for one in walk(world, Walk(job())) if one.skip is not None], world


@pytest.mark.parametrize(
    "third",
    [404, html(""), html(MENU), html(MENU + "<table><tr><th>事项名称</th><th>事项类型</th></tr></table>")],
    ids=["gone", "blank", "nothing but the menu", "no row"],
)
def test_a_department_that_shows_nothing_is_a_gap_once_others_show_services(third: object) -> None:
    told, world = gaps(third)
    assert told == [VAIN]
    assert world.asked.count("/body?id=3") == 2


@pytest.mark.parametrize(
    "third",
    [
        html(MENU + "<p>暂无数据</p>"),
        html(MENU + "<p>共0条</p>"),
        html(MENU + rows(30, 31)),
        html(MENU + link("/bureau/inner", "执法大队") + link("/bureau/other", "行政审批股")),
        lambda times: html("") if times == 1 else html(MENU + rows(30, 31)),
    ],
    ids=["none", "a count of none", "rows", "leads on", "rows in the second look"],
)
def test_a_department_that_says_that_it_has_nothing_or_more_is_none(third: object) -> None:
    assert gaps(third)[0] == []


def test_columns_that_bring_nothing_beside_other_lists_leave_nothing_out() -> None:
    every = html(rows(*(n for key in BODIES for n in (key * 10, key * 10 + 1))))
    assert gaps(404, beside=link("/all", "事项清单"), pages={"/all": every})[0] == []
    some = html(rows(10, 11, 20))
    assert gaps(404, beside=link("/all", "事项清单"), pages={"/all": some})[0] == [VAIN]


def test_a_list_that_came_whole_by_its_own_total_leaves_nothing_out() -> None:
    told = html("<p>共 6 项</p>" + rows(10, 11, 20, 21, 40, 41))
    assert gaps(404, beside=link("/all", "事项清单"), pages={"/all": told})[0] == []


@pytest.mark.parametrize("third", [404, html("<p>本网由政务服务管理办公室主办，欢迎提出意见。</p>")])
def test_a_page_of_another_kind_at_an_address_like_theirs_is_no_column(third: object) -> None:
    assert gaps(html(MENU + rows(30, 31)), beside=link("/body?id=9", "本网介绍"), pages={"/body?id=9": third})[0] == []
