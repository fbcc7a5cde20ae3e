"""Guides that come without a word of their own, and what a browser shows of them."""

from __future__ import annotations

from crawler.domain.evidence import PageKind
from spiders.platforms.auto import Walk
from tests.spiders.world import World, front, guide, html, job, link, rows, walk


def hollow(count: int) -> str:
    """A guide that comes with its menu alone over HTTP, and as a whole in a browser."""
    if count > 1:
        return guide(1)
    menu = link("/", "首页") + link("/hall", "办事大厅") + "<p>云溪省政务服务管理局主办，咨询请致电政务热线。</p>"
    return html(menu + '<div id="detail">请稍等，数据正在读取</div><script src="/js/xq.js"></script>')


def test_a_guide_page_that_shows_nothing_of_its_item_is_rendered() -> None:
    world = World({"/": front(link("/list", "事项清单")), "/list": html(rows(1)), "/guide/1": hollow})
    errands = walk(world, Walk(job()))
    assert [e.render for e in errands if e.kind is PageKind.GUIDE] == [False, True]


def test_guides_that_a_browser_shows_no_more_of_are_not_all_rendered() -> None:
    world = World({"/": front(link("/list", "事项清单")), "/list": html(rows(*range(1, 30)))})
    world.pages |= {f"/guide/{n}": hollow(1) for n in range(1, 30)}
    errands = walk(world, Walk(job()))
    assert sum(e.render for e in errands if e.kind is PageKind.GUIDE) == 3
    assert sum(not e.render for e in errands if e.kind is PageKind.GUIDE) == 29
