"""A page of a list (事项列表), as it came over HTTP, and names of services for its rows."""

from __future__ import annotations

from crawler.page.html import Page
from crawler.page.parse import parse

URL = "http://zwfw.example.gov.cn/portal/list.html?page=1"
NAMES = ("食品经营许可新办", "公共场所卫生许可证延续", "出生医学证明补发", "失业保险金申领", "建设工程竣工验收备案")


def page(markup: str, url: str = URL, encoding: str = "utf-8") -> Page:
    found = parse(markup.encode(encoding), "text/html", url, "e1")
    assert isinstance(found, Page)
    return found
