"""What links beside the name of a material offer (表格入口): 空白表格, 填写样表, 在线填写 of a form that is no file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.guide import prose
from crawler.extract.guide.draft import reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.html.boxes import Box
    from crawler.page.html import Page

_LINKS = frozenset({"a", "button"})
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]")


def without_offers(line: str, box: Box) -> str:
    """The title of a material without the links behind it that offer its forms: 船员名单（1份） 空白表格 填写样表."""
    for leaf in reversed(box.walk()):
        words = leaf.words
        if leaf.tag in _LINKS and words and line.endswith(words) and prose.is_offer(words):
            left = line.removesuffix(words).rstrip(" 　")
            line = left if _WORDS.search(left) else line
    return line


def put_online_form(boxes: Sequence[Box], parts: dict[str, Reading], page: Page) -> None:
    """Put the words of a link by which the blank form is filled in online into its place, where nothing else stands."""
    if (known := parts.get("blank_form")) is not None and known.stated:
        return
    links = (leaf for box in boxes for leaf in box.walk() if leaf.tag in _LINKS and leaf.words)
    link = next((leaf for leaf in links if prose.is_online_offer(leaf.words)), None)
    if link is not None:
        locator = page.locator(link.element)
        parts["blank_form"] = reading("blank_form", link.words, evidence=page.evidence, locator=locator, label=None)
