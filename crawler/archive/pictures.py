"""Screenshots and what lies beside them."""

from __future__ import annotations


def layout_name(screenshot: str) -> str:
    """The file beside a screenshot that says where the elements of the page stand on it."""
    return f"{screenshot.removesuffix('.png')}.layout.json.gz"
