"""Orders (任务要求): how a region of a round is to be run, as a job carries it from machine to machine."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING

from crawler import catalogue
from crawler.calendar.opening import profiles_of
from crawler.calendar.work import BY, terms_of_job
from crawler.errors import UsageError
from crawler.gather.job import CrawlJob, Spec, spec_from_json, spec_to_json
from crawler.rounds import RunRequest
from crawler.runs import get_round
from crawler.verdicts.judge import all_checks
from crawler.verdicts.second_look import SECOND_LOOKS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    import models
    from crawler.domain.portal import PortalProfile
    from crawler.gather.job import CrawlOptions
    from crawler.queue.jobs import RegionJob


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a RunRequest says of one region, without what belongs to a machine: browser, processes, contact.

    `checks` is None for all checks of the system that the machine knows which runs them.
    """

    profile: PortalProfile
    system: str = "project"
    checks: tuple[str, ...] | None = None
    indicators: tuple[str, ...] | None = None
    items: tuple[str, ...] = ()
    sample: int | None = None
    half_width: float | None = None
    census: bool = False
    mend: bool = False
    second_looks: int = SECOND_LOOKS
    by: str | None = None
    rate: float | None = None
    budget: int | None = None
    allow_private: bool = False


def orders_of(request: RunRequest, profile: PortalProfile) -> Orders:
    """The orders for one region of a request."""
    limited = request.indicators is not None
    return Orders(
        profile=profile,
        system=request.system,
        checks=tuple(sorted(request.checks)) if limited else None,
        indicators=tuple(sorted(request.indicators)) if request.indicators is not None else None,
        items=request.items,
        sample=request.sample,
        half_width=request.half_width,
        census=request.census,
        mend=request.mend,
        second_looks=request.second_looks,
        by=request.by,
        rate=request.options.rate,
        budget=request.options.budget,
        allow_private=request.options.allow_private,
    )


def orders_by_terms(session: Session, job: RegionJob) -> Orders:
    """The orders for a region of a round that the calendar runs, by the terms that the round keeps."""
    terms = terms_of_job(session, job)
    if terms is None:
        raise UsageError(
            f"轮次 {job.round} 的日程不含地区 {job.region}：请用 `run` 指明它的门户",
            f"no calendar runs region {job.region} in round {job.round}: name its portal with `run`",
        )
    return Orders(
        profile=profiles_of(terms)[job.region],
        system=get_round(session, job.round).system,
        sample=terms.sample,
        mend=True,
        second_looks=0 if terms.single_look else SECOND_LOOKS,
        by=BY,
        rate=terms.rate,
        budget=terms.budget,
        allow_private=terms.allow_private,
    )


def request_of(orders: Orders, job: RegionJob, options: CrawlOptions) -> RunRequest:
    """The request that a machine with these options runs."""
    checks = _checks(orders.system)
    return RunRequest(
        round=job.round,
        profiles=(orders.profile,),
        checks=checks if orders.checks is None else checks & set(orders.checks),
        system=orders.system,
        indicators=None if orders.indicators is None else frozenset(orders.indicators),
        items=orders.items,
        sample=orders.sample,
        half_width=orders.half_width,
        census=orders.census,
        mend=orders.mend,
        second_looks=orders.second_looks,
        reason=job.reason,
        by=orders.by,
        options=replace(options, rate=orders.rate, budget=orders.budget, allow_private=orders.allow_private),
        job=job.key,
    )


def orders_document(orders: Orders) -> dict[str, models.JsonValue]:
    """Orders as a JSON column holds them."""
    spec = spec_to_json(Spec(jobs=(CrawlJob(profile=orders.profile),), data="", run=""))
    rest = {name: value for name, value in asdict(orders).items() if name != "profile"}
    return {"spec": spec, **json.loads(json.dumps(rest))}


def read_orders(document: models.JsonValue) -> Orders:
    """Orders out of a JSON column."""
    assert isinstance(document, dict)
    spec = document["spec"]
    assert isinstance(spec, str)
    names = {field.name for field in fields(Orders)} & set(document)
    rest = {name: tuple(v) if isinstance(v := document[name], list) else v for name in names}
    return Orders(profile=spec_from_json(spec).jobs[0].profile, **rest)  # type: ignore[arg-type]  # as written


def _checks(system: str) -> frozenset[str]:
    fed = {one for row in catalogue.indicator_system(system).tertiary() for one in row.checks}
    return frozenset(fed & set(all_checks()))
