"""Comparing regions (跨地区比对): once every region of a run is stored, its items are held against their kin.

What a region is held against changes when another one is run again, so every region of the round is compared anew; a
region whose verdicts stay the same keeps its observations.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

import models
from crawler import runs
from crawler.comparison.kin import kin_of
from crawler.comparison.kin_again import says_else, upheld
from crawler.domain.check import Check, Subject
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.domain.records import PortalSummary
from crawler.verdicts.fold import Judged, evidence_of
from crawler.verdicts.judge import judge
from crawler.verdicts.observe import store_verdicts
from models import RegionState

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from crawler.domain.indicator import IndicatorSystem

KIN = "kin"
"""What a check needs that holds a region's items against their other publications."""

_AT_ONCE = 500


def of_kin(checks: Mapping[str, Check[Any]]) -> dict[str, Check[Any]]:
    """Those of the checks that need the kin of a region's items."""
    return {name: check for name, check in checks.items() if KIN in check.needs and check.subject is Subject.PORTAL}


def indicators_of(system: IndicatorSystem, checks: Collection[str]) -> frozenset[str]:
    """Codes of the tertiary indicators that some checks feed."""
    return frozenset(one.code for one in system.tertiary() if set(one.checks) & set(checks))


def parts_to_compare(
    session: Session, run_id: str, *, system: IndicatorSystem, checks: Mapping[str, Check[Any]]
) -> dict[str, int]:
    """For each region of the run's round the part of a run whose items are compared, and whose verdicts are replaced.

    That of this run, else the one that was compared last, else the newest. Nothing where no check compares.
    """
    indicators = indicators_of(system, of_kin(checks))
    if not indicators:
        return {}
    code = session.get_one(models.Run, run_id).round
    parts = {region: current.region_run_id for region, current in runs.current_runs(session, code).items()}
    one = models.Observation
    compared = (
        select(one.region, one.region_run_id)
        .where(
            one.round == code,
            one.system == system.id,
            one.indicator.in_(indicators),
            one.superseded_by_id.is_(None),
        )
        .order_by(one.region_run_id)
    )
    parts |= {row.region: row.region_run_id for row in session.execute(compared)}
    done = (part for part in runs.region_runs(session, run_id) if part.state is RegionState.DONE)
    parts |= {part.region: part.id for part in done if not part.set_aside}
    return dict(sorted(parts.items()))


def compare_region(
    session: Session,
    region: str,
    parts: Mapping[str, int],
    *,
    system: IndicatorSystem,
    checks: Mapping[str, Check[Any]],
) -> None:
    """Judge the checks that need kin for one of the regions to compare, and store their verdicts."""
    kin_checks = of_kin(checks)
    part = session.get_one(models.RegionRun, parts[region])
    judged = compared(session, region, parts, checks)
    store_verdicts(
        session,
        part,
        judged,
        system=system,
        checks=kin_checks,
        indicators=indicators_of(system, kin_checks),
        evidence=_looks(session, part, evidence_of(judged)),
    )


def compared(session: Session, region: str, parts: Mapping[str, int], checks: Mapping[str, Check[Any]]) -> Judged:
    """The verdicts of the checks that need kin about one of the regions to compare.

    A finding stands where both views show it: the items as they were first seen, and as a second look showed them.
    """
    kin_checks = of_kin(checks)
    part = session.get_one(models.RegionRun, parts[region])
    code = session.get_one(models.Run, part.run).round
    home = _home(session, part)
    record = PortalSummary(
        region=region,
        url=part.portal or "",
        home=home,
        unread=home.reason,
        kin=kin_of(session, code, region, parts),
    )
    verdicts = tuple(judge(check, record) for check in kin_checks.values())
    if not any(verdict.defects for verdict in verdicts):
        return Judged(record=record, verdicts=verdicts)
    again = verdicts
    if says_else(record.kin):
        second = replace(record, kin=kin_of(session, code, region, parts, again=True))
        again = tuple(judge(check, second) for check in kin_checks.values())
    return Judged(record=record, verdicts=upheld(verdicts, again, record.kin))


def _home(session: Session, part: models.RegionRun) -> Reading:
    """The front page: what is said of a whole portal rests on it."""
    fetch = models.Fetch
    home = session.scalars(
        select(fetch.evidence)
        .where(
            fetch.region_run_id == (part.gathered_by_id or part.id),
            fetch.kind == PageKind.HOME,
            fetch.state == FetchState.FETCHED,
        )
        .order_by(fetch.evidence)
    ).first()
    return Reading(
        element="name",
        state=State.UNREAD if home is None else State.STATED,
        value=None if home is None else session.get_one(models.Region, part.region).name,
        evidence=home,
        locator="/",
        reason="首页没有取到" if home is None else None,
    )


def _looks(session: Session, part: models.RegionRun, wanted: Sequence[str]) -> dict[str, Evidence]:
    """The looks that verdicts rest on."""
    fetch = models.Fetch
    found: dict[str, Evidence] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = session.scalars(
            select(fetch).where(
                fetch.region_run_id == (part.gathered_by_id or part.id),
                fetch.evidence.in_(wanted[start : start + _AT_ONCE]),
            )
        )
        for row in rows:
            found[row.evidence] = Evidence(
                id=row.evidence,
                region=part.region,
                kind=row.kind,
                target=Target(url=row.url),
                state=row.state,
                sha256=row.sha256,
                captured_at=row.captured_at,
            )
    return found
