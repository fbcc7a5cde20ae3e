"""A page of a portal, from what stands in its body."""

from __future__ import annotations

from crawler.page.html import Page

PORTAL = "http://zwfw.yunxi.gov.cn/"


def page(body: str, url: str = PORTAL, title: str = "云溪政务服务网") -> Page:
    head = f"<html><head><title>{title}</title></head>"
    return Page(text=f"{head}<body>{body}</body></html>", url=url, evidence="e1")
