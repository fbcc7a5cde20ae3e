"""Files that a rendered guide keeps behind clicks: where they lead is taken down, and the page stays where it is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import pytest
from playwright.async_api import Response, async_playwright

from crawler.gather.asking_by_opening import open_parts
from crawler.gather.asking_by_turning import LISTEN
from crawler.gather.installed import executable
from crawler.gather.tab_panels import TabPanels

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import Route

HOST = "http://zwfw.example.gov.cn"
GUIDE = """<body><a href="javascript:;" onclick="got('4f2a9001')">下载空表</a>
<a href="javascript:;" onclick="got('4f2a9002')">示例样表</a>
<script>function got(id) {
  fetch('/api/url?id=' + id).then((r) => r.json()).then((r) => { window.location.href = r.u; });
}</script></body>"""


TABS = """<body><ul><li onclick="turn(0)">受理条件</li><li onclick="turn(1)">申请材料</li>
<li onclick="turn(2)">常见问题</li></ul>
<div id="box"></div><div id="layer"></div>
<script>var parts = ['有取水工程', '<button onclick="show(\\'4f2a9001\\')">下载</button>', '问：多久？'];
function turn(n) { box.innerHTML = parts[n]; }
function show(id) { layer.innerHTML = '<a href="/u/' + id + '.docx">申请表.docx</a>'; }</script></body>"""


PANELS = """<body><p><a href="#k1">说明</a><a href="#k2">要带什么</a></p><div id="k1">须有取水工程</div>
<div id="k2"></div><script>window.onhashchange = () => { k2.innerHTML = '<button onclick="show()">下载</button>'; };
function show() { window.open('/u/4f2a9001.docx'); }</script></body>"""


async def _opened(
    answered: Callable[[Route], Awaitable[None]],
    kept: Callable[[Response], Awaitable[None]] | None = None,
    shown: list[str | None] | None = None,
) -> list[str]:
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=executable(None))
        page = await browser.new_page()
        await page.route("**/*", answered)
        await page.add_init_script(LISTEN)
        await page.goto(f"{HOST}/guide")
        if kept is not None:
            page.on("response", kept)

        async def settle() -> None:
            await asyncio.sleep(0.5)

        panels = TabPanels(page)
        led = await open_parts(page, page.url, settle, panels=panels)
        if shown is not None:
            shown.append(await panels.whole())
        assert urldefrag(page.url).url == f"{HOST}/guide"
        await browser.close()
        return [target.url for target in led]


@pytest.mark.browser
@pytest.mark.parametrize("body", [TABS, PANELS], ids=["sections", "empty panels under any name"])
def test_files_of_a_section_are_opened_while_it_is_shown(needed: Callable[[str, bool], None], body: str) -> None:
    needed("Chromium", executable(None) is not None)

    async def answered(route: Route) -> None:
        await route.fulfill(content_type="text/html; charset=utf-8", body=body)

    assert asyncio.run(_opened(answered)) == [f"{HOST}/u/4f2a9001.docx"]


PANELS = """<body><div class="tabs"><span>受理条件</span><span>办理流程</span><span>办理窗口</span>
<span>相关推荐</span><span>收费标准</span></div>
<div id="box"><div>年满十八周岁</div></div><div id="fee"><b>收费</b><i>是</i></div>
<script>var parts = ['年满十八周岁', '<table><tr><td>受理</td></tr></table>', '<h4>复议</h4>六十日内', '取水许可'];
document.querySelectorAll('.tabs span').forEach((tab, n) => tab.onclick = () => {
  const layer = document.createElement('div');
  layer.style.position = 'fixed'; layer.textContent = '请稍候'; document.body.append(layer);
  if (n === 4) { fee.children[0].firstChild.data = '标准'; fee.children[1].firstChild.data = '每件20元'; return; }
  box.innerHTML = ''; const made = document.createElement('div'); made.innerHTML = parts[n]; box.append(made);
});</script></body>"""


@pytest.mark.browser
def test_what_sections_show_in_one_place_is_kept_below_their_titles(needed: Callable[[str, bool], None]) -> None:
    needed("Chromium", executable(None) is not None)
    shown: list[str | None] = []

    async def answered(route: Route) -> None:
        await route.fulfill(content_type="text/html; charset=utf-8", body=PANELS)

    assert asyncio.run(_opened(answered, shown=shown)) == []
    (whole,) = shown
    assert whole is not None
    body = whole.partition("<script>")[0]
    flow = "<section><h3>办理流程</h3><div><table><tbody><tr><td>受理</td></tr></tbody></table></div></section>"
    desk = "<section><h3>办理窗口</h3><div><h4>复议</h4>六十日内</div></section>"
    assert f'<div id="box"><div>年满十八周岁</div>{flow}{desk}</div>' in body
    assert '<h3>收费标准</h3><div id="fee"><b>标准</b><i>每件20元</i></div>' in body
    assert body.count("年满十八周岁") == 1
    assert "请稍候" not in body
    assert "取水许可" not in body


@pytest.mark.browser
def test_a_file_behind_a_link_to_nowhere_keeps_no_section_closed(needed: Callable[[str, bool], None]) -> None:
    needed("Chromium", executable(None) is not None)
    first = "'<a href=\"#\" onclick=\"show(\\'4f2a9000\\')\">下载</a>'"

    async def answered(route: Route) -> None:
        await route.fulfill(content_type="text/html; charset=utf-8", body=TABS.replace("'有取水工程'", first))

    assert asyncio.run(_opened(answered)) == [f"{HOST}/u/4f2a9000.docx", f"{HOST}/u/4f2a9001.docx"]


CHOICES = """<body><form><input name="q">地区：<select onchange="ask('q', value)"><option value="a">城东</option>
<option value="b">城西</option></select></form><h3>办理地点</h3>区域：<select onchange="ask('at', value)">
<option value="1">东城区</option><option value="2">西城区</option></select><h3>申请材料</h3><p>申请主体</p>
<div><label><input type="radio" name="who" value="p1" onchange="ask('who', value)" checked>个人</label>
<label><input type="radio" name="who" value="p2" onchange="ask('who', value)">企业</label></div>
<p>身份证</p><script>function ask(name, value) { fetch(`/api/papers?${name}=${value}`); }</script></body>"""


@pytest.mark.browser
def test_a_choice_with_the_materials_is_turned_to_whatever_it_is_called(needed: Callable[[str, bool], None]) -> None:
    """Neither a form that is filled in nor a choice of places is: what the other one brings, its value tells."""
    needed("Chromium", executable(None) is not None)
    asked: list[str] = []

    async def answered(route: Route) -> None:
        if "/api/" in route.request.url:
            asked.append(route.request.url.rpartition("?")[2])
        await route.fulfill(content_type="text/html; charset=utf-8", body=CHOICES)

    assert asyncio.run(_opened(answered)) == []
    assert asked == ["who=p2", "who=p1"]


@pytest.mark.browser
def test_files_in_a_frame_are_opened(needed: Callable[[str, bool], None]) -> None:
    needed("Chromium", executable(None) is not None)

    async def answered(route: Route) -> None:
        framed = route.request.url.endswith("/inner")
        body = GUIDE.replace(
            "fetch('/api/url?id=' + id).then((r) => r.json()).then", "Promise.resolve({u: '/u/' + id}).then"
        )
        body = body if framed else '<body><iframe src="/inner"></iframe></body>'
        await route.fulfill(content_type="text/html; charset=utf-8", body=body)

    assert asyncio.run(_opened(answered)) == [f"{HOST}/u/4f2a9001", f"{HOST}/u/4f2a9002"]


@pytest.mark.browser
def test_files_that_a_call_tells_are_taken_down_one_after_another(needed: Callable[[str, bool], None]) -> None:
    needed("Chromium", executable(None) is not None)
    answers: list[str] = []

    async def answered(route: Route) -> None:
        url = route.request.url
        if "/api/" in url:
            await route.fulfill(json={"u": f"/u/{url[-1]}.docx"})
        else:
            await route.fulfill(content_type="text/html; charset=utf-8", body=GUIDE)

    async def kept(response: Response) -> None:
        if "/api/" in response.url:
            answers.append(str(await response.json()))

    assert asyncio.run(_opened(answered, kept)) == [f"{HOST}/u/1.docx", f"{HOST}/u/2.docx"]
    assert answers == ["{'u': '/u/1.docx'}", "{'u': '/u/2.docx'}"]


@pytest.mark.browser
@pytest.mark.parametrize("style", ["", "cursor: pointer"])
def test_the_name_of_a_file_that_a_script_listens_to_is_opened(needed: Callable[[str, bool], None], style: str) -> None:
    needed("Chromium", executable(None) is not None)
    whose = "document.body" if style else "s"
    row = f'<table><tr><td>取水申请表</td><td><span id="s" style="{style}">取水申请表.docx</span></td></tr></table>'
    script = f"{whose}.addEventListener('click', (e) => {{ if (e.target === s) window.open('/f/4f2a9001'); }});"

    async def answered(route: Route) -> None:
        body = f"<body>{row}<script>var s = document.getElementById('s');{script}</script></body>"
        await route.fulfill(content_type="text/html; charset=utf-8", body=body)

    assert asyncio.run(_opened(answered)) == [f"{HOST}/f/4f2a9001"]


LINK = "const a = document.createElement('a'); a.href = '/f/4f2a9001'; document.body.appendChild(a);"
FORM = "const a = document.createElement('form'); a.action = '/f/4f2a9001'; document.body.appendChild(a);"


@pytest.mark.browser
@pytest.mark.parametrize(
    "made",
    [
        f"{LINK} a.download = 'a.docx'; a.click();",
        f"{LINK} a.target = '_blank'; a.click();",
        f"{LINK} a.target = 'files'; a.click();",
        f"{FORM} a.target = '_blank'; a.submit();",
    ],
)
def test_a_link_that_a_script_makes_for_a_file_leads_there_and_fetches_nothing(
    needed: Callable[[str, bool], None], made: str
) -> None:
    needed("Chromium", executable(None) is not None)
    asked: list[str] = []
    script = f"s.onclick = () => {{ {made} a.remove(); }};"

    async def answered(route: Route) -> None:
        asked.append(route.request.url)
        body = f"<body><table><tr><td>取水申请表</td><td><a id='s'>下载</a></td></tr></table><script>{script}</script>"
        await route.fulfill(content_type="text/html; charset=utf-8", body=body)

    assert [one.rstrip("?") for one in asyncio.run(_opened(answered))] == [f"{HOST}/f/4f2a9001"]
    assert asked == [f"{HOST}/guide"]


MATERIALS = """<body><h3>收费情况</h3><p>不收费</p><table><tr><th>材料名称</th><th>份数</th><th></th></tr>
<tr><td>取水申请书</td><td>1</td><td><a href="javascript:;" data-no="p-10001">查看</a></td></tr></table>
<div id="layer"></div>
<p><button data-no="4f2a0001">空表下载</button><button data-no="4f2a0002">范例下载</button></p>
<script>document.addEventListener('click', (e) => { const no = e.target.dataset.no;
  if (no && no.startsWith('p-')) layer.innerHTML = `<button class="got" data-no="9f31${no.slice(2)}">下载</button>`;
  else if (no) window.open('/out/' + no); });</script></body>"""


@pytest.mark.browser
def test_what_a_click_on_a_material_shows_is_clicked_next(needed: Callable[[str, bool], None]) -> None:
    needed("Chromium", executable(None) is not None)
    asked: list[str] = []

    async def answered(route: Route) -> None:
        asked.append(route.request.url)
        await route.fulfill(content_type="text/html; charset=utf-8", body=MATERIALS)

    led = asyncio.run(_opened(answered))
    assert led == [f"{HOST}/out/4f2a0001", f"{HOST}/out/4f2a0002", f"{HOST}/out/9f3110001"]
    assert asked == [f"{HOST}/guide"]  # 收费情况 over buttons for files is no choice of cases, which would open one


COLUMNS = """<body><table><tr><th>材料名称</th><th>空白表格</th><th>示例样表</th></tr>
<tr><td>取水申请书</td><td><button data-m="w10001" data-k="1">查看</button></td>
<td><button data-m="w10001" data-k="2">查看</button></td></tr></table><div id="layer"></div>
<script>document.querySelectorAll('button').forEach((b) => { b.onclick = () => {
  const no = b.dataset.m + b.dataset.k;
  fetch('/api/' + no);
  layer.innerHTML = `<p class="one" data-no="${no}"><u>取水说明.docx</u><span>1.5KB</span></p>`;
  layer.querySelector('p').onclick = () => { location.href = '/out/' + no; }; }; });</script></body>"""


APART = COLUMNS.replace("</th></tr>", "</th><th></th></tr></table></div><div><table>").replace(
    "<table>", "<div><table>", 1
)
"""The titles in a table of their own, with one more over the bar by which the rows are moved."""


@pytest.mark.browser
@pytest.mark.parametrize("columns", [COLUMNS, APART], ids=["one table", "titles apart"])
def test_one_word_in_two_columns_opens_two_kinds_of_files_which_say_their_size(
    needed: Callable[[str, bool], None], columns: str
) -> None:
    needed("Chromium", executable(None) is not None)
    asked: list[str] = []

    async def answered(route: Route) -> None:
        asked.append(route.request.url)
        await route.fulfill(content_type="text/html; charset=utf-8", body=columns)

    assert asyncio.run(_opened(answered)) == [f"{HOST}/out/w100012"]
    assert asked == [f"{HOST}/guide", f"{HOST}/api/w100011", f"{HOST}/api/w100012"]
