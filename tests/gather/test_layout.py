"""Where elements stand on a screenshot, under the very locators that the archived DOM is read with."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import async_playwright

from crawler.gather.installed import executable
from crawler.gather.taking import dom_and_layout
from crawler.page.html import Page
from crawler.page.parse import parse
from crawler.report.marking import mark

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = """<!DOCTYPE html><html><head><title>办事指南</title></head><body style="margin:0">
<h1>办事指南</h1><table><tr><th>是否收费</th><td id="fee">不收费</td></tr><tr><th>地点</th><td>一楼</td></tr></table>
<div><p>甲</p><p>乙</p><span>丙</span></div><div style="display:none"><b>暗</b></div></body></html>"""


@pytest.mark.browser
def test_every_shown_element_stands_under_its_locator(needed: Callable[[str, bool], None]) -> None:
    needed("Chromium", executable(None) is not None)

    async def rendered() -> tuple[str, dict[str, Any], bytes, Any]:
        async with async_playwright() as driver:
            browser = await driver.chromium.launch(executable_path=executable(None))
            page = await browser.new_page(viewport={"width": 800, "height": 600})
            await page.set_content(PAGE)
            taken, layout = await dom_and_layout(page)
            assert layout is not None
            shot = await page.screenshot(full_page=True)
            box = await page.locator("#fee").bounding_box()
            dom = await page.content()
            assert taken == dom
            await browser.close()
            return dom, json.loads(layout), shot, box

    dom, layout, shot, box = asyncio.run(rendered())
    page = parse(dom.encode(), "text/html; charset=utf-8", "http://a.test/", "e")
    assert isinstance(page, Page)
    paths = {
        str(element.text).strip(): page.locator(element)
        for element in page.root.iter("td", "th", "p", "span", "h1", "b")
    }
    assert paths["乙"] == "/html/body/div[1]/p[2]"
    assert {words for words, path in paths.items() if path not in layout} == {"暗"}
    found = mark(shot, {name: tuple(place) for name, place in layout.items()}, paths["不收费"], "f")
    assert found is not None
    assert found.left == pytest.approx(100 * box["x"] / 800, abs=0.2)
    assert found.width == pytest.approx(100 * box["width"] / 800, abs=0.2)
    assert mark(shot, {}, "/html", "f") is None
    assert mark(b"no picture", {"/html": (0, 0, 1, 1)}, "/html", "f") is None
