"""Walks over portals of a few pages: what is asked, in which order, and what is left."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crawler.domain.evidence import PageKind
from crawler.domain.portal import Hints
from crawler.errors import UsageError
from spiders.platforms import platform
from spiders.platforms.auto import Walk
from tests.spiders.world import PORTAL, World, front, guide, html, job, link, rows, walk

if TYPE_CHECKING:
    from collections.abc import Callable


def test_the_list_is_found_behind_two_menus_and_every_guide_opened_once() -> None:
    world = World(
        {
            "/": front(link("/hall", "办事大厅"), link("/news", "新闻中心"), link("/login", "用户登录")),
            "/hall": html(link("/dept", "部门办事") + link("/person", "个人办事") + "<p>请选择办事的方式</p>" * 20),
            "/dept": html(rows(1, 2, 3)),
            "/person": html(rows(2, 3, 4)),
            **{f"/guide/{n}": guide(n) for n in range(1, 5)},
        }
    )
    walker = Walk(job())
    walk(world, walker)
    assert walker.found() == 4
    assert {p for p in world.asked if p.startswith("/guide")} == {f"/guide/{n}" for n in range(1, 5)}
    assert not {"/news", "/login"} & set(world.asked)


def test_an_endless_list_ends() -> None:
    world = World({"/": front(link("/list?page=1", "事项清单"))})
    for n in range(1, 100):
        pager = link(f"/list?page={n}", str(n)) + link(f"/list?page={n + 1}", "下一页")
        world.pages[f"/list?page={n}"] = html(rows(1, 2, 3) + f'<div class="page">{pager}</div>')
    errands = walk(world, Walk(job()))
    assert sum(p.startswith("/list") for p in world.asked) < 20
    assert all(e.kind is not PageKind.FORM for e in errands)


def test_an_empty_page_ends_a_list() -> None:
    world = World({"/": front(link("/list?page=1", "事项清单"))})
    for n in range(1, 100):
        pager = link(f"/list?page={n + 1}", "下一页")
        items = rows(3 * n, 3 * n + 1, 3 * n + 2) if n < 4 else "<p>暂无数据</p>"
        world.pages[f"/list?page={n}"] = html(items + f'<div class="page">{pager}</div>')
    walker = Walk(job())
    walk(world, walker)
    assert walker.found() == 9
    assert len([p for p in set(world.asked) if p.startswith("/list")]) == 4


def test_a_portal_without_a_list_is_walked_to_the_end() -> None:
    world = World(
        {
            "/": front(link("/a", "机构概况"), link("/b", "特色栏目"), link("http://elsewhere.gov.cn/", "事项清单")),
            "/a": front(),
            "/b": front(),
        }
    )
    errands = walk(world, Walk(job()))
    assert set(world.asked) == {"/", "/a", "/b"}
    assert all(e.skip is None for e in errands)


def test_a_menu_without_end_is_recorded_as_not_walked() -> None:
    links = "".join(link(f"/m/{n}", f"栏目{n}页") for n in range(300))
    world = World({"/": front(links), **{f"/m/{n}": front() for n in range(300)}})
    errands = walk(world, Walk(job()))
    assert [e.skip for e in errands if e.skip] == ["more than 80 pages of navigation"]


def test_what_is_gone_is_asked_a_second_time_when_all_else_is_done() -> None:
    world = World(
        {
            "/": front(link("/list", "事项清单")),
            "/list": html(rows(1, 2, 3)),
            "/guide/1": guide(1),
            "/guide/3": lambda times: guide(3) if times > 1 else 410,
        }
    )
    errands = walk(world, Walk(job()))
    assert [(e.target.url.rpartition("/")[2], e.look) for e in errands if e.look > 1] == [("2", 2), ("3", 2)]
    assert world.asked[-2:] == ["/guide/2", "/guide/3"]


def test_a_page_of_the_list_behind_a_wall_is_asked_once_more() -> None:
    world = World(
        {
            "/": front(link("/list", "事项清单")),
            "/list": html(rows(1, 2, 3) + '<a href="/list?page=2">下一页</a>'),
            "/list?page=2": lambda times: html(rows(4, 5, 6)) if times > 1 else 412,
            **{f"/guide/{n}": guide(n) for n in range(1, 7)},
            "/guide/2": 412,
        }
    )
    walker = Walk(job())
    errands = walk(world, walker)
    assert walker.found() == 6
    again = [(e.target.url.rpartition("/")[2], e.look) for e in errands if e.look > 1]
    assert again == [("list?page=2", 2), ("2", 2)]  # and so is one guide among others that came


def test_parts_and_forms_belong_to_the_item() -> None:
    body = guide(1).replace(
        "</body>", '<iframe src="/part/1"></iframe><a href="/f/a.doc">申请表（空表）.doc</a><a href="#">样表</a></body>'
    )
    world = World(
        {
            "/": front(link("/list", "事项清单")),
            "/list": html(rows(1, 2)),
            "/guide/1": body,
            "/guide/2": body,
            "/part/1": html(link("/f/b.xls", "示例样表.xls")),
            "/f/a.doc": "x",
            "/f/b.xls": "x",
        }
    )
    errands = walk(world, Walk(job()))
    forms = sorted((e.target.url.rpartition("/")[2], e.item) for e in errands if e.kind is PageKind.FORM)
    items = sorted({e.item or "" for e in errands if e.kind is PageKind.GUIDE})
    assert forms == [("a.doc", items[0]), ("a.doc", items[1]), ("b.xls", items[0]), ("b.xls", items[1])]


def test_a_sample_is_drawn_from_the_whole_list() -> None:
    pages: dict[str, str | int | Callable[[int], str | int]] = {"/": front(link("/list", "事项清单"))}
    pages["/list"] = html(rows(*range(1, 41)))
    pages |= {f"/guide/{n}": guide(n) for n in range(1, 41)}
    drawn = []
    for _ in range(2):
        errands = walk(World(pages), Walk(replace(job(), sample=5, seed=7)))
        drawn.append({e.item for e in errands if e.kind is PageKind.GUIDE})
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 5


def test_only_wanted_items_are_opened() -> None:
    world = World({"/": front(link("/list", "事项清单")), "/list": html(rows(1, 2, 3))})
    walker = Walk(job())
    walk(world, walker)
    wanted = min(walker._items)
    errands = walk(World(world.pages), Walk(replace(job(), items=(wanted,))))
    assert {e.item for e in errands if e.kind is PageKind.GUIDE} == {wanted}


def test_a_walk_told_the_same_asks_the_same() -> None:
    pages: dict[str, str | int | Callable[[int], str | int]] = {
        "/": front(link("/hall", "办事大厅")),
        "/hall": html(link("/dept", "部门办事") + "<p>请选择</p>" * 20),
        "/dept": html(rows(1, 2, 3, 4, 5)),
        **{f"/guide/{n}": guide(n) for n in range(1, 5)},
    }
    assert walk(World(pages), Walk(job())) == walk(World(pages), Walk(job()))


def test_a_page_that_only_sends_on_is_followed() -> None:
    world = World(
        {
            "/": '<html><head><meta http-equiv="refresh" content="0; url=/portal/index"></head><body></body></html>',
            "/portal/index": front(link("/list", "事项清单")),
            "/list": html(rows(1, 2, 3)),
        }
    )
    walker = Walk(job())
    walk(world, walker)
    assert walker.found() == 3


def test_a_hint_for_a_list_is_asked_first() -> None:
    world = World({"/": front(), "/hidden": html(rows(1, 2))})
    walker = Walk(job(hints=Hints(item_list="/hidden")))
    walk(world, walker)
    assert walker.found() == 2


def test_platforms_are_found_by_name() -> None:
    assert platform("auto") is Walk
    with pytest.raises(UsageError, match="no such platform"):
        platform("guides")


@pytest.mark.parametrize(("said", "gaps"), [(3, 1), (2, 0)])
def test_a_page_that_a_list_declares_and_shows_no_row_is_a_gap(said: int, gaps: int) -> None:
    paging = f"<p>共{said}个事项</p><p>第{{}}页/共2页</p><a href='/list?page=1'>1</a><a href='/list?page=2'>2</a>"
    world = World(
        {
            "/": front(link("/list", "事项清单")),
            "/list": html(rows(1, 2) + paging.format(1)),
            "/list?page=2": html("<p>本页的内容以图片显示</p>" * 9 + paging.format(2)),
            **{f"/guide/{n}": guide(n) for n in (1, 2)},
        }
    )
    errands = walk(world, Walk(job()))
    assert [e.kind for e in errands if e.skip] == [PageKind.LIST] * gaps


def test_lists_that_go_on_with_the_same_page_are_both_read_again() -> None:
    world = World(
        {
            "/": front(link("/list/1.html", "个人办事"), link("/list/2.html", "法人办事")),
            "/list/1.html": html(rows(1, 2) + "<p>共9项</p><a href='/rest/page_2.html'>下一页</a>"),
            "/list/2.html": html(rows(3, 4) + "<p>共9项</p><a href='/rest/page_2.html'>下一页</a>"),
            "/rest/page_2.html": html(rows(5, 6) + "<p>共9项</p>"),
            **{f"/guide/{n}": guide(n) for n in range(1, 7)},
        }
    )
    walk(world, Walk(job()))
    assert [world.asked.count(path) for path in ("/list/1.html", "/list/2.html", "/rest/page_2.html")] == [3, 3, 2]


def test_a_link_that_says_more_leads_to_what_it_stands_under() -> None:
    boxes = {"/a": "个人办事", "/b": "企业办事", "/n": "通知公告", "/t": "办事统计"}
    more = "".join(
        f'<div><h3>{title}</h3><p><a href="{path}">更多&gt;&gt;</a></p></div>' for path, title in boxes.items()
    )
    lists = {"/a": html(rows(1, 2, 3)), "/b": html(rows(4, 5, 6))}
    world = World({"/": html(more), **lists, **{f"/guide/{n}": guide(n) for n in range(1, 7)}})
    walker = Walk(job())
    walk(world, walker)
    assert walker.found() == 6
    assert not {"/n", "/t"} & set(world.asked)


def test_rows_that_a_page_keeps_for_its_script_are_its_list() -> None:
    told = [{"itemId": f"6920{n}", "itemName": f"第{n}类经营许可证核发", "orgName": "市场监管局"} for n in range(1, 5)]
    script = f"<table id='t'></table><script>window.__INITIAL_STATE__={json.dumps({'list': told})};draw(1);</script>"
    world = World({"/": front(link("/all", "事项清单")), "/all": html(script)})
    walker = Walk(job())
    errands = walk(world, walker)
    assert walker.found() == 4
    click = next(e for e in errands if e.target.method == "CLICK" and e.kind is PageKind.GUIDE)
    assert (click.target.url, click.target.body) == (f"{PORTAL}all", "第1类经营许可证核发")


def test_a_list_whose_pager_a_script_draws_is_shown_in_a_browser_once() -> None:
    def first(times: int) -> str:
        drawn = link("/list_2", "2") + link("/list_2", "下一页")
        inside = drawn if times > 2 else "<script>drawPager(2, 1);</script>"  # as navigation, as a list, in a browser
        return html(rows(1, 2, 3) + f'<div class="page">{inside}</div>')

    world = World(
        {
            "/": front(link("/list", "办事指南")),
            "/list": first,
            "/list_2": html(rows(4, 5) + '<div class="page"></div>'),
            **{f"/guide/{n}": guide(n) for n in range(1, 6)},
        }
    )
    walker = Walk(job())
    walk(world, walker)
    assert walker.found() == 5
