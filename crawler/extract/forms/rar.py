"""Names of the files in a RAR archive, from its headers; unpacking needs a program that nobody can count on."""

from __future__ import annotations

import struct

_OLD, _NEW = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
_HEADER_LIMIT = 2000


def names_in_rar(body: bytes) -> tuple[str, ...]:
    """Names of the archived files as far as the headers can be followed."""
    found: list[str] = []
    try:
        if body.startswith(_NEW):
            _walk_new(body, found)
        elif body.startswith(_OLD):
            _walk_old(body, found)
    except (struct.error, IndexError):
        pass  # cut off or locked: what was found until here stands
    return tuple(found)


def _walk_old(body: bytes, found: list[str]) -> None:
    at = len(_OLD)
    for _ in range(_HEADER_LIMIT):
        kind, flags, size = struct.unpack_from("<BHH", body, at + 2)
        if size < 7:
            return
        packed = struct.unpack_from("<I", body, at + 7)[0] if flags & 0x8000 or kind == 0x74 else 0
        if kind == 0x74 and flags & 0xE0 != 0xE0:
            length = struct.unpack_from("<H", body, at + 26)[0]
            name = body[at + 32 + (8 if flags & 0x100 else 0) :][:length]
            # With the Unicode flag the plain name comes first, up to a zero byte.
            found.append(name.split(b"\0")[0].decode("gb18030", "replace"))
        at += size + packed


def _walk_new(body: bytes, found: list[str]) -> None:
    at = len(_NEW)
    for _ in range(_HEADER_LIMIT):
        size, start = _number(body, at + 4)
        kind, place = _number(body, start)
        flags, place = _number(body, place)
        if flags & 1:
            _, place = _number(body, place)
        packed = 0
        if flags & 2:
            packed, place = _number(body, place)
        if kind == 5 or size == 0:
            return
        if kind == 2:
            details, place = _number(body, place)
            _, place = _number(body, place)  # unpacked size
            _, place = _number(body, place)  # attributes
            place += (4 if details & 2 else 0) + (4 if details & 4 else 0)
            _, place = _number(body, place)  # method
            _, place = _number(body, place)  # system
            length, place = _number(body, place)
            if not details & 1:
                found.append(body[place : place + length].decode("utf-8", "replace"))
        at = start + size + packed


def _number(body: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, and the place after it."""
    value = 0
    for shift in range(0, 70, 7):
        byte = body[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    return value, at
