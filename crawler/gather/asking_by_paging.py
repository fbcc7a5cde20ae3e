"""Turning the pages of a list that a rendered page keeps to itself: its rows are all there, a few shown at a time.

Where a click on "2" asks the portal for something, the walker learns the call, and nothing more is turned here. Where
it asks for nothing and other rows show, every page is turned to, and the rows of all are put together in their place.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Protocol

from crawler.gather.shown_dom import dom_of
from crawler.gather.unsent_forms import AT_A_TURN

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from playwright.async_api import Page

_MOST = 200
"""Pages of one list."""
_WITHIN = 12.0
"""Seconds; the page is watched for a minute in all."""
_STILL = 400
"""Milliseconds within which a page without a call shows what was clicked for."""

_START = """() => {
  const words = (e) => (e.innerText || '').trim();
  const all = window.__all || ((s) => [...document.querySelectorAll(s)]);
  const away = (e) => e.closest('a[href]:not([href^="#"]):not([href^="javascript"]), form, header, footer');
  const heard = (e) => e && (e.__listens || e.onclick || e.tagName === 'A' || e.tagName === 'BUTTON'
    || getComputedStyle(e).cursor === 'pointer');
  const leaf = (e) => !e.children.length && e.offsetParent && !away(e);
  const is = (e) => !e.children.length && /^\\d{1,3}$/.test(words(e));
  const off = (e) => e.disabled || /disabled/i.test(e.className) || /disabled/i.test((e.parentElement || e).className);
  const next = /^(?:下一?页|后一?页|next)\\s*[>»\\u203a\\u2192]*$|^[>»\\u203a\\u2192]$/i;
  const numbers = 'a, button, li, span, div, td, em, b, i';
  const rowOf = (e, number) => {
    for (let row = e.parentElement, up = 0; row && up < 2; row = row.parentElement, up += 1) {
      const beside = [...row.querySelectorAll('*')].filter((x) => x !== e && is(x)).map((x) => Number(words(x)));
      // Days of a calendar go on to the end of a month.
      if (beside.includes(number - 1) && beside.length < 26) return row;
    }
    return null;
  };
  window.__pager = (number) => {
    const known = window.__paging.row && window.__paging.row.isConnected ? window.__paging.row : null;
    const inside = known ? [...known.querySelectorAll(numbers)] : all(numbers);
    const found = inside.find((e) => words(e) === String(number) && leaf(e)
      && (heard(e) || heard(e.parentElement)) && rowOf(e, number));
    if (found) return [found, rowOf(found, number)];
    const on = all(numbers).find((e) => next.test(words(e)) && leaf(e) && !off(e)
      && (heard(e) || heard(e.parentElement)));
    return on ? [on, on.parentElement] : null;
  };
  window.__paging = { row: null, box: null, kept: [], seen: new Set(), changed: [], first: null };
  const first = window.__pager(2);
  if (!first) return false;
  window.__paging.first = first[1].getRootNode() === document ? document.body : first[1].getRootNode();
  window.__paging.before = document.createElement('div');
  window.__paging.before.append(...[...window.__paging.first.childNodes].map((e) => e.cloneNode(true)));
  new MutationObserver((all) => window.__paging.changed.push(...all.map((one) => one.target)))
    .observe(window.__paging.first, { childList: true, characterData: true, subtree: true });
  return true;
}"""
_TURN = (
    f"(number) => {{{AT_A_TURN}"
    """
  const found = window.__pager(number);
  if (!found) return false;
  [, window.__paging.row] = found;
  window.__paging.changed = [];
  found[0].click();
  return true;
}"""
)
_KEEP = """async (within) => {
  const keep = () => {
    const p = window.__paging;
    const pager = p.row;
    const parts = p.changed.map((e) => (e.nodeType === 1 ? e : e.parentElement))
      .filter((e) => e && e.isConnected && e !== p.first && !(pager && pager.contains(e)));
    if (!p.box) {
      if (!parts.length) return false;
      let box = parts[0];
      while (box && !parts.every((e) => box.contains(e))) box = box.parentElement;
      if (!box || box === p.first || box.tagName === 'BODY') return false;
      const steps = [];
      for (let e = box; e && e !== p.first; e = e.parentElement)
        steps.unshift([...(e.parentElement || p.first).children].indexOf(e));
      const before = steps.reduce((e, at) => e && e.children[at], p.before);
      if (!before || before.tagName !== box.tagName) return false;
      p.box = box;
      p.kept.push([...before.childNodes]);
      p.seen.add(before.textContent);
    }
    const said = p.box.textContent;
    if (!p.box.isConnected || !said.trim() || p.seen.has(said)) return false;
    p.seen.add(said);
    p.kept.push([...p.box.cloneNode(true).childNodes]);
    return true;
  };
  for (const until = performance.now() + within; performance.now() < until; ) {
    if (keep()) return true;
    await new Promise((on) => setTimeout(on, 30));
  }
  return false;
}"""
"""Takes down the rows that a click brought, beside those that stood there before; whether they are others."""
_TOGETHER = """() => {
  const p = window.__paging;
  if (!p.box || p.kept.length < 2) return false;
  p.box.replaceChildren(...p.kept.flat());
  return true;
}"""

MORE = (
    f"() => {{{AT_A_TURN}"
    """
  window.scrollTo(0, document.documentElement.scrollHeight);
  const more = new RegExp('^(?:点击|点此)?(?:查看|加载|显示|浏览)*更多(?:事项|服务|内容|数据|办事|结果)?[.。…>»]*$'
    + '|^(?:点击)?加载(?:下一页)?$|^(?:load|show) more$', 'i');
  const scrolls = (x) => x.clientHeight > 100 && x.scrollHeight > x.clientHeight + 40
    && /auto|scroll/.test(getComputedStyle(x).overflowY);
  for (const x of window.__all('div, ul, ol, section, main')) if (scrolls(x)) x.scrollTop = x.scrollHeight;
  const e = window.__all('a, button, div, span, p').find(
    (x) => !x.children.length && x.offsetParent && more.test((x.innerText || '').trim())
      && !x.closest('a[href]:not([href^="#"]):not([href^="javascript"])'));
  if (e) e.click();
  return window.__length();
}"""
)
"""Scrolls, and asks for further rows."""
NEXT = (
    f"() => {{{AT_A_TURN}"
    """
  const next = /^(?:下一?页|后一?页|next)\\s*[>»\\u203a\\u2192]*$|^[>»\\u203a\\u2192]$/i;
  const away = (e) => e.closest('a[href]:not([href^="#"]):not([href^="javascript"]), form');
  const off = (e) => e.disabled || /disabled/i.test(e.className) || (e.parentElement
    && /disabled/i.test(e.parentElement.className));
  const every = window.__all || ((s) => [...document.querySelectorAll(s)]);
  const e = every('a, button, li, span, div').find((x) => !x.children.length
    && x.offsetParent && next.test((x.innerText || '').trim()) && !away(x) && !off(x));
  if (e) e.click();
  return Boolean(e);
}"""
)
"""Turns to the next page."""


class Watched(Protocol):
    """What is asked of a rendering."""

    url: str
    windows: list[Page]

    @property
    def calls(self) -> Sequence[object]:
        """The calls of the page so far."""
        ...


async def turn_pages(page: Page, watched: Watched, quiet: Callable[[], Awaitable[None]]) -> str | None:
    """Turn to the second page of a list, and where no call brings it to all others; `quiet` waits for what was asked.

    Gives what the page shows with the rows of all its pages; None where it has no others, or asks for them.
    """
    before = len(watched.calls)
    until = time.monotonic() + _WITHIN
    if not await page.evaluate(_START):
        return None
    for number in range(2, _MOST + 1):
        if time.monotonic() > until or not await page.evaluate(_TURN, number):
            break
        await (quiet() if number == 2 else asyncio.sleep(0))
        if (
            len(watched.calls) > before
            or watched.windows
            or page.url.removesuffix("#") != watched.url.removesuffix("#")
        ):
            return None
        if not await page.evaluate(_KEEP, _STILL):
            break
    return await dom_of(page) if await page.evaluate(_TOGETHER) else None
