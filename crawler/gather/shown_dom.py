"""The DOM of a rendered page with what custom elements keep in their shadow roots, which no serialiser writes down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Page

SHOWN = """() => {
  const all = document.documentElement;
  if (![...document.querySelectorAll('*')].some((e) => e.shadowRoot))
    return (document.doctype ? new XMLSerializer().serializeToString(document.doctype) : '')
      + (all ? all.outerHTML : '');
  const inert = document.implementation.createHTMLDocument('');
  const copy = (node) => {
    const made = inert.importNode(node, false);
    const parts = node.shadowRoot ? [...node.shadowRoot.childNodes] : [...node.childNodes];
    const inside = node.tagName === 'SLOT' && node.assignedNodes().length ? node.assignedNodes() : parts;
    if (made.append) inside.forEach((child) => made.append(copy(child)));
    return made;
  };
  return '<!DOCTYPE html>' + copy(all).outerHTML;
}"""
"""What `page.content()` gives, but that a host shows its shadow root, and its children only where a slot takes them."""
_ADDRESS = re.compile(r"""\shref=["']?(?!#|javascript)([^\s"'>]+)""", re.IGNORECASE)
_HANDED_OVER = re.compile(r"""\sdata-(?!v-)[\w-]+=["']?(?=[^\s"'>]*\d)([\w-]{4,64})(?=["'\s>])""")
"""What an element hands to a script that listens to it: an identifier."""
_HANDLER = re.compile(r"""\sonclick="([^"]*\d[^"]*)\"""", re.IGNORECASE)
_IDENTIFIER = re.compile(r"(?<![\w-])(?=[\w-]*\d)[\w-]{4,64}(?![\w-])")
"""What an element hands to the function that it calls."""


async def dom_of(page: Page) -> str:
    """The page as HTML, in the order in which it is shown."""
    shown: str = await page.evaluate(SHOWN)
    return shown


def addresses_in(dom: str) -> set[str]:
    """The addresses of a page's links, and the identifiers by which its script knows where others lead."""
    called = (one for handler in _HANDLER.findall(dom) for one in _IDENTIFIER.findall(handler))
    return {*_ADDRESS.findall(dom), *_HANDED_OVER.findall(dom), *called}
