"""What the pages of the console show, read from stored rows a page at a time, however large a round is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

import models
from crawler.domain.check import Outcome
from crawler.domain.evidence import FetchState
from crawler.export import rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

A_PAGE = 50
"""Findings on one page."""

MOST_FOUND = 100
"""Items that a search shows."""

_EXAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """What one reason left undecided: how many verdicts, of which checks, about how many subjects, and one of them."""

    reason: str
    count: int
    checks: tuple[str, ...]
    subjects: int
    example: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Addresses that could not be observed, by failure or by our own reason."""

    cause: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundItem:
    """An item that a search found."""

    round: str
    region: str
    region_name: str
    key: str
    code: str | None
    name: str | None
    body: str | None
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One finding with its look and item; `region` says where it belongs."""

    finding: models.Finding
    look: models.Fetch
    item: models.Item | None
    part: models.RegionRun


def of_region(session: Session, code: str, region: str) -> list[tuple[models.RegionRun, tuple[str, ...]]]:
    """The parts of runs that a region's current observations come from, with their checks."""
    return rows.current_parts(session, code, region)


def counted(session: Session, code: str, region: str) -> Mapping[str, int]:
    """Findings by indicator."""
    found: Counter[str] = Counter()
    for where in _current(session, code, region):
        query = select(models.Finding.indicator, func.count()).where(where).group_by(models.Finding.indicator)
        for indicator, number in session.execute(query):
            found[indicator] += number
    return found


def by_check(session: Session, code: str, region: str) -> list[tuple[str, str, int]]:
    """Check, severity and number of findings, the most frequent first."""
    one = models.Finding
    found: list[tuple[str, str, int]] = []
    for where in _current(session, code, region):
        query = select(one.check_id, one.severity, func.count()).where(where).group_by(one.check_id, one.severity)
        found += [(check, severity.value, number) for check, severity, number in session.execute(query)]
    return sorted(found, key=lambda one: (-one[2], one[0]))


def page_of_findings(
    session: Session, code: str, region: str, check: str | None, number: int
) -> tuple[list[Shown], int]:
    """One page of a region's findings, of one check where it is named, and how many there are."""
    one = models.Finding
    wheres = _current(session, code, region)
    if check is not None:
        wheres = [where & (one.check_id == check) for where in wheres]
    total = sum(session.scalar(select(func.count()).select_from(one).where(where)) or 0 for where in wheres)
    query = _shown().where(or_(False, *wheres)).order_by(one.check_id, one.item_key, one.id)
    found = session.execute(query.offset((number - 1) * A_PAGE).limit(A_PAGE))
    return [Shown(finding=f, look=look, item=item, part=part) for f, look, item, part in found], total


def one_finding(session: Session, code: str, region: str, name: str) -> Shown | None:
    """A current finding by its id."""
    for where in _current(session, code, region):
        row = session.execute(_shown().where(where, models.Finding.finding == name)).first()
        if row is not None:
            return Shown(finding=row[0], look=row[1], item=row[2], part=row[3])
    return None


def one_item(session: Session, code: str, region: str, key: str) -> models.Item | None:
    """An item as the newest current run of the region read it."""
    parts = of_region(session, code, region)
    return session.get(models.Item, (parts[-1][0].id, key)) if parts else None


def verdicts_of(session: Session, code: str, region: str, key: str) -> list[models.Verdict]:
    """The current verdicts about one item, by check."""
    found: list[models.Verdict] = []
    for part, checks in of_region(session, code, region):
        found += session.scalars(
            select(models.Verdict).where(
                models.Verdict.region_run_id == part.id,
                models.Verdict.item_key == key,
                models.Verdict.check_id.in_(checks),
            )
        )
    return sorted(found, key=lambda one: one.check_id)


def findings_of(session: Session, code: str, region: str, key: str) -> list[Shown]:
    """The current findings about one item."""
    one = models.Finding
    query = _shown().where(or_(False, *_current(session, code, region)), one.item_key == key)
    found = session.execute(query.order_by(one.check_id, one.id))
    return [Shown(finding=f, look=look, item=item, part=part) for f, look, item, part in found]


def undecided(session: Session, code: str, region: str) -> list[Undecided]:
    """What could not be decided, by reason, what most verdicts wait for first."""
    one, item = models.Verdict, models.Item
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    subjects: dict[str, int] = {}
    examples: dict[str, str | None] = {}
    for part, checks in of_region(session, code, region):
        where = (one.region_run_id == part.id) & one.check_id.in_(checks) & (one.outcome == Outcome.CANT_TELL)
        by_check_ = select(one.reason, one.check_id, func.count()).where(where).group_by(one.reason, one.check_id)
        for reason, check, number in session.execute(by_check_):
            counts[reason or ""][check] += number
        by_reason = (
            select(one.reason, func.count(func.distinct(one.item_key)), func.min(item.name))
            .outerjoin(item, (item.region_run_id == one.region_run_id) & (item.key == one.item_key))
            .where(where)
            .group_by(one.reason)
        )
        for reason, number, name in session.execute(by_reason):
            # Parts of a round look at the same items with other checks: the largest number is that of the subjects.
            subjects[reason or ""] = max(number, subjects.get(reason or "", 0))
            examples[reason or ""] = examples.get(reason or "") or name
    found = [
        Undecided(
            reason=reason,
            count=of.total(),
            checks=tuple(sorted(of)),
            subjects=subjects[reason],
            example=examples[reason],
        )
        for reason, of in counts.items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.reason))


def gaps(session: Session, code: str, region: str) -> list[Gap]:
    """What was not fetched, by cause, with a few addresses of each."""
    one = models.Fetch
    groups: dict[str, list[str]] = defaultdict(list)
    counts: Counter[str] = Counter()
    gatherers = {part.gathered_by_id or part.id for part, _ in of_region(session, code, region)}
    query = select(one.failure, one.reason, one.url).where(
        one.region_run_id.in_(gatherers), one.state != FetchState.FETCHED
    )
    for failure, reason, url in session.execute(query, execution_options={"yield_per": 1000}):
        cause = failure.value if failure is not None else reason or "not asked"
        counts[cause] += 1
        if len(groups[cause]) < _EXAMPLES:
            groups[cause].append(url)
    return [Gap(cause=cause, count=n, examples=tuple(groups[cause])) for cause, n in counts.most_common()]


def search(session: Session, words: str, codes: Sequence[str]) -> list[FoundItem]:
    """Current items of some rounds by code, name or office (实施主体); a part of each is enough."""
    item, part = models.Item, models.RegionRun
    wanted = words.strip()
    if not wanted:
        return []
    found: list[FoundItem] = []
    for code in codes:
        newest = {one.region: one.id for one, _ in rows.current_parts(session, code, None)}
        fits = or_(*(column.contains(wanted, autoescape=True) for column in (item.code, item.name, item.body)))
        query = (
            select(item, part.region, models.Region.name)
            .join(part, part.id == item.region_run_id)
            .join(models.Region, models.Region.code == part.region)
            .where(item.region_run_id.in_(newest.values()), fits)
            .order_by(part.region, item.name, item.key)
            .limit(MOST_FOUND - len(found))
        )
        for row, region, region_name in session.execute(query):
            number = select(func.count()).select_from(models.Finding)
            where = (
                (models.Finding.region_run_id == row.region_run_id)
                & (models.Finding.item_key == row.key)
                & models.Finding.withdrawn.is_(None)
            )
            found.append(
                FoundItem(
                    round=code, region=region, region_name=region_name, key=row.key, code=row.code, name=row.name,
                    body=row.body, findings=session.scalar(number.where(where)) or 0,
                )
            )  # fmt: skip
    return found


def _current(session: Session, code: str, region: str) -> list[ColumnElement[bool]]:
    one = models.Finding
    return [
        (one.region_run_id == part.id) & one.check_id.in_(checks) & one.withdrawn.is_(None)
        for part, checks in of_region(session, code, region)
    ]


def _shown() -> Select[models.Finding, models.Fetch, models.Item, models.RegionRun]:
    one, item, look, part = models.Finding, models.Item, models.Fetch, models.RegionRun
    return (
        select(one, look, item, part)
        .join(look, (look.region_run_id == one.evidence_run_id) & (look.evidence == one.evidence))
        .join(part, part.id == one.region_run_id)
        .outerjoin(item, (item.region_run_id == one.region_run_id) & (item.key == one.item_key))
    )
