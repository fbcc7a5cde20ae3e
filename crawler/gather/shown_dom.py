"""The DOM of a rendered page with what custom elements keep in their shadow roots, which no serialiser writes down."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Page

_WITH_SHADOWS = """() => {
  if (![...document.querySelectorAll('*')].some((e) => e.shadowRoot)) return null;
  const inert = document.implementation.createHTMLDocument('');
  const copy = (node) => {
    const made = inert.importNode(node, false);
    const parts = node.shadowRoot ? [...node.shadowRoot.childNodes] : [...node.childNodes];
    const inside = node.tagName === 'SLOT' && node.assignedNodes().length ? node.assignedNodes() : parts;
    if (made.append) inside.forEach((child) => made.append(copy(child)));
    return made;
  };
  return '<!DOCTYPE html>' + copy(document.documentElement).outerHTML;
}"""
"""A host shows its shadow root, and its own children only where a slot of it takes them."""


async def dom_of(page: Page) -> str:
    """The page as HTML, in the order in which it is shown."""
    shadows: str | None = await page.evaluate(_WITH_SHADOWS)
    return shadows if shadows is not None else await page.content()
