"""A file inside an answer, which the page's script saves: `{"fileName": "申请表.docx", "content": "UEsDBBQ…"}`."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

from crawler.page.json_tree import leaves

_SHORTEST = 200
_LARGEST = 100_000_000
_DATA = re.compile(r"data:[\w.+/;=-]*;base64,")
_ENCODED = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
_STARTS = (
    b"PK\x03\x04",
    b"%PDF",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x89PNG",
    b"\xff\xd8\xff",
)
_NAMED = re.compile(r"[^/\\]{1,200}\.(?:docx?|xlsx?|pdf|wps|et|rtf|zip|rar|ofd|jpe?g|png)", re.IGNORECASE)


def carried_file(data: Any) -> tuple[bytes, str | None] | None:
    """The one file in an answer and the name that it is given there; None where there is none, or several."""
    texts = [value for _, value in leaves(data) if isinstance(value, str)]
    found = [file for text in texts if len(text) >= _SHORTEST and (file := _decoded(text)) is not None]
    if len(found) != 1:
        return None
    return found[0], next((text.strip() for text in texts if _NAMED.fullmatch(text.strip())), None)


def file_in(body: bytes) -> tuple[bytes, str | None] | None:
    """The same of an answer as it came."""
    if body[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in {b"{", b"["} or len(body) > _LARGEST:
        return None
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return carried_file(data)


def _decoded(text: str) -> bytes | None:
    """What a text in base64 holds, where that begins like a file of a known kind."""
    said = _DATA.match(text)
    packed = "".join(text[said.end() if said is not None else 0 :].split())
    if not _ENCODED.fullmatch(packed):
        return None
    packed = packed.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        if not base64.b64decode(packed[:16]).startswith(_STARTS):
            return None
        return base64.b64decode(packed + "=" * (-len(packed) % 4))
    except ValueError:
        return None
