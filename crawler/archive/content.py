"""Content decoding: from the bytes that travelled to the payload, the same when fetching and when reading back."""

from __future__ import annotations

import zlib

CODINGS = ("gzip", "deflate")
"""The content codings we ask for; an answer in another one is kept as it came."""

_CHUNK = 65_536


class ContentTooLargeError(Exception):
    """The decoded payload exceeds the limit: a decompression bomb. Raised by `decoded`."""


class ContentBrokenError(Exception):
    """The coded bytes end early or are damaged. Raised by `decoded`."""


def codings_of(header: str | None) -> tuple[str, ...]:
    """Content codings in the order in which they were applied."""
    names = (part.strip().lower() for part in (header or "").split(","))
    return tuple(name.removeprefix("x-") for name in names if name and name != "identity")


def decoded(body: bytes, header: str | None, *, limit: int | None = None) -> bytes:
    """The payload of a body that was sent with this `Content-Encoding`.

    ContentTooLargeError when more than `limit` bytes come out, ContentBrokenError when the stream ends early.
    """
    for coding in reversed(codings_of(header)):
        if coding not in CODINGS:
            return body
        body = _inflated(body, coding, limit)
    return body


def _inflated(body: bytes, coding: str, limit: int | None) -> bytes:
    if not body:
        return body
    if coding == "gzip" and not body.startswith(b"\x1f\x8b"):
        return body  # Servers label plain files as gzip; a browser shows them as they are.
    for bits in (zlib.MAX_WBITS | 16,) if coding == "gzip" else (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return _stream(body, bits, limit)
        except zlib.error as error:
            broken = error
    if coding == "deflate":
        return body
    raise ContentBrokenError(str(broken))


def _stream(body: bytes, bits: int, limit: int | None) -> bytes:
    """Inflate members one after the other, as gzip allows, never holding more than the limit and one chunk."""
    out = bytearray()
    rest = body
    while rest:
        engine = zlib.decompressobj(bits)
        while rest and not engine.eof:
            out += engine.decompress(rest, _CHUNK)
            rest = engine.unconsumed_tail
            if limit is not None and len(out) > limit:
                raise ContentTooLargeError(f"more than {limit} bytes after decoding")
        out += engine.flush()
        if not engine.eof:
            raise ContentBrokenError("the coded stream ends early")
        rest = engine.unused_data
        if bits < 0 or not rest.startswith(b"\x1f\x8b"):
            break  # What follows the last member is padding.
    return bytes(out)
