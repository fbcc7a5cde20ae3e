"""Marks on screenshots (截图标注): a red outline around the element that a finding is about."""

from __future__ import annotations

import gzip
import json
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An outline in per cent of the picture's width and height, and the finding it belongs to."""

    finding: str
    left: float
    top: float
    width: float
    height: float


def read_layout(path: Path) -> dict[str, tuple[int, int, int, int]]:
    """Where the elements of a page stand: left, top, width, height in pixels; nothing where that is not known."""
    try:
        with gzip.open(path) as stream:
            return {name: (box[0], box[1], box[2], box[3]) for name, box in json.load(stream).items()}
    except (OSError, EOFError, ValueError, AttributeError, LookupError, TypeError):
        return {}


def mark(picture: bytes, layout: dict[str, tuple[int, int, int, int]], locator: str, finding: str) -> Mark | None:
    """The outline of the element at a locator; None where it is not on the picture."""
    box, size = layout.get(locator), _size(picture)
    if box is None or size is None:
        return None
    left, top, width, height = box
    if left < 0 or top < 0 or left >= size[0] or top >= size[1]:
        return None
    return Mark(
        finding=finding,
        left=_share(left, size[0]),
        top=_share(top, size[1]),
        width=_share(min(width, size[0] - left), size[0]),
        height=_share(min(height, size[1] - top), size[1]),
    )


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 3)


def _size(picture: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, from its first chunk."""
    if not picture.startswith(b"\x89PNG\r\n\x1a\n") or len(picture) < 24:
        return None
    width, height = struct.unpack(">II", picture[16:24])
    return (width, height) if width and height else None
