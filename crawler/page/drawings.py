"""Vector drawings (SVG, 矢量图): pictures that are written as markup and are no page."""

from __future__ import annotations

import re

_DRAWING = re.compile(
    rb"(?:<\?xml\b[^>]*>|<!--.*?-->|<!doctype\s+svg\b[^>\[]*(?:\[[^\]]*\])?\s*>|\s)*<svg\b", re.IGNORECASE | re.DOTALL
)


def is_vector_drawing(head: bytes) -> bool:
    """Whether the first bytes of a payload, without white space before them, are those of a drawing."""
    return head[:1] == b"<" and _DRAWING.match(head) is not None
