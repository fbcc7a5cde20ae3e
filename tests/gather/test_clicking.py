"""Words that were read off a page are found on it again, however the page sets them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import async_playwright

from crawler.gather.asking_by_turning import click_words
from crawler.gather.installed import executable

if TYPE_CHECKING:
    from collections.abc import Callable

MENU = """<body><div onclick="document.title='all'">全部事项 300 项</div><ul><li onclick="document.title='kind'">
行政许可 <em>(3)</em></li></ul><span onclick="document.title='plain'">部门办事</span>
<p onclick="document.title='behind'"><i>4 个办理项 ▾</i>取水许可&#12288;<small>水利局</small></p></body>"""


class _Watched:
    url = ""
    last_change = 0.0
    in_flight = 0

    def __init__(self) -> None:
        self.calls: list[object] = []
        self.windows: list[Any] = []

    def forget(self) -> None:
        self.calls.clear()


async def _titles(markup: str, *words: str) -> list[str]:
    """The title that each click on words gives a page of that markup, which is put up anew for each."""
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=executable(None))
        page = await browser.new_page()
        titles = []
        for one in words:
            await page.set_content(markup)
            await click_words(page, _Watched(), one)
            titles.append(await page.title())
        await browser.close()
        return titles


@pytest.mark.browser
def test_words_with_numbers_and_white_space_are_clicked(needed: Callable[[str, bool], None]) -> None:
    needed("Chromium", executable(None) is not None)

    found = asyncio.run(_titles(MENU, "全部事项300项", "行政许可", "部门办事", "取水许可"))

    assert found == ["all", "kind", "plain", "behind"]


TREE = """<body><ul><li><span class="switch"></span><a>水务局</a></li></ul><script>
document.querySelector('.switch').onclick = function () {
  setTimeout(function () { document.querySelector('li').insertAdjacentHTML('beforeend',
    "<ul><li onclick=\\"document.title='opened'\\"><b>+</b> 取水许可（4）</li></ul>"); }, 50); };
</script></body>"""


@pytest.mark.browser
def test_a_branch_is_opened_by_its_sign_before_what_lies_beneath_it_is_clicked(
    needed: Callable[[str, bool], None],
) -> None:
    needed("Chromium", executable(None) is not None)

    assert asyncio.run(_titles(TREE, "水务局\n取水许可")) == ["opened"]


SUB_ITEM = """<body><div class="card"><h3>取水许可</h3><div><span>取水许可（新办）</span><span class="ops">
<button onclick="document.title='guide'; event.stopPropagation()">办事指南</button></span></div></div></body>"""


@pytest.mark.browser
def test_a_row_is_opened_by_the_button_and_not_by_what_is_around_it(needed: Callable[[str, bool], None]) -> None:
    needed("Chromium", executable(None) is not None)

    assert asyncio.run(_titles(SUB_ITEM, "取水许可（新办）")) == ["guide"]


FOLDED = """<body><div id="list"></div><script>
[['取水许可', 2], ['采砂许可', 3]].forEach(([name, count]) => { const row = document.createElement('div');
  row.innerHTML = `<b>${name}</b><span class="btn">${count}个办理项 <i class="arrow"></i></span><div></div>`;
  row.querySelector('.btn').onclick = () => { const below = row.lastChild;
    below.innerHTML = below.innerHTML ? '' : `<p onclick="document.title='${name}'">${name}（变更）</p>`; };
  list.append(row); });</script></body>"""


@pytest.mark.browser
def test_rows_that_count_what_lies_beneath_them_are_opened_in_search_of_words(
    needed: Callable[[str, bool], None],
) -> None:
    needed("Chromium", executable(None) is not None)

    assert asyncio.run(_titles(FOLDED, "采砂许可（变更）")) == ["采砂许可"]


PAGED = """<body><ul id="list"></ul><a href="javascript:;" onclick="turn(at + 1)">下一页</a><script>
var at, rows = ['取水许可', '采砂许可', '渡船登记'];
function turn(to) { at = Math.min(to, rows.length - 1);
  document.getElementById('list').innerHTML = `<li onclick="document.title='${at}'">${rows[at]}</li>`; }
turn(0);</script></body>"""


@pytest.mark.browser
def test_the_pages_of_a_list_are_turned_in_search_of_words(needed: Callable[[str, bool], None]) -> None:
    needed("Chromium", executable(None) is not None)

    assert asyncio.run(_titles(PAGED, "渡船登记", "采砂许可")) == ["2", "1"]
