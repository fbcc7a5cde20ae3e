"""Pages without words of their own that send their reader on (跳转页): by a refresh, or by a script's first words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from crawler.page.html import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.page.json_page import JsonPage

SENDS_ON = re.compile(
    r"""(?:http-equiv\s*=\s*["']?refresh["']?[^>]*?url\s*=\s*["']?|(?:window|top|self|document)?\.?location(?:\.href)?\s*=\s*["']|"""
    r"""location\.(?:replace|assign)\(\s*["'])([^"'>\s]+)""",
    re.IGNORECASE,
)
_FEW_WORDS = 30


def addresses(page: Page) -> Iterator[str]:
    """Where refreshes and scripts of a page may send its reader, as far as whole addresses are written there."""
    for match in SENDS_ON.finditer(page.text):
        yield urljoin(page.base, match.group(1))


def sends_on(page: Page | JsonPage | None) -> str | None:
    """Where a page that shows nothing but that one waits leads: one address of its own host; None for any other."""
    if not isinstance(page, Page) or page.says_more_than(_FEW_WORDS) or page.links():
        return None
    found = set(addresses(page))
    there = found.pop() if len(found) == 1 else ""
    own = there.startswith(("http://", "https://")) and urlsplit(there).netloc == urlsplit(page.url).netloc
    return there if own and there.partition("#")[0] != page.url.partition("#")[0] else None
