"""Trying a region again (补采): only what failed in passing is asked; everything else is as it was brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler import runs
from crawler.archive.store import RegionArchive
from crawler.calendar.visiting import visits_of
from crawler.domain.evidence import SECOND_TURNS, Failure, FetchState, PageKind, Via
from crawler.single_items import Again

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from crawler.domain.evidence import Evidence
    from crawler.domain.portal import PortalProfile


def choose(session: Session, round_code: str, profiles: Sequence[PortalProfile], data: Path) -> Mapping[str, Again]:
    """For each region that was observed in the round and whose archive is here, what its archive must not answer.

    Every other region is gathered from the beginning.
    """
    current = runs.current_runs(session, round_code)
    found: dict[str, Again] = {}
    for profile in profiles:
        run = current.get(profile.code)
        archive = None if run is None else RegionArchive(data, run.gathered_by, profile.code)
        if run is None or archive is None or not archive.journal_path.exists():
            continue
        found[profile.code] = Again(
            keys=(),
            archive=archive,
            without=unanswered(tuple(archive.evidence())),
            sampled=run.sampled,
            also=visits_of(session, data, round_code, profile.code),
        )
    return found


def unanswered(looks: Iterable[Evidence]) -> frozenset[str]:
    """Ids of the looks to be made again: transient failures, and what a `robots.txt` that did not answer kept back."""
    looks = tuple(looks)
    # What no browser opened at a second look was asked without one, and that may have been answered.
    repeated = {_page(one) for one in looks if one.look in SECOND_TURNS and one.state is FetchState.FETCHED}
    open_ = {one.id for one in looks if _is_open(one) and not (one.look in SECOND_TURNS and _page(one) in repeated)}
    silent = {_host(one) for one in looks if one.kind is PageKind.ROBOTS and one.id in open_}
    open_ |= {one.id for one in looks if one.failure is Failure.ROBOTS_DISALLOWED and _host(one) in silent}
    # What a page's own calls brought belongs to the page, which makes them anew.
    return frozenset(open_ | {one.id for one in looks if one.via is Via.BROWSER and one.parent in open_})


def _is_open(look: Evidence) -> bool:
    if look.state is FetchState.FETCHED or look.look > max(SECOND_TURNS):
        return False  # A visit that failed stays one: the watch counts it.
    if look.kind is PageKind.ROBOTS:  # The failure of a 4xx is none: there are no rules.
        return look.failure is not None and look.failure.transient
    return look.failure is None or look.failure.transient


def _page(look: Evidence) -> tuple[PageKind, str, str | None]:
    return look.kind, look.target.key, look.item


def _host(look: Evidence) -> str:
    return urlsplit(look.target.url).netloc
