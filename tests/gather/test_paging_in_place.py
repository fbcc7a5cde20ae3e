"""Pages of a list that a rendered page keeps to itself are put together; those that a call brings are not turned to."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import async_playwright

from crawler.gather.asking_by_paging import turn_pages
from crawler.gather.asking_by_turning import LISTEN
from crawler.gather.installed import executable
from crawler.page.html import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Route

LIST = """<div id="total">共 23 项</div><div id="rows"></div><div id="pager"></div><script>
const all = [...Array(23)].map((_, i) => '第' + (i + 1) + '类许可');
const rows = document.getElementById('rows'), pager = document.getElementById('pager');
function draw(n) {
  rows.innerHTML = all.slice(n * 5 - 5, n * 5).map((x) => `<p class="row">${x}</p>`).join('');
  pager.innerHTML = PAGER;
  pager.querySelectorAll('[data-p]').forEach((e) => { e.onclick = () => { window.turned = +e.dataset.p; ASK; }; });
}
draw(1);</script>"""
NUMBERS = "[1, 2, 3, 4, 5].map((i) => `<span data-p=\"${i}\">${i}</span>`).join('')"
NEXT = "n < 5 ? `<span data-p=\"${n + 1}\">下一页</span>` : '<span>下一页</span>'"
DAYS = "[...Array(30)].map((_, i) => `<span data-p=\"${i + 1}\">${i + 1}</span>`).join('')"
HERE, THERE = "draw(window.turned)", "fetch('/more')"


class _Watched:
    def __init__(self) -> None:
        self.url = ""
        self.calls: list[object] = []
        self.windows: list[Any] = []


def _shown(body: str) -> tuple[list[str] | None, int]:
    async def turned() -> tuple[str | None, int]:
        async with async_playwright() as driver:
            browser = await driver.chromium.launch(executable_path=executable(None))
            page = await browser.new_page()
            await page.add_init_script(LISTEN)
            watched = _Watched()

            async def asked(route: Route) -> None:
                watched.calls.append(route)
                await route.fulfill(body="{}")

            await page.route("**/more", asked)
            await page.route("**/list", lambda route: route.fulfill(content_type="text/html", body=body))
            await page.goto("http://zwfw.example.gov.cn/list")
            watched.url = page.url

            async def quiet() -> None:
                await page.wait_for_load_state("networkidle")

            shown = await turn_pages(page, watched, quiet)
            at = await page.evaluate("() => window.turned || 1")
            await browser.close()
            return shown, at

    shown, at = asyncio.run(turned())
    if shown is None:
        return None, at
    page = Page(text=shown, url="http://zwfw.example.gov.cn/list", evidence="e1")
    return [page.words(e) for e in page.root.iter("p") if e.get("class") == "row"], at


@pytest.mark.browser
@pytest.mark.parametrize("pager", [NUMBERS, NEXT], ids=["numbers", "next"])
def test_rows_that_a_page_has_by_itself_are_put_together(pager: str, needed: Callable[[str, bool], None]) -> None:
    needed("Chromium", executable(None) is not None)
    rows, at = _shown(f"<meta charset=utf-8><body>{LIST.replace('PAGER', pager).replace('ASK', HERE)}")
    assert rows == [f"第{n}类许可" for n in range(1, 24)]
    assert at == 5


@pytest.mark.browser
@pytest.mark.parametrize(
    ("pager", "ask", "turned"), [(NUMBERS, THERE, 2), (NUMBERS, "0", 2), (DAYS, HERE, 1)], ids=["call", "dead", "days"]
)
def test_no_page_is_turned_that_a_call_brings(
    pager: str, ask: str, turned: int, needed: Callable[[str, bool], None]
) -> None:
    needed("Chromium", executable(None) is not None)
    assert _shown(f"<meta charset=utf-8><body>{LIST.replace('PAGER', pager).replace('ASK', ask)}") == (None, turned)
