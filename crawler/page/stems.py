"""Addresses that tell of no one file (下载地址前缀): a script puts the identifier of a file behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.page.script.expressions import calls_in

if TYPE_CHECKING:
    from lxml.etree import _Element

_TELLS = re.compile(r"[\d%\u4e00-\u9fff]")
"""Signs of a path that may tell of one file: numbers, Chinese words."""
_DOCUMENT = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|rtf|zip|rar|jpe?g|png|ofd)$", re.IGNORECASE)
_IDENTIFIER = re.compile(r"(?=[^\d]*\d)[\w-]{4,64}", re.ASCII)


def is_stem(address: str) -> bool:
    """Whether an address tells of no one file: /attach/download.do, /down?id=."""
    parts = urlsplit(address)
    told = _TELLS.search(parts.path) or _DOCUMENT.search(parts.path) or parts.fragment
    return not told and (not parts.query or parts.query.endswith("="))


def is_completed(element: _Element, address: str) -> bool:
    """Whether an element has an identifier beside such an address: `data-url="/down.do" data-id="4f2a…"`."""
    given = (str(value).strip() for name, value in element.items() if str(name).startswith("data-"))
    return is_stem(address) and any(map(_IDENTIFIER.fullmatch, given))


def names_only(text: str, code: str) -> bool:
    """Whether a bare `申请表.docx` in a call is but what the file is called, which an identifier beside it tells."""
    if "/" in text or text.isascii():
        return False
    handed = (call.arguments for call in calls_in(code) if text in call.arguments)
    return any(one is not None and _IDENTIFIER.fullmatch(one) is not None for own in handed for one in own)
