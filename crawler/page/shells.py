"""Empty shells (空壳页): pages whose words a script has yet to bring."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from crawler.page.html import Page

_WAITING = re.compile(r"加载|请稍[候等]|loading|javascript|浏览器", re.IGNORECASE)
_FEW_WORDS = 40
_SENTENCES = re.compile(r'"\w+"\s*:\s*"(?:[^"\\]|\\.){0,40}(?:[\u4e00-\u9fff]|\\u[4-9]\w{3}){2}(?:[^"\\]|\\.){18,}"')
_FACTS = re.compile(
    r"《[^《》\"]{3,40}》|0\d{2,3}-\d{7,8}|[^\d\W]{2,12}(?:路|街|大道)\d+号|\d个?工作日|\d{1,2}:[03]0-\d{1,2}:[03]0"
)
"""What a guide says and no script of a menu does: laws, phone numbers, streets, limits, hours."""
_FEW_FACTS = 4
_FEW_SENTENCES = 4
_SHELL_TEXT = 120
_FRAME_TEXT = 600
"""The words around a place that a script fills, most of them an imprint."""


def is_shell(page: Page, roots: Iterable[_Element]) -> bool:
    """Whether a page is one; `roots` are the places that frameworks fill. What stands around one may be a page."""
    roots = list(roots)
    bare = bool(roots) and all(not "".join(map(str, root.itertext())).strip() for root in roots)
    if page.says_more_than(_SHELL_TEXT) and (not bare or page.says_more_than(_FRAME_TEXT) or page.own.says):
        return False
    with_source = any(e.get("src") for e in page.tree.iter("script"))
    if not (with_source or page.script_places) or carries_its_words(page):
        return False
    if roots:
        filled = any(len(page.words(r)) > _SHELL_TEXT or next(r.iter("iframe"), None) is not None for r in roots)
        return not filled and not (bare and page.own.says)
    if page.own.has_frame or page.own.has_picture:
        return False
    text = page.visible_text()
    waits = not text or (len(text) <= _FEW_WORDS and bool(_WAITING.search(text)))
    return waits and with_source and not any(p.target for p in page.places)


def carries_its_words(page: Page) -> bool:
    """Whether a script of a page holds what it will show: sentences, where a menu has words only."""
    return any(
        len(_SENTENCES.findall(source)) >= _FEW_SENTENCES or len(set(_FACTS.findall(source))) >= _FEW_FACTS
        for _, source in page.script_places
    )
