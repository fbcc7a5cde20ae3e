"""What the sections of a guide (办事指南) show one after another in one place (页签), put together on one page.

Many a page builds the panel of a section when its reader turns to it, and throws the last one away. Taken down as it
opened, such a guide has its first section alone. So each other one is kept as it was shown, below its title, where on
the page it stood.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from playwright.async_api import Page

_OF_THE_GUIDE = re.compile(
    r"条件|材料|流程|程序|环节|步骤|收费|费用|窗口|地点|地址|时间|时限|依据|结果|样本|常见|问答|救济|复议|监督|电话|基本|信息|情形|说明|须知|标准|对象|表格|附件|附录"
)
_OF_OTHERS = re.compile(r"相关|推荐|热门|其[他它]|附近|在线|我的|更多|评价|留言|订阅|动态|新闻|公示")
"""Tabs beside those of the guide, under which other guides stand, or what readers wrote."""

_BEGIN = """() => {
  if ([...document.querySelectorAll('*')].some((e) => e.shadowRoot)) return;
  const root = document.documentElement, first = root.cloneNode(true), twins = new Map();
  const pair = (a, b) => {
    twins.set(a, b);
    for (let at = 0; at < a.children.length && at < b.children.length; at += 1) pair(a.children[at], b.children[at]);
  };
  pair(root, first);
  const fresh = new Set();
  const met = (records) => records.forEach((r) => {
    for (const n of r.type === 'childList' ? r.addedNodes : [r.target]) {
      if (n.nodeType === 1) fresh.add(n);
      else if (n.nodeType === 3 && n.parentElement) fresh.add(n.parentElement);
    }
  });
  const watch = new MutationObserver(met);
  watch.observe(document.body, { childList: true, characterData: true, subtree: true });
  window.__panels = { first, twins, fresh, kept: 0, clear: () => { watch.takeRecords(); fresh.clear(); } };
}"""
"""Takes the page down as it is, each element with its like in what was taken, and watches for what comes new."""

_KEEP = """([at, title]) => {
  const { first, twins, fresh, clear } = window.__panels || {};
  if (!first) return;
  const tab = window.__sections[at], inert = 'script, style, link, noscript, template';
  const words = (e) => (e.textContent || '').replace(/\\s+/g, '');
  const over = (e) => { for (; e; e = e.parentElement) if (getComputedStyle(e).position === 'fixed') return true; };
  const came = [...fresh].filter((e) => e.isConnected && e !== document.body && !e.closest(inert) && !e.contains(tab)
    && !tab.contains(e) && words(e) && e.getClientRects().length && !over(e));
  clear();
  let boxes = came.filter((e) => !came.some((x) => x !== e && x.contains(e)));
  if (!boxes.length) return;
  let around = boxes[0];
  while (!boxes.every((e) => around.contains(e))) around = around.parentElement;
  if (boxes.length > 1 && !around.contains(tab) && around !== document.body) boxes = [around];
  else if (boxes.length > 1)
    boxes = [...new Set(boxes.map((e) => { while (e.parentElement !== around) e = e.parentElement; return e; }))];
  boxes = boxes.map((e) => e.closest('table') && !e.contains(tab) ? (e.closest('table').contains(tab) ? e
    : e.closest('table')) : e.matches('li, dt, dd') ? e.parentElement : e);
  boxes = [...new Set(boxes)].filter((e) => !e.contains(tab));
  let place = boxes.length && boxes[0].parentElement;
  while (place && (!twins.has(place) || place.closest('table, ul, ol, dl, p'))) place = place.parentElement;
  if (!place) return;
  const into = twins.get(place), tags = ['section', 'article', 'aside', 'main'];
  const said = words(into), text = boxes.map(words).join('');
  if (text.length < 2 || text.length > 60000 || boxes.every((e) => said.includes(words(e)))) return;
  const own = [...into.children].filter((e) => !e.__panel).map((e) => e.localName);
  const part = document.createElement(tags.find((t) => !own.includes(t)) || 'div');
  part.__panel = true;
  part.append(Object.assign(document.createElement('h3'), { textContent: title }));
  boxes.forEach((e) => part.append(e.cloneNode(true)));
  let before = twins.get(boxes[boxes.length - 1]);
  while (before && before.nextElementSibling && before.nextElementSibling.__panel) before = before.nextElementSibling;
  if (before && before.parentElement === into) before.after(part);
  else into.append(part);
  window.__panels.kept += 1;
}"""
"""What came new since the last section was left, as far as a reader sees it: none of the layers (弹层) over the page.

Where frameworks write other words into elements that stay, the element around all of them is kept.
"""
_WHOLE = """() => {
  const { first, kept } = window.__panels || {};
  if (!kept) return null;
  const type = document.doctype ? new XMLSerializer().serializeToString(document.doctype) : '';
  return type + first.outerHTML;
}"""
CLEAR = "if (window.__panels) window.__panels.clear();"
"""Before a section is opened: what files and situations brought meanwhile is none of it."""


@dataclass(slots=True)
class TabPanels:
    """The panels of one page."""

    page: Page
    _begun: bool = field(default=False)

    async def begin(self) -> None:
        """The first of several sections is about to be opened."""
        self._begun = True
        with contextlib.suppress(PlaywrightError):  # The sections are opened for their calls in any case.
            await self.page.evaluate(_BEGIN)

    async def keep(self, at: int, title: str) -> None:
        """A section was opened, and shows what it has."""
        if _OF_THE_GUIDE.search(title) and not _OF_OTHERS.search(title):
            with contextlib.suppress(PlaywrightError):
                await self.page.evaluate(_KEEP, [at, title])

    async def whole(self) -> str | None:
        """The page as it was at first, with what the others showed; None where they showed nothing more."""
        shown: str | None = await self.page.evaluate(_WHOLE) if self._begun else None
        return shown
