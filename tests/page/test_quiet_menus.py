"""A menu that offers nothing is looked at once a portal, and one that offers something on every page."""

from __future__ import annotations

import pytest
from lxml import etree

from crawler.page.guides.flow_charts import flow_charts
from crawler.page.html import Page

QUIET = "<a href='/channel/1/index.html'>要闻</a><a href='list.html'>事项</a><a href='#'>返回</a>"
FORM = "<a href='/upload/1.doc'>申请表.doc</a>"


def page(menu: str, folder: str = "guide", number: int = 1) -> Page:
    html = f"<html><body><div class='nav'>{menu}</div><p>{FORM}</p></body></html>"
    made = Page(text=html, url=f"http://a/{folder}/{number}.html", evidence=f"e{number}")
    nav = next(made.tree.iter("div"))
    made.menus.append((nav, etree.tostring(nav, encoding="utf-8", with_tail=False)))
    return made


def offered(one: Page) -> list[str]:
    return [a.target.url for a in one.attachments() if a.target is not None]


def test_a_menu_that_offers_nothing_is_known_on_the_next_page() -> None:
    menu = f"{QUIET}<a href='/channel/2/index.html'>甲</a>"
    first, second = page(menu), page(menu, number=2)
    assert offered(first) == offered(second) == ["http://a/upload/1.doc"]
    assert first.quiet == frozenset()
    assert {e.tag for e in second.quiet} == {"div", "a"}


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/upload/2.doc'>乙</a>",
        "<a href='/down?id=1'>表格下载</a>",
        "<a href='?id=1'>丙</a>",
        "<a href='/a.html' onclick='go()'>丁</a>",
        "<a href='/lct.png'>办理流程图</a>",
        "<button>戊</button>",
    ],
)
def test_a_menu_that_may_offer_something_is_looked_at_on_every_page(link: str) -> None:
    first, second = page(QUIET + link), page(QUIET + link, number=2)
    assert offered(first) == offered(second)
    assert flow_charts(first) == flow_charts(second)
    assert second.quiet == frozenset()


def test_what_depends_on_the_folder_is_known_for_that_folder_alone() -> None:
    menu = f"{QUIET}<a href='/channel/3/index.html'>己</a>"
    assert offered(page(menu)) == ["http://a/upload/1.doc"]
    assert page(menu, number=2).quiet
    assert not page(menu, folder="other").quiet
