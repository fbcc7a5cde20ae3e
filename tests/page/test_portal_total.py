"""What a front page says of how many items its portal publishes, and what only looks like it."""

from __future__ import annotations

import pytest

from crawler.page.html import Page
from crawler.page.lists.portal_total import portal_total
from crawler.page.parse import parse


@pytest.mark.parametrize(
    ("body", "total"),
    [
        ("<p>已公布政务服务事项 <b>78</b> 项</p>", 78),
        ("<div>共发布 <em>1,234</em> 项服务事项</div>", 1234),
        ("<li>事项总数<span>2045</span></li>", 2045),
        ("<p>市本级公布政务服务主项 50 项、子项 92 项</p>", 92),
        ("<p>本级入驻事项共 310 项，可办事项 290 项</p>", 290),
        ("<p>全市公布政务服务事项 45012 项</p>", None),
        ("<p>全省各级政务服务事项总数 1203456</p>", None),
        ("<p>累计发布政务服务事项 812 项</p>", None),
        ("<p>公布政务服务主项 50 项</p>", None),
        ("<p>进驻单位 <b>9</b> 个 政务服务事项 <b>57</b> 项 办件总量 <b>8,204</b> 件</p>", 57),
        ("<p>办事事项 57 项，网上办件 8204 件</p>", 57),
        ("<p>进驻单位 9 个 新增服务事项 12 项 办件总量 8204 件</p>", None),
        ("<p>全市进驻单位 912 个，政务服务事项 45012 项</p>", None),
        ("<h3>教育局</h3><p>服务事项 12 项</p>", None),
        ("<p>今日办件 381 件，办结事项 360 件</p>", None),
        ("<p>发布通知公告 40 条</p>", None),
        ("<p>提供 24 小时服务</p>", None),
    ],
)
def test_the_total_of_a_portal(body: str, total: int | None) -> None:
    page = parse(f"<html><body>{body}</body></html>".encode(), "text/html; charset=utf-8", "http://a.test/", "e")

    assert isinstance(page, Page)
    assert portal_total(page) == total
