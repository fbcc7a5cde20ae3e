"""Calls for parts of a guide that one guide has nothing of (收费列表为空): others have, and are asked for them as well.

`charges?code=…` brings `{"charges": []}` for a guide without any fee. What tells such a call from those for favourites
and comments is that it lies beside calls that brought parts of the guide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.page.json_page import JsonPage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.domain.evidence import Target
    from crawler.page.html import Page

_MOST = 4
_DEEPEST = 3


def is_empty_list(page: Page | JsonPage) -> bool:
    """Whether an answer is an envelope with an empty list in it, and says no more."""
    return isinstance(page, JsonPage) and _holds_empty(page.data, 0)


def beside(empty: Iterable[Target], parts: Iterable[Target]) -> list[Target]:
    """Those of the empty answers that were asked for in the folder of a part that says something, by another name."""
    told = [one.url for one in parts]
    folders = {_folder(url) for url in told}
    names = {urlsplit(url).path for url in told}
    found = (one for one in empty if _folder(one.url) in folders and urlsplit(one.url).path not in names)
    return list({one.key: one for one in found}.values())[:_MOST]


def _folder(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path.rpartition("/")[0]


def _holds_empty(data: object, depth: int) -> bool:
    if isinstance(data, list):
        return not data
    inner = data.values() if isinstance(data, dict) and depth < _DEEPEST else ()
    return any(_holds_empty(one, depth + 1) for one in inner)
