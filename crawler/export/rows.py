"""What is stored of a round, as typed rows of the export contract. Reports and the status command read them too.

Every function takes the round's code and gives rows in an order that depends on their content only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import collate, func, select
from sqlalchemy.orm import aliased

import models
from crawler import catalogue
from crawler.domain.evidence import FetchState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from crawler.export.shapes import (
        CoverageRow,
        FindingRow,
        HistoryRow,
        HostRow,
        ItemRow,
        ObservationRow,
        RegionRow,
        VerdictRow,
    )

_FETCH_SIZE = 2000


def moment(value: datetime | None) -> str | None:
    """A moment in UTC, ISO 8601."""
    return None if value is None else value.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def observations(session: Session, code: str, region: str | None = None) -> Iterator[ObservationRow]:
    """The current observations of a round, by region and in the order of the indicator system."""
    one, part = models.Observation, models.RegionRun
    rows = session.execute(
        select(one, part.run, models.Region.name)
        .join(part, part.id == one.region_run_id)
        .join(models.Region, models.Region.code == one.region)
        .where(*_current(code, region))
    ).all()
    names: dict[tuple[str, str], str] = {}
    order: dict[tuple[str, str], int] = {}
    for system in sorted({row.system for row, _, _ in rows}):
        for place, indicator in enumerate(catalogue.indicator_system(system).indicators):
            names[system, indicator.code] = indicator.name_zh
            order[system, indicator.code] = place
    last = len(order)
    for row, run, region_name in sorted(
        rows, key=lambda r: (r[0].region, r[0].system, order.get((r[0].system, r[0].indicator), last), r[0].indicator)
    ):
        yield {
            "schema": "portal-audit/observation/1",
            "round": code,
            "run": run,
            "region": row.region,
            "region_name": region_name,
            "system": row.system,
            "indicator": row.indicator,
            "indicator_name": names.get((row.system, row.indicator), row.indicator),
            "status": row.status.value,
            "numerator": row.numerator,
            "denominator": row.denominator,
            "undecided": row.undecided,
            "value": row.value,
            "lower": row.lower,
            "upper": row.upper,
            "population": row.population,
            "sample_size": row.sample_size,
            "design": row.design,
            "seed": row.seed,
            "ci_low": row.ci_low,
            "ci_high": row.ci_high,
            "checks": dict(sorted(row.checks.items())),
            "captured_from": moment(row.captured_from),
            "captured_to": moment(row.captured_to),
            "observed_at": moment(row.captured_to),
            "evidence_digest": row.evidence_digest,
        }


def history(session: Session, code: str, region: str | None = None) -> Iterator[HistoryRow]:
    """Every observation that a round ever made, by region and indicator, oldest first: who made it, why, what followed.

    `superseded_by` is the run that observed it anew, null where it is current.
    """
    one, part, run = models.Observation, models.RegionRun, models.Run
    later = aliased(models.RegionRun)
    found = session.execute(
        select(one, run, later.run)
        .join(part, part.id == one.region_run_id)
        .join(run, run.id == part.run)
        .outerjoin(later, later.id == one.superseded_by_id)
        .where(one.round == code, *([one.region == region] if region else []))
        .order_by(*by_code_point(session, one.region, one.system, one.indicator), run.number, one.id)
    )
    for row, of, superseded_by in found:
        yield {
            "schema": "portal-audit/history/1",
            "round": code,
            "region": row.region,
            "system": row.system,
            "indicator": row.indicator,
            "run": of.id,
            "kind": of.kind.value,
            "by": of.started_by,
            "reason": of.reason,
            "started_at": moment(of.started_at),
            "status": row.status.value,
            "numerator": row.numerator,
            "denominator": row.denominator,
            "undecided": row.undecided,
            "value": row.value,
            "checks": dict(sorted(row.checks.items())),
            "evidence_digest": row.evidence_digest,
            "superseded_by": superseded_by,
        }


def findings(
    session: Session, code: str, region: str | None = None, *, withdrawn: bool = False
) -> Iterator[FindingRow]:
    """The findings behind the current observations, by region, check and service item.

    With `withdrawn` those instead that count for nothing, each with the reason why: they are kept to be read.
    """
    one, item, fetch = models.Finding, models.Item, models.Fetch
    for part, checks in current_parts(session, code, region):
        rows = session.execute(
            select(one, item.code, item.name, item.body, fetch)
            .outerjoin(item, (item.region_run_id == one.region_run_id) & (item.key == one.item_key))
            .join(fetch, (fetch.region_run_id == one.evidence_run_id) & (fetch.evidence == one.evidence))
            .where(
                one.region_run_id == part.id,
                one.check_id.in_(checks),
                one.withdrawn.is_not(None) if withdrawn else one.withdrawn.is_(None),
            )
            .order_by(*by_code_point(session, one.check_id, one.item_key), one.id),
            execution_options={"yield_per": _FETCH_SIZE},
        )
        for row, item_code, item_name, body, look in rows:
            yield {
                "schema": "portal-audit/finding/1",
                "finding": row.finding,
                "round": code,
                "run": part.run,
                "region": part.region,
                "check": row.check_id,
                "check_version": row.check_version,
                "indicator": row.indicator,
                "severity": row.severity.value,
                "subject_type": row.subject_type.value,
                "item_code": item_code,
                "item_name": item_name,
                "body": body,
                "subject_name": row.subject_name,
                "element": row.element,
                "message": row.message,
                "message_en": row.message_en,
                "suggestion": row.suggestion,
                "suggestion_en": row.suggestion_en,
                "quote": row.quote,
                "url": look.final_url or look.url,
                "locator": row.locator,
                "looks": row.looks,
                "evidence": {
                    "id": look.evidence,
                    "sha256": look.sha256,
                    "warc": look.warc,
                    "offset": look.offset,
                    "captured_at": moment(look.captured_at),
                    "screenshot": look.screenshot,
                },
            }


def verdicts(session: Session, code: str, region: str | None = None) -> Iterator[VerdictRow]:
    """The verdicts behind the current observations, by region, check and service item."""
    one, item = models.Verdict.__table__.c, models.Item
    for part, checks in current_parts(session, code, region):
        rows = session.execute(
            select(
                one.check_id,
                one.check_version,
                one.subject_type,
                one.outcome,
                one.measure,
                one.reason,
                item.code,
                item.name,
            )
            .outerjoin(item, (item.region_run_id == one.region_run_id) & (item.key == one.item_key))
            .where(one.region_run_id == part.id, one.check_id.in_(checks))
            .order_by(*by_code_point(session, one.check_id, one.item_key)),
            execution_options={"yield_per": _FETCH_SIZE},
        )
        for check, version, subject, outcome, measure, reason, item_code, item_name in rows:
            yield {
                "round": code,
                "run": part.run,
                "region": part.region,
                "check": check,
                "check_version": version,
                "subject_type": subject.value,
                "item_code": item_code,
                "item_name": item_name,
                "subject_name": None,
                "outcome": outcome.value,
                "measure": measure,
                "reason": reason,
            }


def items(session: Session, code: str, region: str | None = None) -> Iterator[ItemRow]:
    """Every service item as the newest current run of each region read it."""
    one = models.Item.__table__.c
    newest = {part.region: part for part, _ in current_parts(session, code, region)}
    for part in newest.values():
        rows = session.execute(
            select(*one).where(one.region_run_id == part.id).order_by(*by_code_point(session, one.key)),
            execution_options={"yield_per": _FETCH_SIZE},
        )
        for row in rows.mappings():
            yield {
                "round": code,
                "run": part.run,
                "region": part.region,
                "item_code": row["code"],
                "item_name": row["name"],
                "body": row["body"],
                "url": row["url"],
                "guide": row["guide"].value,
                "elements": row["elements"],
                "materials": row["materials"],
                "forms": row["forms"],
                "fees": row["fees"],
                "steps": row["steps"],
                "legal_bases": row["legal_bases"],
                "windows": row["windows"],
                "faqs": row["faqs"],
                "unmapped": row["unmapped"],
            }


def coverage(session: Session, code: str, region: str | None = None) -> Iterator[CoverageRow]:
    """Every address that was planned by the runs whose archives the current observations rest on."""
    one = models.Fetch.__table__.c
    done: set[int] = set()
    for part, _ in current_parts(session, code, region):
        gatherer = part if part.gathered_by_id is None else session.get_one(models.RegionRun, part.gathered_by_id)
        if gatherer.id in done:
            continue
        done.add(gatherer.id)
        rows = session.execute(
            select(*one)
            .where(one.region_run_id == gatherer.id)
            .order_by(*by_code_point(session, one.url, one.evidence)),
            execution_options={"yield_per": _FETCH_SIZE},
        )
        for row in rows.mappings():
            left = row["state"] is FetchState.PLANNED
            yield {
                "round": code,
                "run": gatherer.run,
                "region": gatherer.region,
                "evidence": row["evidence"],
                "url": row["url"],
                "kind": row["kind"].value,
                "state": FetchState.SKIPPED.value if left else row["state"].value,
                "failure": None if row["failure"] is None else row["failure"].value,
                "reason": "not asked: the run was cut off" if left else row["reason"],
                "attempts": row["attempts"],
                "via": row["via"].value,
                "status": row["status"],
                "bytes": row["size"],
                "captured_at": moment(row["captured_at"]),
            }


def regions(session: Session, code: str, region: str | None = None) -> Iterator[RegionRow]:
    """How each region's newest part of a run of the round went, also where nothing was observed yet."""
    part, run = models.RegionRun, models.Run
    rows = session.execute(
        select(part, run.kind, models.Region.name)
        .join(run, run.id == part.run)
        .join(models.Region, models.Region.code == part.region)
        .where(run.round == code, *([part.region == region] if region else []))
        .order_by(run.number)
    )
    newest = {row.region: (row, kind, name) for row, kind, name in rows}
    for _, (row, kind, name) in sorted(newest.items()):
        gatherer = _gatherer(session, row)
        yield {
            "round": code,
            "run": row.run,
            "kind": kind.value,
            "region": row.region,
            "region_name": name,
            "state": row.state.value,
            "outcome": None if row.outcome is None else row.outcome.value,
            "reason": row.reason,
            "portal": row.portal,
            "planned": row.planned,
            "fetched": row.fetched,
            "failed": row.failed,
            "skipped": row.skipped,
            "population": row.population,
            "sample_size": row.sample_size,
            "evidence_head": gatherer.evidence_head,
            "traffic": cast("list[HostRow]", gatherer.traffic or []),
            "started_at": moment(row.started_at),
            "finished_at": moment(row.finished_at),
        }


def _gatherer(session: Session, part: models.RegionRun) -> models.RegionRun:
    """Whose evidence was judged: that of an earlier run, or its own."""
    return part if part.gathered_by_id is None else session.get_one(models.RegionRun, part.gathered_by_id)


def evidence_heads(session: Session, code: str) -> list[dict[str, str | None]]:
    """Heads of the evidence chains that current observations rest on, a region and run (docs/verify_evidence.py)."""
    part = models.RegionRun
    used = select(models.Observation.region_run_id).where(*_current(code, None))
    rows = session.scalars(select(part).where(part.id.in_(used)).order_by(part.region, part.id))
    gatherers = {one.id: one for one in (_gatherer(session, row) for row in rows)}
    return [{"region": one.region, "run": one.run, "head": one.evidence_head} for one in gatherers.values()]


def runs(session: Session, code: str) -> tuple[models.Run, ...]:
    """The runs that current observations come from, oldest first."""
    used = (
        select(models.RegionRun.run)
        .join(models.Observation, models.Observation.region_run_id == models.RegionRun.id)
        .where(*_current(code, None))
    )
    return tuple(session.scalars(select(models.Run).where(models.Run.id.in_(used)).order_by(models.Run.number)))


def parts_of_run(session: Session, run: str, region: str | None) -> list[tuple[models.RegionRun, tuple[str, ...]]]:
    """The parts of one run with the checks that it observed by, whether or not something superseded it since."""
    one, part = models.Observation, models.RegionRun
    rows = session.execute(
        select(part, one.checks)
        .join(one, one.region_run_id == part.id)
        .where(part.run == run, *([part.region == region] if region is not None else []))
        .order_by(part.region)
    )
    found: dict[int, tuple[models.RegionRun, set[str]]] = {}
    for row, checks in rows:
        found.setdefault(row.id, (row, set()))[1].update(checks)
    return [(row, tuple(sorted(checks))) for row, checks in found.values()]


def _current(code: str, region: str | None) -> list[ColumnElement[bool]]:
    one = models.Observation
    return [
        one.round == code,
        one.superseded_by_id.is_(None),
        *([one.region == region] if region is not None else []),
    ]


def current_parts(session: Session, code: str, region: str | None) -> list[tuple[models.RegionRun, tuple[str, ...]]]:
    """The parts of runs that current observations come from, with their checks; by region, oldest run first.

    A recheck of some indicators supersedes those alone: the others still rest on the verdicts of the earlier run.
    """
    one, part, run = models.Observation, models.RegionRun, models.Run
    rows = session.execute(
        select(part, one.checks)
        .join(one, one.region_run_id == part.id)
        .join(run, run.id == part.run)
        .where(*_current(code, region))
        .order_by(part.region, run.number)
    )
    found: dict[int, tuple[models.RegionRun, set[str]]] = {}
    for row, checks in rows:
        found.setdefault(row.id, (row, set()))[1].update(checks)
    return [(row, tuple(sorted(checks))) for row, checks in found.values()]


def by_code_point(
    session: Session, *columns: InstrumentedAttribute[Any] | ColumnElement[Any]
) -> list[ColumnElement[Any]]:
    """Order by code point on both databases; PostgreSQL would use the language of the server."""
    if session.get_bind().dialect.name == "postgresql":
        return [collate(func.coalesce(column, ""), "C") for column in columns]
    return [func.coalesce(column, "") for column in columns]
