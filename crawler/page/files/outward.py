"""One file at several addresses (内外网地址): that which leads to it from outside."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

_PREVIEW = re.compile(r"preview|thumb|view_?(?:url|path|link|addr)|yu_?lan|预览|缩略", re.IGNORECASE)
"""Keys of where a file is shown, beside where it lies."""
_INSIDE = re.compile(
    r"nei_?wang|(?:inner|inter(?=nal)|intra|private|local|lan)(?:net|nal)?_?|^nw_?(?:dz|lj|url)|内网", re.IGNORECASE
)
"""Keys of addresses in a network of the offices' own."""
_FILE = re.compile(r"[^/\\?&=]+\.[a-z0-9]{2,5}", re.IGNORECASE)


def outward(addresses: Sequence[tuple[str, str]]) -> list[str]:
    """The addresses of an object, by their keys; one where all are those of the same file.

    A file that an office's own network reaches as well, or that is shown in place, is one file.
    """
    if len(addresses) < 2:
        return [address for _, address in addresses]
    there = [(key, address) for key, address in addresses if not _PREVIEW.search(key)] or addresses
    outside = [address for key, address in there if not _INSIDE.search(key) and not _is_private(address)]
    found = outside or [address for _, address in there]
    called = {_called(address) for address in found}
    return found[:1] if len(called) == 1 and None not in called else found


def _is_private(address: str) -> bool:
    try:
        return ip_address(urlsplit(address).hostname or "").is_private
    except ValueError:
        return False


def _called(address: str) -> str | None:
    """What a file is called in its address: at the end of its path, or in what is asked for."""
    parts = urlsplit(address)
    asked = (value for _, value in parse_qsl(parts.query))
    names = (text.rsplit("/", 1)[-1] for text in (parts.path, *asked))
    return next((name.lower() for name in names if _FILE.fullmatch(name)), None)
