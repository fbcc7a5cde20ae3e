"""Calls of rendered guides that are no part of them (旁路调用): counters of visits, watchers of pages.

A call to another site that failed may be that of a counter, and leaves a guide open that is whole. It is no part of
the guide where its site never brought anything to read, and it came for another page and brought nothing, or pages that
are no guides make it too: the same, or one that reports which page is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from crawler.domain.evidence import Evidence, FetchState, PageKind, Via
from crawler.domain.site import site_of
from crawler.page.guides.silent_answers import LARGEST, brought_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

_OF_GUIDES = frozenset({PageKind.GUIDE, PageKind.FRAGMENT})
_READABLE = ("json", "html", "xml", "text/plain")


def side_calls(evidence: Sequence[Evidence], page_of: Callable[[Evidence], Page | JsonPage | None]) -> frozenset[str]:
    """The failed calls of rendered guides that are no part of them."""
    pages = {one.id: one for one in evidence if one.via is Via.BROWSER and one.kind is not PageKind.API}
    calls = [
        (one, pages[one.parent])
        for one in evidence
        if one.via is Via.BROWSER and one.kind is PageKind.API and one.parent in pages
    ]
    foreign = [(one, page) for one, page in calls if site_of(one.target.url) != site_of(page.url)]
    failed = [(one, page) for one, page in foreign if one.state is FetchState.FAILED and page.kind in _OF_GUIDES]
    if not failed:
        return frozenset()
    doubted = {site_of(one.target.url) for one, _ in failed}
    came = [one for one in evidence if one.state is FetchState.FETCHED and site_of(one.target.url) in doubted]
    told = {site_of(one.target.url) for one in came if _tells(one, page_of)}
    elsewhere = [one for one, page in foreign if page.kind not in _OF_GUIDES]
    same, alike, vain = {e.target.key for e in elsewhere}, set(map(_place, elsewhere)), set(map(_place, came))
    return frozenset(
        one.id
        for one, page in failed
        if site_of(one.target.url) not in told
        and (_place(one) in vain or one.target.key in same or (_place(one) in alike and _reports(one, page)))
    )


def _reports(call: Evidence, page: Evidence) -> bool:
    """Whether a call says which page is looked at."""
    said = unquote(unquote(f"{call.target.url} {call.target.body or ''}"))
    return urlsplit(page.url).netloc in said


def _place(call: Evidence) -> tuple[str, str]:
    parts = urlsplit(call.target.url)
    return parts.netloc, parts.path


def _tells(look: Evidence, page_of: Callable[[Evidence], Page | JsonPage | None]) -> bool:
    """Whether a look brought something to read."""
    if not look.size or not any(kind in (look.content_type or "").lower() for kind in _READABLE):
        return False
    return look.size > LARGEST or look.kind is not PageKind.API or bool(brought_at(page_of(look)))
