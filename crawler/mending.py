"""Trying a region again (补采): only what failed in passing is asked; everything else is as it was brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler import runs
from crawler.archive.store import RegionArchive
from crawler.calendar.visiting import visits_of
from crawler.gather.unanswered import unanswered
from crawler.single_items import Again

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

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
