"""Making the visits of the availability watch (首页访问), and handing them to the region's next run as evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

import models
from crawler.archive.store import RegionArchive
from crawler.calendar.opening import profiles_of
from crawler.calendar.watching import slot_of
from crawler.domain.evidence import FetchState, PageKind
from crawler.domain.survey import not_there
from crawler.gather.canary import answers_through
from crawler.gather.crawl import crawl
from crawler.gather.job import CrawlJob
from crawler.storage import writing

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from crawler.calendar.entries import RoundTerms
    from crawler.domain.evidence import Evidence
    from crawler.gather.job import CrawlOptions
    from crawler.queue.jobs import RegionJob

_PATIENCE = 30.0
"""Seconds that a visit waits: longer than the limit of the check, so that slow and silent can be told apart."""


def folder_of(code: str) -> str:
    """The folder below evidence/ that holds the visits of a round."""
    return f"{code}-visits"


def make_visit(engine: Engine, job: RegionJob, terms: RoundTerms, *, data: Path, options: CrawlOptions) -> None:
    """Visit a region's front page once and note what came of it; once more through the second network if it was missed.

    What `robots.txt` does not permit is no visit: it says nothing about the portal.
    """
    slot = slot_of(job.key)
    assert slot is not None, job.key
    number = int(slot.timestamp() // 60)  # Far above the turns of a walk, and the same at each attempt.
    gentle = replace(
        options, rate=terms.rate, budget=None, allow_private=terms.allow_private,
        pauses=(), outage_pauses=(), timeout=_PATIENCE, processes=1,
    )  # fmt: skip
    visit = CrawlJob(profile=profiles_of(terms)[job.region], visit=number)
    seen = _look(visit, PageKind.HOME, job, data, gentle)
    second = None
    if seen is not None and not_there(seen.seconds, seen.failure):
        second = _through_another_network(visit, job, data, gentle)
    with writing(engine) as session:
        row = session.get(models.VisitLog, (job.round, job.region, slot))
        if row is None:  # The scheduler has not come to writing it down.
            row = models.VisitLog(round=job.round, region=job.region, slot=slot, key=job.key)
            session.add(row)
        if seen is not None:
            row.at, row.seconds, row.failure = seen.captured_at, seen.seconds, seen.failure
            row.run, row.evidence = folder_of(job.round), seen.id
        if second is not None:
            row.second, row.confirmed = second.id, not_there(second.seconds, second.failure)


def _through_another_network(visit: CrawlJob, job: RegionJob, data: Path, options: CrawlOptions) -> Evidence | None:
    """The same visit from elsewhere; None where there is no other network, or where it does not work by itself."""
    proxy = options.second_network
    if proxy is None or not answers_through(proxy, options.canary, options.user_agent):
        return None
    look = _look(visit, PageKind.SECOND_NETWORK, job, data, replace(options, through=proxy))
    if look is None or not answers_through(proxy, options.canary, options.user_agent):
        return None
    return look


def _look(visit: CrawlJob, kind: PageKind, job: RegionJob, data: Path, options: CrawlOptions) -> Evidence | None:
    """Open the front page once; None where it was not asked for."""
    crawl([replace(visit, visit_as=kind)], data=data, run=folder_of(job.round), options=options)
    made = [e for e in _made(data, job.round, job.region) if e.look == visit.visit and e.kind is kind]
    return next((e for e in made if e.state is FetchState.FETCHED), made[-1] if made else None)


def visits_of(session: Session, data: Path, code: str, region: str) -> tuple[Evidence, ...]:
    """The looks that the visits of a region brought, oldest first, and those of the second network that count."""
    row = models.VisitLog
    wanted = select(row.second).where(row.round == code, row.region == region, row.second.is_not(None))
    counted = set(session.scalars(wanted))
    return tuple(e for e in _made(data, code, region) if e.kind is PageKind.HOME or e.id in counted)


def _made(data: Path, code: str, region: str) -> tuple[Evidence, ...]:
    archive = RegionArchive(data, folder_of(code), region)
    if not archive.journal_path.exists():
        return ()
    kinds, made = (PageKind.HOME, PageKind.SECOND_NETWORK), (FetchState.FETCHED, FetchState.FAILED)
    return tuple(e for e in archive.evidence() if e.kind in kinds and e.state in made and e.captured_at)
