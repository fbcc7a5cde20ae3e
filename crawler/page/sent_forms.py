"""Buttons that send a form of the page for a file (空白表格): `<form><input type="hidden" …><button>下载</button>`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.links import form_target

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.domain.evidence import Target
    from crawler.page.html import Page

UNSENT = "a click would have sent a form of the page; none is sent but a search and the next page of a list"
"""Why nobody knows where a click leads that the browser did not follow."""
_FETCHES = re.compile(r"^(?:点击)?(?:下载|空白?表|样[表本例]|示例|范本|附件|表格|模板)")


def sent_for_a_file(page: Page, button: _Element) -> Target | None:
    """What a button asks for whose identifier a hidden field holds: an address like that of any link.

    Nothing that a reader types, and nothing that is posted: no form is submitted but a search and the next page.
    """
    around = next(button.iterancestors("form"), None) if button.tag == "button" else None
    if around is None or (around.get("method") or "get").lower() != "get":
        return None
    if not _FETCHES.search(page.words(button)) or (button.get("type") or "submit") != "submit":
        return None
    controls = [c for c in around.iter("input", "select", "textarea") if c.get("type") != "submit"]
    if not around.get("action") or not controls or any(c.get("type") != "hidden" for c in controls):
        return None
    return form_target(page, around, {})
