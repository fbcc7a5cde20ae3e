"""Looks that are made again once there is another chance (补采): what failed in passing, and nothing that came."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.domain.evidence import SECOND_TURNS, Failure, FetchState, PageKind, Via

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.domain.evidence import Evidence

_AGAIN = 2
"""The turn at the end of a walk in which it asks once more what did not come."""


def unanswered(looks: Iterable[Evidence]) -> frozenset[str]:
    """Ids of the looks to be made again, with the calls of pages among them, which the pages make anew.

    Those are transient failures, what a wall kept back (a firewall blocks an address for hours, not for good) or nobody
    was asked for because of it, and what a `robots.txt` that did not answer forbade. Of a page that the walk looked at
    twice it is the second look, which is the one that counts.
    """
    looks = tuple(looks)
    twice = {_page(one) for one in looks if one.look == _AGAIN}
    # What no browser opened at a second look was asked without one, and that may have been answered.
    repeated = {_page(one)[:-1] for one in looks if one.look in SECOND_TURNS and one.state is FetchState.FETCHED}
    open_ = {
        one.id
        for one in looks
        if _is_open(one)
        and not (one.look < _AGAIN and _page(one) in twice)
        and not (one.look in SECOND_TURNS and _page(one)[:-1] in repeated)
    }
    silent = {_host(one) for one in looks if one.kind is PageKind.ROBOTS and one.id in open_}
    open_ |= {one.id for one in looks if one.failure is Failure.ROBOTS_DISALLOWED and _host(one) in silent}
    # What a page's own calls brought belongs to the page, which makes them anew.
    return frozenset(open_ | {one.id for one in looks if one.via is Via.BROWSER and one.parent in open_})


def _is_open(look: Evidence) -> bool:
    if look.state is FetchState.FETCHED or look.look > max(SECOND_TURNS):
        return False  # A visit that failed stays one: the watch counts it.
    if look.kind is PageKind.API and look.via is Via.BROWSER:
        return False  # Its page makes it.
    if look.kind is PageKind.ROBOTS:  # The failure of a 4xx is none: there are no rules.
        return look.failure is not None and look.failure.transient
    if look.failure is None or look.failure.transient:
        return True
    return look.failure is Failure.BLOCKED or (look.state is FetchState.FAILED and not look.attempts)


def _page(look: Evidence) -> tuple[PageKind, str, str | None, Via]:
    return look.kind, look.target.key, look.item, look.via


def _host(look: Evidence) -> str:
    return urlsplit(look.target.url).netloc
