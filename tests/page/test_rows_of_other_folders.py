"""Rows drawn like those of items whose guides lie in another folder: each department has its own."""

from __future__ import annotations

import pytest

from crawler.page.html import Page
from crawler.page.lists.left_rows import leaves_rows
from crawler.page.parse import parse

HOST = "http://zwfw.yunxi.gov.cn"
TWO = (("rst", 11, "职业培训学校设立审批"), ("rst", 12, "人力资源服务许可"))
ALONE = ("mzt", 31, "对见义勇为人员的表彰")
PLAIN = '<li><a href="{way}">{name}</a></li>'
TYPED = '<li><span>[行政许可]</span><a href="{way}">{name}</a></li>'


def listed(row: str, rows: tuple[tuple[str, int, str], ...], *, more: str = "") -> Page:
    lines = "".join(row.format(way=f"/bszn/{folder}/{n}.html", name=name) for folder, n, name in rows)
    text = f"<html><title>个人办事</title><body><ul>{lines}{more}</ul><p>共{len(rows)}条</p></body></html>"
    found = parse(text.encode(), "text/html; charset=utf-8", f"{HOST}/grbs/list.html", "e")
    assert isinstance(found, Page)
    return found


def names(page: Page) -> list[str]:
    return [item.name for item in page.items()]


@pytest.mark.parametrize("row", [PLAIN, TYPED])
def test_a_row_alone_in_its_folder_is_one_of_the_list(row: str) -> None:
    rows = (TWO[0], ALONE, TWO[1], ("rst", 13, "技工学校变更审批"))
    assert names(listed(row, rows)) == [name for _, _, name in rows]


def test_beside_a_single_item_a_row_is_one_where_it_says_more_than_its_link() -> None:
    rows = (TWO[0], ALONE, TWO[1])
    assert names(listed(TYPED, rows)) == [name for _, _, name in rows]
    assert ALONE[2] not in names(listed(PLAIN, rows))


@pytest.mark.parametrize(
    "other",
    [
        "/bszn/2024/5/31.html",  # deeper
        "/bszn/mzt/31.shtml",  # another kind of page
        "/news/rst/31.html",
        "/bszn/mzt/31.html?from=top",
    ],
)
def test_a_row_that_leads_elsewhere_is_none(other: str) -> None:
    more = TYPED.format(way=other, name="见义勇为人员风采展示")
    page = listed(TYPED, (*TWO, ("rst", 13, "技工学校变更审批")), more=more)
    assert names(page) == [*(name for _, _, name in TWO), "技工学校变更审批"]


def test_a_row_of_news_by_its_words_is_none() -> None:
    rows = (*TWO, ("rst", 13, "技工学校变更审批"), ("mzt", 31, "关于开展社会组织年检工作的通知"))
    assert len(names(listed(TYPED, rows))) == 3


def test_a_row_built_like_those_of_items_leaves_open_what_a_total_counts() -> None:
    rows = (*TWO, ("rst", 13, "技工学校变更审批"))
    assert leaves_rows(listed(TYPED, rows, more=TYPED.format(way="/zt/31.html", name="见义勇为人员风采展示")))
    assert not leaves_rows(listed(TYPED, rows, more="<li><a href='/zt/31.html'>更多</a></li>"))
    assert not leaves_rows(listed(TYPED, rows))
