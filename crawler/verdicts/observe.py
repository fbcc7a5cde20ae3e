"""Observing (观测): stores what one region's part of a run found, and supersedes what was observed before."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from math import isfinite
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

import models
from crawler.calendar.drift import Covering
from crawler.calendar.holding import coverage_document
from crawler.comparison.core_facts import core_facts_row
from crawler.domain.check import Outcome
from crawler.domain.evidence import FetchState
from crawler.domain.records import ItemList, ServiceItem
from crawler.item_document import item_document
from crawler.runs import observe_alone, region_run
from crawler.verdicts.fold import Fold, Judged, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import FromClause
    from sqlalchemy.orm import Session

    from crawler.domain.check import Check, Defect, Verdict
    from crawler.domain.evidence import Evidence
    from crawler.domain.indicator import IndicatorSystem, Observation

__all__ = ["Judged", "Stored", "finding_id", "fold", "item_key", "store_region"]

_log = structlog.get_logger(__name__)

_CHUNK = 1000
_LONGEST_KEY = 200

_SAID = (
    *("kind", "state", "parent", "failure", "reason", "attempts", "look", "via", "status", "final_url"),
    *("content_type", "disposition", "size", "sha256", "warc", "offset", "length", "screenshot", "seconds"),
    "captured_at",
)
"""What evidence and its row in the index call by the same name."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """How many rows one region's part of a run holds."""

    items: int
    verdicts: int
    findings: int
    observations: int


def item_key(key: str) -> str:
    """The key as stored: an endless one, which no index takes, becomes its hash."""
    clean = models.storable(key)
    return clean if len(clean) <= _LONGEST_KEY else hashlib.sha256(clean.encode()).hexdigest()


def finding_id(region: str, verdict: Verdict, defect: Defect, number: int) -> str:
    """The id of a defect: the same in every round.

    It is made of region, check, service item, what the defect sits on, that one's name and the element. Neither quote
    nor locator count: they change when the page is laid out anew or the words around a defect are. Defects of one
    check about the same element of the same subject are told apart by `number`, the order in which the check names
    them.
    """
    subject = defect.subject or verdict.subject
    name = "".join(unicodedata.normalize("NFKC", defect.subject_name or "").split())
    parts = [region, verdict.check, defect.item or verdict.item, subject.value, name, defect.element, number]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24]


class _Rows:
    """Rows on their way into the tables of one region's part of a run, a chunk at a time."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: dict[FromClause, list[Row]] = {
            models.Item.__table__: [],
            models.CoreFact.__table__: [],
            models.Verdict.__table__: [],
            models.Finding.__table__: [],
        }
        self.counts: dict[FromClause, int] = defaultdict(int)

    def add(self, model: type[models.Base], row: Row) -> None:
        waiting = self._waiting[model.__table__]
        waiting.append(row)
        if len(waiting) >= _CHUNK:
            self.flush()

    def flush(self) -> None:
        """Write what waits: items before the verdicts and findings that refer to them."""
        for table, rows in self._waiting.items():
            if rows:
                self._session.execute(insert(table), rows)  # type: ignore[arg-type]  # a declared table is a Table
                self.counts[table] += len(rows)
                rows.clear()


def store_region(
    session: Session,
    run: str,
    region: str,
    *,
    system: IndicatorSystem,
    checks: Mapping[str, Check[Any]],
    evidence: Iterable[Evidence],
    judged: Iterable[Judged],
    design: str = "census",
    seed: int | None = None,
    indicators: Collection[str] | None = None,
) -> Stored:
    """Store everything that one run found of one region; the caller's transaction makes it all or nothing.

    `judged` is read once and may be a generator: its rows are written as they come. Only verdicts of checks that feed
    an observed indicator are kept. A region that could not be gathered has neither evidence nor records: then every
    indicator is stored as not observable. Stored again for the same run it replaces its rows, and adds an observation
    only where that changed.
    """
    part = region_run(session, run, region)
    gatherer = part.gathered_by_id or part.id
    looks = {look.id: look for look in evidence}
    for model in (models.Finding, models.Verdict, models.CoreFact, models.Item):
        session.execute(delete(model).where(model.region_run_id == part.id))
    store_looks(session, gatherer, looks.values())
    folding = Fold(system, checks, indicators)
    rows = _Rows(session)
    covering = Covering()
    for one in judged:
        kept = replace(one, verdicts=_settled(one.verdicts, folding, looks))
        folding.add(kept)
        if isinstance(kept.record, ServiceItem):
            covering.add(kept.record)
            rows.add(models.Item, _item(part.id, kept.record))
            rows.add(models.CoreFact, core_facts_row(part.id, item_key(kept.record.key), kept.record, kept.again))
        elif isinstance(kept.record, ItemList):
            part.list_whole = kept.record.reached_end and not kept.record.pages_failed
        for verdict in kept.verdicts:
            rows.add(models.Verdict, _verdict(part.id, verdict))
            for finding in _findings(part, verdict, folding, checks):
                rows.add(models.Finding, finding)
    rows.flush()
    observations = folding.observations(looks, design=design, seed=seed)
    _supersede(session, part, system.id, observations)
    count_looks(part, looks.values())
    part.population, part.sample_size = folding.population, folding.items
    part.changed_at = datetime.now(UTC)
    part.element_coverage = coverage_document(covering.coverage(folding.population or 0))
    session.flush()
    return Stored(
        items=rows.counts[models.Item.__table__],
        verdicts=rows.counts[models.Verdict.__table__],
        findings=rows.counts[models.Finding.__table__],
        observations=len(observations),
    )


def store_verdicts(
    session: Session,
    part: models.RegionRun,
    judged: Judged,
    *,
    system: IndicatorSystem,
    checks: Mapping[str, Check[Any]],
    indicators: Collection[str],
    evidence: Mapping[str, Evidence],
) -> None:
    """Put the verdicts of some checks about a stored region in place of those that it has.

    `indicators` are those that these checks feed, and no others. Items and evidence index stay as they are.
    """
    folding = Fold(system, checks, indicators)
    kept = replace(judged, verdicts=_settled(judged.verdicts, folding, evidence))
    folding.add(kept)
    fresh: dict[type[models.Verdict | models.Finding], list[Row]] = {
        models.Verdict: [_verdict(part.id, verdict) for verdict in kept.verdicts],
        models.Finding: [row for verdict in kept.verdicts for row in _findings(part, verdict, folding, checks)],
    }
    if any(found != _stored(session, part, model, checks) for model, found in fresh.items()):
        for model in (models.Finding, models.Verdict):
            session.execute(delete(model).where(model.region_run_id == part.id, model.check_id.in_(checks)))
        rows = _Rows(session)
        for model, found in fresh.items():
            for row in found:
                rows.add(model, row)
        rows.flush()
        part.changed_at = datetime.now(UTC)
    _supersede(session, part, system.id, folding.observations(evidence))
    session.flush()


def _stored(
    session: Session,
    part: models.RegionRun,
    model: type[models.Verdict | models.Finding],
    checks: Collection[str],
) -> list[Row]:
    """The rows of some checks as they are stored, without their numbers, in the order in which they were."""
    table = model.__table__
    columns = [column for column in table.columns if column.name != "id"]
    found = session.execute(
        select(*columns).where(table.c.region_run_id == part.id, table.c.check_id.in_(checks)).order_by(table.c.id)
    )
    return [dict(row) for row in found.mappings()]


def _settled(verdicts: Iterable[Verdict], folding: Fold, looks: Mapping[str, Evidence]) -> tuple[Verdict, ...]:
    """No evidence, no finding: a defect whose evidence is not in the index is dropped, and the log says so."""
    kept: list[Verdict] = []
    for verdict in verdicts:
        if folding.indicator_of(verdict.check) is None:
            continue
        proven = tuple(defect for defect in verdict.defects if defect.about.evidence in looks)
        if len(proven) == len(verdict.defects):
            kept.append(verdict)
            continue
        _log.error("defect without evidence", check=verdict.check, item=verdict.item)
        outcome = verdict.outcome if proven else Outcome.CANT_TELL
        reason = verdict.reason if proven else "证据缺失，未作判定"
        kept.append(replace(verdict, defects=proven, outcome=outcome, reason=reason))
    return tuple(kept)


def count_looks(part: models.RegionRun, looks: Collection[Evidence]) -> None:
    """Say how many looks a region's part of a run holds."""
    states = [look.state for look in looks]
    part.planned = len(states)
    part.fetched, part.failed = states.count(FetchState.FETCHED), states.count(FetchState.FAILED)
    # What a cut-off run had planned and not asked was skipped as far as this run goes.
    part.skipped = part.planned - part.fetched - part.failed


def store_looks(session: Session, part: int, looks: Iterable[Evidence]) -> None:
    """Write the evidence index of a gatherer. Ids are stable within a run: what is there is updated, never deleted.

    A recheck's findings may already refer to it.
    """
    table = models.Fetch.__table__
    make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = make(models.Fetch)
    statement = statement.on_conflict_do_update(
        index_elements=["region_run_id", "evidence"],
        set_={column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key},
    )
    rows = [_fetch(part, look) for look in looks]
    connection = session.connection()
    for start in range(0, len(rows), _CHUNK):
        connection.execute(statement, rows[start : start + _CHUNK])


def _fetch(part: int, look: Evidence) -> Row:
    target = look.target
    asked = {"url": target.url, "method": target.method, "body": target.body, "body_type": target.content_type}
    said = {name: getattr(look, name) for name in _SAID}
    key = None if look.item is None else item_key(look.item)
    return {"region_run_id": part, "evidence": look.id, "item_key": key, **asked, **said}


def _item(part: int, item: ServiceItem) -> Row:
    document: Row = {**item_document(item)}
    for column in ("code", "name"):
        document[column] = document.pop(f"item_{column}")
    return {"region_run_id": part, "key": item_key(item.key), **document}


def _verdict(part: int, verdict: Verdict) -> Row:
    return {
        "region_run_id": part,
        "check_id": verdict.check,
        "check_version": verdict.check_version,
        "subject_type": verdict.subject,
        "item_key": None if verdict.item is None else item_key(verdict.item),
        "outcome": verdict.outcome,
        "measure": verdict.measure if verdict.measure is not None and isfinite(verdict.measure) else None,
        "reason": verdict.reason,
    }


def _findings(
    part: models.RegionRun, verdict: Verdict, folding: Fold, checks: Mapping[str, Check[Any]]
) -> Iterable[Row]:
    taken: set[str] = set()
    # Those that stand come first, so that they keep the numbers that tell equal ones apart.
    for defect in (*verdict.defects, *verdict.withdrawn):
        number = 0
        while (name := finding_id(part.region, verdict, defect, number)) in taken:
            number += 1
        taken.add(name)
        item = defect.item or verdict.item
        yield {
            "region_run_id": part.id,
            "finding": name,
            "check_id": verdict.check,
            "check_version": verdict.check_version,
            "indicator": folding.indicator_of(verdict.check),
            "severity": checks[verdict.check].severity,
            "subject_type": defect.subject or verdict.subject,
            "item_key": None if item is None else item_key(item),
            "subject_name": defect.subject_name,
            "element": defect.element,
            "message": defect.message.zh,
            "message_en": defect.message.en,
            "suggestion": defect.suggestion.zh,
            "suggestion_en": defect.suggestion.en,
            "quote": defect.about.quote if defect.quote is None else defect.quote,
            "locator": defect.about.locator or "/",
            "evidence_run_id": part.gathered_by_id or part.id,
            "evidence": defect.about.evidence,
            "looks": defect.looks,
            "withdrawn": defect.withdrawn,
        }


def _supersede(session: Session, part: models.RegionRun, system: str, observed: Collection[Observation]) -> None:
    """Add the observations; those of the round, region and indicator that were current are marked, never changed."""
    run = session.get_one(models.Run, part.run)
    gatherer = part if part.gathered_by_id is None else session.get_one(models.RegionRun, part.gathered_by_id)
    gathered = session.get_one(models.Run, gatherer.run)
    observe_alone(session, run.round)
    table = models.Observation
    current = {
        row.indicator: row
        for row in session.scalars(
            select(table).where(
                table.round == run.round,
                table.region == part.region,
                table.system == system,
                table.superseded_by_id.is_(None),
            )
        )
    }
    fresh: list[Row] = []
    old: list[int] = []
    for one in observed:
        row: Row = {"region_run_id": part.id, "round": run.round, "region": part.region}
        row |= {field.name: getattr(one, field.name) for field in fields(one)} | {"checks": dict(one.checks)}
        # A region of which there is no look at all was observed, in vain, when the run began that was to gather it.
        row["captured_from"] = row["captured_from"] or gathered.started_at
        row["captured_to"] = row["captured_to"] or gathered.started_at
        before = current.get(one.indicator)
        if before is not None and all(getattr(before, name) == value for name, value in row.items()):
            continue
        fresh.append(row)
        if before is not None:
            old.append(before.id)
    if old:
        session.execute(update(table).where(table.id.in_(old)).values(superseded_by_id=part.id))
    if fresh:
        session.execute(insert(table), fresh)
