"""The name under which a file was offered (文件名)."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header
from urllib.parse import unquote, unquote_to_bytes, urlsplit

_EXTENDED = re.compile(r"filename\*\s*=\s*\"?([\w!#$%&+^`{}~.-]*)'[^']*'([^;\"\s]+)\"?", re.IGNORECASE)
_QUOTED = re.compile(r'filename\s*=\s*"((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_BARE = re.compile(r"filename\s*=\s*([^;]+)", re.IGNORECASE)
_ENCODED_WORD = re.compile(r"=\?[^?]+\?[bBqQ]\?[^?]*\?=")
_OF_FORMS = frozenset({"doc", "docx", "xls", "xlsx", "pdf", "wps", "et", "rtf", "zip", "rar", "ofd", "jpg", "png"})
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,8})$")


def offered_name(disposition: str | None, file_name: str | None) -> str | None:
    """The name in the Content-Disposition header, as a browser would save the file by; else the name from elsewhere."""
    found = _from_disposition(disposition) if disposition else None
    name = found or (_readable(file_name) if file_name else None)
    if not name:
        return None
    # Bytes that no encoding explains come as lone surrogates, which no file or database takes.
    name = name.encode("utf-8", "replace").decode()
    name = re.sub(r"[\x00-\x1f\x7f]", "", re.split(r"[\\/]", name)[-1]).strip()
    return name[:255] or None


def is_form_name(name: str) -> bool:
    """Whether a file of this name is offered as a form."""
    return extension_of(name) in _OF_FORMS


def shown_name(words: str, address: str) -> str | None:
    """The name that a page gives a file, with the extension of its address where that is another one.

    A browser saves a file by its address; “申请表.docx” as the words of a link to a PDF is no broken file.
    """
    of_address = extension_of(unquote(urlsplit(address).path))
    if not words or of_address not in _OF_FORMS or extension_of(words) in {"", of_address}:
        return words or None
    return f"{words.rpartition('.')[0]}.{of_address}"


def extension_of(name: str | None) -> str:
    """The extension in lower case, without its dot; empty where there is none."""
    found = _EXTENSION.search(name.strip()) if name else None
    return found.group(1).lower() if found else ""


def _from_disposition(disposition: str) -> str | None:
    extended = _EXTENDED.search(disposition)
    if extended is not None:
        raw = unquote_to_bytes(extended.group(2))
        name = _decoded(raw, extended.group(1))
        if name:
            return name
    plain = _QUOTED.search(disposition) or _BARE.search(disposition)
    if plain is None:
        return None
    return _readable(re.sub(r"\\(.)", r"\1", plain.group(1)).strip().strip('"'))


def _readable(text: str) -> str:
    """A name as people read it: encoded words, percent signs in UTF-8 or GBK, bytes that were taken for Latin-1."""
    if _ENCODED_WORD.search(text):
        try:
            parts = decode_header(text)
            text = "".join(_decoded(p, c) if isinstance(p, bytes) else p for p, c in parts)
        except (HeaderParseError, ValueError):
            return text
    if "%" in text and re.search(r"%[0-9A-Fa-f]{2}", text):
        text = _decoded(unquote_to_bytes(text), None)
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        return text
    return text if text.isascii() else _decoded(raw, None)


def _decoded(raw: bytes, charset: str | None) -> str:
    for encoding in (charset, "utf-8", "gb18030"):
        if not encoding:
            continue
        try:
            return raw.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return raw.decode("latin-1")
