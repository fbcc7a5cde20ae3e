"""The way in that an answer offers (在线办理入口) under whatever keys: {"text": "立即申办", "href": "https://…"}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.guide.draft import reading
from crawler.extract.guide.text import is_entrance
from crawler.page.links import json_address

if TYPE_CHECKING:
    from crawler.extract.guide.draft import Draft
    from crawler.page.json_page import JsonPage

_LEAST_BELIEVED = 3


def put_entrance(page: JsonPage, draft: Draft) -> None:
    """Put the address into the draft that stands beside the words of an entrance, where nothing else is one."""
    if "online_entry" in draft.candidates:
        return
    entrances = {text for text in page.texts if is_entrance(text.strip())}
    called: dict[str, str] = {}
    for pointer, value in page.values() if entrances else ():
        if isinstance(value, str) and value in entrances:
            called[pointer.rpartition("/")[0]] = value.strip()
    for pointer, value in page.values() if called else ():
        words = called.get(pointer.rpartition("/")[0])
        if words is not None and isinstance(value, str) and json_address(value) is not None:
            found = reading(
                "online_entry", value.strip(), evidence=page.evidence, locator=pointer, label=words, quote=value.strip()
            )
            draft.add(found, weakness=_LEAST_BELIEVED)
            return
