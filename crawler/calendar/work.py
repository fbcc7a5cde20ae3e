"""What a job of the calendar comes to (任务执行): the round's own terms, for one region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler import catalogue, runs
from crawler.calendar.entries import RoundTerms, read_terms
from crawler.calendar.opening import profiles_of
from crawler.judge import all_checks
from crawler.rounds import RunRequest
from models import RoundPhase

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from crawler.gather.job import CrawlOptions
    from crawler.queue.jobs import RegionJob

BY = "calendar"
"""Who started a run that no person did."""


def terms_of_job(session: Session, job: RegionJob) -> RoundTerms | None:
    """The terms of a job's round; None where no calendar runs it, or the region is none of its own."""
    terms = read_terms(runs.get_round(session, job.round).terms)
    return terms if terms is not None and job.region in terms.regions else None


def is_wanted(session: Session, job: RegionJob) -> bool:
    """Whether a job's round is still running: what was handed over before it closed is not done after."""
    return runs.get_round(session, job.round).state is RoundPhase.RUNNING


def request_for(
    session: Session, job: RegionJob, terms: RoundTerms, options: Callable[[RoundTerms], CrawlOptions]
) -> RunRequest:
    """The run that a region's job asks for: what was observed before is kept, what failed in passing asked again."""
    the_round = runs.get_round(session, job.round)
    system = catalogue.indicator_system(the_round.system)
    fed = {check for row in system.tertiary() for check in row.checks}
    return RunRequest(
        round=job.round,
        profiles=(profiles_of(terms)[job.region],),
        checks=frozenset(set(all_checks()) & fed),
        system=system.id,
        mend=True,
        sample=terms.sample,
        reason=job.reason or "calendar",
        by=BY,
        options=options(terms),
    )
