"""Typing a question into the search field of a page, where only a script can send it (站内搜索)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from crawler.page.portal.search_forms import OTHER_WORDS, SEARCH_WORDS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import Page

_PAUSE = 0.7
_WITHIN = 5_000.0

_FIELD = """([wanted, other]) => {
  const yes = new RegExp(wanted, 'i'), no = new RegExp(other, 'i');
  const own = (e) => [e.placeholder, e.title, e.name, e.id, e.className].join(' ');
  const near = (e) => (e.parentElement ? e.parentElement.innerText : '').slice(0, 20);
  return [...document.querySelectorAll('input')].find((e) => ['', 'text', 'search'].includes(e.type) && e.offsetParent
    && !e.disabled && !no.test(own(e)) && (yes.test(own(e)) || yes.test(near(e)))) || null;
}"""

_BUTTON = """(field) => {
  for (let around = field.parentElement, up = 0; around && up < 3; around = around.parentElement, up += 1) {
    const found = [...around.querySelectorAll('button, a, i, span, div, input[type=button], input[type=submit]')].find(
      (e) => !e.contains(field) && /^(?:搜|搜索|检索|查询|search)$/i.test((e.innerText || e.value || '').trim())
        || (e.tagName === 'BUTTON' && !e.contains(field)));
    if (found) { found.click(); return true; }
  }
  return false;
}"""


async def type_words(page: Page, words: str, settle: Callable[[], Awaitable[None]]) -> None:
    """Type words into the search field of a page and send them, by the enter key or by the button beside the field."""
    handle = await page.evaluate_handle(_FIELD, [SEARCH_WORDS.pattern, OTHER_WORDS.pattern])
    field = handle.as_element()
    if field is None:
        raise PlaywrightError("the page shows no search field")
    before = page.url, await page.inner_text("body")
    await field.fill(words, timeout=_WITHIN)
    await field.press("Enter", timeout=_WITHIN)
    await asyncio.sleep(_PAUSE)
    await settle()
    if (page.url, await page.inner_text("body")) == before and await field.evaluate(_BUTTON):
        await asyncio.sleep(_PAUSE)
        await settle()
