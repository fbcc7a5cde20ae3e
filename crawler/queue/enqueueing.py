"""Leaving the regions of a request to workers (任务入队), each once however often it is asked for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from crawler import catalogue, runs
from crawler.queue import plan
from crawler.queue.jobs import RegionJob
from crawler.queue.opening import open_queue
from crawler.queue.orders import orders_of
from crawler.queue.plan import JobState
from crawler.storage import open_database, reading, upgrade, writing

if TYPE_CHECKING:
    from crawler.domain.portal import PortalProfile
    from crawler.rounds import RunRequest


def enqueue_round(request: RunRequest, database: str) -> dict[str, bool]:
    """Leave each region to a worker; whether it was not in the queue already, by region code.

    The round is begun, so that its seed holds for every machine. The same command again changes nothing as long as one
    of its regions is not done; afterwards it asks for another run of all of them.
    """
    upgrade(database)
    engine = open_database(database)
    with writing(engine) as session:
        runs.ensure_round(
            session,
            request.round,
            system=catalogue.indicator_system(request.system).id,
            panel=request.panel,
            design=None if request.items else request.design,
            seed=request.seed,
        )
        for profile in request.profiles:  # so that whoever looks meanwhile reads its name
            runs.ensure_region(session, profile.code, profile)
    with reading(engine) as session:
        known = plan.planned(session, request.round)
    profiles = {profile.code: profile for profile in request.profiles}
    queue = open_queue(database, lambda _, job: orders_of(request, profiles[job.region]))
    stems = {code: _stem(request, profile) for code, profile in profiles.items()}
    over = {one.job.key for one in known if one.state in {JobState.DONE, JobState.GIVEN_UP}}
    number = next(n for n in count(1) if not all(f"{stem}{n}" in over for stem in stems.values()))
    return {
        code: queue.enqueue(RegionJob(round=request.round, region=code, key=f"{stem}{number}", reason=request.reason))
        for code, stem in stems.items()
    }


def _stem(request: RunRequest, profile: PortalProfile) -> str:
    """What the keys of all jobs have in common that ask for the same of one region."""
    scope = replace(request, profiles=(profile,)).scope
    digest = hashlib.sha256(json.dumps(scope, sort_keys=True).encode()).hexdigest()[:8]
    return f"{request.round}/{profile.code}/{digest}/"
