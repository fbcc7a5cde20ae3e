"""Words that a style sheet puts on the page (样式表写入的文字): `h3.lc::before { content: "办理流程" }`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page

_RULE = re.compile(r"([^{}]+?)::?(?:before|after)\s*(?:,[^{}]*)?\{[^{}]*?content\s*:\s*([^;{}]+)")
_SHEET = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COMPOUND = re.compile(r"[^\s>+~,]+$")
_SIMPLE = re.compile(r"([.#]?)([\w-]+)")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|attr\(\s*([\w-]+)\s*\)")
_SPOKEN = re.compile(r"[\u4e00-\u9fff]{2}|attr\(")
Selector = tuple[str, str, frozenset[str]]
"""Tag, id and classes of what a rule is for; empty where any will do."""


def generated(page: Page) -> dict[_Element, str]:
    """The words that the style sheets in a page give to elements which are empty without them."""
    if ":before" not in page.text and ":after" not in page.text:
        return {}
    rules = [rule for sheet in _SHEET.findall(page.text) for rule in _rules(sheet)]
    if not rules:
        return {}
    found: dict[_Element, str] = {}
    for element in page.tree.iter():
        if not isinstance(element.tag, str) or not element.attrib or element in found:
            continue
        own = next((said for selector, said in rules if _is_for(selector, element)), None)
        if own is not None and not "".join(map(str, element.itertext())).strip():
            words = "".join(a or b or (element.get(name) or "") for a, b, name in _PART.findall(own)).strip()
            if words:
                found[element] = words
    return found


def _rules(sheet: str) -> list[tuple[Selector, str]]:
    rules = []
    for selectors, said in _RULE.findall(_COMMENT.sub("", sheet)):
        own = _COMPOUND.search(selectors.strip())
        if own is None or not _SPOKEN.search(said) or ":" in own.group() or "[" in own.group():
            continue
        parts = _SIMPLE.findall(own.group())
        tag = next((name for sign, name in parts if not sign), "")
        own_id = next((name for sign, name in parts if sign == "#"), "")
        classes = frozenset(name for sign, name in parts if sign == ".")
        if own_id or classes:
            rules.append(((tag, own_id, classes), said))
    return rules


def _is_for(selector: Selector, element: _Element) -> bool:
    tag, own_id, classes = selector
    if (tag and tag != element.tag) or (own_id and own_id != element.get("id")):
        return False
    return not classes or classes.issubset((element.get("class") or "").split())
