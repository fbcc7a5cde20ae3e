"""Bytes to text, once a page: byte order mark, header, meta, and what the bytes themselves say."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]+)", re.IGNORECASE)
_META_WINDOW = 8192
# What pages call simplified Chinese is in practice its superset; Latin-1 is what servers say when they know nothing.
_ALIASES = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "utf8": "utf-8",
    "utf-8": "utf-8",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-16": "utf-16-le",
}
_KNOWS_NOTHING = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252"})
_THREE_BYTE = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a payload, the codec that gave it, and the charset that was declared (None: none was)."""

    text: str
    encoding: str
    declared: str | None


def decode(body: bytes, content_type: str | None) -> Decoded:
    """Decode any bytes; never raises.

    Order: byte order mark, HTTP header, meta. A declaration that the bytes contradict loses to what fits them better,
    since old portals send `charset=gb2312` over UTF-8 and the other way round.
    """
    for mark, marked in _BOMS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(marked, "replace"), marked, marked)
    declared = _declared(body, content_type)
    codec = _codec(declared)
    if body.isascii():
        return Decoded(body.decode("ascii"), codec if codec and not codec.startswith("utf-16") else "utf-8", declared)
    text, fitting = _best(body, codec)
    return Decoded(text, fitting, declared)


def _declared(body: bytes, content_type: str | None) -> str | None:
    found = _HEADER_CHARSET.search(content_type or "")
    names = [found.group(1)] if found else []
    head = body[:_META_WINDOW]
    for pattern in (_META_CHARSET, _XML_ENCODING):
        match = pattern.search(head)
        if match:
            names.append(match.group(1).decode("ascii"))
    told = [name for name in names if name.lower() not in _KNOWS_NOTHING]
    return (told or names or [None])[0]


def _codec(declared: str | None) -> str | None:
    if declared is None or declared.lower() in _KNOWS_NOTHING:
        return None
    name = _ALIASES.get(declared.lower(), declared)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return info.name if info._is_text_encoding else None  # noqa: SLF001 - the only way to leave out rot13 and base64


def _strict(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _best(body: bytes, codec: str | None) -> tuple[str, str]:
    as_utf8 = _strict(body, "utf-8")
    # A run of Chinese is next to never valid UTF-8 by accident; two-byte sequences alone can be GBK.
    if as_utf8 is not None and (codec in {None, "utf-8"} or _THREE_BYTE.search(body)):
        return as_utf8, "utf-8"
    if codec not in {None, "utf-8"}:
        assert codec is not None
        text = _strict(body, codec)
        if text is not None:
            return text, codec
    candidates = list(dict.fromkeys([*([codec] if codec else []), "utf-8", "gb18030"]))
    scored = [
        (text.count(_REPLACEMENT), order, text, name) for order, (name, text) in enumerate(_loose(body, candidates))
    ]
    _, _, text, name = min(scored)
    return text, name


def _loose(body: bytes, names: list[str]) -> list[tuple[str, str]]:
    read: list[tuple[str, str]] = []
    for name in names:
        try:
            read.append((name, body.decode(name, "replace")))
        except (UnicodeError, ValueError):
            continue
    return read
