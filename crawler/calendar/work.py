"""What a job of the calendar comes to (任务执行): the round's own terms, for one region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler import runs
from crawler.calendar.entries import RoundTerms, read_terms
from models import RoundPhase

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

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
