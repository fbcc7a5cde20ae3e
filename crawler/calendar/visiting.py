"""Making the visits of the availability watch (首页访问), and handing them to the region's next run as evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import models
from crawler.archive.store import RegionArchive
from crawler.calendar.opening import profiles_of
from crawler.calendar.watching import slot_of
from crawler.domain.evidence import FetchState, PageKind
from crawler.gather.crawl import crawl
from crawler.gather.job import CrawlJob
from crawler.storage import writing

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

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
    """Visit a region's front page once and note what came of it.

    What `robots.txt` does not permit is no visit: it says nothing about the portal.
    """
    slot = slot_of(job.key)
    assert slot is not None, job.key
    profile = profiles_of(terms)[job.region]
    number = int(slot.timestamp() // 60)  # Far above the turns of a walk, and the same at each attempt.
    run = folder_of(job.round)
    gentle = replace(
        options, rate=terms.rate, budget=None, allow_private=terms.allow_private,
        pauses=(), outage_pauses=(), timeout=_PATIENCE, processes=1,
    )  # fmt: skip
    crawl([CrawlJob(profile=profile, visit=number)], data=data, run=run, options=gentle)
    made = [e for e in visits_of(data, job.round, job.region) if e.look == number]
    seen = next((e for e in made if e.state is FetchState.FETCHED), made[-1] if made else None)
    with writing(engine) as session:
        row = session.get(models.VisitLog, (job.round, job.region, slot))
        if row is None:  # The scheduler has not come to writing it down.
            row = models.VisitLog(round=job.round, region=job.region, slot=slot, key=job.key)
            session.add(row)
        if seen is not None:
            row.at, row.seconds, row.failure = seen.captured_at, seen.seconds, seen.failure
            row.run, row.evidence = run, seen.id


def visits_of(data: Path, code: str, region: str) -> tuple[Evidence, ...]:
    """The looks that the visits of a region brought, oldest first."""
    archive = RegionArchive(data, folder_of(code), region)
    if not archive.journal_path.exists():
        return ()
    made = (FetchState.FETCHED, FetchState.FAILED)
    return tuple(e for e in archive.evidence() if e.kind is PageKind.HOME and e.state in made and e.captured_at)
