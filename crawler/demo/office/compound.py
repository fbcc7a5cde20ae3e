"""Compound files (OLE2): the container of Word and Excel 97 files."""

from __future__ import annotations

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF
_SMALL = 4096  # shorter streams would have to live in the mini stream


def _entry(
    name: str, kind: int, *, start: int, size: int, left: int = _NONE, child: int = _NONE, clsid: bytes
) -> bytes:
    spelled = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ", spelled, len(spelled), kind, 1, left, _NONE, child, clsid, 0, 0, 0, start, size
    )


def compound_file(first: tuple[str, bytes], second: tuple[str, bytes], clsid: bytes) -> bytes:
    """Write a compound file of two streams; the name of `first` must be the shorter one (their order in the tree)."""
    streams = [
        (name, body.ljust(max(_SMALL, -(-len(body) // _SECTOR) * _SECTOR), b"\0")) for name, body in (first, second)
    ]
    chains: list[int] = []
    starts: list[int] = []
    for _, body in streams:
        starts.append(len(chains))
        count = len(body) // _SECTOR
        chains += [*range(len(chains) + 1, len(chains) + count), _END]
    directory_at = len(chains)
    chains.append(_END)
    fat_sectors = 1
    while fat_sectors * (_SECTOR // 4) < len(chains) + fat_sectors:
        fat_sectors += 1
    if fat_sectors > 109:
        raise ValueError("too long for a compound file without further allocation sectors")
    fat_at = len(chains)
    chains += [_FAT] * fat_sectors
    chains += [_FREE] * (fat_sectors * (_SECTOR // 4) - len(chains))
    directory = b"".join(
        (
            _entry("Root Entry", 5, start=_END, size=0, child=2, clsid=clsid),
            _entry(streams[0][0], 2, start=starts[0], size=len(streams[0][1]), clsid=bytes(16)),
            _entry(streams[1][0], 2, start=starts[1], size=len(streams[1][1]), left=1, clsid=bytes(16)),
            struct.pack("<64sHBBIII16sIQQIQ", b"", 0, 0, 0, _NONE, _NONE, _NONE, bytes(16), 0, 0, 0, 0, 0),
        )
    )
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"),
        bytes(16),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        fat_sectors,
        directory_at,
        0,
        _SMALL,
        _END,
        0,
        _END,
        0,
    )
    places = [*range(fat_at, fat_at + fat_sectors), *[_FREE] * (109 - fat_sectors)]
    return b"".join(
        (
            header,
            struct.pack("<109I", *places),
            *(body for _, body in streams),
            directory,
            struct.pack(f"<{len(chains)}I", *chains),
        )
    )
