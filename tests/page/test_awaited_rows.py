"""A page of popular services is no list where a place of its own for the rows of one is still empty."""

from __future__ import annotations

import pytest

from crawler.page.html import Page
from crawler.page.lists.awaited_rows import awaits_others
from crawler.page.parse import parse

HOT = "".join(f'<li><a href="/zn?id=8{n}">第{n}类船舶营运证核发</a></li>' for n in range(3))
SCRIPT = '<script src="/static/list.js"></script>'
SHAPE = '<h3>查询结果</h3><div id="rows">{}</div><div class="pager" id="turn">{}</div>'


def awaits(body: str, script: str = SCRIPT, heading: str = "服务一览") -> bool:
    text = f"<html><body><h3>{heading}</h3><ul>{HOT}</ul>{body}{script}</body></html>"
    page = parse(text.encode(), "text/html; charset=utf-8", "http://a.test/list?theme=3", "e")
    assert isinstance(page, Page)
    assert page.items()
    return awaits_others(page)


@pytest.mark.parametrize(
    "body",
    [
        SHAPE.format("", ""),
        SHAPE.format("数据加载中…", "").replace("pager", "tail"),
        '<div class="result"><p>正在加载，请稍候</p></div>',
        "<table><thead><tr><th>事项名称</th><th>实施主体</th></tr></thead><tbody></tbody></table>",
    ],
    ids=["an empty pager beneath an empty place", "words that wait", "the same in a place by class", "a table's head"],
)
def test_an_empty_place_for_rows_is_one(body: str) -> None:
    assert awaits(body)


@pytest.mark.parametrize(
    "body",
    [
        SHAPE.format("", '<a href="/list?theme=3&amp;page=2">2</a><a href="/list?theme=3&amp;page=3">3</a>'),
        '<div class="pager" id="turn"></div>',
        '<div id="box"></div><p>共 3 项</p>',
        '<div class="loading-mask" id="wait">加载中</div>',
        '<div id="wait" style="display: none">加载中</div>',
        '<footer><div id="visits">加载中</div></footer>',
    ],
    ids=["a pager with addresses", "a pager alone", "a place alone", "laid over", "hidden", "in a footer"],
)
def test_others_are_none(body: str) -> None:
    assert not awaits(body)


def test_beneath_popular_services_any_empty_place_is_one() -> None:
    assert awaits('<ul id="box"></ul>', heading="高频事项")
    assert not awaits("<p>共 3 项</p>", heading="高频事项")


def test_a_heading_says_what_a_place_is_for() -> None:
    assert awaits('<h3>按部门</h3><ul id="box"></ul>')
    assert not awaits('<h3>友情链接</h3><ul id="box"></ul>')


def test_without_a_script_nothing_is_awaited() -> None:
    assert not awaits(SHAPE.format("", ""), script="")
