"""What custom elements show is part of the page that is taken down."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import async_playwright

from crawler.gather.installed import executable
from crawler.gather.shown_dom import dom_of
from crawler.page.html import Page
from crawler.page.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = """<!DOCTYPE html><body><h1>政务服务</h1><hall-list><b slot="head">全部事项</b><i>不显示</i></hall-list>
<p>页脚</p>
<script>
customElements.define('hall-row', class extends HTMLElement {
  connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML = '<a href="/guide?id=7">取水许可</a>'; }
});
customElements.define('hall-list', class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({mode: 'open'}).innerHTML = '<div><slot name="head"></slot></div><hall-row></hall-row>';
  }
});
</script></body>"""


@pytest.mark.browser
def test_shadow_roots_stand_where_they_are_shown(needed: Callable[[str, bool], None]) -> None:
    needed("Chromium", executable(None) is not None)

    async def shown() -> tuple[str, str, str]:
        async with async_playwright() as driver:
            browser = await driver.chromium.launch(executable_path=executable(None))
            page = await browser.new_page()
            await page.set_content(PAGE)
            dom = await dom_of(page)
            await page.set_content("<!DOCTYPE html><p>没有自定义元素</p>")
            plain = await dom_of(page), await page.content()
            await browser.close()
            return dom, *plain

    dom, plain, content = asyncio.run(shown())
    page = parse(dom.encode(), "text/html; charset=utf-8", "http://zwfw.yunxi.gov.cn/", "e1")
    assert isinstance(page, Page)
    assert page.visible_text().split() == ["政务服务", "全部事项", "取水许可", "页脚"]
    assert [link.target.url for link in page.links()] == ["http://zwfw.yunxi.gov.cn/guide?id=7"]
    assert plain == content
