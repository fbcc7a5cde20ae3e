"""Which of two values of one part a row of an answer means, and what in it names a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.domain.values import placeholder
from crawler.page.files.json_files import speaks_of_files
from crawler.page.json_tree import HELD

if TYPE_CHECKING:
    from crawler.domain.elements import Reading

_FILE_NAME = re.compile(r"[^\s/]\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://[^\s/]+)?/[^\s/][^\s]*")
_IDENTIFIER = re.compile(r"(?=(?:[^\d]*\d){4})[0-9A-Za-z_-]{16,64}", re.ASCII)


def tells_a_file(key: str, text: str) -> bool:
    """Whether a text is the name of a file, or what one is asked for by under a key that says so."""
    return _names_a_file(text) or (speaks_of_files(key) and _IDENTIFIER.fullmatch(text) is not None)


def is_address(text: str) -> bool:
    """Whether a text is an address: a form that is filled in online may lie there."""
    return "/" in text and _ADDRESS.fullmatch(text.strip()) is not None


def _names_a_file(text: str) -> bool:
    return "." in text and _FILE_NAME.search(text) is not None


def says_more(found: Reading, kept: Reading) -> bool:
    """Whether what another key of a part says is to be believed rather than what was kept.

    Words replace a bare number (来源 10 and 申请人自备) and a 无, a number a zero, a name the name of a file.
    """
    if not found.stated or placeholder.says_nothing(found.text):
        return False
    if kept.text.isdigit():
        return not found.text.isdigit() or (int(kept.text) == 0 and int(found.text) > 0)
    return placeholder.says_nothing(kept.text) or (_names_a_file(kept.text) and not _names_a_file(found.text))


def is_plain(value: Any) -> bool:
    """Whether a value is a text or number, or a list of such."""
    if isinstance(value, list):
        return not any(isinstance(v, HELD) for v in value)
    return not isinstance(value, dict)
