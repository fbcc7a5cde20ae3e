"""Turning a rendered page to what it shows only on a click: departments, themes, tabs, further rows.

A list may stand behind names that a script listens to, fetched when one of them is clicked. A few of each kind are
clicked for the calls that they make; the walker asks for the others by those calls. Nothing is clicked that leads away,
that sends anything, or that is a row of the list itself. A form of the page goes for its next page alone.
"""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING, Protocol

from playwright.async_api import Error as PlaywrightError

from crawler.gather.asking_by_paging import MORE, NEXT, turn_pages
from crawler.gather.shown_dom import dom_of
from crawler.gather.unsent_forms import AT_A_CLICK, hold, turning
from crawler.page.lists.column_words import is_area, is_column, is_kind, is_own_level
from crawler.page.vocabulary import ORGANISATION, SERVICE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.async_api import Locator, Page

LISTEN = """(() => {
  const within = (root) => [...root.querySelectorAll('*')].filter((e) => e.shadowRoot)
    .flatMap((e) => [e.shadowRoot, ...within(e.shadowRoot)]);
  window.__all = (selector) => [document, ...within(document)].flatMap((root) => [...root.querySelectorAll(selector)]);
  window.__length = () => within(document).reduce((n, root) => n + root.textContent.length,
    document.body.innerText.length);
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (kind, ...rest) {
    if (kind === 'click' && this instanceof Element) this.__listens = true;
    if (kind === 'click' && (this === document || this === window)) window.__listensForAll = true;
    return add.call(this, kind, ...rest);
  };
})()"""
"""Run before a page's own scripts, so that what they listen to is known; finds elements in shadow roots as well."""

_GROUPS = """() => {
  const tabs = /tab|nav|menu|filter|dept|theme|cate|type|class/i;
  const around = (e) => window.__listensForAll || (e && (e.__listens || around(e.parentElement)));
  const handed = (e, up = 0) => e && up < 3 && (e.onclick || handed(e.parentElement, up + 1));
  const alike = (e, name) => e.parentElement && [...e.parentElement.children].some(
    (x) => x !== e && x.tagName === e.tagName && x.getAttribute(name));
  const marked = (e) => [...e.attributes].some(
    (x) => /^data-(?!v-)/.test(x.name) && (x.value || alike(e, x.name)));  // An empty value: all of them.
  const itself = (e) => e.__listens || e.onclick;
  const listens = (e) => itself(e) || e.getAttribute('role') === 'tab'
    || (marked(e) && (around(e.parentElement) || handed(e.parentElement)))
    || (getComputedStyle(e).cursor === 'pointer' && (tabs.test(e.className) || around(e.parentElement)));
  const away = (e) => e.closest('a[href]:not([href^="#"]):not([href^="javascript"]), form, header, footer');
  const said = (e) => (e.innerText || '').trim().split(/\\s*\\n\\s*/)
  const words = (e) => said(e)[0];
  const on = /(?:^|[\\s_-])(?:on|act|active|cur|current|sel|selected|checked|chosen|this|now)(?:$|[\\s_-])/i;
  const chosen = (e) => on.test(e.className) || e.getAttribute('aria-selected') === 'true';
  window.__regroup = () => {
    const groups = new Map();
    const tags = 'li, span, a, div, button, h3, h4, h5, dt, dd, td, p, label, em, strong, b, [onclick]';
    const all = window.__all(tags);
    for (const e of all.slice(0, 6000)) {
      const lines = said(e);
      if ((lines[0].length < 2 && !/^[A-Z]$/.test(lines[0])) || lines[0].length > 24 || lines.length > 3) continue;
      if (lines.length > 1 && !itself(e)) continue;  // A card: its name, and a number below.
      if (!e.offsetParent || !listens(e) || away(e)) continue;
      const up = e.parentElement;
      const listed = e.closest('ul, ol, table, nav') ? 1 : 0;
      const many = up && [...up.children].filter((x) => x.tagName === e.tagName).length > 1;
      const key = [e.tagName, (up || e).tagName, (up || e).className, listed, many ? up.id : ''].join('|');
      groups.set(key, [...(groups.get(key) || []), e]);
    }
    window.__turns = [...groups.values()].filter((g) => g.length > 1);
  };
  window.__regroup();
  const told = (e) => marked(e) || e.getAttribute('onclick') || e.id;
  return window.__turns.map((g) => [g.map(words), g.map(chosen), g.every(told)]);
}"""
_CLICK = (
    f"([number, wanted, at]) => {{{AT_A_CLICK}"
    """
  const words = (e) => (e.innerText || '').trim().split(/\\s*\\n\\s*/)[0];
  const fits = (g) => g && g.length === wanted.length && g[at].isConnected && words(g[at]) === wanted[at];
  const find = () => [(window.__turns || [])[number], ...(window.__turns || [])].find(fits);
  if (!find() && window.__regroup) window.__regroup();
  const found = find();
  if (found) found[at].click();
  return Boolean(found);
}"""
)
_OPENS = r"""new RegExp('^(?:点击)?(?:共?\\d+[个项件])?(?:展开|查看|详情|子项|(?:办事|服务)?指南|情形|(?:业务)?办理项)'
    + '(?:全部)?(?:共?\\d+[个项件])?(?:子项|详情|更多|指南|情形|(?:业务)?办理项|事项)?'
    + '(?:[（(]?\\d*[)）]?)[+▼▾]?$|^[+▼▾]$')"""
"""What says in a row that it opens: 展开, 4个办理项, 子项(3)."""
_OPEN_ROW = f"""(e) => {{{AT_A_CLICK}
  const opens = {_OPENS};
  const looks = /expand|toggle|unfold|collapse|arrow|plus|open|more|switch|spread/i;
  const away = (x) => x.closest('a[href]:not([href^="#"]):not([href^="javascript"]), form');
  for (let row = e.parentElement, up = 0; row && row !== document.body && up < 4; row = row.parentElement, up += 1) {{
    const inside = [...row.querySelectorAll('button, a, span, i, em, b, div, dt, svg')];
    const all = inside.filter((x) => x !== e && !x.contains(e) && !away(x));
    const words = (x) => (x.innerText || '').replace(/\\s/g, '');
    const fits = all.filter((x) => opens.test(words(x)));  // A button's wrapper says the same and hears nothing.
    const found = fits.find((x) => !fits.some((y) => y !== x && x.contains(y)))
      || all.find((x) => !words(x) && looks.test(x.getAttribute('class') || ''));
    if (found) {{ found.dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true }})); return true; }}
    if (row.matches('li, tr, dl, article')) return false;
  }}
  return false;
}}"""
"""What opens the row in which words stand, where a click on the words themselves does nothing."""
_UNFOLD = rf"""(at) => {{{AT_A_CLICK}
  const opens = {_OPENS};
  const beneath = /子项|办理项|情形|展开|[+▼▾]$/;
  const words = (x) => (x.innerText || '').replace(/\s/g, '');
  const says = (x) => opens.test(words(x)) && beneath.test(words(x));
  const away = (x) => x.closest('a[href]:not([href^="#"]):not([href^="javascript"]), form, header, footer, nav');
  const every = window.__all || ((s) => [...document.querySelectorAll(s)]);
  window.__folds = window.__folds || every('button, a, span, i, em, b, div, p').filter(
    (x) => x.offsetParent && says(x) && !away(x) && ![...x.children].some(says));
  const e = window.__folds[at];
  if (e && e.isConnected) e.click();
  return window.__folds.length;
}}"""
"""Opens one after the other of the rows of a list that say that something lies beneath them."""
_AWAY = re.compile(
    r"登录|登陆|注册|退出|提交|保存|删除|投诉|举报|评价|预约|申[请报办]|办理$|支付|缴费|收藏|分享|打印|下载|首页|返回|上一|下一|末页|尾页|更多|"
    r"咨询|留言|搜索|查询|重置|关闭|展开全部|^\d+$"
)
_BARE = "translate(normalize-space(.), ' \u3000\xa0', '')"
_WITH_NUMBER = (
    f"xpath=//body//*[text()[starts-with({_BARE}, '{{words}}') and "
    f"translate(substring-after({_BARE}, '{{words}}'), '0123456789（）()[]【】个项件条共', '') = '']]"
)
"""Words, and at most a number behind them: of what lies beneath."""
_COUNTED = re.compile(r"[（(【\[]?\s*\d{1,5}\s*[项个条]?[）)】\]]?$")
_ALL = re.compile(r"全部|不限|所有")
_MOST_GROUPS = 4
_MOST_CLICKS = 6
"""Of one group: enough to learn what differs from one to the next."""
_ALL_CLICKS = 24
"""Of names that carry nothing by which the others could be asked for."""
_IN_VAIN = 2
_MOST_RETURNS = 3
"""Times that a page is shown again because a click led away from it."""
_ENOUGH_CALLS = 3
"""Calls for further rows: the last tells what it took from the one before."""
_WITHIN = 20.0
_QUIET = 0.3


_MOST_FOLDS = 12
"""Rows of a page that are opened in search of words."""
_SEARCHES = 2
"""Times that a page is turned for words that it does not show."""
_SEARCH_AGAIN_WITHIN = 10.0
"""Seconds after which it is not turned again: the page is watched for a minute in all."""
_CLICK_WITHIN = 5_000.0
"""Milliseconds for the words to be there."""


class Watched(Protocol):
    """What is asked of a rendering."""

    url: str
    last_change: float
    windows: list[Page]

    @property
    def in_flight(self) -> int:
        """How many of its requests have not ended yet."""
        ...

    @property
    def calls(self) -> Sequence[object]:
        """The calls of the page so far."""
        ...

    def forget(self) -> None:
        """Drop the calls so far."""
        ...


async def turn(page: Page, watched: Watched, *, areas: bool = False) -> str | None:
    """Click through a page that was taken down before, for its calls; what it shows then, None where it has changed.

    With `areas` the names of other places than the one that is chosen are clicked as well.
    """
    hold(page)
    try:
        with turning(page):
            await _down(page, watched)
            before = len(watched.calls)
            together = await _pages(page, watched)
        went_on = len(watched.calls) > before or together is not None
        await _through(page, watched, areas=areas)
        shown = await dom_of(page) if _is_at(page, watched.url) and not watched.windows else None
        with turning(page):
            if shown is not None and not went_on and await page.evaluate(NEXT):
                await _quiet(watched)
    except PlaywrightError:
        return None
    return together or shown


async def _pages(page: Page, watched: Watched) -> str | None:
    """Turn to the next page for its call; what the page shows with the rows of all where it has them by itself."""
    if not _is_at(page, watched.url) or watched.windows:
        return None
    before = len(watched.calls)
    together = await turn_pages(page, watched, lambda: _quiet(watched))
    if not _is_at(page, watched.url) and not watched.windows:  # The next page has an address of its own.
        await page.goto(watched.url, wait_until="domcontentloaded", timeout=_CLICK_WITHIN)
        await _quiet(watched)
        return None
    nothing = together is None and len(watched.calls) == before and not watched.windows
    if nothing and _is_at(page, watched.url) and await page.evaluate(NEXT):
        await _quiet(watched)
    return together


async def _down(page: Page, watched: Watched) -> None:
    """Scroll and ask for more rows: as often as tells how they are asked for, or until there are none."""
    until = time.monotonic() + _WITHIN
    before = len(watched.calls)
    length = -1
    while time.monotonic() < until and _is_at(page, watched.url) and not watched.windows:
        now = await page.evaluate(MORE)
        await _quiet(watched)
        if now == length or len(watched.calls) - before >= _ENOUGH_CALLS:
            return
        length = now


async def click_words(page: Page, watched: Watched, words: str) -> None:
    """Click words on a page, of several lines one after the other: each opens what the next stands in."""
    hold(page)
    for step in words.split("\n"):
        await _click_one(page, watched, step)


async def _click_one(page: Page, watched: Watched, words: str) -> None:
    """Click words on a page; where it does not show them yet, it is turned until it does."""
    there = page.get_by_text(words, exact=True)
    if "'" not in words:  # Words that were read without white space and without what stands behind them: a number.
        there = there.or_(page.locator(_WITH_NUMBER.format(words=words)))
    until = time.monotonic() + _SEARCH_AGAIN_WITHIN
    for search in range(_SEARCHES):
        if await there.count() or (search and time.monotonic() > until):
            break
        watched.url = page.url
        if not search and (await _unfolded(page, watched, there) or await _paged(page, watched, there)):
            break
        await _through(page, watched, there)
        await _quiet(watched)  # What an earlier click asked for may come late, and put other rows in their place.
    watched.forget()
    here = page.url
    first = there.first
    await page.evaluate(f"() => {{{AT_A_CLICK}}}")
    if await there.count() and not await first.is_visible():
        shown = there.locator("visible=true")
        first = shown.first if await shown.count() else first
    if await there.count() and not await first.is_visible():
        await first.evaluate("(e) => e.click()")  # It is folded away; its script hears it all the same.
    else:
        await first.click(timeout=_CLICK_WITHIN)
    await _quiet(watched)
    if not watched.calls and page.url == here and not watched.windows:
        await first.evaluate(_OPEN_ROW)
        await _quiet(watched)


async def _unfolded(page: Page, watched: Watched, wanted: Locator) -> bool:
    """Open the rows of a list one by one until one shows beneath it what is wanted."""
    await page.evaluate("() => { window.__folds = null; }")
    for at in range(_MOST_FOLDS):
        if at >= await page.evaluate(_UNFOLD, at) or not _is_at(page, watched.url):
            return False
        await _quiet(watched)
        if await wanted.count():
            return True
    return False


async def _paged(page: Page, watched: Watched, wanted: Locator) -> bool:
    """Turn the pages of a list, as a reader would, until one shows what is wanted."""
    until = time.monotonic() + _SEARCH_AGAIN_WITHIN
    before = ""
    with turning(page):
        while time.monotonic() < until and _is_at(page, watched.url) and not watched.windows:
            if (shown := await page.inner_text("body")) == before or not await page.evaluate(NEXT):
                return False
            before = shown
            await _quiet(watched)
            if await wanted.count():
                return True
    return False


async def _through(page: Page, watched: Watched, wanted: Locator | None = None, *, areas: bool = False) -> None:
    """Click a few names of each group, until what is wanted is there; where a click led away, the page is shown again.

    Names that stand in a menu of every page are all clicked without coming back. What was chosen of a group is chosen
    again before the next, and places come last: what is clicked of them would hide the departments of the others.
    """
    until = time.monotonic() + _WITHIN
    here = page.url
    groups: list[tuple[list[str], list[bool], bool]] = await page.evaluate(_GROUPS)
    turned = [
        (at, words, chosen, told)
        for at, (words, chosen, told) in enumerate(groups)
        if may_be_turned(words, chosen=sum(chosen) == 1)
    ]
    turned.sort(key=lambda one: sum(map(is_area, one[1])) * 2 > len(one[1]))
    came_back = 0
    for group, words, chosen, told in turned[:_MOST_GROUPS]:
        others = frozenset() if areas else elsewhere(words, chosen)
        back = _turned_back(words, chosen) if wanted is None else None
        vain = 0
        for at, text in enumerate(words[: _MOST_CLICKS if told else _ALL_CLICKS]):
            before = len(watched.calls)
            if time.monotonic() > until or vain >= _IN_VAIN or watched.windows:
                break
            if _AWAY.search(text) or text in others or at == back:
                continue
            clicked = await page.evaluate(_CLICK, [group, words, at])
            if not clicked and not _is_at(page, here) and came_back < _MOST_RETURNS:
                came_back += 1
                await page.goto(here, wait_until="domcontentloaded", timeout=_CLICK_WITHIN)
                await _quiet(watched)
                await page.evaluate(_GROUPS)
                clicked = await page.evaluate(_CLICK, [group, words, at])
            if not clicked:
                continue
            await _quiet(watched)
            vain = 0 if len(watched.calls) > before else vain + 1
            if wanted is not None and await wanted.count():
                return
        there = _is_at(page, here) and not watched.windows
        if back is not None and there and await page.evaluate(_CLICK, [group, words, back]):
            await _quiet(watched)


def _turned_back(words: Sequence[str], chosen: Sequence[bool]) -> int | None:
    """Which of a group's names shows again what the page showed before: the one that was chosen, else that for all."""
    if sum(chosen) == 1:
        return chosen.index(True)
    return next((at for at, text in enumerate(words) if _ALL.match(text)), None)


def elsewhere(words: Sequence[str], chosen: Sequence[bool]) -> frozenset[str]:
    """The names of other places in a group of names of which the portal's own place is chosen."""
    own = [w for w, is_chosen in zip(words, chosen, strict=True) if is_chosen and (is_area(w) or is_own_level(w))]
    return frozenset(w for w in words if is_area(w) and w not in own) if own else frozenset()


def may_be_turned(words: Sequence[str], *, chosen: bool = False) -> bool:
    """Whether the names of a group are those of departments, themes, types or other tabs, and no services.

    Themes may be named like services (户口登记); they are told by the number that stands behind each, or by the one of
    them that is chosen.
    """
    columns = sum(1 for w in words if is_column(w) or is_kind(w) or ORGANISATION.match(w))
    services = sum(1 for w in words if SERVICE_WORDS.search(w) and not (is_column(w) or is_kind(w)))
    counted = sum(1 for w in words if _COUNTED.search(w))
    return chosen or counted * 2 > len(words) or columns * 2 >= len(words) or services * 3 < len(words)


def _is_at(page: Page, address: str) -> bool:
    """Whether a page is where it was; a link to nowhere (`href="#"`) leaves its sign behind the address."""
    return page.url.removesuffix("#") == address.removesuffix("#")


async def _quiet(watched: Watched) -> None:
    """Wait until what a click asked for is there."""
    await asyncio.sleep(0.15)
    for _ in range(40):
        if watched.in_flight == 0 and time.monotonic() - watched.last_change > _QUIET:
            return
        await asyncio.sleep(0.1)
