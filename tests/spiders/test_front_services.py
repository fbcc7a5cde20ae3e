"""Services of the front page and parts of a portal that no list shows: gaps that are named, and what is none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from crawler.domain.evidence import PageKind
from crawler.page.portal.search_forms import LIST_WORDS
from spiders.platforms.auto import Walk
from tests.spiders.world import PORTAL, World, front, guide, html, job, link, rows, walk

if TYPE_CHECKING:
    from collections.abc import Callable


SCRIPT = "<div id='rows'><p>正在加载…</p></div><script>fetch('/api/x').then(show)</script>"


def departments(most: int, said: str) -> World:
    """A list of two items; departments whose own rows only a script would bring, and none does."""
    links = "".join(link(f"/ou?id={n}", name) for n, name in enumerate(("民政局", "水务局", "公安局")[:most]))
    pages = {f"/ou?id={n}": html(f"<h2>部门</h2>{said}{SCRIPT}") for n in range(most)}
    return World({"/": front(link("/list", "事项清单")), "/list": html(rows(1, 2) + links), **pages})


def test_a_part_that_declares_items_and_shows_none_is_recorded_as_not_reached() -> None:
    world = departments(3, "<p>本部门共 7 项政务服务事项，请在下方选择类型查看，点击名称进入。</p>")
    errands = walk(world, Walk(job()))
    rendered = [e.target.url for e in errands if e.render and "/ou" in e.target.url]
    left = [e for e in errands if e.skip is not None and "/ou" in e.target.url]
    assert len(rendered) == 2
    assert [e.kind for e in left] == [PageKind.LIST] * 3


def test_a_part_that_counts_what_others_show_or_nothing_is_no_gap() -> None:
    for said in ("<p>本部门共 2 项政务服务事项，请在下方选择类型查看，点击名称进入。</p>", "<p>本部门没有窗口。</p>"):
        errands = walk(departments(1, said), Walk(job()))
        assert [e for e in errands if e.skip is not None and "/ou" in e.target.url] == []


def test_services_of_a_front_page_are_no_list_while_plain_pages_are_left() -> None:
    world = World(
        {
            "/": front(rows(1, 2), link("/desk", "综合大厅入口")),
            "/desk": html(rows(1, 2, 3, 4)),
            **{f"/guide/{n}": guide(n) for n in range(1, 5)},
        }
    )
    walker = Walk(job())
    errands = walk(world, walker)
    assert walker.found() == 4
    assert not [e for e in errands if e.skip]


def test_services_of_a_front_page_are_incomplete_where_no_list_was_seen() -> None:
    world = World(
        {
            "/": front(rows(1, 2), link("/all", "事项清单")),
            "/all": html("<p>请选择办事的方式，查询本地的各项服务</p>" * 5),
            **{f"/guide/{n}": guide(n) for n in range(1, 3)},
        }
    )
    walker = Walk(job())
    errands = walk(world, walker)
    assert walker.found() == 2
    [gap] = [e for e in errands if e.skip]
    assert (gap.kind, gap.target.url) == (PageKind.LIST, f"{PORTAL}all")


def test_services_in_a_frame_of_the_front_page_are_no_list_while_others_are_left() -> None:
    frames = '<frameset cols="200,*"><frame src="/left"><frame src="/main"></frameset>'
    pages: dict[str, str | int | Callable[[int], str | int]] = {
        "/": f"<html><head><title>云溪政务服务网</title></head>{frames}</html>",
        "/left": html(link("/desk", "综合大厅入口") + "<p>请从左侧进入，查询和办理各项服务。</p>" * 4),
        "/main": html(rows(1, 2)),
        "/desk": html(rows(1, 2, 3, 4)),
        **{f"/guide/{n}": guide(n) for n in range(1, 5)},
    }
    walker = Walk(job())
    assert not [e for e in walk(World(pages), walker) if e.skip]
    assert walker.found() == 4

    walker = Walk(job())
    [gap] = [e for e in walk(World({**pages, "/desk": html("<p>请到窗口办理</p>" * 20)}), walker) if e.skip]
    assert (walker.found(), gap.kind) == (2, PageKind.LIST)


def test_a_whole_list_in_a_frame_of_the_front_page_is_one() -> None:
    frames = '<frameset cols="200,*"><frame src="/left"><frame src="/main"></frameset>'
    pages: dict[str, str | int | Callable[[int], str | int]] = {
        "/": f"<html><head><title>云溪政务服务网</title></head>{frames}</html>",
        "/left": html("<p>请从左侧进入，查询和办理各项服务。</p>" * 4),
        "/main": html(rows(1, 2) + "<p>共2个事项</p>"),
        **{f"/guide/{n}": guide(n) for n in range(1, 3)},
    }
    walker = Walk(job())
    assert not [e for e in walk(World(pages), walker) if e.skip]
    assert walker.found() == 2


def test_pages_that_promised_nothing_are_rendered_once_others_like_them_showed_a_list() -> None:
    empty = "<table><thead><tr><th>事项名称</th><th>事项类型</th></tr></thead><tbody id='rows'></tbody></table>"
    said = "<p>请点击事项名称查看办事指南，办理前请仔细阅读各项说明。</p>" * 4

    def part(number: int) -> Callable[[int], str]:
        return lambda asked: html(said + (empty + SCRIPT if asked == 1 else rows(number, number + 20)))

    links = "".join(link(f"/part?k={n}", f"第{n}组") for n in range(12))
    pages: dict[str, str | int | Callable[[int], str | int]] = {
        "/": front(link("/sort", "分类查看")),
        "/sort": html(said + links),
        **{f"/part?k={n}": part(n) for n in range(12)},
        **{f"/guide/{n}": guide(n) for n in range(40)},
    }
    walker = Walk(job())
    walk(World(pages), walker)
    assert walker.found() == 24


def test_rows_that_offer_guides_and_could_not_be_read_are_a_gap() -> None:
    unread = "".join(f'<p>￥￥￥<a href="/x/{n}">办事指南</a></p>' for n in range(1, 4))
    pages: dict[str, str | int | Callable[[int], str | int]] = {
        "/": front(link("/one", "个人办事"), link("/two", "企业办事")),
        "/one": html(rows(1, 2, 3)),
        "/two": html(unread),
        **{f"/guide/{n}": guide(n) for n in range(1, 4)},
    }
    [gap] = [e for e in walk(World(pages), Walk(job())) if e.skip]
    assert (gap.kind, gap.target.url) == (PageKind.LIST, f"{PORTAL}two")


def test_what_only_the_search_of_a_portal_shows_is_never_all() -> None:
    search = '<form action="/s"><input name="q" placeholder="请输入事项名称"><button>搜索</button></form>'
    found = "".join(f'<p><a href="/guide/{n}">第{n}类经营许可证核发</a></p>' for n in range(1, 4))
    pages: dict[str, str | int | Callable[[int], str | int]] = {"/": front(search)}
    for words in LIST_WORDS:
        pages[f"/s?q={quote(words)}"] = html(f"<h2>办事指南</h2>{found}")
    walker = Walk(job())
    gaps = [e for e in walk(World({**pages, **{f"/guide/{n}": guide(n) for n in range(1, 4)}}), walker) if e.skip]
    assert walker.found() == 3
    assert [gap.kind for gap in gaps] == [PageKind.LIST]


def test_a_part_that_waits_for_rows_as_others_did_that_showed_some_is_a_gap_where_it_never_came() -> None:
    waits = "<table><thead><tr><th>事项名称</th><th>类型</th></tr></thead><tbody id='rows'></tbody></table>"
    waits = html(f"{waits}<script>fetch('/api').then(draw)</script>")
    parts = link("/ou?id=a1", "市公安局") + link("/ou?id=b2", "市教育局") + link("/ou?id=c3", "市民政局")
    pages: dict[str, str | int | Callable[[int], str | int]] = {
        "/": front(parts),
        "/ou?id=a1": lambda asked: waits if asked == 1 else html(rows(1, 2, 3)),
        "/ou?id=b2": lambda asked: waits if asked == 1 else 412,
        "/ou?id=c3": lambda asked: waits if asked == 1 else html(rows(1, 2)),
        **{f"/guide/{n}": guide(n) for n in range(1, 4)},
    }
    gaps = [e for e in walk(World(pages), Walk(job())) if e.skip]
    assert {(gap.kind, gap.target.url) for gap in gaps} == {(PageKind.LIST, f"{PORTAL}ou?id=b2")}


@pytest.mark.parametrize(("named", "gap"), [("养犬登记", True), ("第{n}类经营许可证核发", False)])
def test_guides_on_the_way_that_no_list_shows_are_a_gap(named: str, gap: bool) -> None:
    labels = ("受理条件", "办理流程", "咨询电话", "办理地点", "承诺办结时限", "设定依据")
    sections = "".join(f"<h3>{label}</h3><p>见窗口的说明。</p>" for label in labels)
    articles = "".join(link(f"/a/{n}/art.html", f"第{n}件办事指南") for n in range(1, 5))
    world = World(
        {
            "/": front(link("/list", "事项清单") + articles),
            "/list": html(rows(1, 2, 3, 4)),
            **{f"/guide/{n}": guide(n) for n in range(1, 5)},
            **{f"/a/{n}/art.html": html(f"<h1>{named.format(n=n)}</h1>{sections}") for n in range(1, 5)},
        }
    )
    errands = walk(world, Walk(job()))
    assert any(e.skip == "guides were met on the way that no list shows" for e in errands) is gap


@pytest.mark.parametrize(
    ("name", "address", "text", "gap"),
    [
        ("养犬登记", "/guide/70", guide(70), True),
        ("养犬登记", "/guide/70", 404, False),
        ("养犬登记", "/guide/70", html("<h1>养犬登记</h1><p>请下载手机应用办理。</p>"), False),
        ("养犬登记", "/zt/70.html", guide(70), False),  # Where no guide of a listed item lies: one of another kind.
        ("第2类经营许可证（核发）", "/guide/70", guide(70), False),
        ("养犬登记", "/guide/2", guide(2), False),
    ],
)
def test_a_service_of_the_front_page_that_no_list_shows_is_a_gap(
    name: str, address: str, text: str | int, gap: bool
) -> None:
    popular = [("第1类经营许可证核发", "/guide/1"), ("第3类经营许可证核发", "/guide/3"), (name, address)]
    cells = "".join(f"<tr><td><a href='{there}'>{said}</a></td><td>行政许可</td></tr>" for said, there in popular)
    table = f"<h3>热门服务</h3><table><tr><th>事项名称</th><th>事项类型</th></tr>{cells}</table>"
    world = World({"/": front(link("/list", "事项清单") + table), "/list": html(rows(1, 2, 3, 4))})
    world.pages |= {f"/guide/{n}": guide(n) for n in range(1, 5)}
    world.pages |= {address: text}
    errands = walk(world, Walk(job()))
    assert any(e.skip == "guides were met on the way that no list shows" for e in errands) is gap


def test_parts_of_parts_of_a_list_are_left_once_they_bring_nothing_new() -> None:
    kinds = {"xk": "行政许可", "gg": "公共服务", "qr": "行政确认"}
    names = ["公安", "教育", "民政", "司法", "财政", "水务", "农业", "商务", "文化", "卫生", "审计", "统计", "林业"]
    bodies = {str(n): f"市{name}局" for n, name in enumerate(names)}

    def page(kind: str = "", body: str = "") -> str:
        links = [link(f"/list?kind={k}" + (f"&body={body}" if body else ""), words) for k, words in kinds.items()]
        links += [link(f"/list?body={n}" + (f"&kind={kind}" if kind else ""), name) for n, name in bodies.items()]
        return html("".join(links) + rows(1, 2, 3))

    world = World({"/": front(link("/list", "事项清单")), "/list": page()})
    world.pages |= {f"/guide/{n}": guide(n) for n in (1, 2, 3)}
    world.pages |= {f"/list?kind={k}": page(kind=k) for k in kinds}
    for n in bodies:
        world.pages |= {f"/list?body={n}": page(body=n)}
        world.pages |= {f"/list?body={n}&kind={k}": page(k, n) for k in kinds}
        world.pages |= {f"/list?kind={k}&body={n}": page(k, n) for k in kinds}
    errands = walk(world, Walk(replace(job(), survey=False)))
    assert not [e for e in errands if e.skip]
    assert {f"/list?kind={k}" for k in kinds} <= set(world.asked)  # a list may show the items of one kind by itself
    assert len([one for one in set(world.asked) if one.startswith("/list?")]) < 30
