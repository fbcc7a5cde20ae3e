"""A payload becomes a page, a JSON page, or nothing (a file)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from crawler.page.decode import decode
from crawler.page.drawings import is_vector_drawing
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.xml_data import data_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.page.decode import Decoded

_FILE_STARTS: tuple[bytes, ...] = (
    b"%PDF",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"RIFF",
    b"II*\x00",
    b"MM\x00*",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
    b"{\\rtf",
    b"wOFF",
    b"wOF2",
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_WORD_XML = re.compile(r"<\?mso-application\s+progid=|<w:wordDocument|<pkg:package|<Workbook\b[^>]*office:spreadsheet")
_JSONP = re.compile(r"^\s*(?:/\*.*?\*/\s*)?[\w$.]{1,80}\s*\(\s*(?=[\[{\"])", re.DOTALL)
_JSONP_END = re.compile(r"\)\s*;?\s*$")
_JSON_START = ("{", "[", '"')
_PRE_WRAPPED = re.compile(r"^\s*<html><head>.{0,400}?</head><body>\s*<pre[^>]*>\s*(?=[\[{])", re.DOTALL)
_XML_START = re.compile(r"<\?xml\b")
_XML_TYPE = re.compile(r"\s*(?:text|application)/(?:\w+\+)?xml\b(?<!xhtml\+xml)", re.IGNORECASE)
_NO_JSON = object()


def parse(
    body: bytes,
    content_type: str | None,
    url: str,
    evidence: str,
    *,
    scripts: Sequence[str] = (),
    base: str | None = None,
) -> Page | JsonPage | None:
    """Parse any bytes; never raises. None where the bytes are a file (office, image, archive) and no text.

    `scripts` are the texts of outer scripts that the page shares with others of its portal; `base` is the address of
    the page that asked for an answer, into which it puts the markup that the answer brings.
    """
    if _is_file(body):
        return None
    decoded = decode(body, content_type)
    if _WORD_XML.search(decoded.text[:4096]):
        return None
    data = _json(decoded, content_type)
    if data is not _NO_JSON:
        return JsonPage(data=data, text=decoded.text, url=url, evidence=evidence, scripts=scripts, base=base)
    page = Page(text=decoded.text, url=url, evidence=evidence, encoding=decoded.encoding, scripts=scripts)
    if _PRE_WRAPPED.match(decoded.text):  # how a browser shows a JSON answer
        data = _loads(page.visible_text())
        if data is not _NO_JSON:
            return JsonPage(data=data, text=decoded.text, url=url, evidence=evidence, scripts=scripts, base=base)
    return page


def is_script(url: str, content_type: str | None) -> bool:
    """Whether an answer is a script and no page, by its type or its address."""
    return "javascript" in (content_type or "").lower() or urlsplit(url).path.lower().endswith(".js")


def _is_file(body: bytes) -> bool:
    if body.startswith(_FILE_STARTS):
        # Two letters are a weak sign: a text may begin with them, its control bytes tell.
        return not body.startswith((b"BM", b"MZ")) or b"\x00" in body[:512]
    if body.startswith(_UTF16_MARKS):
        return False
    head = body[:2048]
    if is_vector_drawing(head.lstrip(b"\xef\xbb\xbf \t\r\n")):
        return True
    return head.count(b"\x00") * 20 > len(head)


def _json(decoded: Decoded, content_type: str | None) -> Any:
    text = decoded.text.lstrip("\ufeff \t\r\n")
    if text.startswith(_JSON_START):
        return _loads(text)
    if "<" not in text[:1]:
        called = _JSONP.match(text)
        if called and _JSONP_END.search(text):
            return _loads(_JSONP_END.sub("", text[called.end() :]))
    if content_type and "json" in content_type.lower() and text[:1] not in {"<", ""}:
        return _loads(text)
    if _XML_START.match(text) or _XML_TYPE.match(content_type or ""):
        data = data_of(text)
        return data if data is not None else _NO_JSON
    return _NO_JSON


def _loads(text: str) -> Any:
    try:
        data = json.loads(text, strict=False)
        if isinstance(data, str) and data.lstrip().startswith(("{", "[")):
            data = json.loads(data, strict=False)
    except (ValueError, RecursionError):
        return _NO_JSON
    return data if isinstance(data, dict | list) else _NO_JSON
