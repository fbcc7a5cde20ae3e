"""Columns (栏目) by which a portal sorts its services: by department (按部门) and by theme (按主题)."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from crawler.page.lists.column_words import is_column
from crawler.page.lists.main_rows import heads_of
from crawler.page.portal.entrances import says_out_of_service

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from crawler.page.finds import Link
    from crawler.page.html import Page
    from crawler.page.portal.entrances import Found

_LOADING = re.compile(r"加载中|请稍[候等]|loading", re.IGNORECASE)
_ASKS = re.compile(r"\bfetch\s*\(|XMLHttpRequest|\bajax\b|\$\.(?:get|post|getJSON)\b|\.load\s*\(|axios", re.IGNORECASE)
_LEAST = 3


def columns(page: Page) -> tuple[Link, ...]:
    """The columns that a page leads to on its own host, each address once; one or two links are no classification.

    An address that only our reading of a script gives is left out: what it shows may be no column of the portal's.
    """
    found: dict[str, Link] = {}
    for link in page.links():
        target = link.target
        same = urlsplit(target.url).netloc.lower() == urlsplit(page.url).netloc.lower()
        if same and target.method == "GET" and not link.by_data and is_column(link.text):
            found.setdefault(target.key, link)
    return tuple(found.values()) if len(found) >= _LEAST else ()


def crossings(links: Iterable[Link]) -> frozenset[str]:
    """The addresses that show a column within another choice (一个部门的行政确认), by those of one name.

    Each choice of a list keeps the others: of `?dept=3` and `?dept=3&kind=2`, both 民政局, the second is no column.
    """
    named: dict[tuple[str, ...], dict[str, frozenset[tuple[str, str]]]] = defaultdict(dict)
    for link in links:
        parts = urlsplit(link.target.url)
        name = "".join(link.text.split()), parts.netloc.lower(), parts.path, parts.fragment
        named[name][link.target.key] = frozenset(parse_qsl(parts.query))
    return frozenset(
        key for same in named.values() for key, chosen in same.items() if any(other < chosen for other in same.values())
    )


def entries(page: Page, shared: Collection[str]) -> int | None:
    """How many entries a column's page holds; None where it was not understood.

    `shared` are the addresses that stand on other columns' pages too: menus and footers are no entries; main items
    (主项) that open onto others are.
    """
    rows = len(page.items()) + len(heads_of(page))
    own = [
        link
        for link in page.links()
        if link.target.key not in shared and len(link.text) > 1 and not _same_column(page.url, link.target.url)
    ]
    if rows or own:
        return rows or len(own)
    if page.totals() and all(total.value == 0 for total in page.totals()):
        return 0
    return 0 if nothing_here(page) is not None else None


def _same_column(page: str, link: str) -> bool:
    """Whether a link shows the same column once more: sorted otherwise, another page of it."""
    here, there = urlsplit(page), urlsplit(link)
    same = (here.netloc.lower(), here.path) == (there.netloc.lower(), there.path)
    return same and here.fragment == there.fragment and set(parse_qsl(here.query)) <= set(parse_qsl(there.query))


def nothing_here(page: Page) -> Found | None:
    """The words by which a column tells that it is empty."""
    return says_out_of_service(page)


def may_be_filled(page: Page) -> bool:
    """Whether a script may still bring the entries of a page that shows none."""
    return bool(_ASKS.search(page.scripts.text) or _LOADING.search(page.visible_text()[:2000])) or any(
        script.get("src") for script in page.root.iter("script")
    )
