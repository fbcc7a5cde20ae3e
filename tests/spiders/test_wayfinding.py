"""What links promise, and what belongs to one portal."""

from __future__ import annotations

import pytest

from crawler.domain.evidence import Target
from crawler.domain.site import site_of
from crawler.page.finds import Link
from crawler.page.html import Page
from crawler.page.parse import parse
from spiders.platforms.wayfinding import Promise, clickable, other_area, promise
from tests.spiders.world import PORTAL


@pytest.mark.parametrize(
    ("text", "url", "worth"),
    [
        ("事项清单", "/list", Promise.LIST),
        ("政务服务事项目录", "/list", Promise.LIST),
        ("个人办事", "/person", Promise.LIST),
        ("办事查询", "/search.html?channel=item", Promise.LIST),
        ("办事进度查询", "/progress", Promise.NONE),
        ("办事指南", "http://bs.yunxi.gov.cn/", Promise.LIST),
        ("省公安厅", "/dept?id=3", Promise.FACET),
        ("竹山县市场监督管理局", "/dept?id=4", Promise.FACET),
        ("新闻中心", "/news", Promise.NONE),
        ("生育收养", "/theme?id=3", Promise.FACET),
        ("走进云溪", "/about", Promise.PLAIN),
        ("用户登录", "/login", Promise.NONE),
        ("政策解读", "/zcjd", Promise.NONE),
        ("竹山县", "http://zs.yunxi.gov.cn/", Promise.NONE),
        ("办事指南", "http://other.gov.cn/", Promise.NONE),
        ("事项清单", "/list?areaCode=990100", Promise.NONE),
        ("事项清单", "/list?areaCode=990001000000", Promise.LIST),
        ("办事指南下载", "/files/all.zip", Promise.NONE),
        ("事项清单", "javascript:go()", Promise.NONE),
    ],
)
def test_what_a_link_promises(text: str, url: str, worth: Promise) -> None:
    address = url if ":" in url else PORTAL.rstrip("/") + url
    found = promise(Link(text=text, target=Target(url=address), locator="/"), PORTAL, "990001", all_areas=False)
    assert found is worth


def test_other_regions_are_followed_only_where_all_are_wanted() -> None:
    there = Link(text="竹山县政务服务事项", target=Target(url=f"{PORTAL}list?areaCode=990304"), locator="/")
    assert promise(there, PORTAL, "990001", all_areas=False) is Promise.NONE
    assert promise(there, PORTAL, "990001", all_areas=True) is not Promise.NONE
    named = Link(text="竹山县", target=Target(url=f"{PORTAL}list?qh=3"), locator="/")
    assert promise(named, PORTAL, "990001", all_areas=False) is Promise.NONE
    assert promise(named, PORTAL, "990001", all_areas=True) is Promise.FACET
    assert other_area(f"{PORTAL}#/list?areaCode=990304", "990001")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("http://zwfw.yunxi.gov.cn:8080/a", "yunxi.gov.cn"),
        ("https://www.example.com/", "example.com"),
        ("http://127.0.0.1:9001/", "127.0.0.1:9001"),
        ("http://localhost:9001/", "localhost:9001"),
    ],
)
def test_what_belongs_to_one_portal(url: str, site: str) -> None:
    assert site_of(url) == site


def test_what_a_row_says_of_its_item_is_no_menu() -> None:
    menu = "<ul><li>行政许可</li><li>公共服务</li></ul>"
    rows = "".join(
        f"<div class='row'><div class='name'>第{n}类经营许可证核发</div><div class='meta'>行政许可　{body}</div>"
        f"<p><a href='/guide.html?code=1143{n:08}'>办事指南</a></p></div>"
        for n, body in enumerate(("市民政局", "市水务局", "市应急局", "市农业局", "市教育局"))
    )
    body = f"<html><body>{menu}<div>{rows}</div></body></html>"
    page = parse(body.encode(), "text/html; charset=utf-8", "http://a.example/l", "e")
    assert isinstance(page, Page)
    assert len(page.items()) == 5
    assert clickable(page) == ("行政许可", "公共服务")
