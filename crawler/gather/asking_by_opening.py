"""Opening what a rendered guide keeps behind clicks: its sections, and the files that only a call names.

A section is opened for the calls it makes; a file for the call that tells its address. Nothing is downloaded: where a
script would open a window, the address is taken down and no window opens. No form of the page is sent for any of it.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from playwright.async_api import Error as PlaywrightError

from crawler.domain.evidence import Target
from crawler.gather.files_behind_clicks import FILES, STAY
from crawler.gather.tab_panels import CLEAR
from crawler.gather.unsent_forms import AT_A_CLICK, AT_A_FILE, MADE, hold
from crawler.page.script.handed_over import holds
from crawler.page.slots import said_by

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from playwright.async_api import Frame, Page, Request, Route

    from crawler.gather.browser import Call
    from crawler.gather.tab_panels import TabPanels

_SECTIONS = (
    *(
        "受理条件",
        "受理标准",
        "办理条件",
        "申请条件",
        "申请材料",
        "办理材料",
        "申报材料",
        "所需材料",
        "材料清单",
        "材料信息",
    ),
    *("办理流程", "办事流程", "收费标准", "收费信息", "收费情况", "设定依据", "法律依据", "办理结果", "审批结果"),
    *("结果信息", "窗口信息", "受理信息", "咨询监督", "常见问题"),
)
"""Sections of a guide (办事指南) that a page may fetch only when its reader turns to them."""

_ROUTE = ("/", "!")
"""How the fragment begins that tells a page of one page what to show."""
_MOST_SECTIONS = 16
_MOST_FILES = 6
_MOST_CLICKS = 2
"""Clicks to a file: one that shows the files of a material, one on such a file."""
_MOST_FRAMES = 4

_FIND = """(words) => {
  const away = (e) => e.closest('a[href]:not([href^="#"]):not([href^="javascript"])');
  const marked = (e) => e.__listens || [...e.attributes].some((x) => /^data-(?!v-)/.test(x.name) && x.value);
  const tab = (e) => e.onclick || marked(e) || marked(e.parentElement)
    || e.closest('[onclick], [role=tab], [class*=tab i], [class*=nav i], [class*=menu i], [class*=step i]');
  const name = (e) => e.textContent.trim().replace(/\\s*[（(【\\[].{1,12}[）)】\\]]$/, '');
  const every = window.__all || ((s) => [...document.querySelectorAll(s)]);
  const empty = (e) => {
    const said = ['href', 'aria-controls', 'data-target'].map((x) => e.getAttribute(x)).find((x) => x) || '';
    const place = said && document.getElementById(said.replace(/^#/, ''));
    return place && !place.textContent.trim() && !place.querySelector('img, input, iframe, canvas, object, select');
  };
  const found = every('a, li, span, div, button, dt, h3, h4, td').filter((e) => !e.children.length && name(e)
    && e.offsetParent && !away(e) && ((words.includes(name(e)) && tab(e)) || empty(e)));
  const all = new Set();
  for (const e of found) {
    const row = e.parentElement.children.length > 1 ? e.parentElement : e.parentElement.parentElement;
    const own = e.parentElement.children.length > 1 ? e : e.parentElement;
    for (const x of row ? row.children : [e])
      if (x === own || (x.tagName === own.tagName && (x.innerText || '').trim().length <= 12 && !away(x)))
        all.add(x === own ? e : (x.querySelector('a, span') || x));
  }
  window.__sections = [...all];
  return window.__sections.map((e) => (e.innerText || '').trim());
}"""
_OPEN = f"""(at) => {{
  {AT_A_CLICK}{CLEAR}
  const e = window.__sections[at];
  if (e.isConnected) e.click();
  return e.isConnected;
}}"""
_AWAY = (
    "登录",
    "注册",
    "申请",
    "申报",
    "办理",
    "在线办理",
    "预约",
    "咨询",
    "投诉",
    "评价",
    "收藏",
    "打印",
    "首页",
    "返回",
    "提交",
)

_LINKS = """() => (window.__all || ((s) => [...document.querySelectorAll(s)]))('a[href], iframe[src], embed[src]')
  .map((e) => e.href || e.src).filter((u) => /^https?:/.test(u))"""
_CASES = """() => {
  if (window.__chosen) return null;
  const says = new RegExp('(?:情形|(?:^|办理|申请|申报|申领|业务|适用|具体|选择|不同|哪种|您的)情况|办理类型|办理方式)'
    + '[^，。；]{0,6}$');
  const file = /下载|附件|空白?表|样[表本例]|示例|范[本例]|\\.(?:docx?|xlsx?|pdf|wps|et|rtf|zip|rar|ofd)$/i;
  const on = /(?:^|[\\s_-])(?:on|act|active|cur|current|sel|selected|checked|chosen|this|now)(?:$|[\\s_-])/i;
  const words = (e) => (e.innerText || e.textContent || '').trim();
  const values = (e) => [e, ...e.querySelectorAll('input[type=radio]')].flatMap((x) => [...x.attributes]
    .filter((a) => /^(?:data-(?!v-)|value$|on(?:click|change)$)/.test(a.name))
    .flatMap((a) => a.value.match(/[\\w.-]+/g) || []));
  const chosen = (e) => on.test(e.className) || e.selected || e.querySelector('input:checked');
  const away = (e) => e.closest('a[href]:not([href^="#"]):not([href^="javascript"])');
  const turnTo = (box) => {
    const rows = new Map();
    for (const x of box.querySelectorAll('label, li, a, span, button, dd, option, div')) {
      if (!words(x) || words(x).length > 60 || !values(x).length || away(x)
        || file.test(words(x))) continue;
      const row = rows.get(x.parentElement) || [];
      rows.set(x.parentElement, [...row, x].filter((y) => y.tagName === x.tagName));
    }
    const row = [...rows.values()].find((g) => g.length > 1 && g.filter(chosen).length <= 1);
    const one = row && row.filter((x) => !chosen(x))[row.some(chosen) ? 0 : 1];
    if (!one) return null;
    window.__chosen = true;
    const choose = (x) => {
      if (!x.isConnected) return null;
      if (x.tagName === 'OPTION') {
        x.parentElement.value = x.value;
        x.parentElement.dispatchEvent(new Event('change', { bubbles: true }));
      } else (x.querySelector('input[type=radio]') || x).click();
      return values(x);
    };
    const shown = row.find(chosen) || row[0];
    window.__chooseAgain = () => choose(shown);
    return choose(one);
  };
  const every = (window.__all || ((s) => [...document.querySelectorAll(s)]))('*');
  for (const e of every) {
    const text = e.firstChild && e.firstChild.nodeType === 3 ? e.firstChild.textContent : '';
    const own = text.trim().replace(/[：:]$/, '');
    if (!own || own.length > 24 || !says.test(own) || !e.offsetParent || e.tagName === 'OPTION') continue;
    for (let box = e, up = 0; box && box.tagName !== 'BODY' && up < 3; box = box.parentElement, up += 1) {
      const told = turnTo(box);
      if (told) return told;
    }
  }
  const titled = /^(?:申请|申报|办理|所需|提交|需提供的?)?材料(?:名称|清单|目录|列表|信息)?[:：]?$/;
  const titles = [...every.keys()].filter((at) => every[at].firstChild && every[at].firstChild.nodeType === 3
    && titled.test(every[at].firstChild.textContent.replace(/\\s/g, '')));
  const others = /满意|评价|\\d+\\s*条|每页|(?:省|市|州|县|区|镇|乡|街道|社区|村)$|^[^\\u4e00-\\u9fff]*$/;
  const filled = (e) => e.form && e.form.querySelector('textarea, input:not([type=radio]):not([type=hidden])');
  for (const [at, e] of titles.length ? every.entries() : []) {
    if (!e.matches('select, input[type=radio]') || filled(e) || e.closest('header, footer, nav')
      || !titles.some((title) => Math.abs(at - title) <= 60)) continue;
    let box = e;
    for (let up = 0; e.tagName === 'INPUT' && box && up < 4; box = box.parentElement, up += 1)
      if (box.querySelectorAll('input[type=radio]').length > 1) break;
    const offered = box && [...box.querySelectorAll('option, label')].map(words).filter((said) => said);
    if (!box || box.tagName === 'BODY' || !offered.length || offered.some((said) => others.test(said))) continue;
    const told = turnTo(box);
    if (told) return told;
  }
  return null;
}"""
"""Turns to a situation (办理情形) that the page does not show yet; gives what it hands over to the page's script."""
_CHOOSE = f"() => {{{AT_A_CLICK} return ({_CASES})(); }}"
_BACK = f"() => {{{AT_A_CLICK} return window.__chooseAgain ? window.__chooseAgain() : null; }}"
"""Turns back to the one that it showed, whose call says by the difference where in it the situation stands."""
_ALL = f"""([words, most]) => {{{STAY}{AT_A_CLICK}
  const sections = ({_FIND})(words);
  const told = ({_CASES})();
  return [sections, told, sections.length || told ? null : ({FILES})(most)];
}}"""
"""In one go, since most pages keep nothing behind clicks: the sections, the situation turned to, or the files."""
_OPEN_FILE = f"""(at) => {{{AT_A_FILE}
  const e = window.__files[at];
  if (e.isConnected && e.click) e.click();
  else if (e.isConnected) e.dispatchEvent(new MouseEvent('click', {{ bubbles: true }}));  // A drawing has no click.
}}"""


async def open_parts(
    page: Page,
    url: str,
    settle: Callable[[], Awaitable[None]],
    calls: list[Call] | None = None,
    panels: TabPanels | None = None,
    *,
    unsent: list[str] | None = None,
) -> list[Target]:
    """Open the sections of a guide, and in each a file of each kind, for their calls; the page was taken before.

    What the sections show is kept in `panels`.

    Where one can choose a situation, another is chosen; of the page's `calls` those are dropped that this brought and
    that do not say so: nobody could tell them from those of the guide as it stands.

    A section may take the place of another, so that its files are there only for as long as it is open. Gives what the
    clicks would have led to: addresses of windows, and pages or files, none of which was asked for. Where forms would
    have been sent goes to `unsent`.
    """
    hold(page)
    led = _Led(unsent=[] if unsent is None else unsent)
    windows: list[str] = []
    try:
        before = len(calls or ())
        words, told, files = await page.evaluate(_ALL, [list(_SECTIONS), _MOST_FILES])
        if files == 0 and len(page.frames) == 1:
            return []
        await _chosen(page, url, told, before, settle, calls)
        if panels is not None and words:
            await panels.begin()
        for at, said in enumerate(words[:_MOST_SECTIONS]):
            if _is_left(page, url):
                return []
            if said not in _AWAY and await page.evaluate(_OPEN, at):
                await asyncio.sleep(0.1)
                await settle()
                if panels is not None and not _is_left(page, url):
                    await panels.keep(at, said)
                await _files(page, url, settle, led)
                await _choose(page, url, settle, calls)
        await _files(page, url, settle, led, here=files)
        for frame in page.frames[:_MOST_FRAMES]:
            windows += await frame.evaluate("() => window.__windows || []")
    except PlaywrightError:
        return led.targets
    return [*(Target(url=one) for one in windows if one.startswith(("http://", "https://"))), *led.targets]


@dataclass(slots=True, kw_only=True)
class _Led:
    """Where clicks led; `posted` was not told yet from what only a form of the page sends."""

    targets: list[Target] = field(default_factory=list)
    posted: list[Target] = field(default_factory=list)
    unsent: list[str]


def _is_left(page: Page, url: str) -> bool:
    """Whether a click led away from an address; `href="#"` and the names of places on the page lead nowhere else."""
    (here, own), (there, other) = urldefrag(page.url), urldefrag(url)
    routed = own.startswith(_ROUTE) or other.startswith(_ROUTE)
    return here != there or (routed and own != other)


async def _choose(page: Page, url: str, settle: Callable[[], Awaitable[None]], calls: list[Call] | None) -> None:
    """Choose another situation and then the first again, once on a page."""
    before = len(calls or ())
    if not _is_left(page, url):
        await _chosen(page, url, await page.evaluate(_CHOOSE), before, settle, calls)


async def _chosen(  # noqa: PLR0917 - what `_choose` is told, and what came of it
    page: Page,
    url: str,
    told: list[str] | None,
    before: int,
    settle: Callable[[], Awaitable[None]],
    calls: list[Call] | None,
) -> None:
    """Another situation was chosen, if any: choose the first again; of the calls that came those stay that say so."""
    for turned_back in (False, True):
        if told is None:
            return
        await asyncio.sleep(0.1)
        await settle()
        if calls is not None:
            made = (one for one in calls[before:] if holds(said_by(one.target), told))
            calls[before:] = [*made]
        before = len(calls or ())
        told = await page.evaluate(_BACK) if not turned_back and not _is_left(page, url) else None


async def _files(
    page: Page, url: str, settle: Callable[[], Awaitable[None]], led: _Led, *, here: int | None = None
) -> None:
    """Open one file of each kind that none was opened of before, on the page and in its frames.

    `here` files of the page itself were found already, where it is not None.
    """
    for frame in page.frames[:_MOST_FRAMES]:
        told = here if frame == page.main_frame else None
        for _ in range(_MOST_CLICKS):
            if _is_left(page, url) or not (await frame.evaluate(FILES, _MOST_FILES) if told is None else told):
                break
            told = None
            await _clicked(page, frame, url, settle, led)


async def _clicked(page: Page, frame: Frame, url: str, settle: Callable[[], Awaitable[None]], led: _Led) -> None:
    """Click the files that were found in a frame; what a click shows may be clicked next."""
    async with _staying(page, led):
        known = set(await frame.evaluate(_LINKS))
        count: int = await frame.evaluate("() => window.__files.length")
        for at in range(count):
            await frame.evaluate(_OPEN_FILE, at)
            await asyncio.sleep(0.1)
            await settle()
            if _is_left(page, url):
                break
            made = await frame.evaluate(MADE) if led.posted else ()
            led.targets += [one for one in led.posted if one.url in made]
            led.unsent += [one.url for one in led.posted if one.url not in made]
            led.posted.clear()
            fresh = [one for one in await frame.evaluate(_LINKS) if one not in known]
            led.targets += [Target(url=one) for one in fresh]
            known.update(fresh)


@contextlib.asynccontextmanager
async def _staying(page: Page, led: _Led) -> AsyncIterator[None]:
    """Take down where clicks lead, and do not go there: no file is fetched and no form is sent."""

    async def met(route: Route, request: Request) -> None:
        if not request.is_navigation_request():
            await route.fallback()
            return
        body = request.post_data
        kind = request.headers.get("content-type") if body is not None else None
        there = led.posted if request.method == "POST" else led.targets
        there.append(Target(url=request.url, method=request.method, body=body, content_type=kind))
        await route.abort("aborted")  # As a reader stops it: another error would put its own page in place of this one.

    await page.route("**/*", met)
    try:
        yield
    finally:
        with contextlib.suppress(PlaywrightError):
            await page.unroute("**/*", met)
