"""Columns by department and theme: how long they are asked for, and what they say against a list that seems whole."""

from __future__ import annotations

import pytest

from spiders.platforms.auto import Walk
from tests.spiders.world import World, front, guide, html, job, link, rows, walk

OFFICES = ("公安", "教育", "民政", "司法", "财政", "水务", "农业", "商务", "文化", "卫生")
NAMES = ("交通出行", "文化体育", "医疗卫生", "社会保障", "职业资格", "证件办理", "税收财务")
BODIES = {f"b{n}": f"市{name}局" for n, name in enumerate(OFFICES)}
THEMES = {f"t{n}": name for n, name in enumerate(NAMES)}


def asked(*, total: str, behind: str = "") -> set[str]:
    """What is asked of a portal whose columns show what its list shows, but for what is `behind` the last ones."""
    links = "".join(link(f"/body?id={key}", name) for key, name in BODIES.items())
    links += "".join(link(f"/theme?id={key}", name) for key, name in THEMES.items())
    world = World({"/": front(link("/list", "事项清单")), "/list": html(links + total + rows(1, 2, 3))})
    world.pages |= {f"/body?id={key}": html(rows(1, 2)) for key in BODIES}
    world.pages |= {f"/theme?id={key}": html(rows(2, 3)) for key in THEMES}
    world.pages |= {f"/guide/{n}": guide(n) for n in range(1, 5)}
    world.pages |= {behind: html(rows(1, 4))} if behind else {}
    walk(world, Walk(job()))
    return {path for path in world.asked if path.startswith(("/body", "/theme"))}


def test_columns_are_left_once_they_bring_nothing_new_to_a_list_that_came_whole() -> None:
    found = asked(total="<p>共 3 项</p>")
    assert len(found) == 12
    assert {path[:5] for path in found} == {"/body", "/them"}  # Of each kind some.


@pytest.mark.parametrize("total", ["", "<p>共 9 项</p>"], ids=["no total", "a total that was not reached"])
def test_every_column_is_asked_for_where_nothing_says_that_the_list_is_whole(total: str) -> None:
    assert len(asked(total=total, behind="/body?id=b9")) == len(BODIES) + len(THEMES)


def gaps(body: str, *, title: str = "部门服务") -> list[str | None]:
    """The gaps of a portal whose list shows services of three numbers."""
    world = World({"/": front(link("/list", "事项清单"), link("/all", title)), "/list": html(rows(1, 2, 3))})
    world.pages |= {"/all": html(body), **{f"/guide/{n}": guide(n) for n in range(1, 9)}}
    return [one.skip for one in walk(world, Walk(job())) if one.skip is not None]


def counted(*numbers: int, inside: bool = False) -> str:
    names = list(BODIES.values())
    shape = '<a href="/body?id={0}">{1}（{2}）</a>' if inside else '<a href="/body?id={0}">{1}</a>（{2}项）'
    return "".join(f"<td>{shape.format(n, names[n], number)}</td>" for n, number in enumerate(numbers))


@pytest.mark.parametrize("inside", [True, False])
def test_departments_that_count_far_more_than_was_found_are_a_gap(inside: bool) -> None:
    table = "<table><tr>{}</tr></table>"
    said = "departments of the portal count more items than were found"
    assert said in gaps(table.format(counted(12, 9, 20, inside=inside)))
    assert said not in gaps(table.format(counted(1, 1, 1, inside=inside)))
    assert said not in gaps(table.format(counted(12, 9, inside=inside)))
    assert said not in gaps(table.format(counted(12, 9, 20, inside=inside)), title="信箱统计")


def popular(heading: str, *numbers: int) -> str:
    rows_of = "".join(f'<li><a href="/guide/{n}">第{n}类经营许可证核发</a></li>' for n in numbers)
    return f"<h3>{heading}</h3><ul>{rows_of}</ul>"


def test_popular_services_that_no_list_shows_are_a_gap() -> None:
    said = "popular services were found that no list shows"
    assert said in gaps(popular("热门服务", 4, 5, 6))
    assert said not in gaps(popular("热门服务", 1, 2, 3))
    assert said not in gaps(popular("热门服务", 1, 2, 3, 4))
    assert said not in gaps(popular("全部服务", 4, 5, 6))
    assert said not in gaps(popular("热门服务", 1) + popular("全部服务", 4, 5, 6))
