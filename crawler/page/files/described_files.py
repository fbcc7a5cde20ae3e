"""Files of an answer that say what they are called and of which form or size, whatever they are asked for with.

`{"linkId": "7c1", "detailId": "9f3", "attName": "申请表.docx", "attFormat": "docx"}` is a file, in a list of any name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crawler.domain.evidence import Target
from crawler.page.finds import AttachmentLink
from crawler.page.json_tree import HELD, plain
from crawler.page.links import SCRIPT_SCHEME

if TYPE_CHECKING:
    from crawler.page.json_page import JsonPage

_NAME_OF_FILE = re.compile(r"(att|attach(?:ment)?|file|doc|annex|fj|wj)_?(?:name|title|mc)", re.IGNORECASE)
_FORM_OF_FILE = re.compile(
    r"(att|attach(?:ment)?|file|doc|annex|fj|wj)_?(?:format|ext(?:ension)?|suffix|size|length|hz|dx)", re.IGNORECASE
)
_DOCUMENT = re.compile(r".\.(?:docx?|xlsx?|pdf|wps|et|rtf|zip|rar|jpe?g|png|ofd)$", re.IGNORECASE)
_IDENTIFYING = re.compile(r"(?:id|guid|key|no|code)$", re.IGNORECASE)
_IDENTIFIER = re.compile(r"(?=[^\d]*\d)[0-9A-Za-z_-]{6,64}", re.ASCII)
_MOST = 2
"""Identifiers of one file: its own and that of its place in the list."""


def described_file(page: JsonPage, pointer: str, node: dict[str, Any]) -> AttachmentLink | None:
    """An object that says what its file is called and of which form or size it is: `attName`, `attFormat`, `attSize`.

    What it is asked for with is one of its identifiers, whatever their keys: not the one that its list was asked by.
    """
    key = _described(tuple(node))
    named = plain(node[key]).strip() if key is not None else ""
    if "/" in named or not _DOCUMENT.search(named) or any(isinstance(v, HELD) for v in node.values()):
        return None
    told = {k: plain(v) for k, v in node.items() if _IDENTIFYING.search(k) and _IDENTIFIER.fullmatch(plain(v))}
    told = {k: v for k, v in told.items() if v not in page.url}
    if not 0 < len(told) <= _MOST:
        return None
    call = f"by_{'_'.join(told)}({','.join(map(repr, told.values()))})"
    return AttachmentLink(text=named, target=Target(url=SCRIPT_SCHEME + call), locator=pointer, file_name=named)


@lru_cache(maxsize=4096)
def _described(keys: tuple[str, ...]) -> str | None:
    """Of an object's keys that of a file's name, where another of the same stem says what the file is."""
    forms = {form[1].lower() for key in keys if (form := _FORM_OF_FILE.fullmatch(key)) is not None}
    names = ((key, name[1].lower()) for key in keys if (name := _NAME_OF_FILE.fullmatch(key)) is not None)
    return next((key for key, stem in names if stem in forms), None)
