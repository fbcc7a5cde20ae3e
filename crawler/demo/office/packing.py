"""Zip packages whose bytes do not depend on the clock."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack members in the order given, each dated 1980-01-01."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in members:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the byte differs between Windows and the rest
            package.writestr(entry, body)
    return out.getvalue()
