"""No form of a page is posted by a click, but by one that turns the pages of a list; the portal's own log tells."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from crawler.gather.asking_by_opening import open_parts
from crawler.gather.asking_by_turning import click_words, turn
from crawler.gather.browser import Rendering
from crawler.gather.installed import executable
from crawler.gather.shared_browser import SharedBrowser
from crawler.gather.tabs import Tab
from crawler.gather.unsent_forms import unsent

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from playwright.async_api import Page, Request

    from crawler.domain.evidence import Target

pytestmark = pytest.mark.browser

NO = '<input type="hidden" name="fid" value="4f2a9001">'
OWN = f'<form id="f" action="/send" method="post">{NO}</form>'
LINK = '<a href="javascript:;" id="s">下载空表</a>'
MAKES = (
    "const f = document.createElement('form'), i = document.createElement('input'); f.method = 'post';"
    "f.action = '/send'; i.name = 'fid'; i.value = '4f2a9001'; f.append(i); document.body.append(f);"
)
CALL = "fetch('/api/url', {method: 'POST', body: 'fid=4f2a9001'})"
TOLD = f"{CALL}.then((r) => r.json()).then((r) => {{ window.open(r.u); }})"
BUTTON = '<form action="/send" method="post"><input name="q"><button type="button" id="s">下载空表</button></form>'


@pytest.fixture(autouse=True)
def _chromium(needed: Callable[[str, bool], None]) -> None:
    needed("Chromium", executable(None) is not None)


@asynccontextmanager
async def looked_at(site: Any, body: str) -> AsyncIterator[tuple[Page, Rendering]]:
    """A guide in a tab as the walker opens it; what it shows comes from loopback."""
    site.html("/guide", body)
    site.routes["/api/url"] = 200, {"Content-Type": "application/json"}, b'{"u": "/f/4f2a9001.docx"}'
    for path in ("/send", "/down?fid=4f2a9001", "/f/4f2a9001.docx", "/inner"):
        site.html(path, "<p>收到</p>")
    shared = SharedBrowser(None, pages=10)

    async def forbidden(_: Request) -> bool:
        return False

    async with shared.page() as running:
        tab = Tab(page=await running.browser.new_page(), owner=running)
        await tab.prepare(forbidden)
        look = Rendering(refused=lambda _: None)
        page = tab.begin(look)
        await page.goto(f"{site.url}guide")
        look.url = page.url
        yield page, look
        await asyncio.sleep(0.2)
        await tab.close()
    await shared.close()


def opened(site: Any, body: str, wait: float = 0.0) -> tuple[list[Target], list[str]]:
    """Where the clicks led, and the forms that they would have sent."""

    async def done() -> tuple[list[Target], list[str]]:
        async with looked_at(site, body) as (page, look):
            led = await open_parts(page, page.url, look.quiet, look.calls, unsent=look.unsent)
            await asyncio.sleep(wait)
            assert page.url == f"{site.url}guide"
            assert not look.windows
            return led, [*look.unsent, *await unsent(page)]

    return asyncio.run(done())


def posted(site: Any) -> list[str]:
    return [one.path for one in site.log if one.method == "POST"]


HELD = {
    "button": f'<form action="/send" method="post">{NO}<button>下载空表</button></form>',
    "button that says so": f'<form>{NO}<button formmethod="post" formaction="/send">下载空表</button></form>',
    "window": f'<form action="/send" method="post" target="_blank">{NO}<button>下载空表</button></form>',
    "frame": f'<iframe name="w" src="/inner"></iframe><form action="/send" method="post" target="w">{NO}'
    "<button>下载空表</button></form>",
    "hidden form": f"{OWN}{LINK}<script>s.onclick = () => f.submit()</script>",
    "asked to be sent": f"{OWN}{LINK}<script>s.onclick = () => f.requestSubmit()</script>",
    "later": f"{OWN}{LINK}<script>s.onclick = () => setTimeout(() => f.submit(), 1200)</script>",
    "by a call": '<form id="f" action="/send" method="post"><input name="name"><button>下载空表</button></form>'
    "<script>f.onsubmit = () => { fetch('/send', {method: 'POST', body: new FormData(f)}); return false; }</script>",
    "filled in and asked by a call": '<form id="f" action="/send"><input name="name"><button>下载空表</button></form>'
    "<script>f.onsubmit = () => { fetch('/send', {method: 'POST', body: new FormData(f)}); return false; }</script>",
    "shadow": f'<div id="h"></div><script>const r = h.attachShadow({{mode: "open"}});'
    f"""r.innerHTML = '<form action="/send" method="post">{NO}<button>下载空表</button></form>';</script>""",
    "letter": f"{LINK}<script>s.onclick = () => {{ {MAKES} f.append(document.createElement('textarea'));"
    " f.submit(); }</script>",
    "section": f'<form action="/send" method="post">{NO}<p class="tabs"><button>受理条件</button>'
    "<button>申请材料</button></p></form>",
    "situation": f'<form id="f" action="/send" method="post">{NO}</form><div><h3>办理情形</h3><p>'
    """<label><input type="radio" name="who" value="p1" onchange="f.submit()" checked>个人</label>"""
    """<label><input type="radio" name="who" value="p2" onchange="f.submit()">企业</label></p></div>""",
}


@pytest.mark.parametrize("body", HELD.values(), ids=HELD)
def test_no_form_of_the_page_is_posted_by_a_click(site: Any, body: str) -> None:
    led, held = opened(site, body, wait=1.5 if "setTimeout" in body else 0)
    assert posted(site) == []
    assert led == []
    assert {one.removeprefix(site.url) for one in held} == {"send"}


AROUND = {
    "another window's submit": f"{OWN}<iframe src='about:blank' id='w'></iframe>{LINK}<script>s.onclick = () =>"
    " w.contentWindow.HTMLFormElement.prototype.submit.call(f)</script>",
    "a frame's form": f"<iframe id='w' srcdoc='{OWN}'></iframe>{LINK}<script>s.onclick = () =>"
    " w.contentDocument.forms[0].submit()</script>",
}


@pytest.mark.parametrize("body", AROUND.values(), ids=AROUND)
def test_the_network_lets_no_form_through_that_gets_around_the_page(site: Any, body: str) -> None:
    led, held = opened(site, body.replace("'", '"') if "srcdoc" not in body else body)
    assert posted(site) == []
    assert led == []
    assert {one.removeprefix(site.url) for one in held} == {"send"}


LEADS: dict[str, tuple[str, str, str | None]] = {
    "asked by GET": (f'<form action="/down">{NO}<button>下载空表</button></form>', "down?fid=4f2a9001", None),
    "asked by GET in a window": (
        f'<form action="/down" target="_blank">{NO}<button>下载空表</button></form>',
        "down?fid=4f2a9001",
        None,
    ),
    "made for it": (f"{LINK}<script>s.onclick = () => {{ {MAKES} f.submit(); f.remove(); }}</script>", "send", "post"),
    "made for it, in a window": (
        f"{LINK}<script>s.onclick = () => {{ {MAKES} f.target = '_blank'; f.submit(); }}</script>",
        "send",
        "post",
    ),
    "a call tells": (
        f"{LINK}<script>s.onclick = () => {TOLD.replace('window.open(r.u)', 'location.href = r.u')}</script>",
        "f/4f2a9001.docx",
        None,
    ),
    "a button of a form, and a call": (
        f"{BUTTON}<script>s.onclick = () => {TOLD}</script>",
        "f/4f2a9001.docx",
        None,
    ),
}


@pytest.mark.parametrize(("body", "there", "sent"), LEADS.values(), ids=LEADS)
def test_what_else_leads_to_a_file_still_does(site: Any, body: str, there: str, sent: str | None) -> None:
    led, held = opened(site, body)
    assert [(one.url, one.body) for one in led] == [(f"{site.url}{there}", sent and "fid=4f2a9001")]
    assert [one for one in posted(site) if one != "/api/url"] == []
    assert held == []


def test_a_file_that_a_script_puts_together_is_asked_for(site: Any) -> None:
    saves = "const a = document.createElement('a'); a.href = URL.createObjectURL(b); a.download = '1.doc'; a.click();"
    body = f"{LINK}<script>s.onclick = () => {CALL}.then((r) => r.blob()).then((b) => {{ {saves} }})</script>"
    led, held = opened(site, body)
    assert (posted(site), led, held) == (["/api/url"], [], [])


LIST = """<form name="p" action="/list" method="post"><input type="hidden" name="no" value="1"></form>
<p class="tabs" id="d"><span>民政局</span><span>水利局</span><span>教育局</span></p>
<p><a href="javascript:;">取水许可</a></p><p><a href="javascript:;" id="n">下一页</a></p><script>
d.querySelectorAll('span').forEach((e) => { e.onclick = () => HEARD; });
document.querySelector('p a').onclick = () => document.forms.p.submit();
n.onclick = () => document.forms.p.submit();</script>"""


def turned(site: Any, body: str, words: str | None = None) -> list[str]:
    async def done() -> list[str]:
        async with looked_at(site, body) as (page, look):
            await (turn(page, look) if words is None else click_words(page, look, words))
            return [*look.unsent, *await unsent(page)]

    site.html("/list", "<p>第二页</p>")
    return asyncio.run(done())


def test_only_the_next_page_of_a_list_is_posted(site: Any) -> None:
    turned(site, LIST.replace("HEARD", "document.forms.p.submit()"))
    assert {(one.path, one.body) for one in site.log if one.method == "POST"} == {("/list", b"no=1")}


def test_names_that_are_turned_to_post_nothing(site: Any) -> None:
    held = turned(site, LIST.replace("HEARD", "document.forms.p.submit()").replace("下一页", "下一步"))
    assert (posted(site), {*held}) == ([], {f"{site.url}list"})


def test_a_row_that_is_clicked_posts_nothing(site: Any) -> None:
    held = turned(site, LIST, "取水许可")
    assert (posted(site), held) == ([], [f"{site.url}list"])


def test_what_a_page_sends_as_it_comes_is_let(site: Any) -> None:
    """A host may send its visitor on by a form (验证跳转) before it shows anything."""

    async def done() -> str:
        async with looked_at(site, f"{OWN}<script>f.submit()</script>") as (page, _):
            await page.wait_for_url("**/send")
            return await page.inner_text("body")

    assert asyncio.run(done()) == "收到"
